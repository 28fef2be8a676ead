package io.waybill.conformance.sns;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.conformance.RunningServer;
import io.waybill.conformance.clients.Sdk;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.SubscribeResponse;
import software.amazon.awssdk.services.sns.model.Subscription;

final class SubscriptionsTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:some-queue";

  private final SnsClient sns = Sdk.sns(SERVER);
  private String topic = "";

  @BeforeEach
  void makeTopic() {
    topic = sns.createTopic(b -> b.name("topic-" + UUID.randomUUID())).topicArn();
  }

  private String subscribe(String protocol, String endpoint, Map<String, String> attributes) {
    SubscribeResponse made =
        sns.subscribe(b ->
            b.topicArn(topic)
                .protocol(protocol)
                .endpoint(endpoint)
                .attributes(attributes)
                .returnSubscriptionArn(true));
    return made.subscriptionArn();
  }

  private void set(String arn, String name, String value) {
    sns.setSubscriptionAttributes(
        b -> b.subscriptionArn(arn).attributeName(name).attributeValue(value));
  }

  private Map<String, String> attributes(String arn) {
    return sns.getSubscriptionAttributes(b -> b.subscriptionArn(arn)).attributes();
  }

  @Test
  void aQueueOfTheSameAccountIsSubscribedAtOnce() {
    String arn = subscribe("sqs", QUEUE, Map.of());
    assertThat(arn).startsWith(topic + ":");
    assertThat(attributes(arn))
        .containsOnly(
            Map.entry("SubscriptionArn", arn),
            Map.entry("TopicArn", topic),
            Map.entry("Owner", "000000000000"),
            Map.entry("Protocol", "sqs"),
            Map.entry("Endpoint", QUEUE),
            Map.entry("PendingConfirmation", "false"),
            Map.entry("ConfirmationWasAuthenticated", "true"),
            Map.entry("RawMessageDelivery", "false"),
            Map.entry("SubscriptionPrincipal", "arn:aws:iam::000000000000:user/test"));
    assertThat(sns.getTopicAttributes(b -> b.topicArn(topic)).attributes())
        .containsEntry("SubscriptionsConfirmed", "1")
        .containsEntry("SubscriptionsPending", "0");
  }

  @Test
  void subscribingAgainFindsTheSubscriptionUnlessAttributesDiffer() {
    String arn = subscribe("sqs", QUEUE, Map.of("RawMessageDelivery", "true"));
    assertThat(subscribe("sqs", QUEUE, Map.of())).isEqualTo(arn);
    assertThat(subscribe("sqs", QUEUE, Map.of("RawMessageDelivery", "true"))).isEqualTo(arn);
    Refused.invalid(
        "Attributes Reason: Subscription already exists with different attributes",
        () -> subscribe("sqs", QUEUE, Map.of("RawMessageDelivery", "false")));
  }

  @ParameterizedTest
  @CsvSource({
    "carrier-pigeon,x,Amazon SNS does not support this protocol string: carrier-pigeon",
    "sqs,not-an-arn,SQS endpoint ARN",
    "http,ftp://x,Endpoint must match the specified protocol",
    "https,http://x,Endpoint must match the specified protocol",
    "email,nobody,Email address",
    "sqs,arn:aws:sqs:us-east-1:000000000000:q.fifo,"
        + "Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics"
  })
  void anEndpointThatDoesNotFitItsProtocolIsRefused(
      String protocol, String endpoint, String message) {
    Refused.invalid(message, () -> subscribe(protocol, endpoint, Map.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "invalid-number",
        "+15--551234567",
        "+1555./1234567",
        "+15551234567.",
        "/+15551234567",
        "NAA+15551234567",
        "+1555123456789012"
      })
  void aPhoneNumberMustBeOne(String number) {
    Refused.with(
        "InvalidParameter",
        "Invalid SMS endpoint: " + number,
        () -> subscribe("sms", number, Map.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"+15551234567", "15551234567", "+15/55-123.456-7", "+1 (555) 123.45-68"})
  void aPhoneNumberMayHaveSeparatorsBetweenItsDigits(String number) {
    assertThat(subscribe("sms", number, Map.of())).startsWith(topic);
  }

  @Test
  void aFifoTopicDeliversToQueuesAlone() {
    String fifo =
        sns.createTopic(b ->
                b.name("t-" + UUID.randomUUID() + ".fifo").attributes(Map.of("FifoTopic", "true")))
            .topicArn();
    topic = fifo;
    assertThat(subscribe("sqs", QUEUE, Map.of())).startsWith(fifo);
    assertThat(subscribe("sqs", QUEUE + ".fifo", Map.of())).startsWith(fifo);
    Refused.invalid(
        "Attributes Reason: RedrivePolicy: must use a FIFO queue as DLQ for a FIFO Subscription to a FIFO Topic.",
        () ->
            subscribe(
                "sqs",
                QUEUE + "2.fifo",
                Map.of("RedrivePolicy", "{\"deadLetterTargetArn\":\"" + QUEUE + "\"}")));
  }

  @Test
  void anAttributeMustBeKnownAndWellFormed() {
    Refused.invalid(
        "Attributes Reason: RawMessageDelivery: Invalid value [wrongvalue]. Must be true or false.",
        () -> subscribe("sqs", QUEUE, Map.of("RawMessageDelivery", "wrongvalue")));
    String arn = subscribe("sqs", QUEUE, Map.of());
    Refused.invalid(
        "RawMessageDelivery: Invalid value [x]. Must be true or false.",
        () -> set(arn, "RawMessageDelivery", "x"));
    Refused.invalid("AttributeName", () -> set(arn, "Colour", "blue"));
    set(arn, "RawMessageDelivery", "true");
    assertThat(attributes(arn)).containsEntry("RawMessageDelivery", "true");
  }

  @Test
  void theScopeIsShownWithAPolicyOnly() {
    String arn = subscribe("sqs", QUEUE, Map.of());
    Refused.invalid(
        "FilterPolicyScope: Invalid value [RandomValue]. Please use either MessageBody or MessageAttributes",
        () -> set(arn, "FilterPolicyScope", "RandomValue"));
    set(arn, "FilterPolicyScope", "MessageBody");
    assertThat(attributes(arn)).doesNotContainKey("FilterPolicyScope");
    set(arn, "FilterPolicy", "{\"attr\":[\"match-this\"]}");
    assertThat(attributes(arn))
        .containsEntry("FilterPolicyScope", "MessageBody")
        .containsEntry("FilterPolicy", "{\"attr\":[\"match-this\"]}");
    set(arn, "FilterPolicy", "");
    assertThat(attributes(arn)).doesNotContainKey("FilterPolicy");
  }

  @Test
  void twoHundredFilterPoliciesFitATopic() {
    for (int i = 0; i < 200; i++) {
      subscribe("sqs", QUEUE + i, Map.of("FilterPolicy", "{\"a\":[\"b\"]}"));
    }
    Refused.with(
        "FilterPolicyLimitExceeded",
        "Filter policy limit exceeded: a topic can have 200",
        () -> subscribe("sqs", QUEUE + 200, Map.of("FilterPolicy", "{\"a\":[\"b\"]}")));
    assertThat(subscribe("sqs", QUEUE + 200, Map.of())).startsWith(topic);
  }

  @Test
  void aMailboxWaitsForItsConfirmationAndIsForgottenAfterTwoDays() {
    SubscribeResponse made =
        sns.subscribe(b -> b.topicArn(topic).protocol("email").endpoint("me@example.com"));
    assertThat(made.subscriptionArn()).isEqualTo("pending confirmation");
    assertThat(sns.listSubscriptionsByTopic(b -> b.topicArn(topic)).subscriptions())
        .extracting(Subscription::subscriptionArn)
        .containsExactly("PendingConfirmation");
    assertThat(sns.getTopicAttributes(b -> b.topicArn(topic)).attributes())
        .containsEntry("SubscriptionsPending", "1");
    SERVER.advance(Duration.ofHours(47));
    assertThat(sns.listSubscriptionsByTopic(b -> b.topicArn(topic)).subscriptions()).hasSize(1);
    SERVER.advance(Duration.ofHours(1));
    assertThat(sns.listSubscriptionsByTopic(b -> b.topicArn(topic)).subscriptions()).isEmpty();
  }

  @Test
  void aTokenThatWasNeverGivenOutConfirmsNothing() {
    Refused.with(
        "InvalidParameter",
        "Invalid token",
        () -> sns.confirmSubscription(b -> b.topicArn(topic).token("randomtoken")));
    Refused.invalid(
        "Token", () -> sns.confirmSubscription(b -> b.topicArn(topic).token("ab".repeat(144))));
    Refused.invalid(
        "Token",
        () -> sns.confirmSubscription(b -> b.topicArn(topic + "x").token("ab".repeat(144))));
  }

  @Test
  void anUnsubscribedEndpointIsGone() {
    String arn = subscribe("sqs", QUEUE, Map.of());
    sns.unsubscribe(b -> b.subscriptionArn(arn));
    sns.unsubscribe(b -> b.subscriptionArn(arn));
    Refused.with("NotFound", "Subscription does not exist", () -> attributes(arn));
    assertThat(sns.getTopicAttributes(b -> b.topicArn(topic)).attributes())
        .containsEntry("SubscriptionsDeleted", "1");
    Refused.invalid(
        "SubscriptionArn Reason: An ARN must have at least 6 elements, not 1",
        () -> sns.unsubscribe(b -> b.subscriptionArn("x")));
  }

  @Test
  void subscriptionsOfATopicAreListedAHundredAPage() {
    for (int i = 0; i < 101; i++) {
      subscribe("sqs", QUEUE + i, Map.of());
    }
    var first = sns.listSubscriptionsByTopic(b -> b.topicArn(topic));
    assertThat(first.subscriptions()).hasSize(100);
    var second = sns.listSubscriptionsByTopic(b -> b.topicArn(topic).nextToken(first.nextToken()));
    assertThat(second.subscriptions())
        .extracting(Subscription::endpoint)
        .containsExactly(QUEUE + 100);
    assertThat(second.nextToken()).isNull();
    assertThat(sns.listSubscriptions().subscriptions()).isNotEmpty();
  }
}
