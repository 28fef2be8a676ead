package io.waybill.eventbridge.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.eventbridge.api.Target;
import io.waybill.eventbridge.state.ArchiveDefinition;
import io.waybill.eventbridge.state.ReplayDefinition;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// A replay on its way: it starts, runs in pieces, can be cancelled, and goes on after a crash.
final class ReplayTest {
  private static final int EVENTS = 1_000;
  private static final long SECOND = 1_000;
  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

  /// A depot whose archive has a thousand events, and a queue that gets what is replayed.
  private static Depot archived() {
    Depot depot = Depot.fresh();
    depot.decide(new DefineArchive(new ArchiveDefinition(Depot.BUS, "a", 0, "", "", 0, 0)));
    for (int i = 0; i < EVENTS; i++) {
      depot.put("shop");
    }
    depot.shop("r", Target.builder().id("t").arn("arn:aws:sqs:us-east-1:000000000000:q").build());
    return depot;
  }

  private static void start(Depot depot) {
    depot.decide(new StartReplay("p", "a", "", List.of(), 0, Long.MAX_VALUE));
  }

  private static Optional<ReplayDefinition> underWay(Depot depot) {
    return depot
        .decide((bus, step) -> step.buses().replays().underWay(bus.arn(), "p"))
        .value
        .orElseThrow();
  }

  private static String state(Depot depot) {
    return depot.replays().find("000000000000", "us-east-1", "p").orElseThrow().state();
  }

  private static Set<String> ids(List<String> got) {
    Set<String> ids = new HashSet<>();
    for (String each : got) {
      Matcher found = ID.matcher(each);
      assertThat(found.find()).isTrue();
      ids.add(found.group(1));
    }
    return ids;
  }

  @Test
  void aReplayStartsRunsAndCompletes() {
    Depot depot = archived();
    start(depot);
    assertThat(state(depot)).isEqualTo("STARTING");
    depot.pass(4 * SECOND);
    assertThat(depot.got).isEmpty();
    depot.pass(SECOND);
    assertThat(state(depot)).isEqualTo("COMPLETED");
    assertThat(depot.got).hasSize(EVENTS);
    assertThat(underWay(depot)).isEmpty();
  }

  @Test
  void aReplayThatStartsIsCancelled() {
    Depot depot = archived();
    start(depot);
    assertThat(depot.decide(new CancelReplay("p")).value.orElseThrow().state())
        .isEqualTo("CANCELLING");
    assertThat(depot.decide(new CancelReplay("p")).fault).isPresent();
    depot.pass(2 * SECOND);
    assertThat(state(depot)).isEqualTo("CANCELLED");
    assertThat(depot.decide(new CancelReplay("p")).fault).isPresent();
    depot.pass(60 * SECOND);
    assertThat(depot.got).isEmpty();
  }

  @Test
  void aReplayThatRunsIsCancelledWhereItIs() {
    Depot depot = archived();
    start(depot);
    depot.now += 5 * SECOND;
    depot.runUntil(() -> depot.got.size() >= 250);
    assertThat(state(depot)).isEqualTo("RUNNING");
    Depot.Told<ReplayDefinition> told = depot.submit(new CancelReplay("p"));
    depot.run();
    assertThat(told.value.orElseThrow().lastNumber()).isBetween(250L, EVENTS - 1L);
    depot.pass(2 * SECOND);
    assertThat(state(depot)).isEqualTo("CANCELLED");
    assertThat(depot.got).hasSizeBetween(250, EVENTS - 1);
  }

  @Test
  void aReplayGoesOnAfterACrash() {
    Depot before = archived();
    start(before);
    before.now += 5 * SECOND;
    before.runUntil(() -> before.got.size() >= 250);
    Depot after = before.restarted(SECOND);
    after.run();
    assertThat(state(after)).isEqualTo("COMPLETED");
    Set<String> ids = ids(before.got);
    assertThat(before.got).hasSizeLessThan(EVENTS);
    assertThat(after.got).hasSizeLessThan(EVENTS);
    ids.addAll(ids(after.got));
    assertThat(ids).hasSize(EVENTS);
  }

  @Test
  void aReplayWhoseArchiveGoesFails() {
    Depot depot = archived();
    start(depot);
    depot.decide(new RemoveArchive("a"));
    depot.pass(5 * SECOND);
    assertThat(state(depot)).isEqualTo("FAILED");
  }
}
