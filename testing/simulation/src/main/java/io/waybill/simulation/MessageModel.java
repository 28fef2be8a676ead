package io.waybill.simulation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the model knows of one message, which its body names.
///
/// Times come as the earliest and the latest that they can be: between the call and its answer.
final class MessageModel {
  final String token;
  final @Nullable String group;

  QueueModel place;
  String id = "";

  /// What orders it in its group; 0 while that is not known.
  long number;

  /// Whether the sender has been told that it is there.
  boolean acknowledged;

  /// Why it may be gone, if it may be.
  @Nullable String maybeGone;

  long sentAt;

  /// How often it was received in its queue, and in all.
  int attempts;

  int received;

  @Nullable String handle;
  final List<String> oldHandles = new ArrayList<>();
  boolean inFlight;
  long hiddenFrom;
  long hiddenTo;

  MessageModel(String token, @Nullable String group, QueueModel place, long sentAt) {
    this.token = token;
    this.group = group;
    this.place = place;
    this.sentAt = sentAt;
  }

  /// It is hidden until a time between the two.
  void hide(boolean byReceive, long from, long to) {
    inFlight = byReceive;
    hiddenFrom = from;
    hiddenTo = to;
  }

  void received(String newHandle, int count) {
    String before = handle;
    if (before != null && !before.equals(newHandle)) {
      oldHandles.add(before);
    }
    handle = newHandle;
    received = count;
  }

  /// It is in another queue now, where nobody has received it yet.
  void moveTo(QueueModel queue) {
    place.messages.remove(token);
    queue.messages.put(token, this);
    place = queue;
    attempts = 0;
    number = 0;
    inFlight = false;
    hiddenFrom = 0;
    hiddenTo = 0;
    forgetHandle();
  }

  /// The handle that is known is not the latest.
  void forgetHandle() {
    String before = handle;
    if (before != null) {
      oldHandles.add(before);
    }
    handle = null;
  }

  @Override
  public String toString() {
    return token
        + "(in "
        + place.name
        + ", group "
        + group
        + ", number "
        + number
        + ", acknowledged "
        + acknowledged
        + ", maybe gone: "
        + maybeGone
        + ", attempts "
        + attempts
        + ", received "
        + received
        + ", in flight "
        + inFlight
        + ", hidden until "
        + hiddenFrom
        + "-"
        + hiddenTo
        + ", sent at "
        + sentAt
        + ")";
  }
}
