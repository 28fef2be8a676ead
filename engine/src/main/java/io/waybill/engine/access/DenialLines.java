package io.waybill.engine.access;

import io.waybill.engine.gateway.Caller;
import java.util.Optional;

/// What the server's log is told of denials: so many lines a minute and no more, for whoever is
/// denied may ask as often as he likes. How many were left out is told with the next line.
final class DenialLines {
  static final int A_MINUTE = 60;
  private static final long MINUTE_MILLIS = 60_000;

  private long minute = Long.MIN_VALUE;
  private int told;
  private long untold;

  /// The line for `denial`; empty where this minute has had enough.
  Optional<String> line(Denial denial, long nowMillis) {
    long left = place(nowMillis / MINUTE_MILLIS);
    if (left < 0) {
      return Optional.empty();
    }
    Caller caller = denial.caller();
    return Optional.of(
        "%s %s: %s may not %s %s, %s%s"
            .formatted(
                caller.requestId(),
                caller.sourceArn(),
                caller.principal(),
                denial.action(),
                denial.resource(),
                denial
                    .statement()
                    .map(id -> "denied by statement " + id)
                    .orElse("no statement allows it"),
                left > 0 ? "; %d more denials were not told before".formatted(left) : ""));
  }

  /// Takes a line's place; answers how many denials went untold before it, or -1 where there is no
  /// place.
  private synchronized long place(long now) {
    if (now != minute) {
      minute = now;
      told = 0;
    }
    if (told == A_MINUTE) {
      untold++;
      return -1;
    }
    told++;
    long left = untold;
    untold = 0;
    return left;
  }
}
