package io.waybill.engine.gateway;

import io.waybill.shapes.Document;

/// Calls of one service by another, which knows neither its records nor where it runs.
@FunctionalInterface
public interface ServiceCalls {
  /// Calls `operation`, such as `sqs:SendMessage`, with the JSON form of its input. The outcome
  /// goes to `then`, once; nothing is thrown, nothing blocks.
  void call(String operation, Caller caller, Document input, Answer<? super Document.Struct> then);

  /// Whether the policies of resources say what callers may touch.
  default boolean policiesHold() {
    return false;
  }
}
