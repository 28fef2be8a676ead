package io.waybill.conformance.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.conformance.RunningServer;
import io.waybill.conformance.clients.Functions;
import io.waybill.conformance.clients.Sdk;
import io.waybill.conformance.raw.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/// What runs of functions answer and leave behind, in AWS's shapes.
final class ToldRunsTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private static final String SOURCE =
      """
      import os, time
      counter = 0
      def handler(event, context):
          global counter
          counter += 1
          if event.get('fail'):
              print('seen\\ntwice')
              raise Exception('Handler fails')
          time.sleep(event.get('sleep', 0))
          return {'counter': counter - 1, 'said': os.environ.get('Hello'),
                  'version': context.function_version, 'arn': context.invoked_function_arn,
                  'log_group': context.log_group_name, 'memory': context.memory_limit_in_mb}
      """;

  private final Told told = new Told(SERVER);

  private void function(String name) {
    Functions.python(Sdk.lambda(SERVER), name, SOURCE);
  }

  private static MessageAttributeValue attribute(String type, String value) {
    return MessageAttributeValue.builder().dataType(type).stringValue(value).build();
  }

  @Test
  void anEnvironmentIsUsedAgainAndKnowsWhatItRuns() {
    function("known");
    told.tell(
            """
            PublishVersion {"FunctionName": "known"}
            201 {"Version": "1", "...": ""}
            UpdateFunctionConfiguration {"FunctionName": "known",
              "Environment": {"Variables": {"Hello": "World"}}}
            200 {"...": ""}
            """)
        .updated("known")
        .tell(
            """
            Invoke {"FunctionName": "known", "Payload": "{}"}
            200 {"ExecutedVersion": "$LATEST", "Payload": {"counter": 0, "said": "World",
              "version": "$LATEST", "arn": "${lambda}:function:known",
              "log_group": "/aws/lambda/known", "memory": "128"}}
            Invoke {"FunctionName": "known", "Payload": "{}"}
            200 {"ExecutedVersion": "$LATEST", "Payload": {"counter": 1, "...": ""}}
            Invoke {"FunctionName": "known", "Qualifier": "1", "Payload": "{}"}
            200 {"ExecutedVersion": "1", "Payload": {"counter": 0, "version": "1",
              "arn": "${lambda}:function:known:1", "...": ""}}
            """);
  }

  @Test
  void whatAHandlerRaisesAndWhatTakesTooLongIsToldAsAnAnswer() {
    function("failing");
    told.tell(
        """
        Invoke {"FunctionName": "failing", "Payload": "{\\"fail\\": true}",
          "X-Amz-Log-Type": "Tail"}
        200 {"ExecutedVersion": "$LATEST", "FunctionError": "Unhandled", "LogResult": "?log",
          "Payload":
          {"errorMessage": "Handler fails", "errorType": "Exception", "requestId": "*",
          "stackTrace": ["*"]}}
        UpdateFunctionConfiguration {"FunctionName": "failing", "Timeout": 1}
        200 {"...": ""}
        """);
    assertThat(new String(Base64.getDecoder().decode(told.named("log")), StandardCharsets.UTF_8))
        .containsPattern(
            "START RequestId: [0-9a-f-]{36} Version: \\$LATEST\\nseen\\ntwice\\n"
                + "\\[ERROR] Exception: Handler fails\\nTraceback \\(most recent call last\\):\\n"
                + "\u00a0\u00a0File \"/var/task/app.py\", line 8, in handler\\n"
                + "\u00a0\u00a0\u00a0\u00a0raise Exception\\('Handler fails'\\)\\n"
                + "END RequestId: ");
    told.updated("failing")
        .tell(
            """
            Invoke {"FunctionName": "failing", "Payload": "{\\"sleep\\": 10}"}
            200 {"ExecutedVersion": "$LATEST", "FunctionError": "Unhandled", "Payload":
              {"errorMessage": "?error", "errorType": "Sandbox.Timedout"}}
            """);
    assertThat(told.named("error"))
        .matches("RequestId: [0-9a-f-]{36} Error: Task timed out after 1.00 seconds");
  }

  @Test
  void anEventThatIsGivenUpSaysWhyInTheDeadLetterQueue() {
    LambdaWorld world = new LambdaWorld(SERVER);
    world.queue("dead", Map.of());
    function("giving-up");
    told.tell(
            """
            UpdateFunctionConfiguration {"FunctionName": "giving-up",
              "DeadLetterConfig": {"TargetArn": "${sqs}:dead"}}
            200 {"DeadLetterConfig": {"TargetArn": "${sqs}:dead"}, "...": ""}
            """)
        .updated("giving-up")
        .tell(
            """
            PutFunctionEventInvokeConfig {"FunctionName": "giving-up", "MaximumRetryAttempts": 0}
            200 {"MaximumRetryAttempts": 0, "...": ""}
            Invoke {"FunctionName": "giving-up", "Payload": "{\\"fail\\": true}",
              "X-Amz-Invocation-Type": "Event"}
            202 {"Payload": ""}
            """);
    Message dead =
        world
            .sqs
            .receiveMessage(b ->
                b.queueUrl(LambdaWorld.url("dead"))
                    .waitTimeSeconds(20)
                    .messageAttributeNames("All"))
            .messages()
            .getFirst();
    assertThat(dead.body()).isEqualTo("{\"fail\": true}");
    assertThat(dead.messageAttributes())
        .containsOnlyKeys("RequestID", "ErrorCode", "ErrorMessage")
        .containsEntry("ErrorCode", attribute("Number", "200"))
        .containsEntry("ErrorMessage", attribute("String", "Handler fails"));
  }

  @Test
  void withoutConcurrencyAnEventGoesToItsDestinationAtOnce() {
    LambdaWorld world = new LambdaWorld(SERVER);
    world.queue("stopped", Map.of());
    function("stopped");
    told.tell(
        """
        PutFunctionEventInvokeConfig {"FunctionName": "stopped", "MaximumRetryAttempts": 0,
          "DestinationConfig": {"OnFailure": {"Destination": "${sqs}:stopped"}}}
        200 {"...": ""}
        PutFunctionConcurrency {"FunctionName": "stopped", "ReservedConcurrentExecutions": 0}
        200 {"ReservedConcurrentExecutions": 0}
        Invoke {"FunctionName": "stopped", "Payload": "{}", "X-Amz-Invocation-Type": "Event"}
        202 {"Payload": ""}
        """);
    Map<String, Object> record = JsonText.read(world.next("stopped", 1).getFirst());
    assertThat(record).containsOnlyKeys("version", "timestamp", "requestContext", "requestPayload");
    assertThat(record.get("requestContext"))
        .asString()
        .contains(
            "condition=ZeroReservedConcurrency",
            "approximateInvokeCount=0",
            "functionArn=" + told.named("lambda") + ":function:stopped:$LATEST");
  }

  @Test
  void anAlarmsChangeReachesAFunctionWhole() {
    LambdaWorld world = new LambdaWorld(SERVER);
    String watch =
        world.function("watch", "def handler(event, context): tell(json.dumps(event))\n");
    world.lambda.addPermission(b ->
        b.functionName("watch")
            .statementId("alarms")
            .action("lambda:InvokeFunction")
            .principal("lambda.alarms.cloudwatch.amazonaws.com"));
    try (CloudWatchClient cloudWatch = Sdk.cloudWatch(SERVER)) {
      cloudWatch.putMetricAlarm(b ->
          b.alarmName("watched")
              .alarmDescription("testing lambda alarm action")
              .namespace("namespace")
              .metricName("metric1")
              .statistic(Statistic.AVERAGE)
              .period(10)
              .evaluationPeriods(1)
              .threshold(1.0)
              .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
              .alarmActions(watch));
      cloudWatch.setAlarmState(
          b -> b.alarmName("watched").stateValue(StateValue.ALARM).stateReason("testing alarm"));
    }
    told.compare(
        world.told(1).getFirst(),
        """
        {"accountId": "000000000000", "region": "us-east-1", "source": "aws.cloudwatch",
        "alarmArn": "arn:aws:cloudwatch:us-east-1:000000000000:alarm:watched", "time": "*",
        "alarmData": {"alarmName": "watched",
        "configuration": {"description": "testing lambda alarm action", "metrics": [{"id": "*",
        "metricStat": {"metric": {"dimensions": {}, "name": "metric1", "namespace": "namespace"},
        "period": 10, "stat": "Average"}, "returnData": true}]},
        "previousState": {"reason": "Unchecked: Initial alarm creation", "timestamp": "*",
        "value": "INSUFFICIENT_DATA"},
        "state": {"reason": "testing alarm", "timestamp": "*", "value": "ALARM"}}}
        """);
  }
}
