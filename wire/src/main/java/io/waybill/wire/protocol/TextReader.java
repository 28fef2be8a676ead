package io.waybill.wire.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waybill.shapes.CommonErrors;
import io.waybill.shapes.Document;
import io.waybill.shapes.Kind;
import io.waybill.shapes.Member;
import io.waybill.shapes.Refusal;
import io.waybill.shapes.ShapeReader;
import io.waybill.shapes.Structure;
import io.waybill.shapes.TimestampFormat;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads a value from texts beside the body: from a part of the path, a query parameter, a header.
///
/// A list has a text for each element; a map a key with texts for each entry, of which each is
/// again one value or a list.
final class TextReader implements ShapeReader {
  private static final TextValues VALUES = new TextValues(CommonErrors.SERIALIZATION);

  private final TimestampFormat timestamps;
  private final boolean inHeader;
  private final Iterator<Map.Entry<String, List<String>>> entries;
  private Iterator<String> texts;
  private String current = "";

  private TextReader(
      TimestampFormat timestamps,
      boolean inHeader,
      Iterator<Map.Entry<String, List<String>>> entries,
      List<String> texts) {
    this.timestamps = timestamps;
    this.inHeader = inHeader;
    this.entries = entries;
    take(texts);
  }

  static TextReader ofHeader(List<String> texts) {
    return new TextReader(TimestampFormat.HTTP_DATE, true, Collections.emptyIterator(), texts);
  }

  static TextReader ofUri(List<String> texts) {
    return new TextReader(TimestampFormat.DATE_TIME, false, Collections.emptyIterator(), texts);
  }

  static TextReader ofMap(Map<String, List<String>> map) {
    return new TextReader(TimestampFormat.DATE_TIME, false, map.entrySet().iterator(), List.of());
  }

  private void take(List<String> values) {
    texts = values.iterator();
    current = values.isEmpty() ? "" : values.getFirst();
  }

  @Override
  public void beginList(Member list) {}

  @Override
  public boolean nextElement(Member list) {
    if (!texts.hasNext()) {
      return false;
    }
    current = texts.next();
    return true;
  }

  @Override
  public void beginMap(Member map) {}

  @Override
  public @Nullable String nextKey(Member map) {
    if (!entries.hasNext()) {
      return null;
    }
    Map.Entry<String, List<String>> entry = entries.next();
    take(entry.getValue());
    return entry.getKey();
  }

  @Override
  public boolean readNull() {
    return false;
  }

  @Override
  public boolean readBoolean(Member member) {
    return VALUES.readBoolean(current);
  }

  @Override
  public byte readByte(Member member) {
    return VALUES.readByte(current);
  }

  @Override
  public short readShort(Member member) {
    return VALUES.readShort(current);
  }

  @Override
  public int readInteger(Member member) {
    return VALUES.readInteger(current);
  }

  @Override
  public long readLong(Member member) {
    return VALUES.readLong(current);
  }

  @Override
  public float readFloat(Member member) {
    return VALUES.readFloat(current);
  }

  @Override
  public double readDouble(Member member) {
    return VALUES.readDouble(current);
  }

  @Override
  public BigInteger readBigInteger(Member member) {
    return VALUES.readBigInteger(current);
  }

  @Override
  public BigDecimal readBigDecimal(Member member) {
    return VALUES.readBigDecimal(current);
  }

  /// A string with a media type may hold what a header can't, and so comes in Base64.
  @Override
  public String readString(Member member) {
    boolean encoded = inHeader && member.mediaType() != null && member.kind() == Kind.STRING;
    return encoded ? new String(VALUES.readBlob(current), UTF_8) : current;
  }

  @Override
  public byte[] readBlob(Member member) {
    return VALUES.readBlob(current);
  }

  @Override
  public Instant readTimestamp(Member member) {
    return VALUES.readTimestamp(
        current, Objects.requireNonNullElse(member.timestampFormat(), timestamps));
  }

  @Override
  public void beginStructure(Structure structure) {
    throw notText();
  }

  @Override
  public @Nullable Member nextMember(Structure structure) {
    throw notText();
  }

  @Override
  public void beginUnion(Structure union) {
    throw notText();
  }

  @Override
  public Member unionMember(Structure union) {
    throw notText();
  }

  @Override
  public void endUnion(Structure union) {
    throw notText();
  }

  @Override
  public Document readDocument(Member member) {
    throw notText();
  }

  private static Refusal notText() {
    return CommonErrors.SERIALIZATION.because(
        "Start of structure or map found where not expected.");
  }
}
