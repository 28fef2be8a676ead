package io.waybill.runtime.environment;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How far an environment is, and what it is in the middle of. Used under its lock.
final class Course {
  State state = State.STARTING;

  /// The event that it has been given and has not begun.
  @Nullable Handed given;

  @Nullable Handed running;

  /// When the event that is running began.
  long startedNanos;

  /// The runner may give it events.
  boolean offered;

  /// It was initialised at least once.
  boolean proven;

  private @Nullable Cell cell;
  private @Nullable Round round;
  private Duration init = Duration.ZERO;
  private Runnable settled = () -> {};

  Cell cell() {
    return known(cell);
  }

  /// Empty until its first process runs.
  Optional<Cell> cellIfAny() {
    return Optional.ofNullable(cell);
  }

  void launched(Cell made) {
    cell = made;
  }

  Round round() {
    return known(round);
  }

  Optional<Round> roundIfAny() {
    return Optional.ofNullable(round);
  }

  void begin(Round begun) {
    round = begun;
    state = State.INITIALISING;
  }

  /// What the next event's report says of the initialisation.
  void initialised(Duration took) {
    init = took;
  }

  Duration takeInit() {
    Duration taken = init;
    init = Duration.ZERO;
    return taken;
  }

  /// What is said when all have settled after an event that extensions go on with.
  void whenSettled(Runnable said) {
    settled = said;
  }

  Runnable takeSettled() {
    Runnable taken = settled;
    settled = () -> {};
    return taken;
  }

  Duration sinceStarted() {
    return since(startedNanos);
  }

  static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  static <T> T known(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("an environment lacks what its state needs");
    }
    return value;
  }
}
