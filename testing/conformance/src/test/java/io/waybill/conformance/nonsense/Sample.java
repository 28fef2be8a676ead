package io.waybill.conformance.nonsense;

import io.waybill.conformance.clients.Functions;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.RequiredTrait;

/// A sensible input of an operation, made of what its client knows of it and of the names of its
/// members.
final class Sample {
  /// In a map that stands for a map of the model, and not for a structure, the names are given.
  static final String NAME = "DisplayName";

  private static final int DEPTH_MAX = 6;
  private static final String SNS = "arn:aws:sns:us-east-1:000000000000:";
  private static final String EVENTS = "arn:aws:events:us-east-1:000000000000:";
  private static final String ID = "0f7d5971-aa8b-4bd5-b585-0826e9f93a66";
  private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:nonsense";

  private static final Map<String, String> TEXTS =
      Map.ofEntries(
          Map.entry("TopicArn", SNS + "nonsense"),
          Map.entry("ResourceArn", SNS + "nonsense"),
          Map.entry("ResourceARN", EVENTS + "rule/nonsense"),
          Map.entry("SubscriptionArn", SNS + "nonsense:" + ID),
          Map.entry("PlatformApplicationArn", SNS + "app/GCM/nonsense"),
          Map.entry("EndpointArn", SNS + "endpoint/GCM/nonsense/" + ID),
          Map.entry("EventSourceArn", EVENTS + "event-bus/default"),
          Map.entry("ConnectionArn", EVENTS + "connection/nonsense/" + ID),
          Map.entry("Endpoint", QUEUE),
          Map.entry("Arn", QUEUE),
          Map.entry("TargetArn", QUEUE),
          Map.entry("Protocol", "sqs"),
          Map.entry("Platform", "GCM"),
          Map.entry("PhoneNumber", "+15551234567"),
          Map.entry("phoneNumber", "+15551234567"),
          Map.entry("AttributeName", NAME),
          Map.entry("DataType", "String"),
          Map.entry("EventBusName", "default"),
          Map.entry("EventPattern", "{\"source\":[\"shop\"]}"),
          Map.entry("Event", "{\"id\":\"1\"}"),
          Map.entry("Detail", "{}"),
          Map.entry("ScheduleExpression", "rate(5 minutes)"),
          Map.entry("State", "ENABLED"),
          Map.entry("AuthorizationType", "BASIC"),
          Map.entry("HttpMethod", "POST"),
          Map.entry("InvocationEndpoint", "http://127.0.0.1:1/"),
          Map.entry("AuthorizationEndpoint", "http://127.0.0.1:1/"),
          Map.entry("Policy", "{\"Version\":\"2012-10-17\",\"Statement\":[]}"),
          Map.entry("InputTemplate", "\"<DisplayName>\""),
          Map.entry("InputPath", "$.detail"),
          Map.entry("Input", "{}"),
          Map.entry("Principal", "111122223333"),
          Map.entry("Action", "events:PutEvents"),
          Map.entry("FunctionName", "nonsense"),
          Map.entry("Runtime", "python3.12"),
          Map.entry("Handler", "app.handler"),
          Map.entry("Role", "arn:aws:iam::000000000000:role/r"),
          Map.entry("Qualifier", "$LATEST"),
          Map.entry("FunctionVersion", "$LATEST"),
          Map.entry("Destination", QUEUE),
          Map.entry("X-Amz-Invocation-Type", "RequestResponse"),
          Map.entry("X-Amz-Log-Type", "Tail"),
          Map.entry("X-Amz-Client-Context", "e30="),
          Map.entry("logGroupName", "nonsense"),
          Map.entry("logGroupIdentifier", "nonsense"),
          Map.entry("logStreamName", "nonsense"),
          Map.entry("filterPattern", "{ $.a = 1 }"),
          Map.entry("destinationArn", "arn:aws:lambda:us-east-1:000000000000:function:nonsense"),
          Map.entry("Namespace", "Nonsense"),
          Map.entry("MetricName", "nonsense"),
          Map.entry("Unit", "Count"),
          Map.entry("Statistic", "Sum"),
          Map.entry("Statistics", "Sum"),
          Map.entry("ExtendedStatistics", "p90"),
          Map.entry("PackageType", "Zip"),
          Map.entry("Architectures", "x86_64"),
          Map.entry("LogFormat", "JSON"),
          Map.entry("RecursiveLoop", "Allow"),
          Map.entry("UpdateRuntimeOn", "Auto"),
          Map.entry("AuthType", "NONE"),
          Map.entry("logGroupNames", "nonsense"),
          Map.entry("logGroupIdentifiers", "nonsense"),
          Map.entry("ComparisonOperator", "GreaterThanThreshold"));

  /// What operations need though their models do not say it.
  private static final Set<String> NEEDED =
      Set.of("Runtime", "Handler", "ZipFile", "EventSourceArn", "Namespace", "MetricName");

  private static final Map<String, Integer> NUMBERS =
      Map.of(
          "MemorySize", 128,
          "Size", 512,
          "Period", 60,
          "MaximumEventAgeInSeconds", 60,
          "MaximumConcurrency", 2);

  private static final String ZIP =
      Base64.getEncoder()
          .encodeToString(Functions.zip("app.py", "def handler(event, context): return 1\n"));

  private Sample() {}

  static Map<String, Object> of(SdkPojo input) {
    return of(input, 0, _ -> true);
  }

  /// As little as the operation needs.
  static Map<String, Object> least(SdkPojo input) {
    return of(
        input,
        0,
        field ->
            field.getOptionalTrait(RequiredTrait.class).isPresent()
                || field.location() == MarshallLocation.PATH
                || NEEDED.contains(field.locationName()));
  }

  private static Map<String, Object> of(SdkPojo input, int depth, Predicate<SdkField<?>> wanted) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (SdkField<?> field : input.sdkFields()) {
      if (depth < DEPTH_MAX && wanted.test(field)) {
        members.put(field.locationName(), value(field, field.locationName(), depth + 1, wanted));
      }
    }
    return members;
  }

  private static Object value(
      SdkField<?> field, String name, int depth, Predicate<SdkField<?>> wanted) {
    MarshallingType<?> type = field.marshallingType();
    if (type.equals(MarshallingType.SDK_POJO)) {
      return of(field.constructor().get(), depth, wanted);
    }
    if (type.equals(MarshallingType.LIST)) {
      return List.of(value(field.getTrait(ListTrait.class).memberFieldInfo(), name, depth, wanted));
    }
    if (type.equals(MarshallingType.MAP)) {
      return new Named(
          Map.of(
              NAME, value(field.getTrait(MapTrait.class).valueFieldInfo(), NAME, depth, wanted)));
    }
    if (type.equals(MarshallingType.STRING)) {
      return TEXTS.getOrDefault(name, "nonsense");
    }
    if (type.equals(MarshallingType.BOOLEAN)) {
      return true;
    }
    if (type.equals(MarshallingType.SDK_BYTES)) {
      return name.equals("ZipFile") ? ZIP : "AAEC";
    }
    return NUMBERS.getOrDefault(name, 1);
  }

  /// A map of the model: the query protocol numbers its entries.
  record Named(Map<String, Object> entries) {}
}
