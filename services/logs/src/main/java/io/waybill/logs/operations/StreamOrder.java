package io.waybill.logs.operations;

import io.waybill.core.PageToken;
import io.waybill.logs.state.LogStream;
import io.waybill.logs.state.LogStreams;
import java.util.List;
import java.util.Optional;

/// An order in which streams are listed. Tokens say where the last one of a page stands in it, and
/// go on in no other.
///
/// @param list names the order in tokens
record StreamOrder(boolean byTime, boolean descending, String prefix, String list) {
  private static final String LIST = "DescribeLogStreams";

  static StreamOrder of(boolean byTime, boolean descending, String prefix) {
    String list = LIST + (byTime ? " by time" : " by name") + (descending ? " down" : "");
    return new StreamOrder(byTime, descending, prefix, list);
  }

  /// The first `most` streams behind `after`, a token's; empty for the first page.
  List<LogStream> page(LogStreams streams, String after, int most) {
    Optional<String> last = Optional.of(after).filter(place -> !place.isEmpty());
    return byTime
        ? streams.byTime(last.map(StreamOrder::parse), descending, most)
        : streams.byName(prefix, last, descending, most);
  }

  /// The token of the page that goes on behind `last`.
  String token(LogStream last) {
    return PageToken.of(list, byTime ? last.lastMillis() + " " + last.name() : last.name());
  }

  private static LogStreams.Last parse(String place) {
    int space = place.indexOf(' ');
    try {
      return new LogStreams.Last(
          Long.parseLong(place.substring(0, Math.max(0, space))), place.substring(space + 1));
    } catch (NumberFormatException forged) {
      throw Pages.invalid();
    }
  }
}
