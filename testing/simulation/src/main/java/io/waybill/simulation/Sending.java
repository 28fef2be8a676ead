package io.waybill.simulation;

import io.waybill.simulation.QueueModel.Sent;
import io.waybill.sqs.api.SendMessageBatchRequest;
import io.waybill.sqs.api.SendMessageBatchRequestEntry;
import io.waybill.sqs.api.SendMessageBatchResult;
import io.waybill.sqs.api.SendMessageBatchResultEntry;
import io.waybill.sqs.api.SqsApi;
import io.waybill.sqs.decide.SequenceNumbers;
import io.waybill.sqs.state.Message;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Sends a batch of messages.
final class Sending extends Call<SendMessageBatchResult> {
  static final long DEDUPLICATION_MILLIS = 300_000;

  /// One message to send.
  ///
  /// @param deduplication what its deduplication id is, or will be
  /// @param byContent whether the id is left out, and the body's hash takes its place
  /// @param again whether the same body was sent before, and this must be taken for the same
  record Draft(
      String token,
      String body,
      @Nullable String group,
      @Nullable String deduplication,
      boolean byContent,
      boolean again,
      @Nullable Integer delay) {
    Draft repeated(@Nullable String newGroup) {
      return new Draft(token, body, newGroup, deduplication, byContent, true, delay);
    }
  }

  private final List<Draft> drafts;

  private Sending(World world, QueueModel queue, List<Draft> drafts) {
    super(world, queue, "send " + drafts.stream().map(Sending::words).toList());
    this.drafts = drafts;
  }

  private static String words(Draft draft) {
    return draft.token
        + (draft.again ? " again" : "")
        + " in "
        + draft.group
        + " as "
        + (draft.byContent ? "its content" : draft.deduplication)
        + " after "
        + draft.delay;
  }

  static void random(World world, QueueModel queue, Chance chance) {
    if (queue.deduplicatesByContent && chance.oneIn(4) && again(world, queue, chance)) {
      return;
    }
    List<Draft> drafts = new ArrayList<>();
    int count = chance.oneIn(3) ? chance.between(2, 10) : 1;
    for (int i = 0; i < count; i++) {
      drafts.add(draft(world.newToken(), queue, chance));
    }
    new Sending(world, queue, drafts).begin();
  }

  private void begin() {
    List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
    for (Draft each : drafts) {
      entries.add(
          new SendMessageBatchRequestEntry(
              each.token,
              each.body,
              each.delay,
              null,
              null,
              each.byContent ? null : each.deduplication,
              each.group));
    }
    start(SqsApi.SEND_MESSAGE_BATCH, new SendMessageBatchRequest(queue.url(), entries));
  }

  private static Draft draft(String token, QueueModel queue, Chance chance) {
    String body = token + "x".repeat(chance.oneIn(20) ? 20_000 : 3);
    String group = queue.fifo || chance.oneIn(3) ? "g" + chance.between(1, 3) : null;
    if (!queue.fifo) {
      Integer delay = chance.oneIn(4) ? chance.between(0, 30) : null;
      return new Draft(token, body, group, null, false, false, delay);
    }
    if (queue.deduplicatesByContent && chance.oneIn(2)) {
      return new Draft(token, body, group, hash(body), true, false, null);
    }
    String deduplication = chance.oneIn(3) ? "d" + chance.between(1, 8) : token;
    return new Draft(token, body, group, deduplication, false, false, null);
  }

  /// AWS (FIFO): with content-based deduplication, an absent id is the SHA-256 of the body.
  private static String hash(String body) {
    try {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException(absent);
    }
  }

  /// Sends a body again that is surely remembered; false where none is.
  private static boolean again(World world, QueueModel queue, Chance chance) {
    boolean governed =
        world.outstanding.stream().anyMatch(each -> each.queue == queue && each.governs());
    if (governed || queue.doubt || queue.presence != QueueModel.Presence.THERE) {
      return false;
    }
    List<Draft> sure =
        queue.byContent.entrySet().stream()
            .filter(each -> isSure(world, queue.deduplication.get(each.getKey())))
            .map(Map.Entry::getValue)
            .toList();
    if (sure.isEmpty()) {
      return false;
    }
    Draft draft = chance.of(sure);
    String group = queue.deduplicatesByGroup ? draft.group : "g" + chance.between(1, 3);
    new Sending(world, queue, List.of(draft.repeated(group))).begin();
    return true;
  }

  private static boolean isSure(World world, @Nullable Sent sent) {
    return sent != null && world.latest() < sent.from() + DEDUPLICATION_MILLIS;
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
    String remembered =
        draft.deduplication == null ? null : queue.remembered(draft.group, draft.deduplication);
    if (remembered != null && isDuplicate(remembered, id, number)) {
      if (!draft.again) {
        world.gone.add(draft.token);
      }
      return;
    }
    Violation.unless(!draft.again, this + " was not taken for a duplicate");
    MessageModel message = new MessageModel(draft.token, draft.group, queue, calledAt);
    message.acknowledged = true;
    message.id = id;
    message.number = number == null ? 0 : Long.parseLong(number.substring(3));
    long delay = 1000L * (draft.delay == null ? queue.delaySeconds : draft.delay);
    message.hide(false, delay == 0 ? 0 : calledAt + delay, delay == 0 ? 0 : world.now() + delay);
    queue.messages.put(draft.token, message);
    if (remembered != null && number != null) {
      requireLater(message);
      queue.highestNumber = message.number;
      queue.deduplication.put(remembered, new Sent(draft.token, id, number, calledAt, world.now()));
      if (draft.byContent) {
        queue.byContent.put(remembered, draft);
      }
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
    boolean same = before != null && before.messageId().equals(id);
    boolean old = number != null && Long.parseLong(number.substring(3)) <= queue.highestNumber;
    if (before == null) {
      return old && queue.doubtfulIds.contains(deduplication);
    }
    boolean surely = world.latest() < before.from() + DEDUPLICATION_MILLIS;
    boolean surelyNot = calledAt >= before.to() + DEDUPLICATION_MILLIS;
    Violation.unless(same || !surely, this + ": a duplicate of " + before + " was accepted");
    Violation.unless(!same || !surelyNot, this + " was taken for a duplicate of " + before);
    Violation.unless(
        !same || before.sequenceNumber().equals(number),
        this + ": a duplicate has the sequence number " + number + ", not that of " + before);
    // What is known may be forgotten, and a send in doubt have come after it.
    return same || (old && queue.doubtfulIds.contains(deduplication));
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
      if (!draft.again) {
        MessageModel message = new MessageModel(draft.token, draft.group, queue, calledAt);
        queue.messages.put(draft.token, message);
      }
      if (draft.deduplication != null) {
        queue.doubtfulIds.add(queue.remembered(draft.group, draft.deduplication));
      }
    }
    queue.doubt = true;
  }
}
