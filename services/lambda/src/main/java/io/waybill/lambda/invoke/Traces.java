package io.waybill.lambda.invoke;

import io.waybill.engine.gateway.Caller;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// X-Ray's headers of invocations: each has one, and what tells of its end carries it on.
public final class Traces {
  private Traces() {}

  /// The header that the call came with; else a new one, which is not sampled, of its request id.
  public static String of(Caller caller, long nowMillis) {
    return caller.traceHeader().isEmpty()
        ? "Root=1-%08x-%s;Parent=%s;Sampled=0"
            .formatted(
                nowMillis / 1_000,
                hex("root " + caller.requestId(), 24),
                hex("parent " + caller.requestId(), 16))
        : caller.traceHeader();
  }

  private static String hex(String of, int digits) {
    return UUID.nameUUIDFromBytes(of.getBytes(StandardCharsets.UTF_8))
        .toString()
        .replace("-", "")
        .substring(0, digits);
  }
}
