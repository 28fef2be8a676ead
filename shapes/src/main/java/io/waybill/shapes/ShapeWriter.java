package io.waybill.shapes;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;

/// Where generated records are written to: some protocol's form of one value.
///
/// The caller writes only what is present. Between a list's begin and end it writes each element,
/// between a map's each key and then its value.
public interface ShapeWriter {
  /// Writes the structure or union that `value` is.
  void writeStructure(Member member, StructureWriter value);

  void beginList(Member list, int size);

  void endList(Member list);

  void beginMap(Member map, int size);

  void writeKey(Member map, String key);

  void endMap(Member map);

  /// A null in a sparse list or map.
  void writeNull(Member member);

  void writeBoolean(Member member, boolean value);

  void writeByte(Member member, byte value);

  void writeShort(Member member, short value);

  void writeInteger(Member member, int value);

  void writeLong(Member member, long value);

  void writeFloat(Member member, float value);

  void writeDouble(Member member, double value);

  void writeBigInteger(Member member, BigInteger value);

  void writeBigDecimal(Member member, BigDecimal value);

  void writeString(Member member, String value);

  void writeBlob(Member member, byte[] value);

  void writeTimestamp(Member member, Instant value);

  void writeDocument(Member member, Document value);
}
