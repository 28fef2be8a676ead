package io.waybill.shapes;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes shapes as a document: the other way of [DocumentReader].
public final class DocumentWriter implements ShapeWriter {
  /// What is being filled: an object (structure or map) or a list.
  private sealed interface Holder {
    record Members(Map<String, Document> members) implements Holder {}

    record Elements(List<Document> elements) implements Holder {}
  }

  private final Deque<Holder> open = new ArrayDeque<>();
  private String key = "";

  private DocumentWriter() {}

  /// `value` as a document.
  public static Document.Struct of(StructureWriter value) {
    return new DocumentWriter().struct(value);
  }

  private Document.Struct struct(StructureWriter value) {
    Map<String, Document> members = new LinkedHashMap<>();
    open.push(new Holder.Members(members));
    value.writeMembers(this);
    open.pop();
    return new Document.Struct(members);
  }

  private void add(Member member, Document value) {
    switch (open.getFirst()) {
      case Holder.Members(var members) -> members.put(member.held() ? key : member.name(), value);
      case Holder.Elements(var elements) -> elements.add(value);
    }
  }

  @Override
  public void writeStructure(Member member, StructureWriter value) {
    String keyOfThis = key;
    Document.Struct written = struct(value);
    key = keyOfThis;
    add(member, written);
  }

  @Override
  public void beginList(Member list, int size) {
    List<Document> elements = new ArrayList<>(size);
    add(list, new Document.Array(elements));
    open.push(new Holder.Elements(elements));
  }

  @Override
  public void endList(Member list) {
    open.pop();
  }

  @Override
  public void beginMap(Member map, int size) {
    Map<String, Document> members = new LinkedHashMap<>();
    add(map, new Document.Struct(members));
    open.push(new Holder.Members(members));
  }

  @Override
  public void writeKey(Member map, String entryKey) {
    key = entryKey;
  }

  @Override
  public void endMap(Member map) {
    open.pop();
  }

  @Override
  public void writeNull(Member member) {
    add(member, new Document.Null());
  }

  @Override
  public void writeBoolean(Member member, boolean value) {
    add(member, new Document.Bool(value));
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
    add(member, new Document.Numeric(BigDecimal.valueOf(value)));
  }

  @Override
  public void writeFloat(Member member, float value) {
    writeDouble(member, value);
  }

  @Override
  public void writeDouble(Member member, double value) {
    add(
        member,
        Double.isFinite(value)
            ? new Document.Numeric(BigDecimal.valueOf(value))
            : new Document.Text(Double.toString(value)));
  }

  @Override
  public void writeBigInteger(Member member, BigInteger value) {
    add(member, new Document.Numeric(new BigDecimal(value)));
  }

  @Override
  public void writeBigDecimal(Member member, BigDecimal value) {
    add(member, new Document.Numeric(value));
  }

  @Override
  public void writeString(Member member, String value) {
    add(member, new Document.Text(value));
  }

  @Override
  public void writeBlob(Member member, byte[] value) {
    add(member, new Document.Text(Base64.getEncoder().encodeToString(value)));
  }

  @Override
  public void writeTimestamp(Member member, Instant value) {
    BigDecimal seconds =
        BigDecimal.valueOf(value.getEpochSecond()).add(BigDecimal.valueOf(value.getNano(), 9));
    add(member, new Document.Numeric(seconds.stripTrailingZeros()));
  }

  @Override
  public void writeDocument(Member member, Document value) {
    add(member, value);
  }
}
