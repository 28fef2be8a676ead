package io.waybill.conformance.eventbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.conformance.RunningServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Archive;
import software.amazon.awssdk.services.eventbridge.model.DescribeArchiveResponse;
import software.amazon.awssdk.services.eventbridge.model.DescribeReplayResponse;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.IllegalStatusException;
import software.amazon.awssdk.services.eventbridge.model.LimitExceededException;
import software.amazon.awssdk.services.eventbridge.model.ManagedRuleException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.Replay;
import software.amazon.awssdk.services.eventbridge.model.ReplayState;
import software.amazon.awssdk.services.eventbridge.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eventbridge.model.Rule;
import software.amazon.awssdk.services.eventbridge.model.StartReplayResponse;

final class ArchivesTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private static final Instant LONG_AGO = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant FAR_OFF = Instant.parse("2100-01-01T00:00:00Z");

  private final World world = new World(SERVER);
  private final EventBridgeClient events = world.events();
  private final String bus = World.fresh("bus");
  private final String busArn = world.arn("events", "event-bus/" + bus);
  private final String name = World.fresh("a").substring(0, 30);

  @BeforeEach
  void makeBus() {
    events.createEventBus(b -> b.name(bus));
  }

  private void putAt(Instant time, String detail) {
    PutEventsRequestEntry entry =
        PutEventsRequestEntry.builder()
            .eventBusName(bus)
            .source("shop")
            .detailType("t")
            .detail(detail)
            .time(time)
            .build();
    events.putEvents(b -> b.entries(entry));
  }

  private DescribeReplayResponse ended(String replay) {
    SERVER.advance(Duration.ofSeconds(10));
    return events.describeReplay(b -> b.replayName(replay));
  }

  @Test
  void anArchiveKeepsWhatItsPatternMatches() {
    events.createArchive(
        b -> b.archiveName(name).eventSourceArn(busArn).eventPattern("{\"source\":[\"shop\"]}"));
    world.put(bus, "shop", "{\"n\":1}");
    world.put(bus, "other", "{\"n\":2}");
    DescribeArchiveResponse shown = events.describeArchive(b -> b.archiveName(name));
    assertThat(shown.eventCount()).isEqualTo(1);
    assertThat(shown.sizeBytes())
        .isEqualTo("shop".length() + "test".length() + "{\"n\":1}".length() + 12 + 14);
    assertThat(events.listArchives(b -> b.eventSourceArn(busArn)).archives())
        .extracting(Archive::archiveName)
        .containsExactly(name);
    assertThat(events.listRules(b -> b.eventBusName(bus)).rules())
        .extracting(Rule::managedBy)
        .containsExactly("prod.vhs.events.aws.internal");
    assertThatThrownBy(
            () -> events.deleteRule(b -> b.name("Events-Archive-" + name).eventBusName(bus)))
        .isInstanceOf(ManagedRuleException.class);
    events.deleteArchive(b -> b.archiveName(name));
    assertThatThrownBy(() -> events.describeArchive(b -> b.archiveName(name)))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageStartingWith("Archive " + name + " does not exist.");
    assertThat(events.listRules(b -> b.eventBusName(bus)).rules()).isEmpty();
  }

  @Test
  void whatIsOlderThanTheRetentionIsDropped() {
    events.createArchive(b -> b.archiveName(name).eventSourceArn(busArn).retentionDays(2));
    putAt(Instant.parse("2010-01-01T00:00:00Z"), "{}");
    SERVER.advance(Duration.ofDays(1));
    world.put(bus, "shop", "{}");
    assertThat(events.describeArchive(b -> b.archiveName(name)).eventCount()).isEqualTo(2);
    SERVER.advance(Duration.ofHours(25));
    assertThat(events.describeArchive(b -> b.archiveName(name)).eventCount()).isEqualTo(1);
    SERVER.advance(Duration.ofDays(1));
    assertThat(events.describeArchive(b -> b.archiveName(name)).sizeBytes()).isZero();
  }

  @Test
  void aReplayBringsTheEventsOfItsTimeToTheChosenRules() {
    String archive =
        events.createArchive(b -> b.archiveName(name).eventSourceArn(busArn)).archiveArn();
    for (int i = 0; i < 5; i++) {
      putAt(Instant.parse("2024-01-0" + (i + 1) + "T00:00:00Z"), "{\"n\":" + i + "}");
    }
    String chosen = world.queue();
    String other = world.queue();
    world.rule(bus, "chosen", "shop", World.target("t", chosen));
    world.rule(bus, "other", "shop", World.target("t", other));
    String replay = World.fresh("replay");
    events.startReplay(b ->
        b.replayName(replay)
            .eventSourceArn(archive)
            .eventStartTime(Instant.parse("2024-01-02T00:00:00Z"))
            .eventEndTime(Instant.parse("2024-01-04T00:00:00Z"))
            .destination(
                d -> d.arn(busArn).filterArns(world.arn("events", "rule/" + bus + "/chosen"))));
    DescribeReplayResponse done = ended(replay);
    assertThat(done.state()).isEqualTo(ReplayState.COMPLETED);
    assertThat(done.eventLastReplayedTime()).isEqualTo("2024-01-03T00:00:00Z");
    List<Object> times = new ArrayList<>();
    for (String body : world.bodies(chosen, 2)) {
      assertThat(World.json(body)).containsEntry("replay-name", replay);
      times.add(World.json(body).get("time"));
    }
    assertThat(times).containsExactlyInAnyOrder("2024-01-02T00:00:00Z", "2024-01-03T00:00:00Z");
    assertThat(world.isEmpty(other)).isTrue();
    assertThat(events.describeArchive(b -> b.archiveName(name)).eventCount()).isEqualTo(5);
  }

  @Test
  void aReplayOfManyEventsGoesInPieces() {
    String archive =
        events.createArchive(b -> b.archiveName(name).eventSourceArn(busArn)).archiveArn();
    PutEventsRequestEntry entry =
        PutEventsRequestEntry.builder()
            .eventBusName(bus)
            .source("shop")
            .detailType("t")
            .detail("{}")
            .build();
    for (int i = 0; i < 25; i++) {
      events.putEvents(b -> b.entries(Collections.nCopies(10, entry)));
    }
    String queue = world.queue();
    world.rule(bus, "r", "shop", World.target("t", queue));
    String replay = World.fresh("replay");
    events.startReplay(b ->
        b.replayName(replay)
            .eventSourceArn(archive)
            .eventStartTime(LONG_AGO)
            .eventEndTime(FAR_OFF)
            .destination(d -> d.arn(busArn)));
    assertThat(ended(replay).state()).isEqualTo(ReplayState.COMPLETED);
    assertThat(
            world
                .sqs()
                .getQueueAttributes(
                    b -> b.queueUrl(world.url(queue)).attributeNamesWithStrings("All"))
                .attributesAsStrings())
        .containsEntry("ApproximateNumberOfMessages", "250");
    assertThatThrownBy(() -> events.cancelReplay(b -> b.replayName(replay)))
        .isInstanceOf(IllegalStatusException.class);
  }

  @Test
  void aReplayIsCancelledBeforeItIsThrough() {
    String archive =
        events.createArchive(b -> b.archiveName(name).eventSourceArn(busArn)).archiveArn();
    world.put(bus, "shop", "{}");
    String queue = world.queue();
    world.rule(bus, "r", "shop", World.target("t", queue));
    String replay = World.fresh("replay");
    StartReplayResponse started =
        events.startReplay(b ->
            b.replayName(replay)
                .eventSourceArn(archive)
                .eventStartTime(LONG_AGO)
                .eventEndTime(FAR_OFF)
                .destination(d -> d.arn(busArn)));
    assertThat(started.state()).isEqualTo(ReplayState.STARTING);
    assertThat(events.cancelReplay(b -> b.replayName(replay)).state())
        .isEqualTo(ReplayState.CANCELLING);
    assertThat(events.listReplays(b -> b.state(ReplayState.CANCELLING)).replays())
        .extracting(Replay::replayName)
        .containsExactly(replay);
    assertThatThrownBy(() -> events.cancelReplay(b -> b.replayName(replay)))
        .isInstanceOf(IllegalStatusException.class)
        .hasMessageStartingWith(
            "Replay " + replay + " is not in a valid state for this operation.");
    DescribeReplayResponse ended = ended(replay);
    assertThat(ended.state()).isEqualTo(ReplayState.CANCELLED);
    assertThat(ended.replayEndTime()).isNotNull();
    assertThat(ended.eventLastReplayedTime()).isNull();
    assertThat(world.isEmpty(queue)).isTrue();
  }

  @Test
  void tenReplaysAreUnderWayAtMost() {
    String archive =
        events.createArchive(b -> b.archiveName(name).eventSourceArn(busArn)).archiveArn();
    SERVER.advance(Duration.ofSeconds(10));
    for (int i = 0; i < 10; i++) {
      startWith(archive);
    }
    assertThatThrownBy(() -> startWith(archive)).isInstanceOf(LimitExceededException.class);
    SERVER.advance(Duration.ofSeconds(10));
    startWith(archive);
  }

  private void startWith(String archive) {
    events.startReplay(b ->
        b.replayName(World.fresh("replay"))
            .eventSourceArn(archive)
            .eventStartTime(LONG_AGO)
            .eventEndTime(FAR_OFF)
            .destination(d -> d.arn(busArn)));
  }

  @Test
  void whatCannotBeReplayedIsRefused() {
    String archive =
        events.createArchive(b -> b.archiveName(name).eventSourceArn(busArn)).archiveArn();
    assertThatThrownBy(() -> events.createArchive(b -> b.archiveName(name).eventSourceArn(busArn)))
        .isInstanceOf(ResourceAlreadyExistsException.class)
        .hasMessageStartingWith("Archive " + name + " already exists.");
    assertThatThrownBy(() ->
            events.startReplay(b ->
                b.replayName("r")
                    .eventSourceArn(archive)
                    .eventStartTime(FAR_OFF)
                    .eventEndTime(LONG_AGO)
                    .destination(d -> d.arn(busArn))))
        .isInstanceOf(EventBridgeException.class)
        .hasMessageStartingWith(
            "Parameter EventEndTime is not valid. Reason: EventStartTime must be before"
                + " EventEndTime.");
    assertThatThrownBy(() ->
            events.startReplay(b ->
                b.replayName("r")
                    .eventSourceArn(world.arn("events", "archive/nope"))
                    .eventStartTime(LONG_AGO)
                    .eventEndTime(FAR_OFF)
                    .destination(d -> d.arn(busArn))))
        .hasMessageStartingWith(
            "Parameter EventSourceArn is not valid. Reason: Archive nope does not exist.");
    assertThatThrownBy(() ->
            events.startReplay(b ->
                b.replayName("r")
                    .eventSourceArn(archive)
                    .eventStartTime(LONG_AGO)
                    .eventEndTime(FAR_OFF)
                    .destination(
                        d -> d.arn(busArn).filterArns(world.arn("events", "rule/on-another-bus")))))
        .hasMessageStartingWith("Parameter Destination.FilterArns is not valid.");
    assertThatThrownBy(() -> events.describeReplay(b -> b.replayName("nope")))
        .hasMessageStartingWith("Replay nope does not exist.");
    assertThatThrownBy(() ->
            events.createArchive(
                b -> b.archiveName("x").eventSourceArn(world.arn("events", "event-bus/nope"))))
        .hasMessageStartingWith("Event bus nope does not exist.");
  }
}
