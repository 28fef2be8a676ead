package io.waybill.sns.state;

import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;

/// How far a subscription has come with what its topic has archived.
///
/// What is published while it is under way reaches the subscription through the archive, in its
/// turn, and not from the topic: so the order of each message group is kept.
///
/// @param subscription its number in the topic
/// @param fromMillis the first time of publishing that it asks for
/// @param toMillis the last; Long.MAX_VALUE where it has no end
/// @param at the letter that it brought last
public record Replay(
    int subscription, Status status, long fromMillis, long toMillis, Archive.Position at) {
  private static final int VERSION = 1;

  /// AWS's words (GetSubscriptionAttributes). The code is part of the format on disk.
  public enum Status {
    PENDING(1, "Pending"),
    IN_PROGRESS(2, "In progress"),
    COMPLETED(3, "Completed"),
    FAILED(4, "Failed");

    private final int code;
    private final String word;

    Status(int code, String word) {
      this.code = code;
      this.word = word;
    }

    public String word() {
      return word;
    }

    private static Status of(int code) {
      return switch (code) {
        case 1 -> PENDING;
        case 2 -> IN_PROGRESS;
        case 3 -> COMPLETED;
        default -> FAILED;
      };
    }
  }

  /// One that is about to begin.
  public static Replay fresh(int subscription, long fromMillis, long toMillis) {
    return new Replay(
        subscription, Status.PENDING, fromMillis, toMillis, new Archive.Position(fromMillis, 0));
  }

  public boolean isUnderWay() {
    return status == Status.PENDING || status == Status.IN_PROGRESS;
  }

  private boolean hasEnd() {
    return toMillis != Long.MAX_VALUE;
  }

  /// When it is through once it has brought all there is: 0 for at once.
  long overAt() {
    return hasEnd() ? toMillis + 1 : 0;
  }

  public Replay at(Archive.Position place) {
    return new Replay(subscription, Status.IN_PROGRESS, fromMillis, toMillis, place);
  }

  public Replay ended(Status how) {
    return new Replay(subscription, how, fromMillis, toMillis, at);
  }

  /// Whether `letter`, which is on its way from the topic, must not reach the subscription by that
  /// way: the replay has brought it, will bring it, or has ended before it.
  ///
  /// AWS (GetSubscriptionAttributes): after a replay with an ending point the subscription gets
  /// nothing new; after one without it does.
  public boolean covers(Letter letter) {
    if (letter.millis() < fromMillis) {
      return false;
    }
    return switch (status) {
      case PENDING, IN_PROGRESS -> true;
      case COMPLETED -> hasEnd() || letter.sequence() <= at.sequence();
      case FAILED -> letter.sequence() <= at.sequence();
    };
  }

  byte[] bytes() {
    return new ByteWriter(40)
        .u8(VERSION)
        .u8(status.code)
        .u64(fromMillis)
        .u64(toMillis)
        .u64(at.millis())
        .count(at.sequence())
        .bytes();
  }

  static Replay read(int subscription, byte[] value) {
    ByteReader in = new ByteReader(value);
    in.version(VERSION);
    return new Replay(
        subscription,
        Status.of(in.u8()),
        in.u64(),
        in.u64(),
        new Archive.Position(in.u64(), in.count()));
  }
}
