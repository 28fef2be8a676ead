package io.waybill.lambda.mapping;

import java.util.List;

/// Where it is written down what became of messages.
interface Deliveries {
  /// A function ran with `batch`, and `done` of it is done with.
  void delivered(List<Received> batch, List<Received> done, Order under, String requestId);

  /// A function did not get `messages`: they came back to it too often.
  void stopped(List<Received> messages, Order under);
}
