package io.waybill.lambda.invoke;

import io.waybill.lambda.api.DeadLetterConfig;
import io.waybill.lambda.api.DestinationConfig;
import io.waybill.lambda.api.FunctionEventInvokeConfig;
import io.waybill.lambda.model.FunctionName;
import io.waybill.lambda.state.Kind;
import io.waybill.lambda.state.Resource;
import io.waybill.shapes.Refusal;
import java.util.Optional;

/// What a function's configuration says of its asynchronous events: how often they are tried, and
/// who is told of their end.
final class Destinations {
  private Destinations() {}

  static Optional<FunctionEventInvokeConfig> config(Resource function, AsyncEvent event) {
    String qualifier =
        FunctionName.ofArn(event.invokedArn())
            .map(FunctionName::version)
            .orElse(FunctionName.LATEST);
    return function.get(Kind.EVENT_INVOKE, qualifier);
  }

  static Optional<String> onSuccess(Resource function, AsyncEvent event) {
    return destinations(function, event)
        .map(each -> each.onSuccess() == null ? null : each.onSuccess().destination());
  }

  static Optional<String> onFailure(Resource function, AsyncEvent event) {
    return destinations(function, event)
        .map(each -> each.onFailure() == null ? null : each.onFailure().destination());
  }

  private static Optional<DestinationConfig> destinations(Resource function, AsyncEvent event) {
    return config(function, event).map(FunctionEventInvokeConfig::destinationConfig);
  }

  /// The version that would have run.
  static String meant(Resource function, AsyncEvent event) {
    try {
      return FunctionName.ofArn(event.invokedArn())
          .map(name -> Target.of(function, name, event.requestId()).version())
          .orElse(FunctionName.LATEST);
    } catch (Refusal gone) {
      return FunctionName.LATEST;
    }
  }

  /// AWS ("Dead-letter queues"): each version has its own.
  static Optional<String> deadLetters(Resource function, String version) {
    return function
        .get(Kind.VERSION, version)
        .map(each -> each.deadLetterConfig())
        .map(DeadLetterConfig::targetArn);
  }
}
