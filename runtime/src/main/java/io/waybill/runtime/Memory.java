package io.waybill.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What an environment's processes have used of the host's memory.
final class Memory {
  private static final String PEAK = "VmHWM:";

  private final Cell cell;
  private List<ProcessHandle> measured = List.of();
  private long peak;

  Memory(Cell cell) {
    this.cell = cell;
  }

  /// The most that they ever had resident, together; 0 where the host does not tell. What was
  /// started after the first look is not counted.
  synchronized long peakBytes() {
    if (measured.isEmpty()) {
      measured = cell.running();
    }
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
