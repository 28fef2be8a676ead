package io.waybill.eventbridge.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.engine.trail.TrailBook;
import io.waybill.eventbridge.api.DeadLetterConfig;
import io.waybill.eventbridge.api.Target;
import io.waybill.shapes.CommonErrors;
import io.waybill.shapes.Document;
import io.waybill.shapes.json.JsonValue;
import io.waybill.store.Space;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Events whose target, or dead-letter queue, goes while they are on their way.
final class LossTest {
  private static final long DAY = 86_400_000;

  private final Depot depot = Depot.fresh();

  private UUID put() {
    return depot.put("shop").value.orElseThrow().getFirst();
  }

  private void remove(String rule) {
    depot.decide(new RemoveTargets(rule, List.of("t"), false));
  }

  private void fail() {
    depot.open.remove().refuse(CommonErrors.SERVICE_UNAVAILABLE.because("down"));
    depot.run();
  }

  private List<String> trail(UUID event) {
    List<String> lines = new ArrayList<>();
    depot.store.scan(
        Space.TRAIL,
        TrailBook.from(event),
        TrailBook.to(event),
        (key, value) -> {
          TrailBook.read(key, value)
              .ifPresent(line ->
                  lines.add(line.event() + " " + line.details().getOrDefault("reason", "")));
          return true;
        });
    return lines;
  }

  @Test
  void anAttemptThatFailsAfterItsTargetWasRemovedIsToldAsLost() {
    depot.shop("r", Depot.queue("t", "slow"));
    UUID event = put();
    remove("r");
    assertThat(depot.underway.lost()).isZero();
    fail();

    assertThat(depot.underway.lost()).isOne();
    assertThat(trail(event)).endsWith("Dropped the target was removed");
    depot.pass(2 * DAY);
    assertThat(depot.open).isEmpty();
  }

  @Test
  void anAttemptThatIsTakenAfterItsTargetWasRemovedIsNoLoss() {
    depot.shop("r", Depot.queue("t", "slow"));
    put();
    remove("r");
    depot.open.remove().succeed(new Document.Struct(Map.of("MessageId", Document.text("m"))));
    depot.run();

    assertThat(depot.underway.lost()).isZero();
    assertThat(depot.underway.forgotten()).isZero();
  }

  @Test
  void anEventThatFindsItsTargetRemovedWhenItsTurnComesIsToldAsLost() {
    depot.shop("r", Depot.queue("t", "slow"));
    JsonValue.Obj large =
        new JsonValue.Obj(Map.of("text", new JsonValue.Text("x".repeat(1_000_000))));
    for (int i = 0; i < 5; i++) {
      depot.put("shop", large);
    }
    UUID event = put(); // waits on disk until there is room in memory
    assertThat(depot.open).hasSize(5);
    remove("r");
    while (!depot.open.isEmpty()) {
      depot.open.remove().succeed(new Document.Struct(Map.of("MessageId", Document.text("m"))));
    }
    depot.run();

    assertThat(depot.underway.lost()).isOne();
    assertThat(trail(event)).endsWith("Dropped the target was removed");
  }

  @Test
  void whatWaitsForATargetThatIsRemovedGoesWithIt() {
    depot.shop("r", Depot.queue("t", "slow"));
    put();
    fail();
    remove("r");

    assertThat(depot.underway.forgotten()).isOne();
    assertThat(depot.underway.lost()).isZero();
  }

  @Test
  void aDeadLetterWhoseQueueWasTakenAwayIsToldAsLost() {
    Target target = Depot.queue("t", "slow");
    depot.shop(
        "r",
        target.toBuilder()
            .deadLetterConfig(new DeadLetterConfig("arn:aws:sqs:us-east-1:000000000000:slow-too"))
            .build());
    UUID event = put();
    depot.open.remove().refuse(CommonErrors.ACCESS_DENIED.because("no"));
    depot.run();
    fail(); // the dead-letter queue is down, and will be tried again
    depot.decide(new DefineTargets("r", List.of(target)));
    assertThat(depot.underway.lost()).isZero();
    depot.pass(DAY);

    assertThat(depot.underway.lost()).isOne();
    assertThat(trail(event)).endsWith("Dropped NO_RESOURCE: No dead-letter queue is set.");
  }
}
