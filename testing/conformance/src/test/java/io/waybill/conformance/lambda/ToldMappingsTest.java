package io.waybill.conformance.lambda;

import io.waybill.conformance.RunningServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Event source mappings in AWS's answers.
final class ToldMappingsTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private final Told told = new Told(SERVER);

  @BeforeEach
  void queues() {
    LambdaWorld world = new LambdaWorld(SERVER);
    for (String queue :
        new String[] {"once", "sized", "life", "streams", "tags", "wild", "plain"}) {
      world.source(queue);
    }
  }

  @Test
  void aQueueIsMappedToAFunctionOnce() {
    told.function("once")
        .tell(
            """
            CreateEventSourceMapping {"FunctionName": "once", "EventSourceArn": "${sqs}:once"}
            202 {"UUID": "?id", "BatchSize": 10, "MaximumBatchingWindowInSeconds": 0,
              "EventSourceArn": "${sqs}:once", "FunctionArn": "${lambda}:function:once",
              "LastModified": "*", "State": "Creating", "StateTransitionReason": "USER_INITIATED",
              "EventSourceMappingArn": "*", "FunctionResponseTypes": []}
            CreateEventSourceMapping {"FunctionName": "once", "EventSourceArn": "${sqs}:once"}
            409 ResourceConflictException {"Type": "User", "message": "An event source mapping with
              SQS arn (\\" ${sqs}:once \\") and function (\\" once \\") already exists. Please update or
              delete the existing mapping with UUID ${id}"}
            GetEventSourceMapping {"UUID": "${id}"}
            200 {"UUID": "?id", "State": "Enabled", "EventSourceMappingArn":
              "${lambda}:event-source-mapping:${id}", "...": ""}
            UpdateEventSourceMapping {"UUID": "${id}", "Enabled": false}
            202 {"State": "Disabling", "...": ""}
            UpdateEventSourceMapping {"UUID": "${id}", "MaximumBatchingWindowInSeconds": 1}
            202 {"State": "Updating", "MaximumBatchingWindowInSeconds": 1, "...": ""}
            UpdateEventSourceMapping {"UUID": "${id}", "Enabled": true}
            202 {"State": "Enabling", "...": ""}
            DeleteEventSourceMapping {"UUID": "${id}"}
            202 {"State": "Deleting", "UUID": "?id", "...": ""}
            """);
  }

  @Test
  void largeBatchesNeedAWindow() {
    told.function("sized")
        .tell(
            """
            CreateEventSourceMapping {"FunctionName": "sized", "EventSourceArn": "${sqs}:sized",
              "BatchSize": 11}
            400 InvalidParameterValueException {"Type": "User", "message": "Maximum batch window in
              seconds must be greater than 0 if maximum batch size is greater than 10"}
            CreateEventSourceMapping {"FunctionName": "sized", "EventSourceArn": "${sqs}:sized",
              "Enabled": false, "ScalingConfig": {"MaximumConcurrency": 2}, "BatchSize": 20,
              "MaximumBatchingWindowInSeconds": 1}
            202 {"UUID": "?id", "State": "Disabled", "ScalingConfig": {"MaximumConcurrency": 2},
              "BatchSize": 20, "...": ""}
            UpdateEventSourceMapping {"UUID": "${id}", "MaximumBatchingWindowInSeconds": 0}
            400 InvalidParameterValueException {"Type": "User", "message": "Maximum batch window in
              seconds must be greater than 0 if maximum batch size is greater than 10"}
            """);
  }

  @Test
  void whatIsNotThereIsNotMapped() {
    told.function("wild")
        .tell(
            """
            CreateEventSourceMapping {"FunctionName": "wild"}
            400 InvalidParameterValueException {"Type": "User",
              "message": "Unrecognized event source."}
            CreateEventSourceMapping {"FunctionName": "doesnotexist",
              "EventSourceArn": "${sqs}:wild"}
            400 InvalidParameterValueException {"Type": "User",
              "message": "Function does not exist"}
            CreateEventSourceMapping {"FunctionName": "wild", "EventSourceArn": "${sqs}:nothing"}
            400 InvalidParameterValueException {"Type": "User", "message": "Error occurred while
              ReceiveMessage. SQS Error Code: AWS.SimpleQueueService.NonExistentQueue. SQS Error
              Message: The specified queue does not exist."}
            CreateEventSourceMapping {"FunctionName": "wild", "EventSourceArn": "${sqs}:wild",
              "DestinationConfig": {"OnFailure": {"Destination": "${sqs}:wild"}}}
            400 InvalidParameterValueException {"Type": "User", "message": "Unsupported
              DestinationConfig parameter for given event source mapping type."}
            CreateEventSourceMapping {"FunctionName": "wild", "EventSourceArn": "${sqs}:wild",
              "FilterCriteria": {"Filters": [{"Pattern": "single-string"}]}}
            400 InvalidParameterValueException {"Type": "User",
              "message": "Invalid filter pattern definition."}
            GetEventSourceMapping {"UUID": "0f7d5971-aa8b-4bd5-b585-0826e9f93a66"}
            404 ResourceNotFoundException {"Type": "User",
              "Message": "The resource you requested does not exist."}
            DeleteEventSourceMapping {"UUID": "0f7d5971-aa8b-4bd5-b585-0826e9f93a66"}
            404 ResourceNotFoundException {"Type": "User",
              "Message": "The resource you requested does not exist."}
            UpdateEventSourceMapping {"UUID": "0f7d5971-aa8b-4bd5-b585-0826e9f93a66"}
            404 ResourceNotFoundException {"Type": "User",
              "Message": "The resource you requested does not exist."}
            """);
  }

  @Test
  void streamsBeginSomewhere() {
    told.function("streams")
        .tell(
            """
            CreateEventSourceMapping {"FunctionName": "streams", "EventSourceArn":
              "arn:aws:dynamodb:us-east-1:000000000000:table/t/stream/s"}
            400 InvalidParameterValueException {"Type": "User", "message": "1 validation error
              detected: Value null at 'startingPosition' failed to satisfy constraint: Member must
              not be null."}
            CreateEventSourceMapping {"FunctionName": "streams", "StartingPosition": "invalid",
              "EventSourceArn": "arn:aws:kinesis:us-east-1:000000000000:stream/s"}
            400 ValidationException {"message": "1 validation error detected: Value 'invalid' at
              'startingPosition' failed to satisfy constraint: Member must satisfy enum value set:
              [LATEST, AT_TIMESTAMP, TRIM_HORIZON]"}
            CreateEventSourceMapping {"FunctionName": "streams", "StartingPosition": "AT_TIMESTAMP",
              "EventSourceArn": "arn:aws:dynamodb:us-east-1:000000000000:table/t/stream/s"}
            400 InvalidParameterValueException {"Type": "User", "message": "Unsupported starting
              position for arn type: arn:aws:dynamodb:us-east-1:000000000000:table/t/stream/s"}
            """);
  }

  @Test
  void mappingsAreTagged() {
    told.function("tags")
        .tell(
            """
            CreateEventSourceMapping {"FunctionName": "tags", "EventSourceArn": "${sqs}:tags",
              "Enabled": false, "Tags": {"A": "a"}}
            202 {"EventSourceMappingArn": "?arn", "...": ""}
            TagResource {"Resource": "${arn}", "Tags": {"B": "b"}}
            204 {}
            UntagResource {"Resource": "${arn}", "tagKeys": ["A", "F"]}
            204 {}
            ListTags {"Resource": "${arn}"}
            200 {"Tags": {"B": "b"}}
            """);
  }

  @Test
  void queuesHaveNoSettingsOfStreams() {
    told.function("plain");
    for (String setting :
        new String[] {
          "\"ParallelizationFactor\": 2",
          "\"BisectBatchOnFunctionError\": false",
          "\"MaximumRecordAgeInSeconds\": 60",
          "\"MaximumRetryAttempts\": 2",
          "\"TumblingWindowInSeconds\": 5",
          "\"StartingPositionTimestamp\": 1700000000",
          "\"Topics\": [\"orders\"]",
          "\"Queues\": [\"orders\"]",
          "\"SelfManagedEventSource\": {}",
          "\"DocumentDBEventSourceConfig\": {\"DatabaseName\": \"orders\"}"
        }) {
      String name = setting.replaceAll("\"(\\w+)\".*", "$1");
      told.tell(
          """
          CreateEventSourceMapping {"FunctionName": "plain", "EventSourceArn": "${sqs}:plain",
            SETTING}
          400 InvalidParameterValueException {"Type": "User", "message": "Unsupported NAME
            parameter for given event source mapping type."}
          """
              .replace("SETTING", setting)
              .replace("NAME", name));
    }
    told.tell(
        """
        CreateEventSourceMapping {"FunctionName": "plain", "EventSourceArn": "${sqs}:plain",
          "StartingPosition": "LATEST"}
        400 InvalidParameterValueException {"Type": "User",
          "message": "StartingPosition is not valid for SQS event sources."}
        CreateEventSourceMapping {"FunctionName": "plain", "EventSourceArn": "${sqs}:plain",
          "Enabled": false}
        202 {"UUID": "?id", "...": ""}
        UpdateEventSourceMapping {"UUID": "${id}", "MaximumRetryAttempts": 2}
        400 InvalidParameterValueException {"Type": "User", "message": "Unsupported
          MaximumRetryAttempts parameter for given event source mapping type."}
        UpdateEventSourceMapping {"UUID": "${id}",
          "DestinationConfig": {"OnFailure": {"Destination": "${sqs}:plain"}}}
        400 InvalidParameterValueException {"Type": "User", "message": "Unsupported
          DestinationConfig parameter for given event source mapping type."}
        """);
  }
}
