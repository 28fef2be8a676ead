package io.waybill.lambda.mapping;

import io.waybill.core.IdSource;
import io.waybill.core.Stamp;
import io.waybill.core.TimeSource;
import io.waybill.engine.time.Timers;
import io.waybill.lambda.invoke.Concurrency;
import io.waybill.lambda.invoke.Functions;
import io.waybill.lambda.model.FunctionName;
import java.util.concurrent.Executor;

/// What every poller works with.
///
/// @param workers runs what follows an outcome, away from who told it
record Surroundings(
    Functions functions,
    Timers timers,
    TimeSource time,
    IdSource ids,
    Executor workers,
    Deliveries trail) {
  long now() {
    return time.millis();
  }

  String requestId() {
    return new Stamp(time.millis(), ids).uuid().toString();
  }

  /// How many events of `function` may run at once: what it reserved, or as many as there is room
  /// for; none of a function that is not there.
  int most(FunctionName function) {
    return functions
        .catalog()
        .find(function.arn())
        .map(each -> Concurrency.reserved(each).orElse(Integer.MAX_VALUE))
        .orElse(0);
  }

  /// Whether there is such a function.
  boolean has(FunctionName function) {
    return functions.catalog().find(function.arn()).isPresent();
  }
}
