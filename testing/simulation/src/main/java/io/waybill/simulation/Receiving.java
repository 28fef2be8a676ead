package io.waybill.simulation;

import io.waybill.sqs.api.Message;
import io.waybill.sqs.api.ReceiveMessageRequest;
import io.waybill.sqs.api.ReceiveMessageResult;
import io.waybill.sqs.api.SqsApi;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Receives, at once or as a long poll.
final class Receiving extends Call<ReceiveMessageResult> {
  private final int most;
  private final @Nullable Integer visibility;
  private final int waitSeconds;
  private final @Nullable String attempt;
  private final int lowAtCall;
  private final int highAtCall;
  private int got = -1;

  private Receiving(
      World world,
      QueueModel queue,
      int most,
      @Nullable Integer visibility,
      int waitSeconds,
      @Nullable String attempt) {
    super(world, queue, "receive " + most + " " + visibility + " " + waitSeconds + " " + attempt);
    this.most = most;
    this.visibility = visibility;
    this.waitSeconds = waitSeconds;
    this.attempt = attempt;
    this.lowAtCall = queue.visibilityLow;
    this.highAtCall = queue.visibilityHigh;
  }

  static Receiving random(World world, QueueModel queue, Chance chance) {
    Integer visibility = chance.oneIn(3) ? chance.of(List.of(0, 1, 5, 60, 600)) : null;
    int wait = chance.oneIn(4) ? chance.between(1, 20) : 0;
    String attempt = queue.fifo && chance.oneIn(5) ? "a" + chance.between(1, 3) : null;
    return begin(world, queue, chance.between(1, 10), visibility, wait, attempt);
  }

  static Receiving begin(
      World world,
      QueueModel queue,
      int most,
      @Nullable Integer visibility,
      int wait,
      @Nullable String attempt) {
    Receiving call = new Receiving(world, queue, most, visibility, wait, attempt);
    call.start(
        SqsApi.RECEIVE_MESSAGE,
        new ReceiveMessageRequest(
            queue.url(), null, List.of("All"), null, most, visibility, wait, attempt));
    return call;
  }

  /// How many messages it got; -1 before it is answered.
  int got() {
    return got;
  }

  @Override
  long deadline() {
    return waitSeconds == 0 ? Long.MIN_VALUE : calledAt + waitSeconds * 1000L;
  }

  @Override
  void done(ReceiveMessageResult output) {
    List<Message> messages = output.messages() == null ? List.of() : output.messages();
    got = messages.size();
    Violation.unless(got <= most, this + " got too many");
    Violation.unless(
        got > 0 || world.latest() >= deadline(), this + " ended with nothing before its time");
    List<MessageModel> known = new ArrayList<>();
    for (Message each : messages) {
      known.add(identify(each));
    }
    if (queue.fifo && attempt == null) {
      checkOrder(known);
    }
    for (int i = 0; i < known.size(); i++) {
      received(known.get(i), messages.get(i));
    }
  }

  private MessageModel identify(Message message) {
    String body = Objects.requireNonNull(message.body());
    String token = body.substring(0, body.indexOf('x'));
    Violation.unless(!world.gone.contains(token), this + " got " + token + ", which is gone");
    MessageModel known = world.find(token);
    if (known == null) {
      throw new Violation(this + " got " + token + ", which nobody sent");
    }
    boolean cameRound = !known.id.isEmpty() && !known.id.equals(message.messageId());
    if (known.place != queue || cameRound) {
      Violation.unless(
          known.place == queue ? world.mayHaveComeRound(queue) : world.mayBeIn(queue, known),
          this + " got one of elsewhere: " + known);
      known.moveTo(queue);
      known.id = Objects.requireNonNull(message.messageId());
      known.number = number(message);
      known.sentAt = sentAt(message);
      known.received = count(message) - 1; // compared when all is at rest
    }
    return known;
  }

  private static int count(Message message) {
    Map<String, String> attributes = Objects.requireNonNull(message.attributes());
    return Integer.parseInt(attributes.getOrDefault("ApproximateReceiveCount", "0"));
  }

  private static long sentAt(Message message) {
    Map<String, String> attributes = Objects.requireNonNull(message.attributes());
    return Long.parseLong(attributes.getOrDefault("SentTimestamp", "0"));
  }

  private static long number(Message message) {
    String text = Objects.requireNonNull(message.attributes()).get("SequenceNumber");
    return text == null ? 0 : Long.parseLong(text.substring(3));
  }

  private void received(MessageModel known, Message message) {
    String handle = Objects.requireNonNull(message.receiptHandle());
    int count = count(message);
    int more = count - known.received;
    boolean again =
        attempt != null && more == 0 && (known.handle == null || handle.equals(known.handle));
    Violation.unless(
        again || more == 1 || (queue.doubt && more > 0),
        this + " got " + known + " with the receive count " + count);
    Violation.unless(
        again || world.latest() >= known.hiddenFrom || queue.doubt,
        this + " got a hidden message: " + known);
    known.attempts += more;
    // The queue's own timeout may have changed while this waited.
    int low = visibility == null ? Math.min(lowAtCall, queue.visibilityLow) : visibility;
    int high = visibility == null ? Math.max(highAtCall, queue.visibilityHigh) : visibility;
    known.received(handle, count);
    known.hide(high > 0, calledAt + low * 1000L, world.now() + high * 1000L);
  }

  /// Of each group: its first messages, without a gap.
  private void checkOrder(List<MessageModel> received) {
    Map<String, Integer> positions = new HashMap<>();
    for (MessageModel each : received) {
      String group = Objects.requireNonNull(each.group);
      if (queue.bounced || queue.doubt) {
        continue;
      }
      List<MessageModel> all = queue.ofGroup(group);
      int at = all.indexOf(each);
      int next = positions.getOrDefault(group, 0);
      for (int i = next; i < at; i++) {
        Violation.unless(mayBeGone(all.get(i)), this + " got " + each + " before " + all.get(i));
      }
      Violation.unless(at >= next || each.number == 0, this + " is out of order at " + each);
      positions.put(group, at + 1);
    }
  }

  private boolean mayBeGone(MessageModel message) {
    return message.maybeGone != null
        || message.number == 0
        || !message.acknowledged
        || queue.mayHaveMoved(message)
        || world.latest() >= message.sentAt + queue.retentionMillis;
  }

  /// A queue's deletion ends its polls before it is answered itself.
  @Override
  void refused(String code) {
    boolean goes =
        world.outstanding.stream()
            .anyMatch(each -> each.queue == queue && each instanceof Governing.Deleting);
    if (!goes) {
      super.refused(code);
    }
  }

  @Override
  void inDoubt() {
    queue.doubt = true;
  }
}
