package io.waybill.wire.dispatch;

/// What a `Content-Type` says of the protocol.
enum ContentType {
  JSON_1_0("application/x-amz-json-1.0"),
  JSON_1_1("application/x-amz-json-1.1"),
  /// Kinesis's.
  AMZ_CBOR("application/x-amz-cbor-1.1"),
  /// Of rpcv2Cbor.
  CBOR("application/cbor"),
  FORM("application/x-www-form-urlencoded"),
  NONE(""),
  /// Any other.
  OTHER("*/*");

  private static final ContentType[] ALL = values();

  private final String name;

  ContentType(String name) {
    this.name = name;
  }

  static ContentType of(String header) {
    int end = header.indexOf(';');
    String type = end < 0 ? header : header.substring(0, end).strip();
    for (ContentType each : ALL) {
      if (each.name.equalsIgnoreCase(type)) {
        return each;
      }
    }
    return OTHER;
  }
}
