package io.waybill.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.logs.api.DeleteLogStreamRequest;
import io.waybill.logs.api.DescribeLogStreamsRequest;
import io.waybill.logs.api.DescribeLogStreamsResponse;
import io.waybill.logs.api.LogStream;
import io.waybill.logs.api.LogsApi;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StreamListingTest {
  private final LogRoom room = new LogRoom();

  private DescribeLogStreamsResponse page(
      String order, boolean descending, String prefix, int limit, @Nullable String token) {
    return room.call(
        LogsApi.DESCRIBE_LOG_STREAMS,
        DescribeLogStreamsRequest.builder()
            .logGroupName("g")
            .orderBy(order)
            .descending(descending)
            .logStreamNamePrefix(prefix.isEmpty() ? null : prefix)
            .limit(limit)
            .nextToken(token)
            .build());
  }

  private List<String> all(String order, boolean descending, String prefix, int limit) {
    List<String> names = new ArrayList<>();
    @Nullable String token = null;
    do {
      DescribeLogStreamsResponse page = page(order, descending, prefix, limit, token);
      names.addAll(names(page));
      token = page.nextToken();
    } while (token != null);
    return names;
  }

  private static List<String> names(DescribeLogStreamsResponse page) {
    List<LogStream> streams = page.logStreams();
    return streams == null
        ? List.of()
        : streams.stream().map(each -> String.valueOf(each.logStreamName())).toList();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void pagesAreThoseOfASortedList(long seed) {
    Random random = new Random(seed);
    Map<String, Long> last = new TreeMap<>();
    for (int i = 0; i < 40; i++) {
      String name =
          random
              .ints(1 + random.nextInt(3), 0, 3)
              .mapToObj("ab\uffff"::charAt)
              .map(String::valueOf)
              .reduce("", String::concat);
      if (last.putIfAbsent(name, 0L) == null) {
        room.stream(name);
      }
      if (random.nextBoolean()) {
        long at = room.now() - random.nextInt(5);
        room.put(name, at);
        last.merge(name, at, Math::max);
      }
    }
    List<String> byTime = new ArrayList<>(last.keySet());
    byTime.sort(Comparator.comparing(last::get)); // stable: those of one time stay by name
    for (int limit : List.of(1, 2, 3, 50)) {
      assertThat(all("LastEventTime", false, "", limit)).isEqualTo(byTime);
      assertThat(all("LastEventTime", true, "", limit)).isEqualTo(byTime.reversed());
      for (String prefix : List.of("", "a", "ab", "\uffff", "a\uffff", "c")) {
        List<String> named =
            last.keySet().stream().filter(each -> each.startsWith(prefix)).toList();
        assertThat(all("LogStreamName", false, prefix, limit)).isEqualTo(named);
        assertThat(all("LogStreamName", true, prefix, limit)).isEqualTo(named.reversed());
      }
    }
  }

  @Test
  void aPageGoesOnWhereTheLastOneEndedWhateverCameAndWent() {
    List.of("b", "c", "d").forEach(room::stream);
    String token = page("LogStreamName", false, "", 2, null).nextToken();
    room.call(LogsApi.DELETE_LOG_STREAM, new DeleteLogStreamRequest("g", "c"));
    room.stream("a");
    assertThat(names(page("LogStreamName", false, "", 2, token))).containsExactly("d");
  }

  @Test
  void aTokenOfOneOrderIsRefusedInAnother() {
    List.of("b", "c").forEach(room::stream);
    @Nullable String token = page("LogStreamName", false, "", 1, null).nextToken();
    assertThatThrownBy(() -> page("LastEventTime", false, "", 1, token))
        .hasMessageContaining("nextToken");
    assertThatThrownBy(() -> page("LogStreamName", true, "", 1, token))
        .hasMessageContaining("nextToken");
    assertThat(names(page("LogStreamName", false, "x", 1, token))).isEmpty();
  }
}
