package io.waybill.wire.vectors;

/// CBOR as text, for comparing.
final class CborText {
  private final byte[] bytes;

  CborText(byte[] bytes) {
    this.bytes = bytes;
  }

  String canonical() {
    return java.util.HexFormat.of().formatHex(bytes);
  }
}
