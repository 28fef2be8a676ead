package io.waybill.logs.decide;

import io.waybill.logs.state.LogEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Events for one page, as long as it has room. For one step.
final class PageOfEvents {
  // AWS (GetLogEvents, FilterLogEvents): as many events as fit in 1 MB.
  private static final long BYTES_MAX = 1 << 20;

  /// A page looks at so many characters at most, however few of them are wanted: the partition has
  /// others to serve.
  private static final long LOOKED_MAX = 8 << 20;

  private final int most;
  private final List<ReadPage.Found> found = new ArrayList<>();
  private long bytes;
  private long looked;

  PageOfEvents(int most) {
    this.most = most;
  }

  /// Whether it takes no more, or has looked at enough.
  boolean isFull() {
    return found.size() == most || looked >= LOOKED_MAX;
  }

  /// An event is looked at, whether or not it is wanted.
  void looks(LogEvent event) {
    looked += event.message().length();
  }

  /// Takes an event in. False where it has no room: the first event always has.
  boolean take(LogEvent event, String stream) {
    long size = event.message().getBytes(StandardCharsets.UTF_8).length;
    if (found.size() == most || (!found.isEmpty() && bytes + size > BYTES_MAX)) {
      return false;
    }
    bytes += size;
    found.add(new ReadPage.Found(event, stream));
    return true;
  }

  List<ReadPage.Found> found() {
    return found;
  }
}
