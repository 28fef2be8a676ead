package io.waybill.core;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.CRC32;

/// What a list's page says of where the next one begins: the place of its last entry, with a sum by
/// which a token of another list, or one that nobody gave out, is told from it.
///
/// It is no secret, and proves nothing: whoever makes one up sees a page that he may see.
public final class PageToken {
  private static final int SUM_BYTES = 4;

  private PageToken() {}

  /// The token for what stands behind `place` in `list`, such as `ListTopics`.
  public static String of(String list, String place) {
    byte[] bytes = place.getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder()
        .encodeToString(
            new ByteWriter(SUM_BYTES + bytes.length).raw(sum(list, bytes)).raw(bytes).bytes());
  }

  /// The place in `token`; empty where it is none of `list`.
  public static Optional<String> place(String list, String token) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(token);
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
    if (bytes.length <= SUM_BYTES) {
      return Optional.empty();
    }
    byte[] sum = Arrays.copyOf(bytes, SUM_BYTES);
    byte[] place = Arrays.copyOfRange(bytes, SUM_BYTES, bytes.length);
    return Arrays.equals(sum, sum(list, place))
        ? Optional.of(new String(place, StandardCharsets.UTF_8))
        : Optional.empty();
  }

  private static byte[] sum(String list, byte[] place) {
    CRC32 sum = new CRC32();
    sum.update(list.getBytes(StandardCharsets.UTF_8));
    sum.update(0);
    sum.update(place);
    return new ByteWriter(SUM_BYTES).u32((int) sum.getValue()).bytes();
  }
}
