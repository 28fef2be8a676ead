package io.waybill.sqs.decide;

import io.waybill.shapes.Refusal;
import java.util.UUID;

/// What became of a draft.
public sealed interface Sent {
  /// It is stored, or was before.
  ///
  /// @param sequenceNumber AWS's 20 digits on a FIFO queue, else empty
  record Accepted(UUID messageId, String sequenceNumber) implements Sent {}

  record Refused(Refusal refusal) implements Sent {}
}
