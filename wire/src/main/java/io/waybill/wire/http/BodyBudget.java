package io.waybill.wire.http;

import java.util.concurrent.atomic.AtomicLong;

/// The memory that large bodies of all connections share. Bodies below `SMALL_BYTES` are not
/// counted: the number of connections bounds them.
final class BodyBudget {
  static final int SMALL_BYTES = 32 * 1024;

  private final long max;
  private final AtomicLong taken = new AtomicLong();

  BodyBudget(long max) {
    this.max = max;
  }

  void take(long bytes) throws BadRequest {
    if (taken.addAndGet(bytes) > max) {
      taken.addAndGet(-bytes);
      throw new BadRequest(503, "too many large bodies at one time; try again");
    }
  }

  void giveBack(long bytes) {
    taken.addAndGet(-bytes);
  }

  long taken() {
    return taken.get();
  }
}
