package io.waybill.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Time enters through one clock and chance through one source of ids; what runs inside a partition
/// has neither threads nor files.
final class TimeAndChanceTest {
  private static final Map<String, Set<String>> CLOCKS =
      Map.of(
          "java.lang.System", Set.of("currentTimeMillis"),
          "java.time.Instant", Set.of("now"),
          "java.time.LocalDate", Set.of("now"),
          "java.time.LocalDateTime", Set.of("now"),
          "java.time.ZonedDateTime", Set.of("now"),
          "java.time.OffsetDateTime", Set.of("now"),
          "java.time.Clock", Set.of("systemUTC", "systemDefaultZone", "system"),
          "java.util.Date", Set.of("<init>"));

  private static final Map<String, Set<String>> DICE =
      Map.of(
          "java.lang.Math", Set.of("random"),
          "java.util.UUID", Set.of("randomUUID"),
          "java.util.concurrent.ThreadLocalRandom", Set.of("current"),
          "java.util.Random", Set.of("<init>"),
          "java.security.SecureRandom", Set.of("<init>"));

  private static DescribedPredicate<JavaAccess<?>> anyOf(Map<String, Set<String>> methods) {
    return new DescribedPredicate<>("one of " + methods) {
      @Override
      public boolean test(JavaAccess<?> access) {
        return methods
            .getOrDefault(access.getTargetOwner().getName(), Set.of())
            .contains(access.getTarget().getName());
      }
    };
  }

  private static String[] partitions() {
    return Stream.concat(House.services().stream(), Stream.of("engine.partition"))
        .map(name -> "io.waybill." + name + "..")
        .toArray(String[]::new);
  }

  @Test
  void onlyCoreReadsTheClock() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.waybill.core..")
        .should()
        .accessTargetWhere(anyOf(CLOCKS))
        .check(House.CLASSES);
  }

  @Test
  void whatDecidesDrawsNoLots() {
    noClasses()
        .that()
        .resideInAnyPackage(partitions())
        .should()
        .accessTargetWhere(anyOf(DICE))
        .allowEmptyShould(true)
        .check(House.CLASSES);
  }

  @Test
  void whatDecidesHasNoThreadAndNoFile() {
    for (String foreign : List.of("java.io.File.*", "java.nio.file..*", "java.net.Socket.*")) {
      noClasses()
          .that()
          .resideInAnyPackage(partitions())
          .should()
          .dependOnClassesThat()
          .haveNameMatching(foreign.replace("..", "\\."))
          .allowEmptyShould(true)
          .check(House.CLASSES);
    }
    noClasses()
        .that()
        .resideInAnyPackage(partitions())
        .should()
        .accessTargetWhere(
            anyOf(
                Map.of(
                    "java.lang.Thread",
                        Set.of("sleep", "ofVirtual", "ofPlatform", "<init>", "start"),
                    "java.util.concurrent.Executors",
                        Set.of(
                            "newFixedThreadPool",
                            "newCachedThreadPool",
                            "newScheduledThreadPool"))))
        .allowEmptyShould(true)
        .check(House.CLASSES);
  }
}
