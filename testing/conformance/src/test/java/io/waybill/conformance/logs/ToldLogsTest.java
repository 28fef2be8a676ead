package io.waybill.conformance.logs;

import io.waybill.conformance.RunningServer;
import io.waybill.conformance.clients.Functions;
import io.waybill.conformance.clients.Sdk;
import io.waybill.conformance.stories.JsonService;
import io.waybill.conformance.stories.Story;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Groups, streams, events, filters and policies in the answers of CloudWatch Logs.
final class ToldLogsTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private static final String REFUSED =
      """
      400 InvalidParameterException {"message": "1 validation error detected: Value '${x513}' at
        'filterName' failed to satisfy constraint: Member must have length less than or equal to 512"}
      """;

  private final long now = Instant.now().toEpochMilli();
  private final Story story =
      new Story(JsonService.logs(SERVER))
          .with("logs", "arn:aws:logs:us-east-1:000000000000")
          .with("lambda", "arn:aws:lambda:us-east-1:000000000000")
          .with("x513", "x".repeat(513))
          .with("x1025", "x".repeat(1025));

  private static String group(String name) {
    return "CreateLogGroup {\"logGroupName\": \"NAME\"}\n200 {}\n".replace("NAME", name);
  }

  @Test
  void groupsAreMadeOnceAndListedByPattern() {
    story.tell(group("shop-a"));
    story.tell(group("shop-b"));
    story.tell(
        """
        CreateLogGroup {"logGroupName": "shop-a"}
        400 ResourceAlreadyExistsException {"message": "The specified log group already exists"}
        CreateLogGroup {"logGroupName": "${x513}"}
        400 InvalidParameterException {"message": "Invalid LogGroup or LogStream, both must have
          length less than or equal to 512."}
        DescribeLogGroups {"logGroupNamePattern": "hop", "limit": 1}
        200 {"logGroups": [{"logGroupName": "shop-a", "logGroupArn": "${logs}:log-group:shop-a",
          "arn": "${logs}:log-group:shop-a:*", "creationTime": "*", "metricFilterCount": 0,
          "logGroupClass": "STANDARD"}], "nextToken": "?next"}
        DescribeLogGroups {"logGroupNamePattern": "hop", "limit": 1, "nextToken": "${next}"}
        200 {"logGroups": [{"logGroupName": "shop-b", "...": ""}]}
        DescribeLogGroups {"logGroupNamePattern": "hop", "logGroupNamePrefix": "shop"}
        400 InvalidParameterException {"message": "LogGroup name prefix and LogGroup name pattern
          are mutually exclusive parameters."}
        DeleteLogGroup {"logGroupName": "nothing"}
        400 ResourceNotFoundException {"message": "The specified log group does not exist."}
        """);
  }

  @Test
  void streamsAreListedByTheBeginningOfTheirNames() {
    story.tell(group("streams"));
    for (String name : new String[] {"test-1", "test-2", "other"}) {
      story.tell(
          """
          CreateLogStream {"logGroupName": "streams", "logStreamName": "NAME"}
          200 {}
          """
              .replace("NAME", name));
    }
    story.tell(
        """
        DescribeLogStreams {"logGroupName": "streams", "logStreamNamePrefix": "test"}
        200 {"logStreams": [{"arn": "${logs}:log-group:streams:log-stream:test-1",
          "creationTime": "*", "logStreamName": "test-1", "storedBytes": 0},
          {"arn": "${logs}:log-group:streams:log-stream:test-2",
          "creationTime": "*", "logStreamName": "test-2", "storedBytes": 0}]}
        CreateLogStream {"logGroupName": "streams", "logStreamName": "test-1"}
        400 ResourceAlreadyExistsException {"message": "The specified log stream already exists"}
        CreateLogStream {"logGroupName": "nothing", "logStreamName": "test-1"}
        400 ResourceNotFoundException {"message": "The specified log group does not exist."}
        """);
  }

  @Test
  void eventsAreInOrderAndNotTooOld() {
    story.tell(group("events"));
    story.tell(
        """
        CreateLogStream {"logGroupName": "events", "logStreamName": "s"}
        200 {}
        PutLogEvents {"logGroupName": "events", "logStreamName": "nothing",
          "logEvents": [{"timestamp": NOW, "message": "m"}]}
        400 ResourceNotFoundException {"message": "The specified log stream does not exist."}
        PutLogEvents {"logGroupName": "events", "logStreamName": "s",
          "logEvents": [{"timestamp": NOW, "message": "m"}, {"timestamp": OLD, "message": "m"}]}
        400 InvalidParameterException {"message": "Log events in a single PutLogEvents request
          must be in chronological order."}
        PutLogEvents {"logGroupName": "events", "logStreamName": "s",
          "logEvents": [{"timestamp": OLD, "message": "m"}]}
        200 {"nextSequenceToken": "*", "rejectedLogEventsInfo": {"tooOldLogEventEndIndex": "*"}}
        GetLogEvents {"logGroupName": "events", "logStreamName": "s", "limit": 10001}
        400 InvalidParameterException {"message": "1 validation error detected: Value '10001' at
          'limit' failed to satisfy constraint: Member must have value less than or equal to
          10000"}
        """
            .replace("NOW", String.valueOf(now))
            .replace("OLD", String.valueOf(now - Duration.ofDays(15).toMillis())));
  }

  @Test
  void metricFiltersAreShownAsTheyWerePut() {
    story.tell(group("filtered"));
    for (String pattern : new String[] {" ", "{$.message = \\\"test\\\"}"}) {
      story.tell(
          """
          PutMetricFilter {"logGroupName": "filtered", "filterName": "f", "filterPattern":
            "PATTERN", "metricTransformations": [{"metricName": "m", "metricNamespace": "n",
            "metricValue": "1", "defaultValue": 0}]}
          200 {}
          DescribeMetricFilters {"logGroupName": "filtered", "filterNamePrefix": "f"}
          200 {"metricFilters": [{"filterName": "f", "filterPattern": "PATTERN",
            "logGroupName": "filtered", "creationTime": "*", "applyOnTransformedLogs": false,
            "metricTransformations": [{"metricName": "m", "metricNamespace": "n",
            "metricValue": "1", "defaultValue": 0.0}]}]}
          """
              .replace("PATTERN", pattern));
    }
  }

  @Test
  void whatIsTooLongInAFilterIsNamed() {
    story.tell(group("long"));
    story.tell(
        """
        DeleteMetricFilter {"logGroupName": "long", "filterName": "${x513}"}
        """
            + REFUSED);
    story.tell(
        """
        DeleteMetricFilter {"logGroupName": "${x513}", "filterName": "f"}
        400 InvalidParameterException {"message": "Invalid LogGroup or LogStream, both must have
          length less than or equal to 512."}
        PutMetricFilter {"logGroupName": "long", "filterName": "${x513}", "filterPattern": "",
          "metricTransformations": [{"metricName": "m", "metricNamespace": "n", "metricValue": "1"}]}
        """
            + REFUSED);
    story.tell(
        """
        PutMetricFilter {"logGroupName": "long", "filterName": "f", "filterPattern": "${x1025}",
          "metricTransformations": [{"metricName": "m", "metricNamespace": "n", "metricValue": "1"}]}
        400 InvalidParameterException {"message": "1 validation error detected: Value '${x1025}' at
          'filterPattern' failed to satisfy constraint: Member must have length less than or equal to
          1024"}
        PutMetricFilter {"logGroupName": "long", "filterName": "f", "filterPattern": "",
          "metricTransformations": [
          {"metricName": "metric1", "metricNamespace": "namespace1", "metricValue": "1"},
          {"metricName": "metric2", "metricNamespace": "namespace2", "metricValue": "1"}]}
        400 InvalidParameterException {"message": "1 validation error detected: Value
          '[MetricTransformation(metricName=metric1, metricNamespace=namespace1, metricValue=1,
          defaultValue=null, unit=null, dimensions=null), MetricTransformation(metricName=metric2,
          metricNamespace=namespace2, metricValue=1, defaultValue=null, unit=null, dimensions=null)]'
          at 'metricTransformations' failed to satisfy constraint: Member must have length less than
          or equal to 1"}
        """);
  }

  @Test
  void subscriptionFiltersNeedAFunctionOfThisAccount() {
    Functions.python(Sdk.lambda(SERVER), "watch", "def handler(event, context): return 1\n");
    Sdk.lambda(SERVER)
        .addPermission(b ->
            b.functionName("watch")
                .statementId("logs")
                .action("lambda:InvokeFunction")
                .principal("logs.amazonaws.com"));
    story.tell(group("subscribed"));
    story.tell(
        """
        PutSubscriptionFilter {"logGroupName": "subscribed", "filterName": "test",
          "filterPattern": "", "destinationArn":
          "arn:aws:lambda:us-east-1:111122223333:function:watch"}
        400 AccessDeniedException {"message": "Cross-account lambda invocation passing is not
          allowed. You must use DestinationPolicies to create cross account lambda triggers."}
        PutSubscriptionFilter {"logGroupName": "nothing", "filterName": "test",
          "filterPattern": "", "destinationArn":
          "arn:aws:lambda:us-east-1:111122223333:function:watch"}
        400 AccessDeniedException {"message": "Cross-account lambda invocation passing is not
          allowed. You must use DestinationPolicies to create cross account lambda triggers."}
        PutSubscriptionFilter {"logGroupName": "subscribed", "filterName": "test",
          "filterPattern": "", "destinationArn":
          "arn:aws:kinesis:us-east-1:111122223333:stream/s"}
        400 InvalidParameterException {"message": "destinationArn for vendor kinesis cannot be used
          without roleArn"}
        PutSubscriptionFilter {"logGroupName": "subscribed", "filterName": "test",
          "filterPattern": "", "destinationArn": "${lambda}:function:watch"}
        200 {}
        PutSubscriptionFilter {"logGroupName": "subscribed", "filterName": "test",
          "filterPattern": "[]", "destinationArn": "${lambda}:function:watch"}
        200 {}
        DescribeSubscriptionFilters {"logGroupName": "subscribed"}
        200 {"subscriptionFilters": [{"filterName": "test", "filterPattern": "[]",
          "logGroupName": "subscribed", "destinationArn": "${lambda}:function:watch",
          "distribution": "ByLogStream", "applyOnTransformedLogs": false, "creationTime": "*"}]}
        PutSubscriptionFilter {"logGroupName": "subscribed", "filterName": "test2",
          "filterPattern": "", "destinationArn": "${lambda}:function:watch"}
        200 {}
        PutSubscriptionFilter {"logGroupName": "subscribed", "filterName": "test3",
          "filterPattern": "", "destinationArn": "${lambda}:function:watch"}
        400 LimitExceededException {"message": "Resource limit exceeded."}
        DescribeSubscriptionFilters {"logGroupName": "nothing"}
        400 ResourceNotFoundException {"message": "The specified log group does not exist."}
        """);
  }

  @Test
  void anAccountHasTenResourcePolicies() {
    String policy =
        "{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":[{\\\"Sid\\\":\\\"s\\\","
            + "\\\"Effect\\\":\\\"Allow\\\",\\\"Principal\\\":{\\\"Service\\\":"
            + "\\\"route53.amazonaws.com\\\"},\\\"Action\\\":\\\"logs:PutLogEvents\\\","
            + "\\\"Resource\\\":\\\"*\\\"}]}";
    for (int i = 0; i < 10; i++) {
      story.tell(
          """
          PutResourcePolicy {"policyName": "NAME", "policyDocument": "POLICY"}
          200 {"resourcePolicy": {"policyName": "NAME", "policyDocument": "POLICY",
            "lastUpdatedTime": "*", "policyScope": "ACCOUNT"}, "...": ""}
          """
              .replace("NAME", "p" + i)
              .replace("POLICY", policy));
    }
    story.tell(
        """
        PutResourcePolicy {"policyName": "p10", "policyDocument": "POLICY"}
        400 LimitExceededException {"message": "Resource limit exceeded."}
        """
            .replace("POLICY", policy));
  }

  @Test
  void deliveriesAreToldWithTheirEnds() {
    story.tell(
        """
        GetDeliverySource {"name": "cdn"}
        400 ResourceNotFoundException {"message": "Requested Delivery Source does not exist in this
          account."}
        PutDeliverySource {"name": "cdn", "logType": "ACCESS_LOGS", "tags": {"key1": "value1"},
          "resourceArn": "arn:aws:cloudfront::000000000000:distribution/E1Q5F5862X9VJ5"}
        200 {"deliverySource": {"name": "cdn", "arn": "${logs}:delivery-source:cdn",
          "resourceArns": ["arn:aws:cloudfront::000000000000:distribution/E1Q5F5862X9VJ5"],
          "service": "cloudfront", "logType": "ACCESS_LOGS", "tags": {"key1": "value1"}}}
        PutDeliveryDestination {"name": "store", "outputFormat": "json",
          "deliveryDestinationConfiguration": {"destinationResourceArn": "arn:aws:s3:::store"}}
        200 {"deliveryDestination": {"name": "store", "arn": "${logs}:delivery-destination:store",
          "deliveryDestinationConfiguration": {"destinationResourceArn": "arn:aws:s3:::store"},
          "deliveryDestinationType": "S3", "outputFormat": "json"}}
        CreateDelivery {"deliverySourceName": "cdn",
          "deliveryDestinationArn": "${logs}:delivery-destination:store"}
        200 {"delivery": {"id": "?id", "arn": "*", "deliverySourceName": "cdn",
          "deliveryDestinationArn": "${logs}:delivery-destination:store",
          "deliveryDestinationType": "S3"}}
        DeleteDelivery {"id": "${id}"}
        200 {}
        DeleteDeliveryDestination {"name": "store"}
        200 {}
        GetDeliveryDestination {"name": "store"}
        400 ResourceNotFoundException {"message": "Requested Delivery Destination does not exist in
          this account."}
        """);
  }

  @Test
  void whatIsOfAwsIsItsOwn() {
    story.tell(group("ours"));
    String refused =
        """
        400 InvalidParameterException {"message": "aws: prefixed tag key names are not allowed for
          external use."}
        """;
    story.tell(
        """
        CreateLogGroup {"logGroupName": "tagged", "tags": {"aws:a": "b"}}
        """
            + refused);
    story.tell(
        """
        TagResource {"resourceArn": "${logs}:log-group:ours", "tags": {"aws:a": "b"}}
        """
            + refused);
    story.tell(
        """
        TagLogGroup {"logGroupName": "ours", "tags": {"AWS:a": "b"}}
        """
            + refused);
    story.tell(
        """
        CreateLogGroup {"logGroupName": "aws/ours"}
        400 InvalidParameterException {"message": "Log groups starting with AWS/ are reserved for
          AWS."}
        """);
  }

  @Test
  void aTokenThatNobodyGaveOutIsRefused() {
    story.tell(group("paged"));
    String[] lists = {
      "DescribeLogGroups {",
      "DescribeLogStreams {\"logGroupName\": \"paged\", ",
      "DescribeMetricFilters {",
      "DescribeSubscriptionFilters {\"logGroupName\": \"paged\", ",
      "DescribeResourcePolicies {",
      "FilterLogEvents {\"logGroupName\": \"paged\", "
    };
    for (String list : lists) {
      for (String token : new String[] {"garbage", "1", "bm90LWEtdG9rZW4="}) {
        story.tell(
            list
                + """
                  "nextToken": "TOKEN"}
                400 InvalidParameterException {"message": "The specified nextToken is invalid."}
                """
                    .replace("TOKEN", token));
      }
    }
  }
}
