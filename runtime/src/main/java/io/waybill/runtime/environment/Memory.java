package io.waybill.runtime.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What an environment's processes have used of the host's memory.
final class Memory {
  private static final String PEAK = "VmHWM:";

  /// To look costs as much as a short event: events that follow each other faster share a look.
  private static final long FRESH_NANOS = 100_000_000;

  private final Cell cell;
  private List<ProcessHandle> measured = List.of();
  private long peak;
  private long lookedNanos = System.nanoTime() - FRESH_NANOS;

  /// Looks at once: what kills itself with its first event is not there later.
  Memory(Cell cell) {
    this.cell = cell;
    this.peak =
        cell.first().stream()
            .flatMap(top -> children(top.pid()))
            .flatMap(Memory::children)
            .mapToLong(Memory::tree)
            .sum();
  }

  /// What `pid` and all beneath it have used.
  private static long tree(long pid) {
    return peakBytes(pid) + children(pid).mapToLong(Memory::tree).sum();
  }

  /// The children of a process, as the kernel tells them at no cost; none where it does not.
  private static Stream<Long> children(long pid) {
    try {
      String told = Files.readString(Path.of("/proc/" + pid + "/task/" + pid + "/children"));
      return Stream.of(told.strip().split(" ", -1))
          .filter(each -> !each.isEmpty())
          .map(Long::valueOf);
    } catch (IOException gone) {
      return Stream.empty();
    }
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
