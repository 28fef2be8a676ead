package io.waybill.conformance.nonsense;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

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
          Map.entry("Action", "events:PutEvents"));

  private Sample() {}

  static Map<String, Object> of(SdkPojo input) {
    return of(input, 0);
  }

  private static Map<String, Object> of(SdkPojo input, int depth) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (SdkField<?> field : input.sdkFields()) {
      if (depth < DEPTH_MAX) {
        members.put(field.locationName(), value(field, field.locationName(), depth + 1));
      }
    }
    return members;
  }

  private static Object value(SdkField<?> field, String name, int depth) {
    MarshallingType<?> type = field.marshallingType();
    if (type.equals(MarshallingType.SDK_POJO)) {
      return of(field.constructor().get(), depth);
    }
    if (type.equals(MarshallingType.LIST)) {
      return List.of(value(field.getTrait(ListTrait.class).memberFieldInfo(), name, depth));
    }
    if (type.equals(MarshallingType.MAP)) {
      return new Named(
          Map.of(NAME, value(field.getTrait(MapTrait.class).valueFieldInfo(), NAME, depth)));
    }
    if (type.equals(MarshallingType.STRING)) {
      return TEXTS.getOrDefault(name, "nonsense");
    }
    if (type.equals(MarshallingType.BOOLEAN)) {
      return true;
    }
    return type.equals(MarshallingType.SDK_BYTES) ? "AAEC" : (Object) 1;
  }

  /// A map of the model: the query protocol numbers its entries.
  record Named(Map<String, Object> entries) {}
}
