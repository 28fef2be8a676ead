package io.waybill.conformance.sns;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.conformance.RunningServer;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.Message;

/// Filter policies as callers meet them: what is refused, when subscribing and when changing, and
/// what comes through.
final class FilterPoliciesTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private final Fanout fanout = Fanout.standard(SERVER);

  private void refused(String policy, String scope, String message) {
    Refused.invalid(
        "Attributes Reason: FilterPolicy: " + message,
        () ->
            fanout.subscribe(
                fanout.queue(), Map.of("FilterPolicy", policy, "FilterPolicyScope", scope)));
    String subscription = fanout.subscribe(fanout.queue(), Map.of("FilterPolicyScope", scope));
    Refused.invalid(
        "FilterPolicy: " + message,
        () ->
            fanout.sns.setSubscriptionAttributes(b ->
                b.subscriptionArn(subscription)
                    .attributeName("FilterPolicy")
                    .attributeValue(policy)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"k\":\"v\"}|\"k\" must be an object or an array|7",
        "{\"k\":[[\"v\"]]}|Match value must be String, number, true, false, or null|8",
        "{\"k\":[{\"nope\":true}]}|Unrecognized match type nope|19",
        "{\"k\":[{\"suffix\":\"v\",\"prefix\":\"w\"}]}|Only one key allowed in match expression|31",
        "{\"k\":[{\"exists\":null}]}|exists match pattern must be either true or false.|21",
        "{\"k\":[{\"exists\":\"no\"}]}|exists match pattern must be either true or false.|18",
        "{\"k\":[{\"anything-but\":{\"prefix\":false}}]}|prefix match pattern must be a string|38",
        "{\"k\":[{\"anything-but\":{\"suffix\":\"v\"}}]}|Unsupported anything-but pattern: suffix|34",
        "{\"k\":[{\"anything-but\":{\"exists\":false}}]}|Unsupported anything-but pattern: exists|38",
        "{\"k\":[]}|Empty arrays are not allowed|8",
        "{\"k\":[{\"numeric\":[\">\",1,\"<\",0]}]}|Bottom must be less than top|30",
      })
  void aMalformedPolicyIsToldWithThePlaceInIt(String policy, String message, int column) {
    String place = "\n at [Source: (String)\"" + policy + "\"; line: 1, column: " + column + "]";
    refused(policy, "MessageAttributes", message + place);
  }

  private static String values(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"v" + i + "\"")
        .collect(Collectors.joining(",", "[", "]"));
  }

  @Test
  void aPolicyHasItsLimits() {
    String six =
        IntStream.range(0, 6)
            .mapToObj(i -> "\"k" + i + "\":[\"v\"]")
            .collect(Collectors.joining(",", "{", "}"));
    refused(six, "MessageBody", "Filter policy can not have more than 5 keys");
    refused(six, "MessageAttributes", "Filter policy can not have more than 5 keys");
    String complex = "Filter policy is too complex";
    refused("{\"a\":{\"b\":{\"c\":" + values(51) + "}}}", "MessageBody", complex);
    refused(
        "{\"a\":{\"b\":{\"c\":" + values(10) + "}},\"d\":{\"e\":" + values(5) + "}}",
        "MessageBody",
        complex);
    refused("not JSON", "MessageBody", "failed to parse JSON.");
    refused(
        "{\"a\":{\"b\":[\"c\"]}}",
        "MessageAttributes",
        "Filter policy scope MessageAttributes does not support nested filter policy");
  }

  @Test
  void theScopeMustBeKnown() {
    String subscription = fanout.subscribe(fanout.queue(), Map.of());
    String message =
        "FilterPolicyScope: Invalid value [Everything]. Please use either MessageBody or"
            + " MessageAttributes";
    Refused.invalid(
        message,
        () ->
            fanout.sns.setSubscriptionAttributes(b ->
                b.subscriptionArn(subscription)
                    .attributeName("FilterPolicyScope")
                    .attributeValue("Everything")));
    Refused.invalid(
        "Attributes Reason: " + message,
        () -> fanout.subscribe(fanout.queue(), Map.of("FilterPolicyScope", "Everything")));
  }

  private void publish(String message, String name, String type, String value) {
    fanout.sns.publish(b ->
        b.topicArn(fanout.topic)
            .message(message)
            .messageAttributes(
                Map.of(
                    name,
                    MessageAttributeValue.builder().dataType(type).stringValue(value).build())));
  }

  private Fanout.Queue filtered(String policy) {
    Fanout.Queue queue = fanout.queue();
    fanout.subscribe(queue, Map.of("FilterPolicy", policy, "RawMessageDelivery", "true"));
    return queue;
  }

  private List<String> bodies(Fanout.Queue queue) {
    return fanout.take(queue).stream().map(Message::body).sorted().toList();
  }

  @Test
  void anAttributeThatIsThereOrNotDecides() {
    Fanout.Queue there = filtered("{\"store\":[{\"exists\":true}]}");
    Fanout.Queue not = filtered("{\"store\":[{\"exists\":false}]}");
    publish("with", "store", "Number", "99");
    publish("without", "other", "Number", "99");
    assertThat(bodies(there)).containsExactly("with");
    assertThat(bodies(not)).containsExactly("without");
  }

  @Test
  void oneElementOfAnArrayIsEnough() {
    Fanout.Queue queue = filtered("{\"store\":[\"lyon\",{\"numeric\":[\">\",5]}]}");
    publish("text", "store", "String.Array", "[\"paris\",\"lyon\"]");
    publish("number", "store", "String.Array", "[1,7]");
    publish("neither", "store", "String.Array", "[\"paris\",3,null,true]");
    publish("plain", "store", "String", "lyon");
    assertThat(bodies(queue)).containsExactly("number", "plain", "text");
  }
}
