package io.waybill.logs.decide;

import io.waybill.logs.state.LogEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Events for one page, as long as it has room. For one step.
final class PageOfEvents {
  // AWS (GetLogEvents, FilterLogEvents): as many events as fit in 1 MB.
  private static final long BYTES_MAX = 1 << 20;

  private final int most;
  private final List<ReadPage.Found> found = new ArrayList<>();
  private long bytes;

  PageOfEvents(int most) {
    this.most = most;
  }

  boolean isFull() {
    return found.size() == most;
  }

  /// Takes an event in. False where it has no room: the first event always has.
  boolean take(LogEvent event, String stream) {
    long size = event.message().getBytes(StandardCharsets.UTF_8).length;
    if (isFull() || (!found.isEmpty() && bytes + size > BYTES_MAX)) {
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
