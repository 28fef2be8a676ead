package io.waybill.lambda.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LineageTest {
  private static final String ROOT = "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1";
  private static final String ONE = function("one");
  private static final String OTHER = function("other");

  private static String function(String name) {
    return "arn:aws:lambda:us-east-1:000000000000:function:" + name;
  }

  private static String after(String header, int passes) {
    String at = header;
    for (int i = 0; i < passes; i++) {
      at = Lineage.through(at, ONE);
    }
    return at;
  }

  @Test
  void theFirstPassCountsAsNoReturn() {
    assertThat(after(ROOT, 1)).matches(ROOT + ";Lineage=1:[0-9a-f]{8}:0");
  }

  @Test
  void aHeaderThatIsNotThereBegins() {
    assertThat(after("", 1)).matches("Lineage=1:[0-9a-f]{8}:0");
  }

  @Test
  void sixteenPassesAreNoLoopAndTheNextIsOne() {
    assertThat(Lineage.of(after(ROOT, 15)).through(ONE).isLoopOf(ONE)).isFalse();
    assertThat(Lineage.of(after(ROOT, 16)).through(ONE).isLoopOf(ONE)).isTrue();
    assertThat(Lineage.of(after(ROOT, 16)).through(OTHER).isLoopOf(OTHER)).isFalse();
  }

  @Test
  void aLoopOfTwoIsCountedForEach() {
    String header = ROOT;
    for (int i = 0; i < 16; i++) {
      header = Lineage.through(header, ONE);
      header = Lineage.through(header, OTHER);
    }
    assertThat(header).matches(ROOT + ";Lineage=32:[0-9a-f]{8}:15\\|[0-9a-f]{8}:15");
    assertThat(Lineage.of(header).through(ONE).isLoopOf(ONE)).isTrue();
  }

  @Test
  void anEncodedBarAndALowerCaseFieldAreRead() {
    Lineage read = Lineage.of("root=1;lineage=2:24be3aab:1%7C5fe2a1b0:0");
    assertThat(read.length()).isEqualTo(2);
    assertThat(read.returns())
        .containsOnlyKeys("24be3aab", "5fe2a1b0")
        .containsEntry("24be3aab", 1);
  }

  @Test
  void aFieldWithoutALengthIsReadToo() {
    assertThat(Lineage.of("Lineage=12345678:3|a87bd80c:0").returns())
        .containsEntry("12345678", 3)
        .containsEntry("a87bd80c", 0);
  }

  @Test
  void whatIsRememberedIsBounded() {
    String header = "";
    for (int i = 0; i < 200; i++) {
      header = Lineage.through(header, function("f" + i));
    }
    assertThat(Lineage.of(header).returns()).hasSize(32);
    assertThat(header).startsWith("Lineage=200:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {";;;", "Lineage=", "Lineage=:::|||", "Lineage=9999999999:a:9999999999", "="})
  void nonsenseIsNoLoop(String header) {
    assertThat(Lineage.of(header).through(ONE).isLoopOf(ONE)).isFalse();
  }
}
