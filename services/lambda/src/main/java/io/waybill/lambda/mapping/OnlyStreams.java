package io.waybill.lambda.mapping;

import io.waybill.lambda.api.CreateEventSourceMappingRequest;
import io.waybill.lambda.api.UpdateEventSourceMappingRequest;
import io.waybill.lambda.model.Refusals;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a mapping of a queue may not have: the settings of streams, brokers and databases, whatever
/// their values.
// AWS (recorded for DestinationConfig, reported by its users for ParallelizationFactor): one
// sentence for all, with the parameter's name.
public final class OnlyStreams {
  private OnlyStreams() {}

  public static void refuse(CreateEventSourceMappingRequest input) {
    refuse("DestinationConfig", input.destinationConfig());
    refuse("ParallelizationFactor", input.parallelizationFactor());
    refuse("BisectBatchOnFunctionError", input.bisectBatchOnFunctionError());
    refuse("MaximumRecordAgeInSeconds", input.maximumRecordAgeInSeconds());
    refuse("MaximumRetryAttempts", input.maximumRetryAttempts());
    refuse("TumblingWindowInSeconds", input.tumblingWindowInSeconds());
    refuse("StartingPositionTimestamp", input.startingPositionTimestamp());
    refuse("Topics", input.topics());
    refuse("Queues", input.queues());
    refuse("SourceAccessConfigurations", input.sourceAccessConfigurations());
    refuse("SelfManagedEventSource", input.selfManagedEventSource());
    refuse("AmazonManagedKafkaEventSourceConfig", input.amazonManagedKafkaEventSourceConfig());
    refuse("SelfManagedKafkaEventSourceConfig", input.selfManagedKafkaEventSourceConfig());
    refuse("DocumentDBEventSourceConfig", input.documentDbEventSourceConfig());
  }

  public static void refuse(UpdateEventSourceMappingRequest input) {
    refuse("DestinationConfig", input.destinationConfig());
    refuse("ParallelizationFactor", input.parallelizationFactor());
    refuse("BisectBatchOnFunctionError", input.bisectBatchOnFunctionError());
    refuse("MaximumRecordAgeInSeconds", input.maximumRecordAgeInSeconds());
    refuse("MaximumRetryAttempts", input.maximumRetryAttempts());
    refuse("TumblingWindowInSeconds", input.tumblingWindowInSeconds());
    refuse("SourceAccessConfigurations", input.sourceAccessConfigurations());
    refuse("DocumentDBEventSourceConfig", input.documentDbEventSourceConfig());
  }

  private static void refuse(String parameter, @Nullable Object value) {
    if (value != null && !(value instanceof List<?> list && list.isEmpty())) {
      throw Refusals.invalid(
          "Unsupported " + parameter + " parameter for given event source mapping type.");
    }
  }
}
