package io.waybill.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Who may know whom. Arrows point down, from floor to floor; `docs/architecture.md` draws them.
final class ArrowsTest {
  private static final String OURS = "io.waybill..";

  /// Classes in `packages` know nothing of ours but themselves and `known`.
  private static void knowOnly(List<String> packages, String... known) {
    String[] own = packages.toArray(String[]::new);
    check(
        noClasses()
            .that()
            .resideInAnyPackage(own)
            .should()
            .dependOnClassesThat(
                resideInAnyPackage(OURS)
                    .and(resideOutsideOfPackages(own))
                    .and(resideOutsideOfPackages(known))));
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(House.CLASSES);
  }

  private static String tree(String name) {
    return "io.waybill." + name + "..";
  }

  private static List<String> serviceTrees() {
    return House.services().stream().map(ArrowsTest::tree).toList();
  }

  @Test
  void coreKnowsNobody() {
    knowOnly(List.of(tree("core")));
  }

  @Test
  void shapesKnowCore() {
    knowOnly(List.of(tree("shapes")), tree("core"));
  }

  @Test
  void theStoreKnowsCore() {
    knowOnly(List.of(tree("store")), tree("core"));
  }

  @Test
  void theEngineKnowsTheStoreAsASeamAndNoService() {
    knowOnly(List.of(tree("engine")), tree("core"), tree("shapes"), "io.waybill.store");
  }

  @Test
  void whatCallsTheWorldOutsideKnowsWhoAsksAndNoService() {
    knowOnly(List.of(tree("outward")), tree("core"), "io.waybill.engine.outward");
    knowOnly(List.of(tree("runtime")), tree("core"), "io.waybill.engine.functions");
  }

  @Test
  void theSeamOfTheStoreKnowsNoImplementation() {
    for (String name : List.of("Store", "Batch", "BatchBuilder", "Space", "StoreFailure")) {
      check(
          noClasses()
              .that()
              .haveFullyQualifiedName("io.waybill.store." + name)
              .should()
              .dependOnClassesThat()
              .resideInAPackage("io.waybill.store.*.."));
    }
  }

  @Test
  void onlyTheServerAndTheStoreItselfChooseAStore() {
    check(
        noClasses()
            .that(
                resideInAnyPackage(OURS)
                    .and(resideOutsideOfPackages(tree("store"), tree("server"))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.waybill.store.*..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.waybill.store.MemoryStore"));
  }

  @Test
  void theWireKnowsTheFloorsBelowAndNoService() {
    knowOnly(
        List.of(tree("wire")), tree("core"), tree("shapes"), tree("engine"), "io.waybill.store");
  }

  @TestFactory
  Stream<DynamicTest> aServiceKnowsTheFloorsBelowAndNoOtherService() {
    return House.services().stream()
        .map(service ->
            DynamicTest.dynamicTest(
                service,
                () ->
                    knowOnly(
                        List.of(tree(service)),
                        tree("core"),
                        tree("shapes"),
                        tree("engine"),
                        "io.waybill.store")));
  }

  @Test
  void theClientsKnowNothingOfTheServer() {
    knowOnly(List.of(tree("cli")));
    knowOnly(List.of(tree("console")));
  }

  @Test
  void nobodyKnowsTheServerOrTheClients() {
    check(
        noClasses()
            .that(
                resideInAnyPackage(OURS)
                    .and(
                        resideOutsideOfPackages(
                            tree("server"), tree("cli"), tree("console"), tree("dist"))))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(tree("server"), tree("cli"), tree("console"), tree("dist")));
  }

  @Test
  void servicesAndEngineNeverSeeHttp() {
    String[] trees =
        Stream.concat(serviceTrees().stream(), Stream.of(tree("engine"))).toArray(String[]::new);
    check(
        noClasses()
            .that()
            .resideInAnyPackage(trees)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http..", "io.netty..", "com.sun.net.."));
  }

  @Test
  void nobodyButTheBuildKnowsTheCodeGenerator() {
    check(
        noClasses()
            .that(resideInAnyPackage(OURS).and(resideOutsideOfPackages(tree("codegen"))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(tree("codegen")));
  }
}
