package io.waybill.shapes;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where generated records are read from: a cursor over one value in some protocol's form.
///
/// The caller says what it expects and the reader refuses, with the protocol's own error, what
/// isn't that. Each begin is followed by calls of its next until that says there is no more; after
/// each next that found something, exactly one value is read.
///
/// The cursor keeps callbacks, and so the objects that would carry state into them, out of reading.
public interface ShapeReader {
  void beginStructure(Structure structure);

  /// Moves to the next member that is present and not null; null at the end. Members that
  /// `structure` doesn't know are skipped.
  @Nullable Member nextMember(Structure structure);

  void beginUnion(Structure union);

  /// The union's member that is set. Its value is then read and `endUnion` called; together they
  /// refuse none, several, and what `union` doesn't know.
  Member unionMember(Structure union);

  void endUnion(Structure union);

  void beginList(Member list);

  /// Moves to the next element; false at the end. Only a sparse list comes to nulls.
  boolean nextElement(Member list);

  void beginMap(Member map);

  /// Moves to the next entry and gives its key; null at the end. Only a sparse map comes to nulls.
  @Nullable String nextKey(Member map);

  /// Whether the value here is null, which then counts as read. Asked only in sparse lists and
  /// maps.
  boolean readNull();

  boolean readBoolean(Member member);

  byte readByte(Member member);

  short readShort(Member member);

  int readInteger(Member member);

  long readLong(Member member);

  float readFloat(Member member);

  double readDouble(Member member);

  BigInteger readBigInteger(Member member);

  BigDecimal readBigDecimal(Member member);

  String readString(Member member);

  byte[] readBlob(Member member);

  Instant readTimestamp(Member member);

  Document readDocument(Member member);
}
