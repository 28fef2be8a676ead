package io.waybill.lambda.invoke;

import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;

/// What tells of an event that is over: a record for a destination, or a dead letter.
///
/// @param target the destination's ARN
/// @param isDeadLetter whether it is the event itself, with attributes, and not a record of it
/// @param succeeded whether the function did it
/// @param record the body
/// @param errorMessage of a dead letter
/// @param traceHeader X-Ray's, of the event
record Parting(
    String functionArn,
    String target,
    boolean isDeadLetter,
    boolean succeeded,
    String requestId,
    String baseUrl,
    String record,
    String errorMessage,
    String traceHeader) {
  static final int CODE = 2;
  private static final int VERSION = 2;

  /// What was stored in this version carries no header.
  private static final int UNTRACED = 1;

  byte[] bytes(int function) {
    return new ByteWriter(256 + record.length())
        .u8(VERSION)
        .u8(CODE)
        .u32(function)
        .text(functionArn)
        .text(target)
        .u8(isDeadLetter ? 1 : 0)
        .u8(succeeded ? 1 : 0)
        .text(requestId)
        .text(baseUrl)
        .text(record)
        .text(errorMessage)
        .text(traceHeader)
        .bytes();
  }

  static Parting read(Carried carried) {
    ByteReader in = carried.body();
    return new Parting(
        in.text(),
        in.text(),
        in.u8() == 1,
        in.u8() == 1,
        in.text(),
        in.text(),
        in.text(),
        in.text(),
        carried.version() == UNTRACED ? "" : in.text());
  }
}
