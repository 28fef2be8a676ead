package io.waybill.lambda.invoke;

import io.waybill.engine.gateway.Caller;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;

/// X-Ray's headers of invocations: each has one, and what tells of its end carries it on.
public final class Traces {
  private static final int HEADER_CHARACTERS = 80;
  private static final int UUID_DIGITS = 32;
  private static final int ROOT_DIGITS = 24;
  private static final int PARENT_DIGITS = 16;

  private Traces() {}

  /// The header that the call came with; else a new one, which is not sampled, of its request id.
  public static String of(Caller caller, long nowMillis) {
    if (!caller.traceHeader().isEmpty()) {
      return caller.traceHeader();
    }
    CharSequence digits = digits(caller.requestId());
    return new StringBuilder(HEADER_CHARACTERS)
        .append("Root=1-")
        .append(HexFormat.of().toHexDigits((int) (nowMillis / 1_000)))
        .append('-')
        .append(digits, 0, ROOT_DIGITS)
        .append(";Parent=")
        .append(digits, UUID_DIGITS - PARENT_DIGITS, UUID_DIGITS)
        .append(";Sampled=0")
        .toString();
  }

  /// 32 hexadecimal digits of the request `id`, which nearly always are the id itself.
  private static CharSequence digits(String id) {
    StringBuilder digits = new StringBuilder(UUID_DIGITS);
    for (int at = 0; at < id.length(); at++) {
      char c = id.charAt(at);
      if (HexFormat.isHexDigit(c)) {
        digits.append(c);
      } else if (c != '-') {
        return digitsOfText(id);
      }
    }
    return digits.length() == UUID_DIGITS ? digits : digitsOfText(id);
  }

  private static String digitsOfText(String id) {
    return UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString().replace("-", "");
  }
}
