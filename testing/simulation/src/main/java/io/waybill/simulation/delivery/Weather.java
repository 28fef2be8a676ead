package io.waybill.simulation.delivery;

import io.waybill.simulation.Chance;
import java.util.List;

/// How a target behaves for a while.
enum Weather {
  FAIR,
  FLAPPING,
  DEAD,
  REFUSING,
  THROTTLING,
  FORGETFUL,
  /// Answers late, and then as it likes.
  HANGING;

  /// What becomes of one attempt.
  enum Fate {
    TAKEN,
    /// The target has it, but its answer is lost.
    TAKEN_UNTOLD,
    /// The target's own fault: another try may help.
    FAULT,
    /// Too many at once: another try may help.
    BUSY,
    /// The sender's fault: no other try.
    REFUSED
  }

  Fate fate(Chance chance) {
    return switch (this) {
      case FAIR -> Fate.TAKEN;
      case FLAPPING -> chance.of(List.of(Fate.TAKEN, Fate.FAULT, Fate.BUSY, Fate.TAKEN_UNTOLD));
      case DEAD -> Fate.FAULT;
      case REFUSING -> Fate.REFUSED;
      case THROTTLING -> Fate.BUSY;
      case FORGETFUL -> Fate.TAKEN_UNTOLD;
      case HANGING -> chance.of(List.of(Fate.TAKEN, Fate.TAKEN, Fate.FAULT, Fate.TAKEN_UNTOLD));
    };
  }
}
