package io.waybill.runtime.environment;

import io.waybill.core.TimeSource;
import io.waybill.engine.functions.RunOutcome.Report;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Ends an environment's processes and tells what that means for an event. Waits.
///
/// @param lock guards rounds and extensions
/// @param ids makes new ids
record Ending(Environment lock, Telling telling, TimeSource time, Supplier<String> ids) {
  /// Ends a round that has failed; `after` decides what follows, before the event's caller hears.
  void reset(Reset reset, Runnable after) {
    Round ended = reset.round();
    Failure failure = reset.failure();
    Report figures = telling.report(reset.took(), reset.init());
    end(reset.cell(), ended, failure.shutdownReason());
    telling.awaitLast();
    if (reset.wasInitialising()) {
      Duration took = Duration.ofNanos(System.nanoTime() - ended.begunNanos);
      telling.initialised(ended.phase, failure.status(), took);
      reset.cut().ifPresent(cut -> telling.start(cut.event()));
    }
    Optional<Report> report = reset.cut().map(cut -> telling.cutShort(cut, failure, figures));
    after.run();
    reset
        .cut()
        .ifPresent(cut ->
            cut.listener().ended(failure.outcome(cut.event().requestId(), report.orElseThrow())));
  }

  /// Ends the runtime, tells extensions, gives them their time, and ends what is left.
  void end(Cell cell, Round ended, String reason) {
    cell.endRuntime();
    telling.telemetry().flush();
    String event = EventReply.shutdown(reason, time.millis());
    List<Extension> told = lock.inRound(any -> ended.extensions.shutDown(event, ids.get()));
    ExtensionFiles.await(told);
    cell.endAll();
    lock.inRound(any -> {
      ended.release();
      return ended;
    });
    telling.telemetry().startOver();
  }
}
