package io.waybill.engine.partition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The states that live in one partition, in the order of their programs' numbers, and when each
/// has something due.
///
/// A state is asked again only where something has happened to it: most steps concern one of many.
final class Residents {
  /// In place of a program's number: every program.
  static final int EVERY = -1;

  /// One program's state.
  static final class Resident {
    final Program<?> program;
    final PartitionState state;
    private long due;
    private boolean stale = true;

    private Resident(Program<?> program, PartitionState state) {
      this.program = program;
      this.state = state;
    }

    long nextDue() {
      if (stale) {
        due = state.nextDue();
        stale = false;
      }
      return due;
    }
  }

  private final List<Resident> all = new ArrayList<>();

  /// Loads the states of `programs`, by their numbers, in place of those that are here.
  void load(Map<Integer, Program<?>> programs, PartitionNumber partition, View view) {
    all.clear();
    new TreeMap<>(programs)
        .values()
        .forEach(program -> all.add(new Resident(program, program.load(partition, view))));
  }

  void clear() {
    all.clear();
  }

  List<Resident> all() {
    return all;
  }

  Resident of(int program) {
    for (Resident each : all) {
      if (each.program.id() == program) {
        return each;
      }
    }
    throw new IllegalStateException("no program " + program + " runs here");
  }

  /// Something happened to the state of `program`, or to [#EVERY] one.
  void stirred(int program) {
    for (Resident each : all) {
      each.stale |= program == EVERY || each.program.id() == program;
    }
  }

  /// When something falls due next, in milliseconds since 1970; Long.MAX_VALUE when nothing will.
  long nextDue() {
    long due = Long.MAX_VALUE;
    for (Resident each : all) {
      due = Math.min(due, each.nextDue());
    }
    return due;
  }
}
