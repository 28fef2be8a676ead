package io.waybill.wire.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waybill.shapes.Document;
import io.waybill.shapes.Member;
import io.waybill.shapes.ShapeWriter;
import io.waybill.shapes.StructureWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;

/// Writes shapes as CBOR (RFC 8949).
///
/// Structures are maps of indefinite length: how many members are present is known only once they
/// are written.
final class CborWriter implements ShapeWriter {
  static final int UNSIGNED = 0;
  static final int NEGATIVE = 1;
  static final int BYTES = 2;
  static final int TEXT = 3;
  static final int ARRAY = 4;
  static final int MAP = 5;
  static final int TAG = 6;
  static final int SIMPLE = 7;

  static final int FALSE = 0xf4;
  static final int TRUE = 0xf5;
  static final int NULL = 0xf6;
  static final int UNDEFINED = 0xf7;
  static final int HALF = 0xf9;
  static final int FLOAT = 0xfa;
  static final int DOUBLE = 0xfb;
  static final int BREAK = 0xff;

  static final int TAG_EPOCH = 1;
  static final int TAG_POSITIVE = 2;
  static final int TAG_NEGATIVE = 3;
  static final int TAG_DECIMAL = 4;

  private static final int MAP_OPEN = 0xbf;

  private final Bytes out;
  private final boolean epochMillis;

  /// Writes to `out`, timestamps as seconds, or as Kinesis wants them in milliseconds.
  CborWriter(Bytes out, boolean epochMillis) {
    this.out = out;
    this.epochMillis = epochMillis;
  }

  void object(StructureWriter value) {
    beginObject();
    value.writeMembers(this);
    endObject();
  }

  void beginObject() {
    out.write(MAP_OPEN);
  }

  void endObject() {
    out.write(BREAK);
  }

  void field(String name, String value) {
    text(name);
    text(value);
  }

  @Override
  public void writeStructure(Member member, StructureWriter value) {
    name(member);
    object(value);
  }

  @Override
  public void beginList(Member list, int size) {
    name(list);
    head(ARRAY, size);
  }

  @Override
  public void endList(Member list) {}

  @Override
  public void beginMap(Member map, int size) {
    name(map);
    head(MAP, size);
  }

  @Override
  public void writeKey(Member map, String key) {
    text(key);
  }

  @Override
  public void endMap(Member map) {}

  @Override
  public void writeNull(Member member) {
    name(member);
    out.write(NULL);
  }

  @Override
  public void writeBoolean(Member member, boolean value) {
    name(member);
    out.write(value ? TRUE : FALSE);
  }

  @Override
  public void writeByte(Member member, byte value) {
    writeLong(member, value);
  }

  @Override
  public void writeShort(Member member, short value) {
    writeLong(member, value);
  }

  @Override
  public void writeInteger(Member member, int value) {
    writeLong(member, value);
  }

  @Override
  public void writeLong(Member member, long value) {
    name(member);
    whole(value);
  }

  @Override
  public void writeFloat(Member member, float value) {
    name(member);
    out.write(FLOAT);
    bigEndian(Float.floatToIntBits(value) & 0xffff_ffffL, 4);
  }

  @Override
  public void writeDouble(Member member, double value) {
    name(member);
    real(value);
  }

  @Override
  public void writeBigInteger(Member member, BigInteger value) {
    name(member);
    big(value);
  }

  @Override
  public void writeBigDecimal(Member member, BigDecimal value) {
    name(member);
    head(TAG, TAG_DECIMAL);
    head(ARRAY, 2);
    whole(-(long) value.scale());
    big(value.unscaledValue());
  }

  @Override
  public void writeString(Member member, String value) {
    name(member);
    text(value);
  }

  @Override
  public void writeBlob(Member member, byte[] value) {
    name(member);
    head(BYTES, value.length);
    out.write(value);
  }

  @Override
  public void writeTimestamp(Member member, Instant value) {
    name(member);
    head(TAG, TAG_EPOCH);
    if (epochMillis) {
      whole(value.toEpochMilli());
      return;
    }
    BigDecimal seconds = Timestamps.epochSeconds(value);
    if (seconds.scale() <= 0) {
      whole(value.getEpochSecond());
    } else {
      real(seconds.doubleValue());
    }
  }

  @Override
  public void writeDocument(Member member, Document value) {
    throw new IllegalArgumentException("CBOR protocols have no documents");
  }

  private void name(Member member) {
    if (!member.held()) {
      text(member.name());
    }
  }

  private void text(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    head(TEXT, bytes.length);
    out.write(bytes);
  }

  private void whole(long value) {
    if (value >= 0) {
      head(UNSIGNED, value);
    } else {
      head(NEGATIVE, -1 - value);
    }
  }

  private void real(double value) {
    out.write(DOUBLE);
    bigEndian(Double.doubleToLongBits(value), 8);
  }

  private void big(BigInteger value) {
    if (value.bitLength() < 64) {
      whole(value.longValueExact());
      return;
    }
    boolean negative = value.signum() < 0;
    head(TAG, negative ? TAG_NEGATIVE : TAG_POSITIVE);
    byte[] magnitude = (negative ? value.not() : value).toByteArray();
    head(BYTES, magnitude.length);
    out.write(magnitude);
  }

  /// Writes a major type and its argument in the fewest bytes.
  private void head(int major, long argument) {
    int type = major << 5;
    if (argument < 24) {
      out.write(type | (int) argument);
    } else if (argument < 1L << 8) {
      out.write(type | 24);
      bigEndian(argument, 1);
    } else if (argument < 1L << 16) {
      out.write(type | 25);
      bigEndian(argument, 2);
    } else if (argument < 1L << 32) {
      out.write(type | 26);
      bigEndian(argument, 4);
    } else {
      out.write(type | 27);
      bigEndian(argument, 8);
    }
  }

  private void bigEndian(long value, int bytes) {
    for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) {
      out.write((int) (value >>> shift));
    }
  }
}
