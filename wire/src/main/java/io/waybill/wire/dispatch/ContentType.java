package io.waybill.wire.dispatch;

import java.util.Locale;

/// What a `Content-Type` says of the protocol.
enum ContentType {
  /// `application/x-amz-json-1.0`
  JSON_1_0,
  /// `application/x-amz-json-1.1`
  JSON_1_1,
  /// `application/x-amz-cbor-1.1`, Kinesis's
  AMZ_CBOR,
  /// `application/cbor`, rpcv2Cbor's
  CBOR,
  /// `application/x-www-form-urlencoded`
  FORM,
  NONE,
  OTHER;

  static ContentType of(String header) {
    int end = header.indexOf(';');
    String type = end < 0 ? header : header.substring(0, end).strip();
    return switch (type) {
      case "application/x-amz-json-1.0" -> JSON_1_0;
      case "application/x-amz-json-1.1" -> JSON_1_1;
      case "application/x-amz-cbor-1.1" -> AMZ_CBOR;
      case "application/cbor" -> CBOR;
      case "application/x-www-form-urlencoded" -> FORM;
      case "" -> NONE;
      default -> {
        String lower = type.toLowerCase(Locale.ROOT);
        yield lower.equals(type) ? OTHER : of(lower);
      }
    };
  }
}
