package io.waybill.engine.outbox;

/// What one target gets of one consignment, and how far it has come.
///
/// @param number the consignment's number: rising, and the same for all its parcels
/// @param payload the consignment's bytes, shared by all its parcels
/// @param attempts how often it was tried in vain, in this phase
/// @param acceptedMillis when the consignment was accepted
/// @param isDeadLetter whether the target was given up and the dead-letter queue is tried
/// @param reason why it was given up, in the service's own form; empty before
public record Parcel(
    Lane lane,
    long number,
    byte[] payload,
    int attempts,
    long acceptedMillis,
    boolean isDeadLetter,
    String reason) {
  static Parcel fresh(Lane lane, long number, byte[] payload, long acceptedMillis) {
    return new Parcel(lane, number, payload, 0, acceptedMillis, false, "");
  }

  Parcel triedAgain() {
    return new Parcel(lane, number, payload, attempts + 1, acceptedMillis, isDeadLetter, reason);
  }

  Parcel givenUp(String why) {
    return new Parcel(lane, number, payload, 0, acceptedMillis, true, why);
  }
}
