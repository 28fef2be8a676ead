package io.waybill.conformance.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.conformance.Losses;
import io.waybill.conformance.RunningServer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvocationType;

/// Events that no function finishes, and that neither a destination nor a dead-letter queue gets:
/// each is told.
final class LossTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();
  @RegisterExtension final Losses losses = new Losses(SERVER);

  private static final String FAILS = "def handler(event, context):\n    raise ValueError('no')\n";

  private LambdaWorld world;

  @BeforeEach
  void open() {
    world = new LambdaWorld(SERVER);
  }

  /// Answers the event's id.
  private String invokeLater(String function) {
    return world
        .lambda
        .invoke(b ->
            b.functionName(function)
                .invocationType(InvocationType.EVENT)
                .payload(SdkBytes.fromUtf8String("{}")))
        .responseMetadata()
        .requestId();
  }

  private void isLostWithTheFunction(String arn) {
    losses.isOneTarget(arn + " is deleted, and the events that waited for it are dropped");
  }

  @Test
  void anEventThatWaitsForADeletedFunctionGoesWithIt() {
    String arn = world.function("waits", FAILS);
    invokeLater("waits");
    SERVER.settle();
    world.lambda.deleteFunction(b -> b.functionName("waits"));
    SERVER.advance(Duration.ofMinutes(2));

    isLostWithTheFunction(arn);
  }

  @Test
  void anEventWhoseFunctionFailsAfterItWasDeletedIsNotTriedAgain() {
    world.queue("go", Map.of());
    String arn =
        world.function(
            "slow",
            """
            def handler(event, context):
                tell('begun')
                body = json.dumps({"QueueUrl": "/000000000000/go", "WaitTimeSeconds": 20}).encode()
                urllib.request.urlopen(urllib.request.Request(os.environ["AWS_ENDPOINT_URL"], body, {
                    "Content-Type": "application/x-amz-json-1.0",
                    "X-Amz-Target": "AmazonSQS.ReceiveMessage"})).read()
                raise ValueError('no')
            """);
    world.lambda.updateFunctionConfiguration(b -> b.functionName("slow").timeout(30));
    invokeLater("slow");
    world.told(1);
    world.lambda.deleteFunction(b -> b.functionName("slow"));
    world.send("go", "on");
    SERVER.settle();

    isLostWithTheFunction(arn);
  }

  @Test
  void anEventThatFailsForGoodIsLostWhereNothingHearsOfIt() {
    String arn = world.function("alone", FAILS);
    world.lambda.putFunctionEventInvokeConfig(b -> b.functionName("alone").maximumRetryAttempts(0));
    String event = invokeLater("alone");
    SERVER.settle();

    losses.isOne(
        "event "
            + event
            + " of "
            + arn
            + " is dropped: RetriesExhausted, and it has neither a destination nor a dead-letter"
            + " queue");
    assertThat(losses.trail(event)).contains("\"GivenUp\"", "RetriesExhausted");
  }

  @Test
  void aDestinationThatIsNotThereLosesWhatItWasToHear() {
    String arn = world.function("told", FAILS);
    String nowhere = LambdaWorld.arn("gone");
    world.queue("gone", Map.of());
    world.lambda.putFunctionEventInvokeConfig(b ->
        b.functionName("told")
            .maximumRetryAttempts(0)
            .destinationConfig(d -> d.onFailure(f -> f.destination(nowhere))));
    world.sqs.deleteQueue(b -> b.queueUrl(LambdaWorld.url("gone")));
    String event = invokeLater("told");
    SERVER.advance(Duration.ofMinutes(10));

    assertThat(losses.lost()).isOne();
    assertThat(losses.trail(event)).contains("\"DestinationFailed\"", nowhere);
    assertThat(arn).endsWith(":told");
  }
}
