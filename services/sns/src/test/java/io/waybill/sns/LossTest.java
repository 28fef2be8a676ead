package io.waybill.sns;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.engine.gateway.Answer;
import io.waybill.shapes.CommonErrors;
import io.waybill.shapes.Document;
import io.waybill.sns.admin.TopicReport;
import io.waybill.sns.api.CreateTopicInput;
import io.waybill.sns.api.DeleteTopicInput;
import io.waybill.sns.api.PublishInput;
import io.waybill.sns.api.SetSubscriptionAttributesInput;
import io.waybill.sns.api.SnsApi;
import io.waybill.sns.api.SubscribeInput;
import io.waybill.sns.api.UnsubscribeInput;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Deliveries whose target, or dead-letter queue, goes while they are on their way.
final class LossTest {
  private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:q";
  private static final String REDRIVE =
      "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:dead-letters\"}";

  private final Deque<Answer<? super Document.Struct>> open = new ArrayDeque<>();
  private final Town town =
      new Town(
          (operation, caller, input, then) -> {
            if (input.toString().contains("dead-letters")) {
              then.refuse(CommonErrors.SERVICE_UNAVAILABLE.because("down"));
            } else {
              open.add(then);
            }
          },
          (request, then) -> {
            throw new AssertionError("there is no HTTP here");
          });
  private final String topic =
      Objects.requireNonNull(
          town.call(SnsApi.CREATE_TOPIC, CreateTopicInput.builder().name("t").build()).topicArn());
  private final String subscription =
      Objects.requireNonNull(
          town.call(
                  SnsApi.SUBSCRIBE,
                  SubscribeInput.builder()
                      .topicArn(topic)
                      .protocol("sqs")
                      .endpoint(QUEUE)
                      .attributes(Map.of("RawMessageDelivery", "true", "RedrivePolicy", REDRIVE))
                      .build())
              .subscriptionArn());

  private void publish() {
    town.call(SnsApi.PUBLISH, PublishInput.builder().topicArn(topic).message("m").build());
  }

  private TopicReport report() {
    return town.reports().getFirst();
  }

  private void isRefusedForGood() {
    open.remove().refuse(CommonErrors.ACCESS_DENIED.because("no"));
    town.settle();
  }

  @Test
  void aDeadLetterWhoseRedrivePolicyWasTakenAwayIsCountedAsFailedAndAsLost() {
    publish();
    isRefusedForGood(); // the dead-letter queue is down, and will be tried again
    assertThat(town.underway().lost()).isZero();
    town.call(
        SnsApi.SET_SUBSCRIPTION_ATTRIBUTES,
        SetSubscriptionAttributesInput.builder()
            .subscriptionArn(subscription)
            .attributeName("RedrivePolicy")
            .attributeValue("")
            .build());
    town.advance(Duration.ofMinutes(1));

    assertThat(report().lost()).isOne();
    assertThat(town.underway().lost()).isOne();
  }

  @Test
  void whatWaitsForASubscriptionThatEndsGoesWithIt() {
    publish();
    open.remove().refuse(CommonErrors.SERVICE_UNAVAILABLE.because("down"));
    town.settle();
    town.call(SnsApi.UNSUBSCRIBE, UnsubscribeInput.builder().subscriptionArn(subscription).build());

    assertThat(town.underway().forgotten()).isOne();
  }

  @Test
  void anAttemptThatFailsAfterItsSubscriptionEndedIsCountedAsFailedAndAsLost() {
    publish();
    town.call(SnsApi.UNSUBSCRIBE, UnsubscribeInput.builder().subscriptionArn(subscription).build());
    isRefusedForGood();

    assertThat(report().failed()).isOne();
    assertThat(town.underway().lost()).isOne();
  }

  @Test
  void anAttemptThatFailsAfterItsTopicWasDeletedIsCountedAsLost() {
    publish();
    town.call(SnsApi.DELETE_TOPIC, DeleteTopicInput.builder().topicArn(topic).build());
    isRefusedForGood();

    assertThat(town.underway().lost()).isOne();
  }
}
