package io.waybill.lambda.mapping;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.ServiceCalls;
import io.waybill.lambda.api.EventSourceMappingConfiguration;
import io.waybill.lambda.model.Refusals;
import io.waybill.shapes.Refusal;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// What AWS asks of a mapping, beyond the ranges that the model itself tells.
public final class MappingRules {
  /// AWS: more messages than one receive brings need a window to gather them in.
  private static final int WITHOUT_WINDOW_MAX = 10;

  private MappingRules() {}

  /// The queue that `text` names, as a mapping's source.
  public static Arn source(@Nullable String text, Caller caller) {
    Arn arn =
        Arn.parse(text == null ? "" : text)
            .filter(each -> each.service().equals("sqs"))
            .filter(each -> each.region().equals(caller.region().name()))
            .filter(each -> io.waybill.core.AccountId.parse(each.account()).isPresent())
            .orElseThrow(() -> Refusals.invalid("Unrecognized event source."));
    caller.requireReach(arn);
    return arn;
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
    Filters.check(mapping.filterCriteria());
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
