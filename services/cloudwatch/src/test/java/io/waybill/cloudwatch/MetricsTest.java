package io.waybill.cloudwatch;

import static io.waybill.cloudwatch.Observatory.BEGIN;
import static io.waybill.cloudwatch.Observatory.datum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.waybill.cloudwatch.api.CloudWatchApi;
import io.waybill.cloudwatch.api.Datapoint;
import io.waybill.cloudwatch.api.Dimension;
import io.waybill.cloudwatch.api.GetMetricDataInput;
import io.waybill.cloudwatch.api.GetMetricDataOutput;
import io.waybill.cloudwatch.api.ListMetricsInput;
import io.waybill.cloudwatch.api.Metric;
import io.waybill.cloudwatch.api.MetricDataQuery;
import io.waybill.cloudwatch.api.MetricDataResult;
import io.waybill.cloudwatch.api.MetricDatum;
import io.waybill.cloudwatch.api.MetricStat;
import io.waybill.cloudwatch.api.PutMetricDataInput;
import io.waybill.cloudwatch.api.StatisticSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private final Observatory world = new Observatory();

  @Test
  void valuesOfOneMinuteAreOnePoint() {
    world.put(datum("m", 1), datum("m", 5));
    world.put(datum("m", 3));

    Datapoint point = world.points("m", BEGIN, BEGIN.plusSeconds(60), 60).getFirst();
    assertThat(point.sum()).isEqualTo(9);
    assertThat(point.sampleCount()).isEqualTo(3);
    assertThat(point.minimum()).isEqualTo(1);
    assertThat(point.maximum()).isEqualTo(5);
    assertThat(point.average()).isEqualTo(3);
    assertThat(point.unit()).isEqualTo("None");
  }

  @Test
  void whatWasPutIsThereAfterARestart() {
    world.put(datum("m", 4));
    Observatory again = world.restarted();
    again.put(datum("m", 5));

    assertThat(again.points("m", BEGIN, BEGIN.plusSeconds(60), 60))
        .extracting(Datapoint::sum)
        .containsExactly(9.0);
    assertThat(names(again, null)).containsExactly("m");
  }

  @Test
  void minutesAreGoneAfterFifteenDaysAndHoursStay() {
    world.put(datum("m", 4));
    int before = world.entries();
    world.advance(Duration.ofDays(17));

    assertThat(world.entries()).isEqualTo(before - 1);
    assertThat(world.points("m", BEGIN, BEGIN.plusSeconds(3_600), 60)).isEmpty();
    assertThat(world.points("m", BEGIN, BEGIN.plusSeconds(3_600), 300)).hasSize(1);
    assertThat(world.points("m", BEGIN, BEGIN.plusSeconds(3_600), 3_600)).hasSize(1);
  }

  @Test
  void secondsAreGoneAfterThreeHours() {
    world.put(new MetricDatum("m", null, null, 4.0, null, null, null, null, 1));
    assertThat(world.points("m", BEGIN, BEGIN.plusSeconds(60), 1)).hasSize(1);
    int before = world.entries();
    world.advance(Duration.ofHours(5));
    assertThat(world.entries()).isEqualTo(before - 1);
  }

  @Test
  void aMetricWithoutDataIsForgottenAfter455Days() {
    world.put(datum("m", 4));
    world.advance(Duration.ofDays(457));
    assertThat(world.entries()).isZero();
  }

  @Test
  void aMetricIsListedForTwoWeeks() {
    world.put(datum("m", 4));
    world.advance(Duration.ofHours(4));
    assertThat(names(world, "PT3H")).isEmpty();
    assertThat(names(world, null)).containsExactly("m");
    world.advance(Duration.ofDays(14));
    assertThat(names(world, null)).isEmpty();
  }

  @Test
  void longListsComeInPages() {
    MetricDatum[] data =
        IntStream.range(0, 501)
            .mapToObj(i -> datum("m%03d".formatted(i), i))
            .toArray(MetricDatum[]::new);
    world.put(data);
    var first = world.call(CloudWatchApi.LIST_METRICS, list(null, null));
    assertThat(first.metrics()).hasSize(500);
    var second = world.call(CloudWatchApi.LIST_METRICS, list(null, first.nextToken()));
    assertThat(second.metrics()).extracting(Metric::metricName).containsExactly("m500");
    assertThat(second.nextToken()).isNull();
  }

  @Test
  void dataComeInPagesWithoutGapOrRepetition() {
    world.put(datum("a", 1), datum("b", 1));
    world.advance(Duration.ofMinutes(1));
    world.put(datum("a", 2), datum("b", 2));
    world.advance(Duration.ofMinutes(1));
    world.put(datum("a", 3));

    List<Double> values = new ArrayList<>();
    @Nullable String token = null;
    do {
      var output =
          world.call(CloudWatchApi.GET_METRIC_DATA, data(2, token, query("a"), query("b")));
      results(output).forEach(each -> values.addAll(values(each)));
      token = output.nextToken();
    } while (token != null);
    assertThat(values).containsExactly(3.0, 2.0, 1.0, 2.0, 1.0);
  }

  @Test
  void percentilesAreWithinOneInAHundred() {
    MetricDatum[] data =
        IntStream.rangeClosed(1, 1_000).mapToObj(i -> datum("m", i)).toArray(MetricDatum[]::new);
    world.put(data);
    assertThat(statistic("p99")).isBetween(980.0, 1_000.0);
  }

  @Test
  void aWinsorizedMeanCountsWhatIsBeyondAsTheEdge() {
    world.put(datum("m", 1), datum("m", 10), datum("m", 10), datum("m", 1_000));

    assertThat(statistic("WM(5:20)")).isCloseTo(11.25, withinPercentage(1));
    assertThat(statistic("WM(:20)")).isCloseTo(10.25, withinPercentage(1));
    assertThat(statistic("WM(25%:75%)")).isCloseTo(7.75, withinPercentage(1));
    assertThat(statistic("wm75")).isCloseTo(7.75, withinPercentage(1));
    assertThatThrownBy(() -> statistic("WM(5:20%)")).hasMessageContaining("WM(5:20%)");
  }

  @Test
  void aLabelTellsWhatItsMetricIs() {
    var labelled =
        MetricDataQuery.builder()
            .id("q")
            .metricStat(
                new MetricStat(
                    new Metric("App", "m", List.of(new Dimension("Page", "$1"))), 60, "Sum", null))
            .label(
                "${LABEL} of ${PROP('Dim.Page')}, ${PROP('Namespace')} ${PROP('MetricName')} ${PROP('Stat')} ${PROP('Period')} ${PROP('Region')} ${PROP('AccountId')} ${PROP('Dim.No')} ${MAX}")
            .build();
    var output = world.call(CloudWatchApi.GET_METRIC_DATA, data(100, null, labelled));
    assertThat(results(output).getFirst().label())
        .isEqualTo("m of $1, App m Sum 60 us-east-1 000000000000 ${PROP('Dim.No')} ${MAX}");
  }

  private double statistic(String name) {
    var query =
        new MetricDataQuery(
            "q",
            new MetricStat(new Metric("App", "m", null), 60, name, null),
            null,
            null,
            null,
            null,
            null);
    var output = world.call(CloudWatchApi.GET_METRIC_DATA, data(100, null, query));
    return values(results(output).getFirst()).getFirst();
  }

  @Test
  void namespacesOfServicesTakeDataFromNobodyElse() {
    var input = new PutMetricDataInput("AWS/Shop", List.of(datum("m", 1)), null, null);
    assertThatThrownBy(() -> world.call(CloudWatchApi.PUT_METRIC_DATA, input))
        .hasMessage("The value AWS/ for parameter Namespace is invalid.");
  }

  @Test
  void timesAreTwoWeeksBackToTwoHoursAheadAtMost() {
    world.put(
        at(world.now().minus(Duration.ofDays(14))), at(world.now().plus(Duration.ofHours(2))));
    assertThatThrownBy(() -> world.put(at(world.now().minus(Duration.ofDays(14)).minusMillis(1))))
        .hasMessage(
            "The parameter MetricData.member.1.Timestamp must specify a time no more than two weeks in the past.");
    assertThatThrownBy(() -> world.put(at(world.now().plus(Duration.ofHours(2)).plusMillis(1))))
        .hasMessageContaining("two hours in the future");
  }

  @Test
  void aRefusedCallStoresNothing() {
    assertThatThrownBy(() -> world.put(datum("m", 1), datum("n", Double.NaN)))
        .hasMessage("The value NaN for parameter MetricData.member.2.Value is invalid.");
    assertThat(world.entries()).isZero();
  }

  @Test
  void aDatumHasOneKindOfValue() {
    // Recorded from AWS.
    assertThatThrownBy(() ->
            world.put(new MetricDatum("m", null, null, 1.0, null, List.of(1.0), null, null, null)))
        .hasMessage(
            "The parameters MetricData.member.1.Value and MetricData.member.1.Values are mutually exclusive and you have specified both.");
    assertThatThrownBy(() ->
            world.put(
                new MetricDatum(
                    "m",
                    null,
                    null,
                    1.0,
                    new StatisticSet(1.0, 1.0, 1.0, 1.0),
                    null,
                    null,
                    null,
                    null)))
        .hasMessage(
            "The parameters MetricData.member.1.Value and MetricData.member.1.StatisticValues are mutually exclusive and you have specified both.");
    assertThatThrownBy(() ->
            world.put(
                new MetricDatum(
                    "m", null, null, null, null, List.of(1.0), List.of(1.0, 2.0), null, null)))
        .hasMessage(
            "The parameters MetricData.member.1.Values and MetricData.member.1.Counts must be of the same size.");
  }

  private static List<MetricDataResult> results(GetMetricDataOutput output) {
    return Objects.requireNonNull(output.metricDataResults());
  }

  private static List<Double> values(MetricDataResult result) {
    return Objects.requireNonNull(result.values());
  }

  private static MetricDatum at(Instant time) {
    return new MetricDatum("m", null, time, 1.0, null, null, null, null, null);
  }

  private static MetricDataQuery query(String name) {
    return new MetricDataQuery(
        name,
        new MetricStat(new Metric("App", name, null), 60, "Sum", null),
        null,
        null,
        null,
        null,
        null);
  }

  private static GetMetricDataInput data(
      int most, @Nullable String token, MetricDataQuery... queries) {
    return new GetMetricDataInput(
        List.of(queries), BEGIN, BEGIN.plusSeconds(600), token, null, most, null);
  }

  private static ListMetricsInput list(@Nullable String recentlyActive, @Nullable String token) {
    return new ListMetricsInput("App", null, null, token, recentlyActive, null, null);
  }

  private static List<String> names(Observatory world, @Nullable String recentlyActive) {
    var output = world.call(CloudWatchApi.LIST_METRICS, list(recentlyActive, null));
    return Objects.requireNonNull(output.metrics()).stream()
        .map(metric -> Objects.requireNonNull(metric.metricName()))
        .toList();
  }
}
