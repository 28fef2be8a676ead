package io.waybill.sns.state;

import io.waybill.core.ByteReader;
import io.waybill.core.Sha256;

/// The numbers by which the outbox knows what it delivers to: a topic's number and, in it, a
/// subscription's.
public final class Targets {
  /// Who gets mail that a letter names itself: all behind one mail server.
  public static final long MAILBOXES = 0;

  /// Phones that a letter names: behind a gateway of their own.
  public static final long PHONES = 1;

  /// Devices that a letter names.
  public static final long DEVICES = 2;

  private static final long FIRST_ENDPOINT = 3;
  private static final long ENDPOINTS = (1L << 32) - FIRST_ENDPOINT;

  private Targets() {}

  /// An endpoint that a letter names. Two may have the same number, one in four thousand million
  /// pairs: they then share a lane.
  public static long endpoint(String address) {
    return FIRST_ENDPOINT + (new ByteReader(Sha256.of(address)).u64() >>> 1) % ENDPOINTS;
  }

  /// Whether the letter names its recipient.
  public static boolean isStraight(long target) {
    return topic(target) == 0;
  }

  public static long of(int topic, int subscription) {
    return ((long) topic << 32) | subscription;
  }

  public static int topic(long target) {
    return (int) (target >>> 32);
  }

  public static int subscription(long target) {
    return (int) target;
  }
}
