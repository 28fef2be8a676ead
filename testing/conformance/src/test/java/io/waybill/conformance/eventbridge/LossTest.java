package io.waybill.conformance.eventbridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.waybill.conformance.Losses;
import io.waybill.conformance.RunningServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.ApiDestinationHttpMethod;
import software.amazon.awssdk.services.eventbridge.model.ConnectionAuthorizationType;
import software.amazon.awssdk.services.eventbridge.model.Target;

/// Events that come neither to their target nor to a dead-letter queue: each is told.
final class LossTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();
  @RegisterExtension final Losses losses = new Losses(SERVER);

  private final World world = new World(SERVER);
  private final EventBridgeClient events = world.events();
  private final String bus = World.fresh("bus");
  private final String nowhere = world.arn("sqs", World.fresh("nowhere"));
  private final CountDownLatch called = new CountDownLatch(1);
  private final CountDownLatch answers = new CountDownLatch(1);
  private final HttpServer endpoint;

  LossTest() throws IOException {
    endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    endpoint.createContext("/", this::fail);
    endpoint.start();
  }

  private void fail(HttpExchange exchange) throws IOException {
    called.countDown();
    await(answers);
    exchange.sendResponseHeaders(503, -1);
    exchange.close();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  @BeforeEach
  void makeBus() {
    events.createEventBus(b -> b.name(bus));
  }

  @AfterEach
  void close() {
    endpoint.stop(0);
  }

  private String destination() {
    String connection =
        events
            .createConnection(b ->
                b.name(World.fresh("c"))
                    .authorizationType(ConnectionAuthorizationType.API_KEY)
                    .authParameters(
                        p -> p.apiKeyAuthParameters(k -> k.apiKeyName("k").apiKeyValue("v"))))
            .connectionArn();
    return events
        .createApiDestination(b ->
            b.name(World.fresh("d"))
                .connectionArn(connection)
                .invocationEndpoint("http://localhost:" + endpoint.getAddress().getPort() + "/")
                .httpMethod(ApiDestinationHttpMethod.POST))
        .apiDestinationArn();
  }

  private String put(Target target) {
    world.rule(bus, "r", "shop", target);
    return world.put(bus, "shop", "{}");
  }

  private void removeTarget() {
    events.removeTargets(b -> b.rule("r").eventBusName(bus).ids("t"));
  }

  private static String isNone(String destination) {
    return destination + " is no target of rule r any more, and what waited for it is dropped";
  }

  @Test
  void anAttemptThatFailsAfterItsTargetWasRemovedIsNotTriedAgain() {
    String destination = destination();
    put(world.targetByRole("t", destination));
    await(called);
    removeTarget();
    answers.countDown();
    SERVER.advance(Duration.ofDays(2));

    losses.isOneTarget(isNone(destination));
  }

  @Test
  void whatWaitsForATargetThatIsRemovedGoesWithIt() {
    String destination = destination();
    answers.countDown();
    put(world.targetByRole("t", destination));
    await(called);
    SERVER.settle();
    removeTarget();
    SERVER.advance(Duration.ofDays(2));

    losses.isOneTarget(isNone(destination));
  }

  @Test
  void anEventWhoseTargetIsNotThereIsLostWhereNoQueueTakesDeadLetters() {
    String event = put(World.target("t", nowhere));
    SERVER.settle();

    losses.isOne(
        "event "
            + event
            + " is dropped: "
            + nowhere
            + " did not take it (NO_RESOURCE: The specified queue does not exist.), and it has no"
            + " dead-letter queue");
    assertThat(losses.trail(event)).contains("\"Dropped\"", nowhere, "NO_RESOURCE");
  }

  @Test
  void anEventIsLostWhoseDeadLetterQueueIsNotThereEither() {
    String dead = world.arn("sqs", World.fresh("dead"));
    String event =
        put(World.target("t", nowhere).toBuilder().deadLetterConfig(d -> d.arn(dead)).build());
    SERVER.settle();

    losses.isOne(
        "event "
            + event
            + " is dropped: "
            + nowhere
            + " did not take it (NO_RESOURCE: The specified queue does not exist.), and its"
            + " dead-letter queue did not take it");
    assertThat(losses.trail(event)).contains("\"Dropped\"", dead);
  }

  @Test
  void anEventInADeadLetterQueueIsNotLost() {
    String dead = world.queue();
    put(World.target("t", nowhere).toBuilder().deadLetterConfig(d -> d.arn(dead)).build());
    world.receive(dead, 1);

    assertThat(losses.lost()).isZero();
    assertThat(losses.forgotten()).isZero();
  }
}
