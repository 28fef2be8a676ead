package io.waybill.sqs.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.sqs.api.SqsErrors;
import io.waybill.sqs.state.QueueDefinition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What concerns queues as wholes.
final class QueuesTest {
  private final Desk desk = new Desk();

  private static Map<String, String> redriveTo(String target) {
    return Map.of(
        "RedrivePolicy",
        "{\"deadLetterTargetArn\":\"" + Desk.arn(target) + "\",\"maxReceiveCount\":3}");
  }

  private List<String> sourcesOf(String name) {
    return desk.catalog.sourcesOf(Desk.arn(name), "", 10).stream()
        .map(QueueDefinition::arn)
        .map(arn -> arn.resource())
        .toList();
  }

  @Test
  void aNameIsFreeSixtySecondsAfterItsQueueWasDeletedOverARestartToo() {
    desk.create("q", Map.of());
    desk.decide("q", new DeleteQueue());
    desk.pass(59_999);
    desk.restart();
    assertThat(desk.tryCreate("q", Map.of()).refusal)
        .satisfies(
            refusal -> assertThat(refusal.shape()).isEqualTo(SqsErrors.QUEUE_DELETED_RECENTLY));
    desk.now += 1;
    desk.create("q", Map.of());
  }

  @Test
  void nothingIsKeptOfADeletedQueueAfterSixtySeconds() {
    desk.create("q0", Map.of());
    desk.decide("q0", new DeleteQueue());
    desk.pass(60_000);
    int keys = desk.keys();
    for (int i = 1; i <= 1_500; i++) {
      desk.create("q" + i, Map.of());
      desk.decide("q" + i, new DeleteQueue());
    }
    assertThat(desk.keys()).isEqualTo(keys + 1_500);
    desk.restart();
    desk.pass(60_000);
    assertThat(desk.keys()).isEqualTo(keys);
  }

  @Test
  void aDeadLetterQueueKnowsItsSources() {
    for (String name : List.of("dead", "other")) {
      desk.create(name, Map.of());
    }
    for (String name : List.of("b", "a", "c")) {
      desk.create(name, redriveTo("dead"));
    }
    assertThat(sourcesOf("dead")).containsExactly("a", "b", "c");
    desk.decide("a", Define.attributes(redriveTo("other")));
    desk.decide("b", Define.attributes(Map.of("RedrivePolicy", "")));
    assertThat(sourcesOf("dead")).containsExactly("c");
    assertThat(sourcesOf("other")).containsExactly("a");
    desk.decide("c", new DeleteQueue());
    desk.restart();
    assertThat(sourcesOf("dead")).isEmpty();
    assertThat(sourcesOf("other")).containsExactly("a");
  }

  @Test
  void sourcesCanBeReadPageByPage() {
    desk.create("dead", Map.of());
    for (String name : List.of("a", "b", "c")) {
      desk.create(name, redriveTo("dead"));
    }
    List<QueueDefinition> first = desk.catalog.sourcesOf(Desk.arn("dead"), "", 2);
    assertThat(first).hasSize(2);
    String after = io.waybill.sqs.state.Catalog.place(first.getLast().arn());
    assertThat(desk.catalog.sourcesOf(Desk.arn("dead"), after, 2))
        .singleElement()
        .satisfies(last -> assertThat(last.arn()).isEqualTo(Desk.arn("c")));
  }
}
