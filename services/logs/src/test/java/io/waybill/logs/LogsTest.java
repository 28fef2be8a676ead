package io.waybill.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.logs.api.CreateLogGroupRequest;
import io.waybill.logs.api.DeleteLogGroupRequest;
import io.waybill.logs.api.DeleteLogStreamRequest;
import io.waybill.logs.api.DeleteRetentionPolicyRequest;
import io.waybill.logs.api.DescribeLogGroupsRequest;
import io.waybill.logs.api.FilterLogEventsRequest;
import io.waybill.logs.api.GetLogEventsResponse;
import io.waybill.logs.api.LogGroup;
import io.waybill.logs.api.LogsApi;
import io.waybill.logs.api.PutLogEventsResponse;
import io.waybill.logs.api.PutRetentionPolicyRequest;
import io.waybill.logs.api.RejectedLogEventsInfo;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class LogsTest {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long DAY = 24 * HOUR;

  private final LogRoom room = new LogRoom();

  @Test
  void eventsAreReadForwardAndBackwardPageByPage() {
    room.stream("s");
    room.put("s", room.now() - 3, room.now() - 2, room.now() - 2, room.now());

    GetLogEventsResponse first = room.get("s", 3, null, true);
    assertThat(LogRoom.messages(first)).containsExactly("at -3", "at -2", "at -2");
    GetLogEventsResponse second = room.get("s", 3, first.nextForwardToken(), true);
    assertThat(LogRoom.messages(second)).containsExactly("at 0");
    GetLogEventsResponse end = room.get("s", 3, second.nextForwardToken(), true);
    assertThat(LogRoom.messages(end)).isEmpty();
    assertThat(end.nextForwardToken()).isEqualTo(second.nextForwardToken());

    GetLogEventsResponse last = room.get("s", 2, null, false);
    assertThat(LogRoom.messages(last)).containsExactly("at -2", "at 0");
    assertThat(LogRoom.messages(room.get("s", 9, last.nextBackwardToken(), false)))
        .containsExactly("at -3", "at -2");
  }

  @Test
  void theLatestAreFoundHoweverFarBack() {
    room.stream("old");
    room.stream("young");
    room.put("old", room.now() - 10 * DAY);
    room.put("young", room.now());

    assertThat(LogRoom.messages(room.get("old", 1, null, false)))
        .containsExactly("at " + -10 * DAY);
  }

  @Test
  void allIsThereAfterARestart() {
    room.stream("s");
    room.put("s", room.now());
    LogRoom again = room.restarted();
    again.put("s", room.now());

    assertThat(again.all()).containsExactly("at 0", "at 0");
  }

  @Test
  void eventsOfTwoHoursAheadAndFourteenDaysAgoAreTheLastThatAreTaken() {
    room.stream("s");
    PutLogEventsResponse taken = room.put("s", room.now() + 2 * HOUR);
    assertThat(taken.rejectedLogEventsInfo()).isNull();
    assertThat(room.put("s", room.now(), room.now() + 2 * HOUR + 1).rejectedLogEventsInfo())
        .isEqualTo(new RejectedLogEventsInfo(1, null, null));
    assertThat(room.put("s", room.now() - 14 * DAY).rejectedLogEventsInfo()).isNull();
    assertThat(room.put("s", room.now() - 14 * DAY - 1).rejectedLogEventsInfo())
        .isEqualTo(new RejectedLogEventsInfo(null, 1, null));
    assertThat(room.stored()).isEqualTo(3);
  }

  @Test
  void whatIsOutOfRetentionIsNotShownAndGivesItsPlaceBack() {
    room.stream("s");
    room.put("s", room.now());
    room.call(LogsApi.PUT_RETENTION_POLICY, new PutRetentionPolicyRequest("g", 1));
    room.advance(Duration.ofDays(1));
    assertThat(room.all()).hasSize(1);
    room.advance(Duration.ofMillis(1));
    assertThat(room.all()).isEmpty();
    assertThat(room.stored()).isEqualTo(1);

    room.advance(Duration.ofHours(1));
    assertThat(room.stored()).isZero();
  }

  @Test
  void aStreamThatWasDeletedIsNotSeenAndOneOfItsNameIsEmpty() {
    room.stream("s");
    room.put("s", room.now());
    room.call(LogsApi.DELETE_LOG_STREAM, new DeleteLogStreamRequest("g", "s"));
    room.stream("s");

    assertThat(room.all()).isEmpty();
    assertThat(LogRoom.messages(room.get("s", null, null, false))).isEmpty();
  }

  @Test
  void theEventsOfADeletedStreamAreClearedAndNoOthers() {
    room.stream("s");
    room.stream("t");
    String[] many = new String[2_500];
    Arrays.fill(many, "x");
    room.say("s", many);
    room.say("t", "stays");
    room.call(LogsApi.DELETE_LOG_STREAM, new DeleteLogStreamRequest("g", "s"));
    room.advance(Duration.ofSeconds(1));

    assertThat(room.stored()).isEqualTo(1);
    assertThat(room.all()).containsExactly("stays");
    assertThat(room.found("t")).containsExactly("stays");
  }

  @Test
  void clearingGoesOnAfterARestart() {
    room.stream("s");
    room.put("s", room.now());
    room.call(LogsApi.DELETE_LOG_STREAM, new DeleteLogStreamRequest("g", "s"));
    LogRoom again = room.restarted();
    again.advance(Duration.ofSeconds(1));
    assertThat(again.stored()).isZero();
  }

  @Test
  void whatRetentionTookIsNotMissedWhenAllIsKeptAgain() {
    room.stream("s");
    room.put("s", room.now() - 23 * HOUR, room.now());
    room.call(LogsApi.PUT_RETENTION_POLICY, new PutRetentionPolicyRequest("g", 1));
    room.advance(Duration.ofHours(2).plusMillis(1));
    assertThat(room.stored()).isEqualTo(1);
    room.call(LogsApi.DELETE_RETENTION_POLICY, new DeleteRetentionPolicyRequest("g"));

    assertThat(LogRoom.messages(room.get("s", null, null, true))).hasSize(1);
    assertThat(LogRoom.messages(room.get("s", null, null, false))).hasSize(1);
    assertThat(room.found("s")).hasSize(1);
  }

  @Test
  void whatRetentionTookDoesNotHideWhatCameAfter() {
    room.stream("s");
    String[] many = new String[10_000];
    Arrays.fill(many, "x");
    for (int i = 0; i < 3; i++) {
      room.say("s", many);
    }
    room.call(LogsApi.PUT_RETENTION_POLICY, new PutRetentionPolicyRequest("g", 1));
    room.advance(Duration.ofHours(25));
    assertThat(room.stored()).isZero();
    room.call(LogsApi.DELETE_RETENTION_POLICY, new DeleteRetentionPolicyRequest("g"));
    room.put("s", room.now());

    GetLogEventsResponse page = room.get("s", null, null, true);
    while (page.events() != null && page.events().isEmpty()) {
      String token = page.nextForwardToken();
      page = room.get("s", null, token, true);
      assertThat(page.nextForwardToken()).isNotEqualTo(token);
    }
    assertThat(LogRoom.messages(page)).containsExactly("at 0");
  }

  @Test
  void theLatestTimeThatThereIsEndsASearchToo() {
    room.stream("s");
    room.put("s", room.now());
    var input = FilterLogEventsRequest.builder().logGroupName("g").endTime(Long.MAX_VALUE).build();
    assertThat(room.call(LogsApi.FILTER_LOG_EVENTS, input).events()).hasSize(1);
  }

  @Test
  void aSearchLooksAtSoMuchAPageHoweverLittleItFinds() {
    room.stream("s");
    String large = "x".repeat(1_000_000);
    for (int i = 0; i < 12; i++) {
      room.say("s", large);
    }
    room.say("s", "needle");
    for (List<String> streams : List.of(List.<String>of(), List.of("s"))) {
      var input =
          FilterLogEventsRequest.builder()
              .logGroupName("g")
              .logStreamNames(streams.isEmpty() ? null : streams)
              .filterPattern("needle");
      var first = room.call(LogsApi.FILTER_LOG_EVENTS, input.build());
      assertThat(first.events()).isEmpty();
      var second = room.call(LogsApi.FILTER_LOG_EVENTS, input.nextToken(first.nextToken()).build());
      assertThat(second.events()).hasSize(1);
      assertThat(second.nextToken()).isNull();
    }
  }

  @Test
  void aGroupGoesWithAllThatIsInIt() {
    room.stream("s");
    room.put("s", room.now());
    room.call(LogsApi.DELETE_LOG_GROUP, new DeleteLogGroupRequest("g"));

    assertThat(room.stored()).isZero();
  }

  @Test
  void aStreamIsReadToItsEndHoweverMuchOthersWroteMeanwhile() {
    sparse();
    readsBothOfSparse(room);
  }

  @Test
  void aStreamOfAnOlderDataFolderIsReadAsWell() {
    sparse();
    room.forgetPlaces();
    LogRoom again = room.restarted();
    readsBothOfSparse(again);
    again.put("sparse", again.now() + 6_000);
    assertThat(LogRoom.messages(again.get("sparse", 1, null, false))).containsExactly("at 6000");
  }

  private void sparse() {
    room.stream("sparse");
    room.stream("busy");
    room.put("sparse", room.now() - 5_000);
    String[] noise = new String[10_000];
    Arrays.fill(noise, "noise");
    room.say("busy", noise);
    room.say("busy", noise);
    room.say("busy", noise);
    room.put("sparse", room.now() + 5_000);
  }

  private static void readsBothOfSparse(LogRoom room) {
    assertThat(LogRoom.messages(room.get("sparse", null, null, true)))
        .containsExactly("at -5000", "at 5000");
    assertThat(LogRoom.messages(room.get("sparse", null, null, false)))
        .containsExactly("at -5000", "at 5000");
    GetLogEventsResponse first = room.get("sparse", 1, null, true);
    assertThat(LogRoom.messages(room.get("sparse", 1, first.nextForwardToken(), true)))
        .containsExactly("at 5000");
    assertThat(room.found("sparse")).containsExactly("at -5000", "at 5000");
    assertThat(room.found("sparse", "busy")).hasSize(10_000).startsWith("at -5000", "noise");
  }

  @Test
  void streamsThatAreNamedAreReadTogetherInTheOrderOfTime() {
    for (String each : List.of("a1", "a2", "b")) {
      room.stream(each);
    }
    room.put("a1", room.now() - 4, room.now() - 1);
    room.put("a2", room.now() - 3, room.now() - 2);
    room.put("b", room.now());

    assertThat(room.found("a2", "a1", "a1")).containsExactly("at -4", "at -3", "at -2", "at -1");
    assertThat(room.foundByPrefix("a")).containsExactly("at -4", "at -3", "at -2", "at -1");
    assertThat(room.foundByPrefix("c")).isEmpty();
  }

  @Test
  void aSearchInAStreamThatIsNotThereIsRefused() {
    room.stream("s");
    assertThatThrownBy(() -> room.found("s", "t"))
        .hasMessageContaining("The specified log stream does not exist.");
  }

  @Test
  void aPageHoldsOneMegabyteInWhateverDirectionItIsRead() {
    room.stream("s");
    String large = "é".repeat(300_000);
    room.say("s", "first");
    room.say("s", large);
    room.say("s", large);
    room.say("s", "last");

    GetLogEventsResponse end = room.get("s", null, null, false);
    assertThat(LogRoom.messages(end)).containsExactly(large, "last");
    assertThat(LogRoom.messages(room.get("s", null, end.nextBackwardToken(), false)))
        .containsExactly("first", large);
    GetLogEventsResponse begin = room.get("s", null, null, true);
    assertThat(LogRoom.messages(begin)).containsExactly("first", large);
    assertThat(LogRoom.messages(room.get("s", null, begin.nextForwardToken(), true)))
        .containsExactly(large, "last");
    assertThat(room.all()).containsExactly("first", large);
  }

  @Test
  void groupsThatAreNamedAreListedAndNoOthers() {
    for (String name : List.of("g2", "g3")) {
      room.call(LogsApi.CREATE_LOG_GROUP, new CreateLogGroupRequest(name, null, null, null));
    }
    List<String> named = List.of("g3", "arn:aws:logs:us-east-1:000000000000:log-group:g", "gone");
    assertThat(room.call(LogsApi.DESCRIBE_LOG_GROUPS, byIdentifiers(named, null)).logGroups())
        .extracting(LogGroup::logGroupName)
        .containsExactly("g", "g3");
    assertThatThrownBy(() -> room.call(LogsApi.DESCRIBE_LOG_GROUPS, byIdentifiers(named, "g")))
        .hasMessageContaining("identifiers");
  }

  private static DescribeLogGroupsRequest byIdentifiers(
      List<String> identifiers, @Nullable String prefix) {
    return DescribeLogGroupsRequest.builder()
        .logGroupIdentifiers(identifiers)
        .logGroupNamePrefix(prefix)
        .build();
  }
}
