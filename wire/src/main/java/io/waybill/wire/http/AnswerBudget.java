package io.waybill.wire.http;

import java.util.concurrent.atomic.AtomicLong;

/// The memory that large answers of all connections share, from when their content is read until
/// the caller's kernel has them. Answers of up to `SMALL_BYTES` are not counted: the number of
/// connections bounds them.
///
/// Whoever makes an answer asks for room first and counts then, so that the bound may be passed by
/// what a few threads read at one time. To ask for the exact number was rejected: it is known only
/// when the bytes are there.
final class AnswerBudget {
  static final int SMALL_BYTES = 32 * 1024;

  private final long max;
  private final AtomicLong taken = new AtomicLong();

  AnswerBudget(long max) {
    this.max = max;
  }

  boolean hasRoom() {
    return taken.get() < max;
  }

  void take(long bytes) {
    taken.addAndGet(bytes);
  }

  void giveBack(long bytes) {
    if (bytes != 0) {
      taken.addAndGet(-bytes);
    }
  }

  /// What an answer of `bytes` counts for.
  static long counted(long bytes) {
    return bytes > SMALL_BYTES ? bytes : 0;
  }
}
