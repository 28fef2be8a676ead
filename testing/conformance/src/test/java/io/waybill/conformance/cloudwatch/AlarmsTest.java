package io.waybill.conformance.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.conformance.RunningServer;
import io.waybill.conformance.clients.Sdk;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.cloudwatch.model.Tag;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// Alarms, from a metric's value to the message in a queue.
final class AlarmsTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private final CloudWatchClient cloudWatch = Sdk.cloudWatch(SERVER);
  private final SnsClient sns = Sdk.sns(SERVER);
  private final SqsClient sqs = Sdk.client(SERVER);
  private final EventBridgeClient events = Sdk.events(SERVER);

  private MetricAlarm alarm(String name) {
    List<MetricAlarm> alarms = cloudWatch.describeAlarms(b -> b.alarmNames(name)).metricAlarms();
    assertThat(alarms).hasSize(1);
    return alarms.getFirst();
  }

  @Test
  void aValueAboveTheThresholdBecomesAMessageInTheQueueOfASubscriber() {
    String topic = sns.createTopic(b -> b.name("alarms")).topicArn();
    String url = sqs.createQueue(b -> b.queueName("pager")).queueUrl();
    String queue =
        sqs.getQueueAttributes(b -> b.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .get(QueueAttributeName.QUEUE_ARN);
    sns.subscribe(b ->
        b.topicArn(topic)
            .protocol("sqs")
            .endpoint(queue)
            .attributes(Map.of("RawMessageDelivery", "true")));
    cloudWatch.putMetricAlarm(b ->
        b.alarmName("hot")
            .alarmDescription("too hot")
            .namespace("Kiln")
            .metricName("Heat")
            .statistic(Statistic.MAXIMUM)
            .period(60)
            .evaluationPeriods(1)
            .threshold(1000.0)
            .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
            .alarmActions(topic)
            .tags(Tag.builder().key("team").value("clay").build()));
    MetricAlarm fresh = alarm("hot");
    assertThat(fresh.stateValue()).isEqualTo(StateValue.INSUFFICIENT_DATA);
    assertThat(fresh.stateReason()).isEqualTo("Unchecked: Initial alarm creation");
    assertThat(fresh.okActions()).isEmpty();

    cloudWatch.putMetricData(b ->
        b.namespace("Kiln")
            .metricData(MetricDatum.builder().metricName("Heat").value(1234.0).build()));
    SERVER.advance(Duration.ofSeconds(70));

    MetricAlarm now = alarm("hot");
    assertThat(now.stateValue()).isEqualTo(StateValue.ALARM);
    assertThat(now.stateReason())
        .startsWith("Threshold Crossed: 1 datapoint [1234.0 (")
        .endsWith(")] was greater than the threshold (1000.0).");
    List<Message> got = sqs.receiveMessage(b -> b.queueUrl(url).waitTimeSeconds(20)).messages();
    assertThat(got).hasSize(1);
    assertThat(got.getFirst().body())
        .contains(
            "\"AlarmName\":\"hot\"",
            "\"AlarmDescription\":\"too hot\"",
            "\"NewStateValue\":\"ALARM\"",
            "\"OldStateValue\":\"INSUFFICIENT_DATA\"",
            "\"MetricName\":\"Heat\"",
            "\"Statistic\":\"MAXIMUM\"");
    assertThat(cloudWatch.listTagsForResource(b -> b.resourceARN(now.alarmArn())).tags())
        .extracting(Tag::value)
        .containsExactly("clay");
    assertThat(
            cloudWatch
                .describeAlarmsForMetric(b -> b.namespace("Kiln").metricName("Heat"))
                .metricAlarms())
        .hasSize(1);
  }

  @Test
  void theDefaultBusHearsOfAChange() {
    String url = sqs.createQueue(b -> b.queueName("changes")).queueUrl();
    events.putRule(b ->
        b.name("changes")
            .eventPattern(
                "{\"source\":[\"aws.cloudwatch\"],\"detail\":{\"state\":{\"value\":[\"ALARM\"]}}}"));
    events.putTargets(b ->
        b.rule("changes")
            .targets(
                Target.builder()
                    .id("q")
                    .arn("arn:aws:sqs:us-east-1:000000000000:changes")
                    .build()));
    cloudWatch.putMetricAlarm(b ->
        b.alarmName("drill")
            .namespace("Kiln")
            .metricName("Draught")
            .statistic(Statistic.SUM)
            .period(60)
            .evaluationPeriods(1)
            .threshold(1.0)
            .treatMissingData("ignore")
            .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD));
    cloudWatch.setAlarmState(
        b -> b.alarmName("drill").stateValue(StateValue.ALARM).stateReason("a drill"));

    List<Message> got = sqs.receiveMessage(b -> b.queueUrl(url).waitTimeSeconds(20)).messages();
    assertThat(got).hasSize(1);
    assertThat(got.getFirst().body())
        .contains(
            "\"detail-type\":\"CloudWatch Alarm State Change\"",
            "\"alarmName\":\"drill\"",
            "\"reason\":\"a drill\"");
  }

  @Test
  void anAlarmThatIsNotThereIsNotFoundAndAStateThatIsNoneIsInvalid() {
    assertThatThrownBy(() ->
            cloudWatch.setAlarmState(
                b -> b.alarmName("nowhere").stateValue(StateValue.OK).stateReason("test")))
        .isInstanceOfSatisfying(
            software.amazon.awssdk.services.cloudwatch.model.CloudWatchException.class,
            refused -> {
              assertThat(refused.statusCode()).isEqualTo(404);
              assertThat(refused).isNotInstanceOf(ResourceNotFoundException.class);
            });
    assertThatThrownBy(() ->
            cloudWatch.setAlarmState(
                b -> b.alarmName("nowhere").stateValue("INVALID").stateReason("test")))
        .hasMessageContaining(
            "1 validation error detected: Value 'INVALID' at 'stateValue' failed to satisfy constraint: "
                + "Member must satisfy enum value set: [INSUFFICIENT_DATA, ALARM, OK]");
  }
}
