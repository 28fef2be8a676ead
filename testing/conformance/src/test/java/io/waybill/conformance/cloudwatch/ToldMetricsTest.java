package io.waybill.conformance.cloudwatch;

import io.waybill.conformance.RunningServer;
import io.waybill.conformance.stories.CborService;
import io.waybill.conformance.stories.JsonService;
import io.waybill.conformance.stories.QueryService;
import io.waybill.conformance.stories.Service;
import io.waybill.conformance.stories.Story;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Metrics in CloudWatch's answers, in each of its protocols.
final class ToldMetricsTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  static Stream<Service> protocols() {
    return protocols(SERVER);
  }

  static Stream<Service> protocols(RunningServer server) {
    return Stream.of(
        JsonService.cloudWatch(server), new CborService(server), new QueryService(server));
  }

  /// A story whose namespace is its own.
  private static Story story(Service service, String what) {
    return new Story(service).with("ns", what + service.name().replaceAll("[^A-Za-z]", ""));
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void severalMetricsAreReadAtOnce(Service service) {
    story(service, "several")
        .tell(
            """
            PutMetricData {"Namespace": "${ns}", "MetricData": [
              {"MetricName": "metric1", "Value": 50, "Unit": "Seconds", "Timestamp": "@-60"},
              {"MetricName": "metric2", "Value": 25, "Unit": "Seconds", "Timestamp": "@-60"},
              {"MetricName": "metric3", "StatisticValues": {"SampleCount": 10, "Sum": 55,
              "Minimum": 1, "Maximum": 10}, "Unit": "Seconds", "Timestamp": "@-60"}]}
            200 {}
            GetMetricData {"StartTime": "@-600", "EndTime": "@60", "MetricDataQueries": [
              {"Id": "result1", "MetricStat": {"Metric": {"Namespace": "${ns}",
              "MetricName": "metric1"}, "Period": 60, "Stat": "Sum"}},
              {"Id": "result2", "MetricStat": {"Metric": {"Namespace": "${ns}",
              "MetricName": "metric2"}, "Period": 60, "Stat": "Sum"}},
              {"Id": "result3", "MetricStat": {"Metric": {"Namespace": "${ns}",
              "MetricName": "metric3"}, "Period": 60, "Stat": "Sum"}}]}
            200 {"Messages": [], "MetricDataResults": [
              {"Id": "result1", "Label": "metric1", "Timestamps": ["*"], "Values": [50.0],
              "StatusCode": "Complete"},
              {"Id": "result2", "Label": "metric2", "Timestamps": ["*"], "Values": [25.0],
              "StatusCode": "Complete"},
              {"Id": "result3", "Label": "metric3", "Timestamps": ["*"], "Values": [55.0],
              "StatusCode": "Complete"}]}
            """);
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void dimensionsTellMetricsApart(Service service) {
    story(service, "dimensions")
        .tell(
            """
            PutMetricData {"Namespace": "${ns}", "MetricData": [
              {"MetricName": "m", "Value": 11, "Timestamp": "@-60",
              "Dimensions": [{"Name": "species", "Value": "bees"}]},
              {"MetricName": "m", "Value": 22, "Timestamp": "@-60",
              "Dimensions": [{"Name": "species", "Value": "ants"}]}]}
            200 {}
            GetMetricData {"StartTime": "@-600", "EndTime": "@60", "MetricDataQueries": [
              {"Id": "r", "MetricStat": {"Metric": {"Namespace": "${ns}", "MetricName": "m",
              "Dimensions": [{"Name": "species", "Value": "bees"}]}, "Period": 60, "Stat": "Sum"}},
              {"Id": "none", "MetricStat": {"Metric": {"Namespace": "${ns}", "MetricName": "m"},
              "Period": 60, "Stat": "Sum"}}]}
            200 {"Messages": [], "MetricDataResults": [
              {"Id": "r", "Label": "*", "Timestamps": ["*"], "Values": [11.0],
              "StatusCode": "Complete"},
              {"Id": "none", "Label": "*", "Timestamps": [], "Values": [],
              "StatusCode": "Complete"}]}
            """);
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void labelsSayWhatIsDifferentAndZeroCounts(Service service) {
    story(service, "labels")
        .tell(
            """
            PutMetricData {"Namespace": "${ns}", "MetricData": [{"MetricName": "metric1",
              "Unit": "Seconds", "Timestamp": "@-60", "Values": [1, 9, 99, 0]}]}
            200 {}
            GetMetricData {"StartTime": "@-600", "EndTime": "@60", "MetricDataQueries": [
              {"Id": "a", "MetricStat": {"Metric": {"Namespace": "${ns}", "MetricName": "metric1"},
              "Period": 60, "Stat": "Sum"}},
              {"Id": "b", "MetricStat": {"Metric": {"Namespace": "${ns}", "MetricName": "metric1"},
              "Period": 60, "Stat": "Minimum"}}]}
            200 {"Messages": [], "MetricDataResults": [
              {"Id": "a", "Label": "metric1 Sum", "Timestamps": ["*"], "Values": [109.0],
              "StatusCode": "Complete"},
              {"Id": "b", "Label": "metric1 Minimum", "Timestamps": ["*"], "Values": [0.0],
              "StatusCode": "Complete"}]}
            GetMetricData {"StartTime": "@-600", "EndTime": "@60", "MetricDataQueries": [
              {"Id": "a", "MetricStat": {"Metric": {"Namespace": "${ns}", "MetricName": "metric1"},
              "Period": 60, "Stat": "Sum"}},
              {"Id": "b", "MetricStat": {"Metric": {"Namespace": "${ns}", "MetricName": "metric1"},
              "Period": 30, "Stat": "Minimum", "Unit": "Milliseconds"}}]}
            200 {"Messages": [], "MetricDataResults": [
              {"Id": "a", "Label": "metric1 Sum 60", "Timestamps": ["*"], "Values": [109.0],
              "StatusCode": "Complete"},
              {"Id": "b", "Label": "metric1 Minimum 30", "Timestamps": [], "Values": [],
              "StatusCode": "Complete"}]}
            GetMetricData {"StartTime": "@-600", "EndTime": "@60", "MetricDataQueries": [
              {"Id": "a", "MetricStat": {"Metric": {"Namespace": "${ns}", "MetricName": "metric1"},
              "Period": 60, "Stat": "Sum", "Unit": "Seconds"}},
              {"Id": "b", "MetricStat": {"Metric": {"Namespace": "${ns}", "MetricName": "metric1"},
              "Period": 60, "Stat": "Sum", "Unit": "Milliseconds"}}]}
            200 {"Messages": [], "MetricDataResults": [
              {"Id": "a", "Label": "metric1", "Timestamps": ["*"], "Values": [109.0],
              "StatusCode": "Complete"},
              {"Id": "b", "Label": "metric1", "Timestamps": [], "Values": [],
              "StatusCode": "Complete"}]}
            GetMetricData {"StartTime": "@-600", "EndTime": "@60", "MetricDataQueries": [
              {"Id": "a", "MetricStat": {"Metric": {"Namespace": "${ns}", "MetricName": "metric1"},
              "Period": 60, "Stat": "Sum"}},
              {"Id": "b", "MetricStat": {"Metric": {"Namespace": "${ns}", "MetricName": "metric1"},
              "Period": 30, "Stat": "Sum"}}]}
            200 {"Messages": [], "MetricDataResults": [
              {"Id": "a", "Label": "metric1 60", "Timestamps": ["*"], "Values": [109.0],
              "StatusCode": "Complete"},
              {"Id": "b", "Label": "metric1 30", "Timestamps": ["*"], "Values": [109.0],
              "StatusCode": "Complete"}]}
            """);
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void statisticsTellUnitsApartAndValuesTogether(Service service) {
    story(service, "statistics")
        .tell(
            """
            PutMetricData {"Namespace": "${ns}", "MetricData": [
              {"MetricName": "m", "Value": 1, "Unit": "Seconds", "Timestamp": "@-60"},
              {"MetricName": "m", "Value": 5, "Unit": "Count", "Timestamp": "@-60"},
              {"MetricName": "m", "Value": 10, "Timestamp": "@-60"},
              {"MetricName": "v", "Values": [1, 10], "Counts": [2, 4], "Unit": "Count",
              "Timestamp": "@-60"}]}
            200 {}
            GetMetricStatistics {"Namespace": "${ns}", "MetricName": "m", "StartTime": "@-600",
              "EndTime": "@60", "Period": 60, "Statistics": ["Average"]}
            200 {"Label": "m", "Datapoints": [
              {"Average": 10.0, "Timestamp": "*", "Unit": "None"},
              {"Average": 5.0, "Timestamp": "*", "Unit": "Count"},
              {"Average": 1.0, "Timestamp": "*", "Unit": "Seconds"}]}
            GetMetricStatistics {"Namespace": "${ns}", "MetricName": "v", "StartTime": "@-600",
              "EndTime": "@60", "Period": 60, "Statistics": ["Maximum", "SampleCount", "Sum"]}
            200 {"Label": "v", "Datapoints": [{"Maximum": 10.0, "SampleCount": 6.0, "Sum": 42.0,
              "Timestamp": "*", "Unit": "Count"}]}
            """);
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void aDatumSaysItsValueInOneWay(Service service) {
    story(service, "one")
        .tell(
            """
            PutMetricData {"Namespace": "${ns}", "MetricData": [{"MetricName": "m", "Value": 1,
              "Values": [1]}]}
            400 InvalidParameterCombination {"message": "The parameters MetricData.member.1.Value
              and MetricData.member.1.Values are mutually exclusive and you have specified both."}
            PutMetricData {"Namespace": "${ns}", "MetricData": [{"MetricName": "m", "Value": 1,
              "StatisticValues": {"SampleCount": 10, "Sum": 55, "Minimum": 1, "Maximum": 10}}]}
            400 InvalidParameterCombination {"message": "The parameters MetricData.member.1.Value
              and MetricData.member.1.StatisticValues are mutually exclusive and you have specified
              both."}
            PutMetricData {"Namespace": "${ns}", "MetricData": [{"MetricName": "m",
              "Values": [1, 2], "Counts": [1]}]}
            400 InvalidParameterValue {"message": "The parameters MetricData.member.1.Values and
              MetricData.member.1.Counts must be of the same size."}
            """);
  }
}
