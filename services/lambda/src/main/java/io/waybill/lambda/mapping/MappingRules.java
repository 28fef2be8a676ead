package io.waybill.lambda.mapping;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.ServiceCalls;
import io.waybill.lambda.api.EventSourceMappingConfiguration;
import io.waybill.lambda.api.ProvisionedPollerConfig;
import io.waybill.lambda.model.Refusals;
import io.waybill.shapes.Refusal;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// What AWS asks of a mapping, beyond the ranges that the model itself tells.
public final class MappingRules {
  /// AWS: more messages than one receive brings need a window to gather them in.
  private static final int WITHOUT_WINDOW_MAX = 10;

  private static final Set<String> SOURCES = Set.of("sqs", "kinesis", "dynamodb");

  private MappingRules() {}

  /// The queue that `text` names, as a mapping's source.
  ///
  /// @param startingPosition what streams need and queues don't have
  public static Arn source(
      @Nullable String text, @Nullable String startingPosition, Caller caller) {
    Arn arn =
        Arn.parse(text == null ? "" : text)
            .filter(each -> SOURCES.contains(each.service()))
            .filter(each -> each.region().equals(caller.region().name()))
            .filter(each -> io.waybill.core.AccountId.parse(each.account()).isPresent())
            .orElseThrow(() -> Refusals.invalid("Unrecognized event source."));
    caller.requireReach(arn);
    if (!arn.service().equals("sqs")) {
      throw noStream(arn, startingPosition);
    }
    if (startingPosition != null) {
      throw Refusals.invalid("StartingPosition is not valid for SQS event sources.");
    }
    return arn;
  }

  /// There are no streams here, so it is not found; what AWS says before, it says too.
  private static Refusal noStream(Arn stream, @Nullable String startingPosition) {
    if (startingPosition == null) {
      return Refusals.invalid(
          "1 validation error detected: Value null at 'startingPosition' failed to satisfy constraint: Member must not be null.");
    }
    if (stream.service().equals("dynamodb") && startingPosition.equals("AT_TIMESTAMP")) {
      return Refusals.invalid("Unsupported starting position for arn type: " + stream);
    }
    return Refusals.invalid("Stream not found: " + stream);
  }

  /// Refuses what AWS would refuse of a mapping with a queue as source.
  public static void check(EventSourceMappingConfiguration mapping) {
    int batch = mapping.batchSize() == null ? WITHOUT_WINDOW_MAX : mapping.batchSize();
    int window =
        mapping.maximumBatchingWindowInSeconds() == null
            ? 0
            : mapping.maximumBatchingWindowInSeconds();
    boolean fifo = mapping.eventSourceArn() != null && mapping.eventSourceArn().endsWith(".fifo");
    if (fifo && window > 0) {
      throw Refusals.invalid("Batching window is not supported for FIFO queues");
    }
    if (fifo && batch > WITHOUT_WINDOW_MAX) {
      throw Refusals.invalid("Batch size must be between 1 and 10 for FIFO queues");
    }
    if (batch > WITHOUT_WINDOW_MAX && window == 0) {
      throw Refusals.invalid(
          "Maximum batch window in seconds must be greater than 0 if maximum batch size is greater"
              + " than 10");
    }
    pollers(mapping);
    Filters.check(mapping.filterCriteria());
  }

  private static void pollers(EventSourceMappingConfiguration mapping) {
    ProvisionedPollerConfig pollers = mapping.provisionedPollerConfig();
    if (pollers == null) {
      return;
    }
    if (mapping.scalingConfig() != null) {
      throw Refusals.invalid(
          "ScalingConfig and ProvisionedPollerConfig cannot be given at the same time.");
    }
    if (pollers.minimumPollers() != null
        && pollers.maximumPollers() != null
        && pollers.minimumPollers() > pollers.maximumPollers()) {
      throw Refusals.invalid("MinimumPollers must not be greater than MaximumPollers.");
    }
  }

  /// Asks `queue` how long it holds messages back, which must be as long as the function may run,
  /// and runs `then` if it is.
  public static void requireVisibility(
      ServiceCalls calls,
      Arn queue,
      String function,
      int timeoutSeconds,
      Answer<?> answer,
      Runnable then) {
    LongConsumer told =
        seconds -> {
          if (seconds < timeoutSeconds) {
            answer.refuse(
                Refusals.invalid(
                    "Queue visibility timeout: %d seconds is less than Function timeout: %d seconds"
                        .formatted(seconds, timeoutSeconds)));
          } else {
            then.run();
          }
        };
    QueueSource.visibility(
        calls,
        QueueSource.callerFor(queue, function),
        queue,
        new Answer<>() {
          @Override
          public void succeed(Long seconds) {
            told.accept(seconds);
          }

          @Override
          public void refuse(Refusal refusal) {
            answer.refuse(
                Refusals.invalid(
                    "Error occurred while ReceiveMessage. SQS Error Code: "
                        + refusal.shape().code()
                        + ". SQS Error Message: "
                        + refusal.text()));
          }

          @Override
          public void fail(Throwable cause) {
            answer.fail(cause);
          }
        });
  }
}
