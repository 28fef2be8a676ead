package io.waybill.wire.dispatch;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// Spoils requests at random: bytes changed, left out, doubled, cut off, replaced by what parsers
/// stumble over.
final class Mutation {
  private static final String[] STUMBLES = {
    "\r\n",
    "\n",
    "\0",
    "\r",
    ":",
    " ",
    "\t",
    "%",
    "%zz",
    "&",
    "=",
    "\"",
    "{",
    "}",
    "[",
    "]",
    "\\",
    "\\u",
    "\\ud800",
    "1e999999",
    "-0",
    "99999999999999999999",
    "null",
    "true",
    "\ufffe",
    "\u00ff",
    "Content-Length: 3\r\n",
    "Transfer-Encoding: chunked\r\n",
    "X-Amz-Target: .\r\n",
    "Content-Encoding: gzip\r\n",
    "Expect: 100-continue\r\n",
    "Upgrade: h2c\r\nHTTP2-Settings: \r\n",
    "Authorization: AWS4-HMAC-SHA256 Credential=////\r\n",
    "[".repeat(5000),
    "{\"a\":".repeat(3000),
    "a".repeat(3000),
    "&a.1.b=".repeat(500),
    "MessageAttribute.99999999.Name=x&",
  };

  private Mutation() {}

  static byte[] of(byte[] request, RandomGenerator random) {
    byte[] spoilt = request;
    int times = 1 + random.nextInt(3);
    for (int i = 0; i < times; i++) {
      spoilt = once(spoilt, random);
    }
    return spoilt;
  }

  private static byte[] once(byte[] request, RandomGenerator random) {
    int from = random.nextInt(request.length + 1);
    int to = Math.min(request.length, from + random.nextInt(8));
    byte[] middle = Arrays.copyOfRange(request, from, to);
    return switch (random.nextInt(6)) {
      case 0 -> joined(request, from, new byte[0], to);
      case 1 -> joined(request, to, middle, to);
      case 2 -> {
        random.nextBytes(middle);
        yield joined(request, from, middle, to);
      }
      case 3 -> Arrays.copyOf(request, Math.max(1, from));
      default -> {
        byte[] stumble = STUMBLES[random.nextInt(STUMBLES.length)].getBytes(StandardCharsets.UTF_8);
        yield joined(request, from, stumble, to);
      }
    };
  }

  private static byte[] joined(byte[] request, int head, byte[] middle, int tail) {
    byte[] out = Arrays.copyOf(request, head + middle.length + request.length - tail);
    System.arraycopy(middle, 0, out, head, middle.length);
    System.arraycopy(request, tail, out, head + middle.length, request.length - tail);
    return out.length == 0 ? new byte[1] : out;
  }
}
