package io.waybill.sqs.state;

import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;

/// A message on its way from one queue to another, which may live in another partition.
///
/// @param from the ARN of the queue that it left
/// @param to the ARN of the queue that it shall arrive in
public record Shipment(Kind kind, String from, String to, Message message) {
  private static final int VERSION = 1;

  /// Why a message travels. The code is part of the format on disk.
  public enum Kind {
    /// It was received too often.
    DEAD_LETTER(1),
    /// A move task takes it back, or elsewhere.
    MOVE(2),
    /// The queue it was sent to is gone: it comes back.
    BOUNCE(3);

    private final int code;

    Kind(int code) {
      this.code = code;
    }
  }

  public byte[] bytes() {
    ByteWriter out = new ByteWriter(message.body().length + 256);
    out.u8(VERSION).u8(kind.code).text(from).text(to);
    MessageCodec.writeTo(out, message);
    return out.bytes();
  }

  static Shipment read(byte[] payload) {
    ByteReader in = new ByteReader(payload);
    in.version(VERSION);
    int code = in.u8();
    for (Kind kind : Kind.values()) {
      if (kind.code == code) {
        return new Shipment(kind, in.text(), in.text(), MessageCodec.readFrom(in));
      }
    }
    throw new IllegalStateException("a stored shipment is of the unknown kind " + code);
  }
}
