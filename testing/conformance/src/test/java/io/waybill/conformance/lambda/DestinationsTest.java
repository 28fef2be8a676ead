package io.waybill.conformance.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.conformance.RunningServer;
import io.waybill.conformance.clients.Sdk;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.sns.SnsClient;

/// Where asynchronous events end, besides queues.
final class DestinationsTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private LambdaWorld world;

  @BeforeEach
  void open() {
    world = new LambdaWorld(SERVER);
  }

  private void invokeLater(String function, String payload) {
    world.lambda.invoke(b ->
        b.functionName(function)
            .invocationType(InvocationType.EVENT)
            .payload(SdkBytes.fromUtf8String(payload)));
  }

  private void onSuccess(String function, String destination) {
    world.lambda.putFunctionEventInvokeConfig(b ->
        b.functionName(function)
            .maximumRetryAttempts(0)
            .destinationConfig(d -> d.onSuccess(s -> s.destination(destination))));
  }

  @Test
  void aTopicHearsOfWhatFailed() {
    SnsClient sns = Sdk.sns(SERVER);
    String topic = sns.createTopic(b -> b.name("failures")).topicArn();
    world.queue("failed", Map.of());
    sns.subscribe(b ->
        b.topicArn(topic)
            .protocol("sqs")
            .endpoint(LambdaWorld.arn("failed"))
            .attributes(Map.of("RawMessageDelivery", "true")));
    world.function("fails", "def handler(event, context):\n    raise ValueError('no')\n");
    world.lambda.putFunctionEventInvokeConfig(b ->
        b.functionName("fails")
            .maximumRetryAttempts(0)
            .destinationConfig(d -> d.onFailure(f -> f.destination(topic))));
    invokeLater("fails", "{\"a\": 1}");

    assertThat(world.next("failed", 1).getFirst())
        .contains(
            "\"condition\":\"RetriesExhausted\"",
            "\"approximateInvokeCount\":1",
            "\"functionError\":\"Unhandled\"",
            "\"errorMessage\":\"no\"",
            "\"requestPayload\":{\"a\":1}");
  }

  @Test
  void aBusGetsAnEventOfWhatWentWell() {
    EventBridgeClient events = Sdk.events(SERVER);
    String bus = events.createEventBus(b -> b.name("results")).eventBusArn();
    world.queue("results", Map.of());
    events.putRule(
        b -> b.name("all").eventBusName("results").eventPattern("{\"source\":[\"lambda\"]}"));
    Target target = Target.builder().id("1").arn(LambdaWorld.arn("results")).build();
    events.putTargets(b -> b.rule("all").eventBusName("results").targets(target));
    world.function("works", "def handler(event, context):\n    return event['n'] * 2\n");
    onSuccess("works", bus);
    invokeLater("works", "{\"n\": 21}");

    assertThat(world.next("results", 1).getFirst())
        .contains(
            "\"detail-type\":\"Lambda Function Invocation Result - Success\"",
            "\"source\":\"lambda\"",
            "\"condition\":\"Success\"",
            "\"responsePayload\":42",
            ":function:works");
  }

  @Test
  void anotherFunctionGetsTheRecord() {
    String next =
        world.function(
            "second", "def handler(event, context):\n    tell(str(event['responsePayload']))\n");
    world.function("first", "def handler(event, context):\n    return event['n'] + 1\n");
    onSuccess("first", next);
    invokeLater("first", "{\"n\": 1}");

    assertThat(world.told(1)).containsExactly("2");
  }

  /// AWS: in the words that it has for an ARN of no destination.
  @Test
  void aDestinationMustBeThere() {
    world.function("homeless", "def handler(event, context):\n    return 1\n");
    onSuccess("homeless", "");
    for (String rest :
        List.of(
            "sqs:us-east-1:000000000000:nowhere",
            "sqs:us-east-1:111111111111:nowhere",
            "sqs:::nowhere",
            "sns:us-east-1:000000000000:nowhere",
            "events:us-east-1:000000000000:event-bus/nowhere",
            "lambda:us-east-1:000000000000:function:nowhere",
            "lambda:us-east-1:000000000000:function:homeless:7")) {
      String nowhere = "arn:aws:" + rest;
      assertThatThrownBy(() -> onSuccess("homeless", nowhere))
          .isInstanceOf(InvalidParameterValueException.class)
          .hasMessageContaining("The destination ARN " + nowhere + " is invalid.");
      assertThatThrownBy(() ->
              world.lambda.updateFunctionEventInvokeConfig(b ->
                  b.functionName("homeless")
                      .destinationConfig(d -> d.onFailure(f -> f.destination(nowhere)))))
          .hasMessageContaining("The destination ARN " + nowhere + " is invalid.");
    }
  }
}
