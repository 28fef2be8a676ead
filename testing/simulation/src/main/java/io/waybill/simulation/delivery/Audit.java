package io.waybill.simulation.delivery;

import io.waybill.simulation.Violation;
import io.waybill.simulation.delivery.Source.Presence;
import io.waybill.sqs.api.DeleteMessageRequest;
import io.waybill.sqs.api.Message;
import io.waybill.sqs.api.ReceiveMessageRequest;
import io.waybill.sqs.api.ReceiveMessageResult;
import io.waybill.sqs.api.SqsApi;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Lets the server come to rest and compares: who is subscribed, what queues hold, and whether
/// something that is due was not done.
final class Audit {
  /// Queues keep messages for 14 days.
  private static final long KEPT_MILLIS = 13L * 86_400_000;

  private Audit() {}

  static void run(Town town) {
    if (town.machine.isBroken() || town.ledger.isTroubled()) {
      return;
    }
    town.log("audit");
    town.machine.wake();
    town.machine.settle();
    town.check();
    Violation.unless(town.outstanding.isEmpty(), town.outstanding + " are never answered");
    town.ledger.rest();
    Learning.all(town);
    town.replays.learn();
    town.queues.forEach((queue, presence) -> {
      if (presence == Presence.THERE) {
        collect(town, queue);
      }
    });
    town.machine.settle();
    town.check();
    town.ledger.rest();
    if (town.streets.hanging() == 0) {
      town.ledger.checkPunctual();
    }
  }

  private static void collect(Town town, String queue) {
    while (true) {
      Optional<ReceiveMessageResult> result =
          Asked.ask(
              town,
              SqsApi.RECEIVE_MESSAGE,
              new ReceiveMessageRequest(Governing.url(queue), null, null, null, 10, 30, 0, null));
      List<Message> messages =
          result.map(ReceiveMessageResult::messages).map(List::copyOf).orElse(List.of());
      if (messages.isEmpty()) {
        break;
      }
      for (Message each : messages) {
        town.received(queue, Tokens.of(Objects.requireNonNull(each.body())));
        Asked.require(
            town,
            SqsApi.DELETE_MESSAGE,
            new DeleteMessageRequest(Governing.url(queue), each.receiptHandle()));
      }
    }
    Map<String, Long> owed = town.owed.computeIfAbsent(queue, any -> new LinkedHashMap<>());
    long keptSince = town.latest() - KEPT_MILLIS;
    owed.values().removeIf(since -> since < keptSince);
    Violation.unless(owed.isEmpty(), queue + " has lost " + owed.keySet());
  }
}
