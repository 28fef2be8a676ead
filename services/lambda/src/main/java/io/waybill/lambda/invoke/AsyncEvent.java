package io.waybill.lambda.invoke;

import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import io.waybill.lambda.decide.Step;
import io.waybill.lambda.state.Resource;
import java.util.Map;
import java.util.UUID;

/// An event that waits to be run: what the outbox carries.
///
/// @param invokedArn the function's ARN, with the qualifier that the caller said
/// @param baseUrl what the caller called the server
/// @param traceHeader X-Ray's; empty for none
public record AsyncEvent(
    String invokedArn, String requestId, byte[] payload, String baseUrl, String traceHeader) {
  static final int CODE = 1;
  private static final int VERSION = 2;

  /// Events of this version carry no header.
  private static final int UNTRACED = 1;

  /// Takes it in: durable when the step is.
  public void accept(Resource function, Step step) {
    step.resources().outbox().accept(bytes(function.number()), step.transaction(), step.stamp());
    trail("EventAccepted", Map.of(), step);
  }

  /// Notes what has become of it.
  void trail(String what, Map<String, String> details, Step step) {
    step.resources()
        .trail()
        .write(id(requestId), what, invokedArn, details, step.transaction(), step.stamp());
  }

  byte[] bytes(int function) {
    return new ByteWriter(128 + payload.length)
        .u8(VERSION)
        .u8(CODE)
        .u32(function)
        .text(invokedArn)
        .text(requestId)
        .text(baseUrl)
        .text(traceHeader)
        .raw(payload)
        .bytes();
  }

  static AsyncEvent read(Carried carried) {
    ByteReader in = carried.body();
    String arn = in.text();
    String request = in.text();
    String url = in.text();
    String trace = carried.version() == UNTRACED ? "" : in.text();
    return new AsyncEvent(arn, request, in.rest(), url, trace);
  }

  /// The id under which the trail knows a request.
  static UUID id(String requestId) {
    try {
      return UUID.fromString(requestId);
    } catch (IllegalArgumentException other) {
      return UUID.nameUUIDFromBytes(requestId.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
  }
}
