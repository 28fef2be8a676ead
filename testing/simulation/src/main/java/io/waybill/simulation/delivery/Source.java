package io.waybill.simulation.delivery;

import java.util.ArrayList;
import java.util.List;

/// A topic or a bus.
final class Source {
  enum Presence {
    THERE,
    ABSENT,
    UNKNOWN
  }

  final String name;
  final boolean isTopic;
  final List<Slot> slots = new ArrayList<>();
  Presence presence = Presence.ABSENT;

  /// How often it was or may have been deleted: numbers of messages begin anew.
  int era;

  Source(String name, boolean isTopic) {
    this.name = name;
    this.isTopic = isTopic;
  }

  boolean isFifo() {
    return name.endsWith(".fifo");
  }

  String arn() {
    return isTopic
        ? "arn:aws:sns:eu-west-1:000000000000:" + name
        : "arn:aws:events:eu-west-1:000000000000:event-bus/" + name;
  }

  /// Whatever has been said of messages' numbers no longer holds.
  void beginEra() {
    era++;
    slots.forEach(slot -> slot.highest.clear());
  }

  @Override
  public String toString() {
    return name;
  }
}
