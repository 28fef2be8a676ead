package io.waybill.engine.outbox;

import java.time.Duration;
import java.util.Optional;

/// A policy that tries again twice as late each time, from one second on, and gives up with age.
///
/// @param ageMax since the parcel was accepted
/// @param delayMax between two attempts
public record Backoff(Duration ageMax, Duration delayMax) {
  private static final int DOUBLINGS_MAX = 30;

  /// When to try again; empty where `parcel` has had its chances.
  public Optional<Verdict> again(Parcel parcel, Outcome.Failed failed, long nowMillis) {
    long doubled = 1_000L << Math.min(parcel.attempts(), DOUBLINGS_MAX);
    long delay = Math.min(delayMax.toMillis(), doubled);
    long age = nowMillis - parcel.acceptedMillis();
    return failed.permanent() || age + delay > ageMax.toMillis()
        ? Optional.empty()
        : Optional.of(new Verdict.Retry(nowMillis + delay));
  }
}
