package io.waybill.simulation;

import io.waybill.shapes.Unit;
import io.waybill.sqs.api.ChangeMessageVisibilityRequest;
import io.waybill.sqs.api.DeleteMessageRequest;
import io.waybill.sqs.api.SqsApi;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Deletes a message by a receipt handle, or changes how long it is hidden.
final class Acting extends Call<Unit> {
  private static final int DELETE = -1;

  private final MessageModel message;
  private final String handle;
  private final int seconds;

  private Acting(World world, MessageModel message, String handle, int seconds) {
    super(
        world,
        message.place,
        (seconds == DELETE ? "delete " : "hide for " + seconds + " s ")
            + message.token
            + (handle.equals(message.handle) ? "" : " by an old handle"));
    this.message = message;
    this.handle = handle;
    this.seconds = seconds;
  }

  static void random(World world, MessageModel message, Chance chance) {
    Acting acting = any(world, message, chance.oneIn(3), chance);
    if (acting != null) {
      acting.begin();
    }
  }

  /// Deletes the message, or hides it, by its latest handle or an old one; null where there is
  /// none.
  static @Nullable Acting any(World world, MessageModel message, boolean hides, Chance chance) {
    String latest = message.handle;
    boolean useOld = !message.oldHandles.isEmpty() && (latest == null || chance.oneIn(5));
    String handle = useOld ? chance.of(message.oldHandles) : latest;
    if (handle == null) {
      return null;
    }
    int seconds = hides ? chance.of(List.of(0, 0, 1, 10, 100, 1000)) : DELETE;
    return new Acting(world, message, handle, seconds);
  }

  String handle() {
    return handle;
  }

  int seconds() {
    return seconds;
  }

  private void begin() {
    if (seconds == DELETE) {
      start(SqsApi.DELETE_MESSAGE, new DeleteMessageRequest(queue.url(), handle));
    } else {
      start(
          SqsApi.CHANGE_MESSAGE_VISIBILITY,
          new ChangeMessageVisibilityRequest(queue.url(), handle, seconds));
    }
  }

  static void delete(World world, MessageModel message, String handle) {
    new Acting(world, message, handle, DELETE).begin();
  }

  @Override
  void done(Unit output) {
    boolean latest = handle.equals(message.handle) && message.place == queue;
    if (seconds == DELETE) {
      deleted(latest);
    } else {
      Violation.unless(
          latest || queue.doubt || world.gone.contains(message.token), this + " acted");
      message.hide(
          seconds > 0,
          world.now() > calledAt ? calledAt + seconds * 1000L : hiddenAt(),
          hiddenAt());
    }
  }

  private long hiddenAt() {
    return world.now() + seconds * 1000L;
  }

  private void deleted(boolean latest) {
    if (!latest) {
      if (queue.doubt) {
        message.maybeGone = "deleted by a handle that may have been the latest";
      }
    } else if (queue.mayHaveMoved(message) || queue.doubt) {
      message.maybeGone = "deleted, unless it had moved";
    } else {
      world.drop(message);
    }
  }

  @Override
  void refused(String code) {
    boolean expired = code.contains("Invalid") || code.contains("ReceiptHandle");
    boolean notInFlight = code.contains("Inflight") || code.contains("InFlight");
    if (!expired && !notInFlight) {
      super.refused(code);
      return;
    }
    boolean mustAct =
        handle.equals(message.handle)
            && message.place == queue
            && message.inFlight
            && message.maybeGone == null
            && message.acknowledged
            && !queue.doubt
            && world.latest() < message.hiddenFrom
            && world.latest() < message.sentAt + queue.retentionMillis
            && !world.gone.contains(message.token)
            && queue.presence == QueueModel.Presence.THERE
            && seconds < 900;
    Violation.unless(!mustAct, this + " was refused: " + code + " " + message);
  }

  @Override
  void inDoubt() {
    queue.doubt = true;
    message.maybeGone = "a delete in doubt";
  }
}
