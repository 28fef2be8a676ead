package io.waybill.wire.http;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/// The bytes of a body while they arrive. What was announced is believed only as far as it came: an
/// announcement alone holds no memory.
final class BodyBytes {
  private static final byte[] EMPTY = {};

  private final BodyBudget budget;
  private byte[] bytes = EMPTY;
  private int length;
  private long budgetTaken;

  BodyBytes(BodyBudget budget) {
    this.budget = budget;
  }

  int length() {
    return length;
  }

  /// Appends a part of `in`.
  ///
  /// @param expected how long the body will be at least, and at most where that is known
  void append(byte[] in, int from, int count, long expected) throws BadRequest {
    room(count, expected);
    System.arraycopy(in, from, bytes, length, count);
    length += count;
  }

  /// Appends what is readable in `in`.
  void append(ByteBuf in, long expected) throws BadRequest {
    int count = in.readableBytes();
    room(count, expected);
    in.readBytes(bytes, length, count);
    length += count;
  }

  private void room(int more, long expected) throws BadRequest {
    int needed = length + more;
    if (needed <= bytes.length) {
      return;
    }
    long size = needed;
    if (expected <= BodyBudget.SMALL_BYTES) {
      size = Math.max(needed, expected);
    } else if (length > 0) {
      size = Math.clamp(2L * length, needed, Math.max(needed, expected));
    }
    if (size > BodyBudget.SMALL_BYTES) {
      budget.take(size - budgetTaken);
      budgetTaken = size;
    }
    bytes = length == 0 ? new byte[(int) size] : Arrays.copyOf(bytes, (int) size);
  }

  /// The body, exactly as long as it is. Its share of the budget stays with `takeBudget`.
  byte[] take() {
    byte[] body = bytes.length == length ? bytes : Arrays.copyOf(bytes, length);
    bytes = EMPTY;
    length = 0;
    return body;
  }

  /// The part of the budget that the body holds; the caller gives it back.
  long takeBudget() {
    long taken = budgetTaken;
    budgetTaken = 0;
    return taken;
  }
}
