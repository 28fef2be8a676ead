package io.waybill.sqs.model;

import java.util.Optional;

/// One delivery of one message, which only its receipt handle names.
///
/// @param partition where the message lies
/// @param queueId the queue's number there
/// @param sequence the message's place in the queue
/// @param attempt which delivery of the message it is, from 1
public record Receipt(int partition, int queueId, long sequence, int attempt) {
  /// The handle of this receipt under a queue's `key`.
  public String sealed(byte[] key) {
    return new ReceiptSeal(key).seal(this);
  }

  /// The receipt in `handle`, or empty if `key` did not seal it.
  public static Optional<Receipt> open(String handle, byte[] key) {
    return new ReceiptSeal(key).open(handle);
  }
}
