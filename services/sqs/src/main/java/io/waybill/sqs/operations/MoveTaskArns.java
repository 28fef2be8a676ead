package io.waybill.sqs.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Caller;
import io.waybill.sqs.api.SqsErrors;
import io.waybill.sqs.model.Refusals;
import io.waybill.sqs.state.Catalog;
import org.jspecify.annotations.Nullable;

/// The queue that a move task takes messages from.
final class MoveTaskArns {
  private MoveTaskArns() {}

  /// The ARN in `text`, of a queue that is some queue's dead-letter queue.
  static Arn source(Caller caller, @Nullable String text, Catalog catalog) {
    Arn source = existing(caller, text, catalog);
    if (catalog.sourcesOf(source, "", 1).isEmpty()) {
      throw SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION.because(
          "Source queue must be configured as a Dead Letter Queue.");
    }
    return source;
  }

  /// The ARN in `text`, of a queue that exists and that the caller may touch.
  static Arn existing(Caller caller, @Nullable String text, Catalog catalog) {
    String given = Inputs.required(text, "SourceArn");
    Arn source =
        Arn.parse(given)
            .filter(arn -> arn.service().equals("sqs"))
            .orElseThrow(
                () -> Refusals.invalidValue("SourceArn", given, "It must be the ARN of a queue."));
    caller.requireReach(source);
    if (catalog.find(source).isEmpty()) {
      throw SqsErrors.RESOURCE_NOT_FOUND_EXCEPTION.because(
          "The resource that you specified for the SourceArn parameter doesn't exist.");
    }
    return source;
  }
}
