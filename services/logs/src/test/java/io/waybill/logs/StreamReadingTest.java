package io.waybill.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.logs.api.DeleteLogStreamRequest;
import io.waybill.logs.api.GetLogEventsRequest;
import io.waybill.logs.api.GetLogEventsResponse;
import io.waybill.logs.api.InputLogEvent;
import io.waybill.logs.api.LogsApi;
import io.waybill.logs.api.OutputLogEvent;
import io.waybill.logs.api.PutLogEventsRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Streams are read as a sorted list would be, wherever a page begins and ends, by random calls
/// from a seed.
final class StreamReadingTest {
  private static final List<String> STREAMS = List.of("a", "b", "c");
  private static final long DAY = Duration.ofDays(1).toMillis();

  /// An event as it was put: those of one time stand in the order of their arrival.
  private record Put(long millis, String message) {}

  private final LogRoom first = new LogRoom();
  private final Map<String, List<Put>> model = new HashMap<>();
  private int arrived;

  static Stream<Long> seeds() {
    return Stream.iterate(1L, seed -> seed + 1).limit(40);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void pagesAreThoseOfASortedList(long seed) {
    Random random = new Random(seed);
    STREAMS.forEach(first::stream);
    putSome(first, random, 30);
    readSome(first, random);
    LogRoom again = first.restarted();
    putSome(again, random, 5);
    readSome(again, random);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void pagesOfAnOlderDataFolderAreTheSameAndSoAreThoseOfWhatComesAfter(long seed) {
    Random random = new Random(seed);
    STREAMS.forEach(first::stream);
    putSome(first, random, 15);
    first.scatterPlaces();
    LogRoom again = first.restarted();
    readSome(again, random);
    putSome(again, random, 15);
    readSome(again, random);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aDeletedStreamGivesAllItsSpaceBackAndTheOthersKeepTheirs(long seed) {
    Random random = new Random(seed);
    STREAMS.forEach(first::stream);
    putSome(first, random, 20);
    if (random.nextBoolean()) {
      first.scatterPlaces();
    }
    LogRoom again = first.restarted();
    putSome(again, random, 3);
    again.call(LogsApi.DELETE_LOG_STREAM, new DeleteLogStreamRequest("g", "a"));
    again.advance(Duration.ofSeconds(1));
    assertThat(again.stored()).isEqualTo(its("b").size() + its("c").size());
    for (String each : List.of("b", "c")) {
      again.call(LogsApi.DELETE_LOG_STREAM, new DeleteLogStreamRequest("g", each));
    }
    again.advance(Duration.ofSeconds(1));
    assertThat(again.stored()).isZero();
    assertThat(again.places()).isZero();
  }

  @Test
  void eventsOfOneCallCostOnePlaceAndThoseOfEachSecondAnother() {
    first.stream("a");
    long second = first.now();
    first.put("a", second, second, second + 400, second + 999);
    assertThat(first.places()).isEqualTo(1);
    first.put("a", second + 998, second + 999, second + 1_000, second + 1_000);
    assertThat(first.places()).isEqualTo(3);
  }

  private void putSome(LogRoom room, Random random, int calls) {
    // A few middles of interest: now, the border of a second, and midnight.
    long midnight = room.now() - room.now() % DAY;
    List<Long> middles = List.of(room.now(), room.now() - 5_000, midnight, midnight - DAY);
    for (int i = 0; i < calls; i++) {
      String stream = STREAMS.get(random.nextInt(STREAMS.size()));
      long middle = middles.get(random.nextInt(middles.size()));
      int spread = random.nextBoolean() ? 20 : 3_000;
      List<InputLogEvent> events =
          random
              .longs(1 + random.nextInt(random.nextInt(10) == 0 ? 200 : 12), -spread, spread)
              .sorted()
              .mapToObj(off -> new InputLogEvent(middle + off, String.valueOf(++arrived)))
              .toList();
      room.call(LogsApi.PUT_LOG_EVENTS, new PutLogEventsRequest("g", stream, events, null));
      events.forEach(each ->
          model
              .computeIfAbsent(stream, any -> new ArrayList<>())
              .add(new Put(millis(each.timestamp()), String.valueOf(each.message()))));
    }
  }

  private static long millis(@org.jspecify.annotations.Nullable Long timestamp) {
    return timestamp == null ? -1 : timestamp;
  }

  private List<Put> its(String stream) {
    return model.getOrDefault(stream, List.of()).stream()
        .sorted(Comparator.comparingLong(Put::millis)) // stable
        .toList();
  }

  private void readSome(LogRoom room, Random random) {
    for (int i = 0; i < 30; i++) {
      String stream = STREAMS.get(random.nextInt(STREAMS.size()));
      List<Put> all = its(stream);
      long from = bound(random, all, 0);
      long to = bound(random, all, Long.MAX_VALUE);
      List<Put> within =
          all.stream().filter(each -> each.millis >= from && each.millis < to).toList();
      walk(new Asked(room, stream, from, to), within, random);
    }
  }

  /// A time at, or beside, that of an event; or none.
  private static long bound(Random random, List<Put> all, long none) {
    return all.isEmpty() || random.nextInt(3) == 0
        ? none
        : all.get(random.nextInt(all.size())).millis + random.nextInt(3) - 1;
  }

  private record Asked(LogRoom room, String stream, long from, long to) {
    GetLogEventsResponse page(
        int limit, boolean fromHead, @org.jspecify.annotations.Nullable String token) {
      return room.call(
          LogsApi.GET_LOG_EVENTS,
          GetLogEventsRequest.builder()
              .logGroupName("g")
              .logStreamName(stream)
              .startTime(from == 0 ? null : from)
              .endTime(to == Long.MAX_VALUE ? null : to)
              .limit(limit)
              .startFromHead(fromHead)
              .nextToken(token)
              .build());
    }
  }

  /// Goes forward and backward by tokens, as it comes, with pages of every size, and compares each
  /// with the same part of the list.
  private static void walk(Asked asked, List<Put> list, Random random) {
    boolean fromHead = random.nextBoolean();
    int limit = 1 + random.nextInt(random.nextInt(4) == 0 ? 200 : 7);
    GetLogEventsResponse page = asked.page(limit, fromHead, null);
    int begin = fromHead ? 0 : Math.max(0, list.size() - limit);
    int end = Math.min(list.size(), begin + limit);
    assertThat(shown(page)).isEqualTo(list.subList(begin, end));
    for (int step = 0; step < 12; step++) {
      limit = 1 + random.nextInt(7);
      boolean forward = random.nextInt(5) > 1 == fromHead;
      page =
          asked.page(limit, fromHead, forward ? page.nextForwardToken() : page.nextBackwardToken());
      if (forward) {
        begin = end;
        end = Math.min(list.size(), begin + limit);
      } else {
        end = begin;
        begin = Math.max(0, end - limit);
      }
      assertThat(shown(page)).isEqualTo(list.subList(begin, end));
    }
  }

  private static List<Put> shown(GetLogEventsResponse page) {
    List<OutputLogEvent> events = page.events();
    return events == null
        ? List.of()
        : events.stream()
            .map(each -> new Put(millis(each.timestamp()), String.valueOf(each.message())))
            .toList();
  }
}
