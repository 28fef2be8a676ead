package io.waybill.cloudwatch.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.cloudwatch.api.MetricAlarm;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EvaluationTest {
  private static MetricAlarm alarm(String comparison, int periods, int needed, String treatment) {
    return new MetricAlarm(
        "a",
        null,
        null,
        null,
        true,
        null,
        null,
        null,
        "OK",
        null,
        null,
        null,
        "m",
        "App",
        "Sum",
        null,
        null,
        60,
        null,
        periods,
        needed,
        10.0,
        comparison,
        treatment,
        null,
        null,
        null,
        null,
        null);
  }

  /// What follows from five periods: 0 is a sound value, X a breaching one, - none.
  private static String state(String points, int needed, String treatment) {
    List<Evaluation.Point> there = new ArrayList<>();
    for (int i = 0; i < points.length(); i++) {
      if (points.charAt(i) != '-') {
        there.add(new Evaluation.Point(i * 60L, points.charAt(i) == 'X' ? 11 : 1));
      }
    }
    return new Evaluation(alarm("GreaterThanThreshold", 3, needed, treatment))
        .of(there)
        .map(Evaluation.Verdict::state)
        .orElse("retained");
  }

  // AWS ("Configuring how CloudWatch alarms treat missing data"), both tables.
  @ParameterizedTest
  @CsvSource({
    "0-X-X, 3, OK, OK, OK, OK",
    "0----, 3, OK, OK, OK, OK",
    "-----, 3, INSUFFICIENT_DATA, retained, ALARM, OK",
    "0XX-X, 3, ALARM, ALARM, ALARM, ALARM",
    "--X--, 3, ALARM, retained, ALARM, OK",
    "0-X-X, 2, ALARM, ALARM, ALARM, ALARM",
    "00X0X, 2, ALARM, ALARM, ALARM, ALARM",
    "0-X--, 2, OK, OK, ALARM, OK",
    "----0, 2, OK, OK, ALARM, OK",
    "----X, 2, ALARM, retained, ALARM, OK",
  })
  void missingDataAreTreatedAsAwsSays(
      String points,
      int needed,
      String missing,
      String ignore,
      String breaching,
      String notBreaching) {
    assertThat(state(points, needed, "missing")).isEqualTo(missing);
    assertThat(state(points, needed, "ignore")).isEqualTo(ignore);
    assertThat(state(points, needed, "breaching")).isEqualTo(breaching);
    assertThat(state(points, needed, "notBreaching")).isEqualTo(notBreaching);
  }

  @ParameterizedTest
  @CsvSource({
    "GreaterThanThreshold, false, false, true",
    "GreaterThanOrEqualToThreshold, false, true, true",
    "LessThanThreshold, true, false, false",
    "LessThanOrEqualToThreshold, true, true, false",
  })
  void theThresholdItselfCountsWhereItsNameSaysSo(
      String comparison, boolean below, boolean at, boolean above) {
    Evaluation evaluation = new Evaluation(alarm(comparison, 1, 1, "missing"));
    assertThat(evaluation.breaches(9.99)).isEqualTo(below);
    assertThat(evaluation.breaches(10)).isEqualTo(at);
    assertThat(evaluation.breaches(10.01)).isEqualTo(above);
  }

  @Test
  void theReasonIsToldInAwssWords() {
    MetricAlarm one = alarm("GreaterThanThreshold", 1, 1, "missing");
    Evaluation.Verdict verdict =
        new Evaluation(one).of(List.of(new Evaluation.Point(1_800_000_000, 50))).orElseThrow();
    assertThat(new Reason(one).text(verdict))
        .isEqualTo(
            "Threshold Crossed: 1 datapoint [50.0 (15/01/27 08:00:00)] was greater than the threshold (10.0).");
    assertThat(new Reason(one).text(new Evaluation(one).of(List.of()).orElseThrow()))
        .isEqualTo("Insufficient Data: 1 datapoint was unknown.");
  }
}
