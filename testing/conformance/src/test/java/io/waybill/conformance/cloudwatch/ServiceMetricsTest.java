package io.waybill.conformance.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.conformance.RunningServer;
import io.waybill.conformance.clients.Functions;
import io.waybill.conformance.clients.Sdk;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.DimensionFilter;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Metrics that functions, queues and rules have by themselves.
final class ServiceMetricsTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private static final String SOURCE =
      """
      import time

      def handler(event, context):
          time.sleep(event.get('seconds', 0))
          if event.get('fail'):
              raise ValueError('as told')
      """;

  private final LambdaClient lambda = Sdk.lambda(SERVER);
  private final CloudWatchClient cloudWatch = Sdk.cloudWatch(SERVER);
  private final SqsClient sqs = Sdk.client(SERVER);
  private final EventBridgeClient events = Sdk.events(SERVER);
  private final Instant begin = Instant.now();

  private void function(String name) {
    Functions.python(lambda, name, SOURCE);
  }

  private void invoke(String name, String payload) {
    lambda.invoke(b -> b.functionName(name).payload(SdkBytes.fromUtf8String(payload)));
  }

  private static Dimension dimension(String name, String value) {
    return Dimension.builder().name(name).value(value).build();
  }

  /// All minutes together.
  private Datapoint all(String namespace, String metric, Dimension... dimensions) {
    List<Datapoint> points =
        cloudWatch
            .getMetricStatistics(b ->
                b.namespace(namespace)
                    .metricName(metric)
                    .dimensions(dimensions)
                    .startTime(begin.minus(Duration.ofDays(1)))
                    .endTime(begin.plus(Duration.ofDays(3)))
                    .period(86_400 * 30)
                    .statistics(
                        Statistic.SUM,
                        Statistic.SAMPLE_COUNT,
                        Statistic.MINIMUM,
                        Statistic.MAXIMUM,
                        Statistic.AVERAGE)
                    .extendedStatistics("p50", "p100"))
            .datapoints();
    assertThat(points).as("%s %s", metric, Arrays.toString(dimensions)).hasSize(1);
    return points.getFirst();
  }

  @Test
  void aFunctionTellsItsInvocationsErrorsAndDurations() {
    function("measured");
    lambda.publishVersion(b -> b.functionName("measured"));
    lambda.createAlias(b -> b.functionName("measured").name("live").functionVersion("1"));
    invoke("measured", "{}");
    invoke("measured", "{\"seconds\": 0.4}");
    invoke("measured", "{\"fail\": 1}");
    invoke("measured:live", "{}");
    SERVER.advance(Duration.ofSeconds(61));

    Dimension name = dimension("FunctionName", "measured");
    Datapoint invocations = all("AWS/Lambda", "Invocations", name);
    assertThat(invocations.sum()).isEqualTo(4);
    assertThat(invocations.sampleCount()).isEqualTo(4);
    assertThat(invocations.unitAsString()).isEqualTo("Count");
    Datapoint errors = all("AWS/Lambda", "Errors", name);
    assertThat(errors.sum()).isEqualTo(1);
    assertThat(errors.average()).isEqualTo(0.25);
    Datapoint durations = all("AWS/Lambda", "Duration", name);
    assertThat(durations.sampleCount()).isEqualTo(4);
    assertThat(durations.maximum()).isGreaterThan(400);
    assertThat(durations.minimum()).isLessThan(durations.average()).isPositive();
    assertThat(durations.extendedStatistics().get("p50"))
        .isGreaterThanOrEqualTo(durations.minimum())
        .isLessThan(400);
    assertThat(durations.extendedStatistics().get("p100")).isEqualTo(durations.maximum());
    assertThat(durations.unitAsString()).isEqualTo("Milliseconds");

    assertThat(all("AWS/Lambda", "Invocations", name, dimension("Resource", "measured")).sum())
        .isEqualTo(3);
    Dimension live = dimension("Resource", "measured:live");
    assertThat(all("AWS/Lambda", "Errors", name, live).sum()).isZero();
    assertThat(
            all("AWS/Lambda", "Invocations", name, live, dimension("ExecutedVersion", "1")).sum())
        .isEqualTo(1);
    assertThat(all("AWS/Lambda", "ConcurrentExecutions", name).maximum()).isEqualTo(1);
    assertThat(all("AWS/Lambda", "UnreservedConcurrentExecutions").maximum()).isPositive();
    assertThat(all("AWS/Lambda", "Invocations").sum()).isGreaterThanOrEqualTo(4);
  }

  @Test
  void whatFindsNoRoomIsThrottledAndWhatWaitsTooLongIsDropped() {
    function("shut");
    lambda.putFunctionConcurrency(b -> b.functionName("shut").reservedConcurrentExecutions(0));
    lambda.invoke(b -> b.functionName("shut").invocationType(InvocationType.EVENT));
    SERVER.advance(Duration.ofSeconds(61));

    Dimension name = dimension("FunctionName", "shut");
    assertThat(all("AWS/Lambda", "AsyncEventsReceived", name).sum()).isEqualTo(1);
    assertThat(all("AWS/Lambda", "Throttles", name).sum()).isEqualTo(1);
    assertThat(all("AWS/Lambda", "AsyncEventsDropped", name).sum()).isEqualTo(1);
    assertThat(all("AWS/Lambda", "AsyncEventAge", name).sampleCount()).isEqualTo(1);
    assertThat(
            cloudWatch
                .listMetrics(b ->
                    b.namespace("AWS/Lambda")
                        .metricName("Invocations")
                        .dimensions(
                            DimensionFilter.builder().name("FunctionName").value("shut").build()))
                .metrics())
        .isEmpty();
  }

  @Test
  void aRuleTellsWhatItDeliveredAndHowSoon() {
    sqs.createQueue(b -> b.queueName("reached"));
    events.putRule(b -> b.name("told").eventPattern("{\"source\":[\"tells\"]}"));
    events.putTargets(b ->
        b.rule("told")
            .targets(
                Target.builder().id("1").arn("arn:aws:sqs:us-east-1:000000000000:reached").build(),
                Target.builder().id("2").arn("arn:aws:sqs:us-east-1:000000000000:gone").build()));
    events.putEvents(b ->
        b.entries(
            PutEventsRequestEntry.builder().source("tells").detailType("t").detail("{}").build(),
            PutEventsRequestEntry.builder().source("tells").detailType("t").detail("{}").build()));
    SERVER.advance(Duration.ofSeconds(61));

    Dimension rule = dimension("RuleName", "told");
    assertThat(all("AWS/Events", "MatchedEvents", rule).sum()).isEqualTo(2);
    assertThat(all("AWS/Events", "Invocations", rule).sum()).isEqualTo(4);
    assertThat(all("AWS/Events", "FailedInvocations", rule).sum()).isEqualTo(2);
    Datapoint latency = all("AWS/Events", "IngestionToInvocationSuccessLatency", rule);
    assertThat(latency.sampleCount()).isEqualTo(2);
    assertThat(latency.average()).isBetween(0.0, 30_000.0);
    assertThat(latency.unitAsString()).isEqualTo("Milliseconds");
  }

  @Test
  void aQueueIsSilentSixHoursAfterItsLastMessageHasGone() {
    String url = sqs.createQueue(b -> b.queueName("quiet")).queueUrl();
    sqs.sendMessage(b -> b.queueUrl(url).messageBody("hello"));
    sqs.receiveMessage(b -> b.queueUrl(url))
        .messages()
        .forEach(
            each -> sqs.deleteMessage(b -> b.queueUrl(url).receiptHandle(each.receiptHandle())));
    SERVER.advance(Duration.ofMinutes(1));
    Dimension name = dimension("QueueName", "quiet");
    assertThat(all("AWS/SQS", "NumberOfMessagesDeleted", name).sum()).isEqualTo(1);

    SERVER.advance(Duration.ofHours(6));
    double told = all("AWS/SQS", "ApproximateNumberOfMessagesVisible", name).sampleCount();
    SERVER.advance(Duration.ofHours(6));
    assertThat(all("AWS/SQS", "ApproximateNumberOfMessagesVisible", name).sampleCount())
        .isEqualTo(told);
    sqs.receiveMessage(b -> b.queueUrl(url));
    SERVER.advance(Duration.ofMinutes(1));
    assertThat(all("AWS/SQS", "ApproximateNumberOfMessagesVisible", name).sampleCount())
        .isGreaterThan(told);
  }
}
