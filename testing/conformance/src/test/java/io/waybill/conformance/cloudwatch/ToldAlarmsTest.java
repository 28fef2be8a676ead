package io.waybill.conformance.cloudwatch;

import io.waybill.conformance.RunningServer;
import io.waybill.conformance.stories.Service;
import io.waybill.conformance.stories.Story;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Alarms in CloudWatch's answers, in each of its protocols.
final class ToldAlarmsTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  static Stream<Service> protocols() {
    return ToldMetricsTest.protocols(SERVER);
  }

  private static Story story(Service service, String what) {
    return new Story(service)
        .with("alarm", what + service.name().replaceAll("[^A-Za-z]", ""))
        .with("cloudwatch", "arn:aws:cloudwatch:us-east-1:000000000000")
        .with("sns", "arn:aws:sns:us-east-1:000000000000");
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void anAlarmIsShownAsItWasPut(Service service) {
    story(service, "shown")
        .tell(
            """
            PutMetricAlarm {"AlarmName": "${alarm}", "AlarmDescription": "<", "MetricName": "m",
              "Namespace": "n", "Statistic": "Sum", "Period": 600, "EvaluationPeriods": 1,
              "Threshold": 1, "ComparisonOperator": "GreaterThanThreshold",
              "AlarmActions": ["arn:aws:sns:us-east-1:111122223333:MyTopic"]}
            200 {}
            DescribeAlarms {"AlarmNames": ["${alarm}"]}
            200 {"CompositeAlarms": [], "MetricAlarms": [{"AlarmName": "${alarm}",
              "AlarmArn": "${cloudwatch}:alarm:${alarm}", "AlarmDescription": "<",
              "AlarmConfigurationUpdatedTimestamp": "*", "ActionsEnabled": true, "OKActions": [],
              "AlarmActions": ["arn:aws:sns:us-east-1:111122223333:MyTopic"],
              "InsufficientDataActions": [], "StateValue": "INSUFFICIENT_DATA",
              "StateReason": "Unchecked: Initial alarm creation", "StateUpdatedTimestamp": "*",
              "StateTransitionedTimestamp": "*", "MetricName": "m", "Namespace": "n",
              "Statistic": "Sum", "Dimensions": [], "Period": 600, "EvaluationPeriods": 1,
              "Threshold": 1.0, "ComparisonOperator": "GreaterThanThreshold"}]}
            """);
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void aStateIsSetByHand(Service service) {
    story(service, "set")
        .tell(
            """
            PutMetricAlarm {"AlarmName": "${alarm}", "AlarmDescription": "d",
              "MetricName": "CPUUtilization-3", "Namespace": "n", "Statistic": "Average",
              "Period": 300, "EvaluationPeriods": 2, "Threshold": 50, "Unit": "Percent",
              "ComparisonOperator": "GreaterThanThreshold", "TreatMissingData": "ignore",
              "Dimensions": [{"Name": "InstanceId", "Value": "i-0317828c84edbe100"}],
              "OKActions": ["${sns}:ok"], "AlarmActions": ["${sns}:alarm"]}
            200 {}
            SetAlarmState {"AlarmName": "${alarm}", "StateValue": "ALARM",
              "StateReason": "testing alarm"}
            200 {}
            DescribeAlarms {"AlarmNames": ["${alarm}"]}
            200 {"CompositeAlarms": [], "MetricAlarms": [{"AlarmName": "${alarm}",
              "AlarmArn": "${cloudwatch}:alarm:${alarm}", "AlarmDescription": "d",
              "AlarmConfigurationUpdatedTimestamp": "*", "ActionsEnabled": true,
              "OKActions": ["${sns}:ok"], "AlarmActions": ["${sns}:alarm"],
              "InsufficientDataActions": [], "StateValue": "ALARM", "StateReason": "testing alarm",
              "StateUpdatedTimestamp": "*", "StateTransitionedTimestamp": "*",
              "MetricName": "CPUUtilization-3", "Namespace": "n", "Statistic": "Average",
              "Dimensions": [{"Name": "InstanceId", "Value": "i-0317828c84edbe100"}],
              "Period": 300, "EvaluationPeriods": 2, "Threshold": 50.0, "Unit": "Percent",
              "ComparisonOperator": "GreaterThanThreshold", "TreatMissingData": "ignore"}]}
            SetAlarmState {"AlarmName": "${alarm}", "StateValue": "INVALID", "StateReason": "x"}
            400 ValidationError {"message": "1 validation error detected: Value 'INVALID' at
              'stateValue' failed to satisfy constraint: Member must satisfy enum value set:
              [INSUFFICIENT_DATA, ALARM, OK]"}
            SetAlarmState {"AlarmName": "nonexistent", "StateValue": "OK", "StateReason": "x"}
            404 ResourceNotFound {}
            """);
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void alarmsAreTaggedAndADeletedOneHasNone(Service service) {
    story(service, "tagged")
        .with(
            "arn",
            "arn:aws:cloudwatch:us-east-1:000000000000:alarm:"
                + "tagged"
                + service.name().replaceAll("[^A-Za-z]", ""))
        .tell(
            """
            PutMetricAlarm {"AlarmName": "${alarm}", "MetricName": "m", "Namespace": "n",
              "Statistic": "Sum", "Period": 60, "EvaluationPeriods": 1, "Threshold": 30,
              "ComparisonOperator": "GreaterThanThreshold",
              "Tags": [{"Key": "Environment", "Value": "Production"}]}
            200 {}
            ListTagsForResource {"ResourceARN": "${arn}"}
            200 {"Tags": [{"Key": "Environment", "Value": "Production"}]}
            TagResource {"ResourceARN": "${arn}", "Tags": [{"Key": "tag1", "Value": "foo"},
              {"Key": "tag2", "Value": "bar"}]}
            200 {}
            ListTagsForResource {"ResourceARN": "${arn}"}
            200 {"Tags": [{"Key": "Environment", "Value": "Production"},
              {"Key": "tag1", "Value": "foo"}, {"Key": "tag2", "Value": "bar"}]}
            UntagResource {"ResourceARN": "${arn}", "TagKeys": ["tag1"]}
            200 {}
            ListTagsForResource {"ResourceARN": "${arn}"}
            200 {"Tags": [{"Key": "Environment", "Value": "Production"},
              {"Key": "tag2", "Value": "bar"}]}
            DeleteAlarms {"AlarmNames": ["${alarm}"]}
            200 {}
            ListTagsForResource {"ResourceARN": "${arn}"}
            200 {"Tags": []}
            """);
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void aCompositeAlarmIsTaggedAndDeletedAsOthersAre(Service service) {
    story(service, "composite")
        .with(
            "arn",
            "arn:aws:cloudwatch:us-east-1:000000000000:alarm:"
                + "composite"
                + service.name().replaceAll("[^A-Za-z]", ""))
        .tell(
            """
            PutCompositeAlarm {"AlarmName": "${alarm}", "AlarmRule": "TRUE",
              "Tags": [{"Key": "Environment", "Value": "Production"}]}
            200 {}
            TagResource {"ResourceARN": "${arn}", "Tags": [{"Key": "tag1", "Value": "foo"},
              {"Key": "tag2", "Value": "bar"}]}
            200 {}
            UntagResource {"ResourceARN": "${arn}", "TagKeys": ["tag1"]}
            200 {}
            ListTagsForResource {"ResourceARN": "${arn}"}
            200 {"Tags": [{"Key": "Environment", "Value": "Production"},
              {"Key": "tag2", "Value": "bar"}]}
            DeleteAlarms {"AlarmNames": ["${alarm}"]}
            200 {}
            ListTagsForResource {"ResourceARN": "${arn}"}
            200 {"Tags": []}
            """);
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void actionsAreWhatAnAlarmCanReachHere(Service service) {
    String alarm =
        """
        PutMetricAlarm {"AlarmName": "${alarm}", "MetricName": "m", "Namespace": "n",
          "Statistic": "Sum", "Period": 60, "EvaluationPeriods": 1, "Threshold": 30,
          "ComparisonOperator": "GreaterThanThreshold",
        """;
    Story story = story(service, "acting");
    story.tell(
        alarm
            + """
              "AlarmActions": ["nowhere"]}
            400 ValidationError {"message": "Invalid arn syntax: nowhere"}
            """);
    story.tell(
        alarm
            + """
              "OKActions": ["arn:aws:s3:::bucket"]}
            400 ValidationError {"message": "Invalid arn syntax: arn:aws:s3:::bucket"}
            """);
    story.tell(
        alarm
            + """
              "InsufficientDataActions": ["arn:aws:sns:eu-west-1:000000000000:far"]}
            400 ValidationError {"message": "Invalid region eu-west-1 specified. Only us-east-1 is
              supported."}
            """);
    story.tell(
        alarm
            + """
              "AlarmActions": ["${sns}:not-there-yet", "arn:aws:automate:us-east-1:ec2:stop"]}
            200 {}
            """);
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void tagsOfAwsAreItsOwnAndTokensAreThoseGivenOut(Service service) {
    story(service, "own")
        .tell(
            """
            PutMetricAlarm {"AlarmName": "${alarm}", "MetricName": "m", "Namespace": "n",
              "Statistic": "Sum", "Period": 60, "EvaluationPeriods": 1, "Threshold": 30,
              "ComparisonOperator": "GreaterThanThreshold",
              "Tags": [{"Key": "aws:a", "Value": "b"}]}
            400 InvalidParameterValue {"message": "aws: prefixed tag key names are not allowed for
              external use."}
            DescribeAlarms {"NextToken": "garbage"}
            400 InvalidNextToken {"message": "Invalid nextToken"}
            DescribeAlarmHistory {"NextToken": "1"}
            400 InvalidNextToken {"message": "Invalid nextToken"}
            ListMetrics {"NextToken": "bm90LWEtdG9rZW4="}
            400 InvalidNextToken {"message": "Invalid nextToken"}
            """);
  }
}
