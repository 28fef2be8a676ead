package io.waybill.conformance.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.conformance.RunningServer;
import io.waybill.conformance.clients.Functions;
import io.waybill.conformance.clients.Sdk;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricTransformation;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/// What comes of lines that match: searches, metrics, invocations.
final class FiltersTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private static final String UNPACKING =
      """
      import base64, gzip, json

      def handler(event, context):
          return json.loads(gzip.decompress(base64.b64decode(event['awslogs']['data'])))
      """;

  private final CloudWatchLogsClient logs = Sdk.logs(SERVER);
  private final CloudWatchClient cloudWatch = Sdk.cloudWatch(SERVER);
  private final LambdaClient lambda = Sdk.lambda(SERVER);
  private final SqsClient sqs = Sdk.client(SERVER);

  private void group(String name) {
    logs.createLogGroup(b -> b.logGroupName(name));
    logs.createLogStream(b -> b.logGroupName(name).logStreamName("s"));
  }

  private void say(String group, String... lines) {
    long now = Instant.now().toEpochMilli();
    List<InputLogEvent> events =
        Arrays.stream(lines)
            .map(line -> InputLogEvent.builder().timestamp(now).message(line).build())
            .toList();
    logs.putLogEvents(b -> b.logGroupName(group).logStreamName("s").logEvents(events));
  }

  private List<String> found(String group, String pattern) {
    return logs.filterLogEvents(b -> b.logGroupName(group).filterPattern(pattern)).events().stream()
        .map(FilteredLogEvent::message)
        .toList();
  }

  private void function(String name) {
    Functions.python(lambda, name, UNPACKING);
  }

  @Test
  void everyKindOfPatternSearches() {
    group("searched");
    String json = "{\"level\": \"ERROR\", \"n\": 4}";
    String line = "127.0.0.1 frank 404 1534";
    say("searched", json, line, "plain WARN");

    assertThat(found("searched", "{ $.level = \"ERROR\" && $.n > 3 }")).containsExactly(json);
    assertThat(found("searched", "[ip, user, status = 4*, size > 1000]")).containsExactly(line);
    assertThat(found("searched", "%W[A-Z]+N%")).containsExactly("plain WARN");
    assertThat(found("searched", "?WARN ?frank")).containsExactly(line, "plain WARN");
    assertThatThrownBy(() -> found("searched", "{ $.level = "))
        .isInstanceOf(CloudWatchLogsException.class)
        .hasMessageContaining("Invalid filter pattern");
  }

  @Test
  void linesThatMatchAMetricFilterAreValuesOfItsMetric() {
    group("metered");
    logs.putMetricFilter(b ->
        b.logGroupName("metered")
            .filterName("latency")
            .filterPattern("{ $.ms = * }")
            .metricTransformations(
                MetricTransformation.builder()
                    .metricNamespace("Shop")
                    .metricName("Latency")
                    .metricValue("$.ms")
                    .unit("Milliseconds")
                    .build()));
    say("metered", "{\"ms\": 10}", "{\"ms\": 30}", "no JSON", "{\"ms\": 30}");
    SERVER.advance(Duration.ofSeconds(1));

    List<Datapoint> points =
        cloudWatch
            .getMetricStatistics(b ->
                b.namespace("Shop")
                    .metricName("Latency")
                    .startTime(Instant.now().minus(Duration.ofDays(1)))
                    .endTime(Instant.now().plus(Duration.ofDays(1)))
                    .period(86_400 * 30)
                    .statistics(
                        Statistic.SUM,
                        Statistic.SAMPLE_COUNT,
                        Statistic.MINIMUM,
                        Statistic.MAXIMUM))
            .datapoints();
    assertThat(points).hasSize(1);
    assertThat(points.getFirst().sum()).isEqualTo(70);
    assertThat(points.getFirst().sampleCount()).isEqualTo(3);
    assertThat(points.getFirst().minimum()).isEqualTo(10);
    assertThat(points.getFirst().maximum()).isEqualTo(30);
    assertThat(points.getFirst().unitAsString()).isEqualTo("Milliseconds");
    assertThat(
            logs.describeLogGroups(b -> b.logGroupNamePrefix("metered"))
                .logGroups()
                .getFirst()
                .metricFilterCount())
        .isEqualTo(1);
  }

  @Test
  void linesThatMatchASubscriptionReachTheFunction() {
    group("subscribed");
    function("reader");
    String url = sqs.createQueue(b -> b.queueName("read")).queueUrl();
    lambda.putFunctionEventInvokeConfig(b ->
        b.functionName("reader")
            .destinationConfig(
                d -> d.onSuccess(s -> s.destination("arn:aws:sqs:us-east-1:000000000000:read"))));
    String function = "arn:aws:lambda:us-east-1:000000000000:function:reader";
    assertThatThrownBy(() -> subscribe(function))
        .hasMessageContaining("Could not execute the lambda function. Make sure you have given");

    lambda.addPermission(b ->
        b.functionName("reader")
            .statementId("logs")
            .action("lambda:InvokeFunction")
            .principal("logs.us-east-1.amazonaws.com")
            .sourceArn("arn:aws:logs:us-east-1:000000000000:log-group:subscribed:*"));
    subscribe(function);
    say("subscribed", "ERROR one", "fine", "ERROR two");

    List<Message> got = sqs.receiveMessage(b -> b.queueUrl(url).waitTimeSeconds(20)).messages();
    assertThat(got).hasSize(1);
    assertThat(got.getFirst().body())
        .contains(
            "\"messageType\":\"DATA_MESSAGE\"",
            "\"logGroup\":\"subscribed\"",
            "\"subscriptionFilters\":[\"errors\"]",
            "\"message\":\"ERROR one\"",
            "\"message\":\"ERROR two\"")
        .doesNotContain("fine");
  }

  private void subscribe(String function) {
    logs.putSubscriptionFilter(b ->
        b.logGroupName("subscribed")
            .filterName("errors")
            .filterPattern("ERROR")
            .destinationArn(function));
  }
}
