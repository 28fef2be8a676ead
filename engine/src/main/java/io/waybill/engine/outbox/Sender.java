package io.waybill.engine.outbox;

import io.waybill.engine.partition.PartitionState;

/// A partition state that has an outbox: how the outcome of an attempt finds its way back.
public interface Sender extends PartitionState {
  Outbox outbox();
}
