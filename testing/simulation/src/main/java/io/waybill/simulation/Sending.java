package io.waybill.simulation;

import io.waybill.simulation.QueueModel.Sent;
import io.waybill.sqs.api.SendMessageBatchRequest;
import io.waybill.sqs.api.SendMessageBatchRequestEntry;
import io.waybill.sqs.api.SendMessageBatchResult;
import io.waybill.sqs.api.SendMessageBatchResultEntry;
import io.waybill.sqs.api.SqsApi;
import io.waybill.sqs.decide.SequenceNumbers;
import io.waybill.sqs.state.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Sends a batch of messages.
final class Sending extends Call<SendMessageBatchResult> {
  static final long DEDUPLICATION_MILLIS = 300_000;

  private record Draft(
      String token,
      @Nullable String group,
      @Nullable String deduplication,
      @Nullable Integer delay) {}

  private final List<Draft> drafts;

  private Sending(World world, QueueModel queue, List<Draft> drafts) {
    super(world, queue, "send " + drafts);
    this.drafts = drafts;
  }

  static void random(World world, QueueModel queue, Chance chance) {
    List<Draft> drafts = new ArrayList<>();
    int count = chance.oneIn(3) ? chance.between(2, 10) : 1;
    for (int i = 0; i < count; i++) {
      drafts.add(draft(world.newToken(), queue, chance));
    }
    Sending sending = new Sending(world, queue, drafts);
    List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
    for (Draft each : drafts) {
      entries.add(
          new SendMessageBatchRequestEntry(
              each.token,
              each.token + "x".repeat(chance.oneIn(20) ? 20_000 : 3),
              each.delay,
              null,
              null,
              each.deduplication,
              each.group));
    }
    sending.start(SqsApi.SEND_MESSAGE_BATCH, new SendMessageBatchRequest(queue.url(), entries));
  }

  private static Draft draft(String token, QueueModel queue, Chance chance) {
    String group = queue.fifo || chance.oneIn(3) ? "g" + chance.between(1, 3) : null;
    if (!queue.fifo) {
      return new Draft(token, group, null, chance.oneIn(4) ? chance.between(0, 30) : null);
    }
    String deduplication = chance.oneIn(3) ? "d" + chance.between(1, 8) : token;
    return new Draft(token, group, deduplication, null);
  }

  @Override
  void done(SendMessageBatchResult output) {
    Violation.unless(output.failed() == null || output.failed().isEmpty(), this + " had failures");
    List<SendMessageBatchResultEntry> results =
        Objects.requireNonNull(output.successful(), "no results");
    Violation.unless(results.size() == drafts.size(), this + " has too few results");
    for (int i = 0; i < drafts.size(); i++) {
      accepted(drafts.get(i), results.get(i));
    }
  }

  private void accepted(Draft draft, SendMessageBatchResultEntry result) {
    Violation.unless(draft.token.equals(result.id()), "results of " + this + " are out of order");
    String id = Objects.requireNonNull(result.messageId());
    String number = result.sequenceNumber();
    if (draft.deduplication != null && isDuplicate(draft.deduplication, id, number)) {
      world.gone.add(draft.token);
      return;
    }
    MessageModel message = new MessageModel(draft.token, draft.group, queue, calledAt);
    message.acknowledged = true;
    message.id = id;
    message.number = number == null ? 0 : Long.parseLong(number.substring(3));
    long delay = 1000L * (draft.delay == null ? queue.delaySeconds : draft.delay);
    message.hide(false, delay == 0 ? 0 : calledAt + delay, delay == 0 ? 0 : world.now() + delay);
    queue.messages.put(draft.token, message);
    if (draft.deduplication != null && number != null) {
      requireLater(message);
      queue.highestNumber = message.number;
      queue.deduplication.put(
          draft.deduplication, new Sent(draft.token, id, number, calledAt, world.now()));
    }
  }

  private void requireLater(MessageModel message) {
    for (MessageModel each : queue.messages.values()) {
      Violation.unless(
          each == message
              || each.number < message.number
              || each.maybeGone != null
              || queue.bounced,
          "the sequence number of " + message + " is not above that of " + each);
    }
  }

  private boolean isDuplicate(String deduplication, String id, @Nullable String number) {
    Sent before = queue.deduplication.get(deduplication);
    if (before == null) {
      boolean old = number != null && Long.parseLong(number.substring(3)) <= queue.highestNumber;
      return old && queue.doubtfulIds.contains(deduplication);
    }
    boolean same = before.messageId().equals(id);
    boolean surely = world.latest() < before.from() + DEDUPLICATION_MILLIS;
    boolean surelyNot = calledAt >= before.to() + DEDUPLICATION_MILLIS;
    Violation.unless(same || !surely, this + ": a duplicate of " + before + " was accepted");
    Violation.unless(!same || !surelyNot, this + " was taken for a duplicate of " + before);
    Violation.unless(
        !same || before.sequenceNumber().equals(number),
        this + ": a duplicate has the sequence number " + number + ", not that of " + before);
    return same;
  }

  /// A message that turned out to be there, although nobody was told.
  static Sent untold(String token, Message message) {
    return new Sent(
        token,
        message.id().toString(),
        SequenceNumbers.text(message.sequenceNumber()),
        message.sentAt(),
        message.sentAt());
  }

  /// Each of them may be there; what is stored will tell.
  @Override
  void inDoubt() {
    for (Draft draft : drafts) {
      MessageModel message = new MessageModel(draft.token, draft.group, queue, calledAt);
      queue.messages.put(draft.token, message);
      if (draft.deduplication != null) {
        queue.doubtfulIds.add(draft.deduplication);
      }
    }
    queue.doubt = true;
  }
}
