package io.waybill.wire.dispatch;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/// Ids of requests, as AWS's look. They tell requests apart and are no secret, so a fast source of
/// randomness does.
public final class RequestIds {
  private RequestIds() {}

  public static String next() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long high = (random.nextLong() & 0xffff_ffff_ffff_0fffL) | 0x4000L;
    long low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low).toString();
  }
}
