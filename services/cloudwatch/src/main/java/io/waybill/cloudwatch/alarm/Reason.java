package io.waybill.cloudwatch.alarm;

import io.waybill.cloudwatch.api.MetricAlarm;
import io.waybill.cloudwatch.api.StateValue;
import io.waybill.shapes.json.JsonValue;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// Why an alarm changed its state, in AWS's words and in AWS's JSON.
final class Reason {
  static final String UNCHECKED = "Unchecked: Initial alarm creation";

  // AWS ("Threshold Crossed: 1 datapoint [1.0 (02/01/26 10:00:00)] was …").
  private static final DateTimeFormatter SHORT =
      DateTimeFormatter.ofPattern("dd/MM/yy HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter LONG =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxx", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final Map<String, String> COMPARED =
      Map.of(
          "GreaterThanThreshold", "greater than",
          "GreaterThanOrEqualToThreshold", "greater than or equal to",
          "LessThanThreshold", "less than",
          "LessThanOrEqualToThreshold", "less than or equal to");

  private final MetricAlarm alarm;
  private final Evaluation evaluation;

  Reason(MetricAlarm alarm) {
    this.alarm = alarm;
    this.evaluation = new Evaluation(alarm);
  }

  /// AWS's form of times in JSON: `2026-01-02T10:00:00.000+0000`.
  static String time(Instant at) {
    return LONG.format(at);
  }

  String text(Evaluation.Verdict verdict) {
    int missing = evaluation.periods() - verdict.considered().size();
    if (verdict.state().equals(StateValue.INSUFFICIENT_DATA)) {
      return "Insufficient Data: "
          + count(missing, "datapoint")
          + (missing == 1 ? " was" : " were")
          + " unknown.";
    }
    if (verdict.isByMissing() && verdict.considered().isEmpty()) {
      return "Threshold Crossed: no datapoints were received for %s and %s treated as [%s]."
          .formatted(
              count(evaluation.periods(), "period"),
              count(missing, "missing datapoint") + (missing == 1 ? " was" : " were"),
              "breaching".equals(alarm.treatMissingData()) ? "Breaching" : "NonBreaching");
    }
    return crossed(verdict);
  }

  private String crossed(Evaluation.Verdict verdict) {
    boolean alarming = verdict.state().equals(StateValue.ALARM);
    List<Evaluation.Point> telling =
        verdict.considered().stream()
            .filter(each -> evaluation.breaches(each.value()) == alarming)
            .toList();
    String points =
        telling.stream()
            .map(each ->
                each.value() + " (" + SHORT.format(Instant.ofEpochSecond(each.second())) + ")")
            .collect(Collectors.joining(", ", "[", "]"));
    String compared =
        COMPARED.getOrDefault(Objects.requireNonNullElse(alarm.comparisonOperator(), ""), "beyond");
    String first =
        evaluation.periods() == 1
            ? "1 datapoint"
            : telling.size() + " out of the last " + evaluation.periods() + " datapoints";
    String minimum =
        evaluation.periods() == 1
            ? ""
            : " (minimum %s for %s transition)"
                .formatted(
                    count(
                        alarming
                            ? evaluation.needed()
                            : evaluation.periods() - evaluation.needed() + 1,
                        "datapoint"),
                    alarming ? "OK -> ALARM" : "ALARM -> OK");
    return "Threshold Crossed: %s %s %s %s the threshold (%s)%s."
        .formatted(
            first,
            points,
            (telling.size() == 1 ? "was" : "were") + (alarming ? "" : " not"),
            compared,
            alarm.threshold(),
            minimum);
  }

  private static String count(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  /// The JSON of the state's reason.
  String data(Evaluation.Verdict verdict, Instant asked) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    members.put("version", new JsonValue.Text("1.0"));
    members.put("queryDate", new JsonValue.Text(time(asked)));
    if (!verdict.considered().isEmpty()) {
      members.put(
          "startDate",
          new JsonValue.Text(time(Instant.ofEpochSecond(verdict.considered().getLast().second()))));
    }
    String statistic =
        alarm.statistic() == null ? String.valueOf(alarm.extendedStatistic()) : alarm.statistic();
    members.put("statistic", new JsonValue.Text(statistic));
    members.put("period", new JsonValue.Num(String.valueOf(alarm.period())));
    List<JsonValue> recent = new ArrayList<>();
    verdict
        .considered()
        .reversed()
        .forEach(each -> recent.add(new JsonValue.Num(String.valueOf(each.value()))));
    members.put("recentDatapoints", new JsonValue.Arr(recent));
    members.put("threshold", new JsonValue.Num(String.valueOf(alarm.threshold())));
    List<JsonValue> evaluated = new ArrayList<>();
    for (Evaluation.Point each : verdict.considered()) {
      evaluated.add(
          new JsonValue.Obj(
              Map.of(
                  "timestamp", new JsonValue.Text(time(Instant.ofEpochSecond(each.second()))),
                  "value", new JsonValue.Num(String.valueOf(each.value())))));
    }
    members.put("evaluatedDatapoints", new JsonValue.Arr(evaluated));
    return new JsonValue.Obj(members).render();
  }
}
