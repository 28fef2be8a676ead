package io.waybill.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What an environment's processes have used of the host's memory.
final class Memory {
  private static final String PEAK = "VmHWM:";

  /// To look costs as much as a short event: events that follow each other faster share a look.
  private static final long FRESH_NANOS = 100_000_000;

  private final Cell cell;
  private List<ProcessHandle> measured = List.of();
  private long peak;
  private long lookedNanos = System.nanoTime() - FRESH_NANOS;

  Memory(Cell cell) {
    this.cell = cell;
  }

  /// The most that they ever had resident, together; 0 where the host does not tell. What was
  /// started after the first look is not counted.
  synchronized long peakBytes() {
    if (peak > 0 && System.nanoTime() - lookedNanos < FRESH_NANOS) {
      return peak;
    }
    if (measured.isEmpty()) {
      measured = cell.running();
    }
    lookedNanos = System.nanoTime();
    long now = measured.stream().mapToLong(each -> peakBytes(each.pid())).sum();
    peak = Math.max(peak, now);
    return peak;
  }

  private static long peakBytes(long pid) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
        if (line.startsWith(PEAK)) {
          return Long.parseLong(line.substring(PEAK.length()).replace("kB", "").strip()) << 10;
        }
      }
    } catch (IOException gone) {
      return 0;
    }
    return 0;
  }
}
