package io.waybill.runtime.environment;

import io.waybill.runtime.log.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What follows when something fails within an environment: its processes are ended, and started
/// anew for the event that waits or else for the next one.
final class Resets {
  private final Environment environment;
  private final Course course;
  private final Keeper keeper;
  private final Alarm alarm;
  private final Ending ending;

  Resets(Environment environment, Course course, Keeper keeper, Alarm alarm, Ending ending) {
    this.environment = environment;
    this.course = course;
    this.keeper = keeper;
    this.alarm = alarm;
    this.ending = ending;
  }

  /// Ends the processes of `when`; what was under way fails.
  void fail(Round when, Failure failure) {
    environment.step(then -> {
      boolean isPresent = course.roundIfAny().filter(round -> round == when).isPresent();
      if (!isPresent || when.over || course.state == State.DEAD || course.state == State.STARTING) {
        return;
      }
      when.over = true;
      alarm.cancel();
      boolean wasInitialising = course.state == State.INITIALISING;
      course.state = State.RESETTING;
      Optional<Handed> cut = cut(when, wasInitialising);
      Duration took = took(failure);
      Reset reset =
          new Reset(course.cell(), when, failure, cut, wasInitialising, course.takeInit(), took);
      Runnable after = () -> environment.step(more -> restart(reset, more));
      then.add(
          () -> Thread.ofVirtual().name("function-reset").start(() -> ending.reset(reset, after)));
    });
  }

  /// The event that fails with what failed: one that began with the initialisation too.
  private Optional<Handed> cut(Round when, boolean wasInitialising) {
    Optional<Handed> cut = Optional.ofNullable(course.running);
    if (wasInitialising && when.phase == Phase.INVOKE) {
      cut = Optional.ofNullable(course.given);
      course.given = null;
      course.startedNanos = when.begunNanos;
    }
    course.running = null;
    return cut;
  }

  private Duration took(Failure failure) {
    boolean late = failure.status().word().equals("timeout");
    return late ? environment.site().deployment().timeout() : course.sinceStarted();
  }

  /// Decides what follows after processes were ended.
  private void restart(Reset reset, List<Runnable> then) {
    then.add(course.takeSettled());
    if (course.state == State.DEAD) {
      return;
    }
    if (course.given != null) {
      environment.begin(Phase.INVOKE, System.nanoTime(), then);
      return;
    }
    course.state = State.COLD;
    if (reset.wasInitialising() && reset.round().phase == Phase.INIT) {
      then.add(environment::kill);
    } else if (!course.offered) {
      course.offered = true;
      then.add(() -> keeper.idle(environment));
    }
  }
}
