package io.waybill.cloudwatch.alarm;

import io.waybill.cloudwatch.api.MetricAlarm;
import io.waybill.cloudwatch.api.StateValue;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What an alarm's latest points make of its state.
///
/// AWS ("Configuring how CloudWatch alarms treat missing data"): points from a little before the
/// evaluation periods stand in for missing ones; only what is then still missing is treated as the
/// alarm says.
public final class Evaluation {
  /// So many periods before the evaluation periods are looked at.
  public static final int EARLIER = 2;

  private final MetricAlarm alarm;
  private final int periods;
  private final int needed;

  public Evaluation(MetricAlarm alarm) {
    this.alarm = alarm;
    this.periods = Objects.requireNonNullElse(alarm.evaluationPeriods(), 1);
    this.needed = Objects.requireNonNullElse(alarm.datapointsToAlarm(), periods);
  }

  /// A point that was there.
  public record Point(long second, double value) {}

  /// The state that follows, and why.
  ///
  /// @param considered the points that decided, the latest first
  /// @param isByMissing whether it is what is missing that decided
  public record Verdict(String state, List<Point> considered, boolean isByMissing) {}

  /// How many periods there are to look at.
  public int looked() {
    return periods + EARLIER;
  }

  /// The state that follows from the points of these periods, the oldest first; empty where it
  /// stays as it is.
  public Optional<Verdict> of(List<Point> points) {
    List<Point> latest = points.reversed().subList(0, Math.min(periods, points.size()));
    int missing = periods - latest.size();
    int breaching = (int) latest.stream().filter(each -> breaches(each.value())).count();
    String treatment = Objects.requireNonNullElse(alarm.treatMissingData(), "missing");
    return switch (treatment) {
      case "breaching" -> decided(breaching + missing, latest, breaching < needed);
      case "notBreaching" -> decided(breaching, latest, latest.isEmpty());
      case "ignore" -> ignoring(breaching, latest);
      default -> missing(breaching, latest);
    };
  }

  private Optional<Verdict> decided(int breaching, List<Point> latest, boolean isByMissing) {
    boolean alarming = breaching >= needed;
    return Optional.of(
        new Verdict(alarming ? StateValue.ALARM : StateValue.OK, latest, isByMissing));
  }

  private Optional<Verdict> ignoring(int breaching, List<Point> latest) {
    boolean open = breaching < needed && breaching == latest.size();
    return open ? Optional.empty() : decided(breaching, latest, false);
  }

  /// AWS: where all points that are there breach, an alarm does not wait for the rest.
  private Optional<Verdict> missing(int breaching, List<Point> latest) {
    if (latest.isEmpty()) {
      return Optional.of(new Verdict(StateValue.INSUFFICIENT_DATA, latest, true));
    }
    return decided(breaching == latest.size() ? needed : breaching, latest, false);
  }

  /// Whether `value` is on the wrong side of the threshold.
  public boolean breaches(double value) {
    double threshold = Objects.requireNonNullElse(alarm.threshold(), 0.0);
    return switch (Objects.requireNonNullElse(alarm.comparisonOperator(), "")) {
      case "GreaterThanThreshold" -> value > threshold;
      case "GreaterThanOrEqualToThreshold" -> value >= threshold;
      case "LessThanThreshold" -> value < threshold;
      case "LessThanOrEqualToThreshold" -> value <= threshold;
      default -> false;
    };
  }

  int periods() {
    return periods;
  }

  int needed() {
    return needed;
  }
}
