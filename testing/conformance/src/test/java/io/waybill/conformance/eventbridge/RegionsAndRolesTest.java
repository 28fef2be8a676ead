package io.waybill.conformance.eventbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.conformance.RunningServer;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.Target;

/// What a call may name of another region or account, and what EventBridge reaches only by a role.
final class RegionsAndRolesTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private static final String PATTERN = "{\"source\":[\"shop\"]}";

  private final World world = new World(SERVER);
  private final World abroad = new World(SERVER, "000000000000", Region.EU_CENTRAL_1);
  private final World others = new World(SERVER, "111122223333", Region.US_EAST_1);
  private final EventBridgeClient events = world.events();
  private final String bus = World.fresh("bus");

  @BeforeEach
  void makeBuses() {
    for (World each : List.of(world, abroad, others)) {
      each.events().createEventBus(b -> b.name(bus));
    }
    events.putRule(b -> b.name("r").eventBusName(bus).eventPattern(PATTERN));
  }

  private void refused(String code, String message, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            EventBridgeException.class,
            failure -> {
              assertThat(failure.awsErrorDetails().errorCode()).isEqualTo(code);
              assertThat(failure.awsErrorDetails().errorMessage()).isEqualTo(message);
            });
  }

  private void refusedAbroad(ThrowingCallable call) {
    refused("ValidationException", "Cross-region api call is not allowed.", call);
  }

  @Test
  void aBusOfAnotherRegionIsChangedThere() {
    String far = abroad.arn("events", "event-bus/" + bus);
    refusedAbroad(() -> events.putRule(b -> b.name("r").eventBusName(far).eventPattern(PATTERN)));
    refusedAbroad(() -> events.describeEventBus(b -> b.name(far)));
    refusedAbroad(() -> put(far, World.target("t", world.arn("sqs", "q"))));
    refusedAbroad(() -> events.listTagsForResource(b -> b.resourceARN(far)));
    abroad.events().putRule(b -> b.name("r").eventBusName(far).eventPattern(PATTERN));
  }

  @Test
  void anArchiveIsOfABusOfItsAccountAndRegion() {
    String far = abroad.arn("events", "event-bus/" + bus);
    refusedAbroad(() -> events.createArchive(b -> b.archiveName(bus).eventSourceArn(far)));
    String theirs = others.arn("events", "event-bus/" + bus);
    denied(
        "events:CreateArchive",
        theirs,
        () -> events.createArchive(b -> b.archiveName(bus).eventSourceArn(theirs)));
  }

  private void denied(String action, String resource, ThrowingCallable call) {
    refused(
        "AccessDeniedException",
        "User: arn:aws:iam::000000000000:user/000000000000 is not authorized to perform: "
            + action
            + " on resource: "
            + resource
            + " because no resource-based policy allows the "
            + action
            + " action",
        call);
  }

  @Test
  void aReplayIsStartedByWhoseBusItIs() {
    String theirs = others.arn("events", "event-bus/" + bus);
    String archive =
        others.events().createArchive(b -> b.archiveName(bus).eventSourceArn(theirs)).archiveArn();
    denied("events:StartReplay", theirs, () -> replay(archive, theirs));
  }

  @Test
  void aReplayGoesToABusOfItsRegion() {
    String near = world.arn("events", "event-bus/" + bus);
    String archive =
        events.createArchive(b -> b.archiveName(bus).eventSourceArn(near)).archiveArn();
    refusedAbroad(() -> replay(archive, abroad.arn("events", "event-bus/" + bus)));
    refusedAbroad(() -> replay(abroad.arn("events", "archive/" + bus), near));
  }

  private void replay(String archive, String to) {
    events.startReplay(b ->
        b.replayName(bus)
            .eventSourceArn(archive)
            .eventStartTime(Instant.EPOCH)
            .eventEndTime(Instant.parse("2100-01-01T00:00:00Z"))
            .destination(d -> d.arn(to)));
  }

  @Test
  void eventsMayBePutInAnotherRegion() {
    String queue = abroad.queue();
    abroad.rule(bus, "far", "shop", World.target("t", queue));
    PutEventsRequestEntry entry =
        PutEventsRequestEntry.builder()
            .eventBusName(abroad.arn("events", "event-bus/" + bus))
            .source("shop")
            .detailType("test")
            .detail("{}")
            .build();
    events.putEvents(b -> b.entries(entry));
    assertThat(abroad.bodies(queue, 1)).hasSize(1);
  }

  private void put(String on, Target... targets) {
    events.putTargets(b -> b.rule("r").eventBusName(on).targets(targets));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "111122223333:event-bus/theirs",
        "000000000000:api-destination/d/0a1b2c3d-0000-0000-0000-000000000000",
      })
  void whatIsReachedByARoleNeedsOne(String resource) {
    String arn = "arn:aws:events:us-east-1:" + resource;
    refused(
        "ValidationException",
        "RoleArn is required for target " + arn + ".",
        () -> put(bus, World.target("q", world.arn("sqs", "q")), World.target("t", arn)));
    assertThat(targets()).isEmpty();
    put(bus, world.targetByRole("t", arn));
    assertThat(targets().getFirst().roleArn()).isEqualTo(world.role("reach"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"us-east-1", "eu-central-1"})
  void aBusOfTheOwnAccountNeedsNoRole(String region) {
    put(bus, World.target("t", "arn:aws:events:" + region + ":000000000000:event-bus/" + bus));
    assertThat(targets()).hasSize(1);
  }

  @Test
  void aRoleStaysOnABusOfAnotherAccount() {
    String theirs = others.arn("events", "event-bus/" + bus);
    put(bus, world.targetByRole("t", theirs));
    put(
        bus,
        World.target("t", theirs).toBuilder().retryPolicy(p -> p.maximumRetryAttempts(1)).build());
    assertThat(targets().getFirst().roleArn()).isEqualTo(world.role("reach"));
    assertThat(targets().getFirst().retryPolicy().maximumRetryAttempts()).isEqualTo(1);
    String another = others.arn("events", "event-bus/another");
    refused(
        "ValidationException",
        "RoleArn is required for target " + another + ".",
        () -> put(bus, World.target("t", another)));
  }

  private List<Target> targets() {
    return events.listTargetsByRule(b -> b.rule("r").eventBusName(bus)).targets();
  }
}
