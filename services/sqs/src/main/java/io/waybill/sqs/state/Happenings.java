package io.waybill.sqs.state;

/// What happens in a partition without a caller: decided outside this package, which only knows
/// when.
public interface Happenings {
  /// Something of `queue` is due.
  void due(Queue queue, Step step);

  /// A message arrives from another queue.
  void arrived(Shipment shipment, Step step);
}
