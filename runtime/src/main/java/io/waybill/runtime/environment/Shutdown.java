package io.waybill.runtime.environment;

import io.waybill.runtime.api.RuntimeCalls;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The end of an environment, when it is killed or its first process ends by itself.
final class Shutdown {
  private static final Logger log = LoggerFactory.getLogger(Shutdown.class);

  private final Environment environment;
  private final Course course;
  private final Keeper keeper;
  private final Alarm alarm;
  private final Ending ending;
  private final RuntimeCalls calls;
  private boolean stopped;
  private boolean gone;

  Shutdown(
      Environment environment,
      Course course,
      Keeper keeper,
      Alarm alarm,
      Ending ending,
      RuntimeCalls calls) {
    this.environment = environment;
    this.course = course;
    this.keeper = keeper;
    this.alarm = alarm;
    this.ending = ending;
    this.calls = calls;
  }

  /// Ends the environment and everything in it; its extensions are told where they can be.
  void kill() {
    environment.step(then -> {
      stopped = true;
      boolean quiet = course.state == State.READY;
      course.state = State.DEAD;
      Optional<Cell> cell = course.cellIfAny();
      if (cell.isEmpty()) {
        then.add(() -> exited(0));
      } else if (quiet && !course.round().extensions.isEmpty()) {
        then.add(spinDown(cell.get(), course.round()));
      } else {
        then.add(cell.get()::destroy);
      }
    });
  }

  private Runnable spinDown(Cell cell, Round last) {
    last.over = true;
    return () ->
        Thread.ofVirtual()
            .start(() -> {
              ending.end(cell, last, "spindown");
              cell.destroy();
            });
  }

  /// Waits, for some seconds at most, until the process has ended.
  void awaitEnd() {
    try {
      Optional<Cell> killed = environment.cell();
      if (killed.isPresent() && !killed.get().awaitEnd()) {
        log.warn("a process of {} does not end", environment.site().deployment().functionName());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// The first process has ended, and with it all others.
  void exited(int code) {
    environment.step(then -> {
      if (!gone) {
        gone = true;
        left(code, then);
      }
    });
    log.debug(
        "an environment of {} ended with {}", environment.site().deployment().functionName(), code);
  }

  private void left(int code, List<Runnable> then) {
    course.state = State.DEAD;
    alarm.close();
    Optional<Handed> cut = Optional.ofNullable(course.running);
    Optional<Handed> waiting = Optional.ofNullable(course.given);
    course.running = null;
    course.given = null;
    Duration took = course.sinceStarted();
    boolean wasStopped = stopped;
    boolean wasProven = course.proven;
    course.roundIfAny().ifPresent(Round::release);
    Telling telling = environment.telling();
    then.add(calls::close);
    then.add(() -> keeper.gone(environment));
    cut.ifPresent(handed -> then.add(() -> telling.lost(handed, code, wasStopped, took)));
    waiting.ifPresent(handed ->
        then.add(() -> {
          if (wasProven) {
            keeper.again(environment, handed);
          } else {
            telling.lost(handed, code, wasStopped, Duration.ZERO);
          }
        }));
  }
}
