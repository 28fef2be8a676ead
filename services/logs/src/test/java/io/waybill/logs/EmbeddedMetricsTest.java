package io.waybill.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.logs.api.LogsApi;
import io.waybill.logs.api.MetricTransformation;
import io.waybill.logs.api.PutMetricFilterRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EmbeddedMetricsTest {
  private final LogRoom room = new LogRoom();

  EmbeddedMetricsTest() {
    room.stream("s");
  }

  private List<String> told() {
    return room.calls.inputs.stream()
        .filter(each -> each.startsWith("monitoring:PutMetricData "))
        .toList();
  }

  /// A document with one directive, whose time is now.
  private String document(String directive, String members) {
    return """
    {"_aws": {"Timestamp": %d, "CloudWatchMetrics": [%s]}, %s}\
    """
        .formatted(room.now(), directive, members);
  }

  @Test
  void aLineCarriesItsMetrics() {
    room.say(
        "s",
        document(
            """
            {"Namespace": "Shop", "Dimensions": [["service"], ["service", "page"]],
             "Metrics": [{"Name": "Latency", "Unit": "Milliseconds", "StorageResolution": 1},
               {"Name": "Orders"}]}\
            """,
            """
            "service": "cart", "page": "pay", "Latency": [3, 5.5, 3], "Orders": 2, "note": "x"\
            """));

    assertThat(told()).hasSize(1);
    assertThat(told().getFirst())
        .contains(
            "\"Namespace\":\"Shop\"",
            "\"MetricName\":\"Latency\"",
            "\"Values\":[3,5.5]",
            "\"Counts\":[2,1]",
            "\"Unit\":\"Milliseconds\"",
            "\"StorageResolution\":1",
            "\"MetricName\":\"Orders\"",
            "\"Values\":[2]",
            "\"Value\":\"pay\"");
    assertThat(told().getFirst().split("\"MetricName\"", -1)).hasSize(5);
  }

  @Test
  void whatLambdaPutsBeforeTheDocumentDoesNotMatter() {
    String directive =
        "{\"Namespace\": \"Shop\", \"Dimensions\": [[]], \"Metrics\": [{\"Name\": \"N\"}]}";
    room.say(
        "s", "2027-01-15T08:00:00.000Z\t1234\tINFO\t" + document(directive, "\"N\": 1") + "\n");
    assertThat(told()).hasSize(1);
    assertThat(told().getFirst()).doesNotContain("Dimensions");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Namespace\": \"AWS/Shop\", \"Metrics\": [{\"Name\": \"N\"}]}",
        "{\"Namespace\": \"\", \"Metrics\": [{\"Name\": \"N\"}]}",
        "{\"Metrics\": [{\"Name\": \"N\"}]}",
        "{\"Namespace\": \"Shop\", \"Metrics\": [{\"Name\": \"Gone\"}]}",
        "{\"Namespace\": \"Shop\", \"Metrics\": [{\"Name\": \"Text\"}]}",
        "{\"Namespace\": \"Shop\", \"Metrics\": [{\"Name\": \"Huge\"}]}",
        "{\"Namespace\": \"Shop\", \"Metrics\": [{\"Name\": \"N\", \"Unit\": \"Apples\"}]}",
        "{\"Namespace\": \"Shop\", \"Metrics\": [{\"Name\": \"N\", \"StorageResolution\": 5}]}",
        "{\"Namespace\": \"Shop\", \"Dimensions\": [[\"Gone\"]], \"Metrics\": [{\"Name\": \"N\"}]}",
        "{\"Namespace\": \"Shop\", \"Dimensions\": [[\"Odd\"]], \"Metrics\": [{\"Name\": \"N\"}]}",
        "{\"Namespace\": \"Shop\", \"Metrics\": {\"Name\": \"N\"}}",
        "7",
      })
  void whatCloudWatchWouldNotTakeIsALineLikeOthers(String directive) {
    String members = "\"N\": 1, \"Text\": \"x\", \"Huge\": 1e200, \"Odd\": \"é\"";
    room.say("s", document(directive, members));
    assertThat(told()).isEmpty();
    assertThat(room.all()).hasSize(1);
  }

  @Test
  void documentsOfAnotherTimeAreNotTold() {
    String directive = "{\"Namespace\": \"Shop\", \"Metrics\": [{\"Name\": \"N\"}]}";
    String now = document(directive, "\"N\": 1");
    room.say("s", now.replace(String.valueOf(room.now()), "1"), now.replace("_aws", "_gcp"));
    assertThat(told()).isEmpty();
  }

  @Test
  void anOddLineDoesNotCostOthersTheirMetrics() {
    room.call(
        LogsApi.PUT_METRIC_FILTER,
        new PutMetricFilterRequest(
            "g",
            "f",
            "{ $.ms = * }",
            List.of(
                new MetricTransformation("m", "App", "$.ms", null, Map.of("Page", "$.page"), null)),
            null));
    room.say(
        "s",
        "{\"ms\": 12.5, \"page\": \"cart\"}",
        "{\"ms\": 13, \"page\": \"café\"}",
        "{\"ms\": 1e300, \"page\": \"cart\"}");

    assertThat(told()).hasSize(1);
    assertThat(told().getFirst()).contains("\"Values\":[12.5]").doesNotContain("13");
  }
}
