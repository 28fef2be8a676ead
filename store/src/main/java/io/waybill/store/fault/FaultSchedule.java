package io.waybill.store.fault;

import java.util.List;
import java.util.Map;
import java.util.Random;

/// Which commit of a [FaultyStore] fails, and how.
@FunctionalInterface
public interface FaultSchedule {
  FaultSchedule NEVER = commit -> Fault.NONE;

  /// What happens to the commit that has so many commits before it.
  Fault fault(long commitsBefore);

  /// Fails at the given commits, counted from 0.
  static FaultSchedule at(Map<Long, Fault> faults) {
    Map<Long, Fault> copy = Map.copyOf(faults);
    return commit -> copy.getOrDefault(commit, Fault.NONE);
  }

  /// Fails `perThousand` of a thousand commits, in one of the ways of `kinds`.
  static FaultSchedule random(long seed, int perThousand, List<Fault> kinds) {
    Random random = new Random(seed);
    List<Fault> copy = List.copyOf(kinds);
    return commit ->
        random.nextInt(1000) < perThousand ? copy.get(random.nextInt(copy.size())) : Fault.NONE;
  }
}
