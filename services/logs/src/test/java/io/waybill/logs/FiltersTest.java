package io.waybill.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.logs.api.DescribeLogGroupsRequest;
import io.waybill.logs.api.DescribeMetricFiltersRequest;
import io.waybill.logs.api.DescribeSubscriptionFiltersRequest;
import io.waybill.logs.api.LogGroup;
import io.waybill.logs.api.LogsApi;
import io.waybill.logs.api.MetricFilter;
import io.waybill.logs.api.MetricTransformation;
import io.waybill.logs.api.PutMetricFilterRequest;
import io.waybill.logs.api.PutSubscriptionFilterRequest;
import io.waybill.logs.api.SubscriptionFilter;
import io.waybill.shapes.CommonErrors;
import io.waybill.shapes.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class FiltersTest {
  private static final String FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:f";

  private final LogRoom room = new LogRoom();

  FiltersTest() {
    room.stream("s");
  }

  private static MetricTransformation metric(String value, @Nullable Double unset) {
    return new MetricTransformation("m", "App", value, unset, null, null);
  }

  private void meter(String name, String pattern, MetricTransformation metric) {
    room.call(
        LogsApi.PUT_METRIC_FILTER,
        new PutMetricFilterRequest("g", name, pattern, List.of(metric), null));
  }

  private void subscribe(String name, String pattern) {
    room.call(
        LogsApi.PUT_SUBSCRIPTION_FILTER,
        new PutSubscriptionFilterRequest("g", name, pattern, FUNCTION, null, null, null));
  }

  private List<String> calls(String operation) {
    return room.calls.inputs.stream().filter(each -> each.startsWith(operation + " ")).toList();
  }

  /// What functions were sent, unpacked; tries do not count.
  private List<JsonValue.Obj> sent() throws IOException {
    List<JsonValue.Obj> messages = new ArrayList<>();
    for (String call : calls("lambda:Invoke")) {
      JsonValue.Obj input = object(call.substring(call.indexOf('{')));
      if (text(input, "InvocationType").equals("Event")) {
        JsonValue.Obj event =
            object(
                new String(
                    Base64.getDecoder().decode(text(input, "Payload")), StandardCharsets.UTF_8));
        JsonValue.Obj logs = (JsonValue.Obj) event.get("awslogs").orElseThrow();
        byte[] packed = Base64.getDecoder().decode(text(logs, "data"));
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
          messages.add(object(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        }
      }
    }
    return messages;
  }

  private static JsonValue.Obj object(String text) {
    return JsonValue.parseObject(text).orElseThrow();
  }

  private static String text(JsonValue.Obj object, String name) {
    return ((JsonValue.Text) object.get(name).orElseThrow()).value();
  }

  @Test
  void matchesAreCountedInTheMinuteOfTheirEvents() {
    meter("errors", "ERROR", metric("1", null));
    room.say("s", "ERROR a", "fine", "ERROR b");

    assertThat(calls("monitoring:PutMetricData")).hasSize(1);
    assertThat(calls("monitoring:PutMetricData").getFirst())
        .contains(
            "\"Namespace\":\"App\"",
            "\"MetricName\":\"m\"",
            "\"Values\":[1]",
            "\"Counts\":[2]",
            "\"Timestamp\":1800000000.000");
  }

  @Test
  void valuesAndDimensionsComeFromTheEvent() {
    meter(
        "latency",
        "{ $.ms = * }",
        new MetricTransformation(
            "m", "App", "$.ms", null, Map.of("Page", "$.page"), "Milliseconds"));
    room.say("s", "{\"ms\": 12.5, \"page\": \"cart\"}", "{\"ms\": 7}", "{\"ms\": \"x\"}");

    assertThat(calls("monitoring:PutMetricData")).hasSize(1);
    assertThat(calls("monitoring:PutMetricData").getFirst())
        .contains(
            "\"Values\":[12.5]",
            "\"Unit\":\"Milliseconds\"",
            "\"Name\":\"Page\"",
            "\"Value\":\"cart\"")
        .doesNotContain("7");
  }

  @Test
  void whereNothingMatchesTheDefaultIsTold() {
    meter("errors", "ERROR", metric("1", 0.0));
    room.say("s", "fine", "fine");
    assertThat(calls("monitoring:PutMetricData")).hasSize(1);
    assertThat(calls("monitoring:PutMetricData").getFirst())
        .contains("\"Counts\":[1]", "\"Values\":[0");
    room.say("s", "fine", "ERROR");
    assertThat(calls("monitoring:PutMetricData").getLast()).contains("\"Values\":[1]");
  }

  @Test
  void matchesReachTheFunctionInOneBatch() throws IOException {
    subscribe("all", "ERROR");
    room.say("s", "ERROR a", "fine", "ERROR b");

    assertThat(sent()).hasSize(1);
    JsonValue.Obj message = sent().getFirst();
    assertThat(text(message, "messageType")).isEqualTo("DATA_MESSAGE");
    assertThat(text(message, "owner")).isEqualTo("000000000000");
    assertThat(text(message, "logGroup")).isEqualTo("g");
    assertThat(text(message, "logStream")).isEqualTo("s");
    assertThat(message.get("subscriptionFilters").orElseThrow().render()).isEqualTo("[\"all\"]");
    List<JsonValue> events = ((JsonValue.Arr) message.get("logEvents").orElseThrow()).items();
    assertThat(events).hasSize(2);
    assertThat(text((JsonValue.Obj) events.getLast(), "message")).isEqualTo("ERROR b");
    assertThat(events.getFirst().render()).contains("\"timestamp\":" + room.now());
  }

  @Test
  void whatIsTooMuchForOneInvocationIsSentInSeveral() throws IOException {
    subscribe("all", "");
    String text = "x".repeat(100_000);
    room.say("s", text, text, text);

    assertThat(sent()).hasSize(3);
  }

  @Test
  void aFunctionThatCannotBeReachedIsTriedAgainAfterARestartToo() throws IOException {
    subscribe("all", "");
    room.calls.closed = true;
    room.say("s", "kept");
    assertThat(sent()).isEmpty();

    LogRoom again = room.restarted();
    again.calls.closed = false;
    again.advance(Duration.ofMinutes(1));
    assertThat(sent()).hasSize(1);
  }

  @Test
  void whatAFunctionRefusesForGoodIsDropped() throws IOException {
    subscribe("all", "");
    room.calls.closed = true;
    room.calls.refusal = CommonErrors.ACCESS_DENIED;
    room.say("s", "lost");
    room.calls.closed = false;
    room.advance(Duration.ofDays(1));
    assertThat(sent()).isEmpty();
  }

  @Test
  void aDayOfTryingIsTheLast() throws IOException {
    subscribe("all", "");
    room.calls.closed = true;
    room.say("s", "lost");
    room.advance(Duration.ofHours(24));
    room.calls.closed = false;
    room.advance(Duration.ofHours(1));
    assertThat(sent()).isEmpty();
  }

  @Test
  void filtersAreThereAfterARestart() throws IOException {
    meter("errors", "ERROR", metric("1", null));
    subscribe("all", "%[0-9]%");
    LogRoom again = room.restarted();
    again.say("s", "ERROR 1");

    assertThat(calls("monitoring:PutMetricData")).hasSize(1);
    assertThat(sent()).hasSize(1);
    List<MetricFilter> filters =
        Objects.requireNonNull(
            again
                .call(
                    LogsApi.DESCRIBE_METRIC_FILTERS,
                    new DescribeMetricFiltersRequest("g", null, null, null, null, null))
                .metricFilters());
    assertThat(filters).extracting(MetricFilter::filterName).containsExactly("errors");
    List<SubscriptionFilter> subscriptions =
        Objects.requireNonNull(
            again
                .call(
                    LogsApi.DESCRIBE_SUBSCRIPTION_FILTERS,
                    new DescribeSubscriptionFiltersRequest("g", null, null, null))
                .subscriptionFilters());
    assertThat(subscriptions)
        .extracting(SubscriptionFilter::distribution)
        .containsExactly("ByLogStream");
    List<LogGroup> groups =
        Objects.requireNonNull(
            again
                .call(LogsApi.DESCRIBE_LOG_GROUPS, DescribeLogGroupsRequest.builder().build())
                .logGroups());
    assertThat(groups).extracting(LogGroup::metricFilterCount).containsExactly(1);
  }

  @Test
  void theLimitsHoldToTheLastFilter() {
    for (int i = 0; i < 2; i++) {
      subscribe("s" + i, "x");
    }
    subscribe("s1", "again");
    assertThatThrownBy(() -> subscribe("s2", "x")).hasMessage("Resource limit exceeded.");
    for (int i = 0; i < 5; i++) {
      meter("r" + i, "%x%", metric("1", null));
    }
    assertThatThrownBy(() -> meter("r5", "%x%", metric("1", null)))
        .hasMessage("Resource limit exceeded.");
    for (int i = 5; i < 100; i++) {
      meter("m" + i, "x", metric("1", null));
    }
    assertThatThrownBy(() -> meter("m100", "x", metric("1", null)))
        .hasMessage("Resource limit exceeded.");
  }

  @Test
  void aFunctionThatMayNotBeInvokedIsRefusedAtOnce() {
    room.calls.closed = true;
    room.calls.refusal = CommonErrors.ACCESS_DENIED;
    assertThatThrownBy(() -> subscribe("s", ""))
        .hasMessage(
            "Could not execute the lambda function. Make sure you have given CloudWatch Logs permission to execute your function.");
  }

  @Test
  void dimensionsWantAPatternThatHasFields() {
    Map<String, String> status = Map.of("Status", "$.status");
    MetricTransformation metric = new MetricTransformation("m", "App", "1", null, status, null);
    assertThatThrownBy(() -> meter("terms", "ERROR", metric))
        .hasMessageContaining("The specified filter pattern does not support dimensions");
    meter("json", "{ $.status = * }", metric);
  }
}
