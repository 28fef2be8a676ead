package io.waybill.sqs.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Turns receipts into handles that nobody else can make, and back: 20 bytes of receipt, 16 bytes
/// of its HMAC-SHA256 under a queue's own key, all in Base64.
///
/// It keeps the two digests of HMAC with the key already in them, and copies them for each handle.
/// `javax.crypto.Mac` would take up the key again each time, at half the speed, and serves one
/// thread only. A seal may be used by several threads.
public final class ReceiptSeal {
  private static final int BODY_BYTES = 4 + 4 + 8 + 4;
  private static final int TAG_BYTES = 16;
  private static final int BYTES = BODY_BYTES + TAG_BYTES;
  private static final int TEXT_LENGTH = BYTES / 3 * 4;
  private static final int BLOCK_BYTES = 64;
  private static final byte INNER = 0x36;
  private static final byte OUTER = 0x5c;

  private record Keyed(MessageDigest inner, MessageDigest outer) {}

  private final byte[] key;

  /// Made at the first handle: an idle queue shall not pay for it. Whoever makes it twice makes the
  /// same.
  private volatile @Nullable Keyed keyed;

  /// @param key at most 64 bytes, not to be changed; a queue's has 32
  public ReceiptSeal(byte[] key) {
    if (key.length > BLOCK_BYTES) {
      throw new IllegalArgumentException("a key has at most 64 bytes, not " + key.length);
    }
    this.key = key;
  }

  /// The handle of `receipt`: 48 characters.
  public String seal(Receipt receipt) {
    byte[] bytes = new byte[BYTES];
    ByteBuffer.wrap(bytes)
        .putInt(receipt.partition())
        .putInt(receipt.queueId())
        .putLong(receipt.sequence())
        .putInt(receipt.attempt());
    System.arraycopy(tag(bytes), 0, bytes, BODY_BYTES, TAG_BYTES);
    return Base64.getEncoder().encodeToString(bytes);
  }

  /// The receipt in `handle`, or empty if this key did not seal it.
  public Optional<Receipt> open(String handle) {
    if (handle.length() != TEXT_LENGTH) {
      return Optional.empty();
    }
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(handle.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (bytes.length != BYTES || !isSealed(bytes)) {
      return Optional.empty();
    }
    ByteBuffer body = ByteBuffer.wrap(bytes);
    return Optional.of(new Receipt(body.getInt(), body.getInt(), body.getLong(), body.getInt()));
  }

  private boolean isSealed(byte[] bytes) {
    byte[] expected = Arrays.copyOf(tag(bytes), TAG_BYTES);
    return MessageDigest.isEqual(expected, Arrays.copyOfRange(bytes, BODY_BYTES, BYTES));
  }

  private byte[] tag(byte[] bytes) {
    Keyed digests = keyed();
    MessageDigest first = Digests.copy(digests.inner);
    first.update(bytes, 0, BODY_BYTES);
    return Digests.copy(digests.outer).digest(first.digest());
  }

  private Keyed keyed() {
    Keyed known = keyed;
    if (known == null) {
      known = new Keyed(keyed(key, INNER), keyed(key, OUTER));
      keyed = known;
    }
    return known;
  }

  private static MessageDigest keyed(byte[] key, byte pad) {
    byte[] block = Arrays.copyOf(key, BLOCK_BYTES);
    for (int i = 0; i < BLOCK_BYTES; i++) {
      block[i] ^= pad;
    }
    MessageDigest digest = Digests.sha256();
    digest.update(block);
    return digest;
  }
}
