package io.waybill.wire.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waybill.shapes.Document;
import io.waybill.shapes.HttpPlace;
import io.waybill.shapes.Member;
import io.waybill.shapes.ShapeWriter;
import io.waybill.shapes.StructureWriter;
import io.waybill.wire.protocol.WireResponse.Header;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;

/// Writes an output that is spread over status, headers and body, each member by the writer of the
/// place where it stands.
final class RestWriter implements ShapeWriter {
  private final JsonWriter json;
  private final TextWriter text;
  private ShapeWriter current;
  private int status;
  private byte[] payload = Answers.NOTHING;
  private boolean hasPayload;

  /// Writes what belongs in the body's structure to `json`, and what belongs in headers to
  /// `headers`.
  RestWriter(JsonWriter json, List<Header> headers, int status) {
    this.json = json;
    this.text = new TextWriter(headers);
    this.current = json;
    this.status = status;
  }

  int status() {
    return status;
  }

  /// The whole body, where one member is that.
  byte[] payload() {
    return payload;
  }

  boolean hasPayload() {
    return hasPayload;
  }

  private ShapeWriter at(Member member) {
    if (!member.held()) {
      current =
          switch (member.place()) {
            case HEADER, PREFIX_HEADERS -> text;
            case BODY, LABEL, QUERY, QUERY_MAP, STATUS, PAYLOAD -> json;
          };
    }
    return current;
  }

  private boolean isPayload(Member member) {
    boolean is = !member.held() && member.place() == HttpPlace.PAYLOAD;
    hasPayload |= is;
    return is;
  }

  @Override
  public void writeStructure(Member member, StructureWriter value) {
    if (isPayload(member)) {
      payload = JsonWriter.document(value, true);
    } else {
      at(member).writeStructure(member, value);
    }
  }

  @Override
  public void writeDocument(Member member, Document value) {
    if (isPayload(member)) {
      payload = JsonWriter.document(value);
    } else {
      at(member).writeDocument(member, value);
    }
  }

  @Override
  public void writeString(Member member, String value) {
    if (isPayload(member)) {
      payload = value.getBytes(UTF_8);
    } else {
      at(member).writeString(member, value);
    }
  }

  @Override
  public void writeBlob(Member member, byte[] value) {
    if (isPayload(member)) {
      payload = value;
    } else {
      at(member).writeBlob(member, value);
    }
  }

  @Override
  public void writeInteger(Member member, int value) {
    if (member.place() == HttpPlace.STATUS) {
      status = value;
    } else {
      at(member).writeInteger(member, value);
    }
  }

  @Override
  public void beginList(Member list, int size) {
    at(list).beginList(list, size);
  }

  @Override
  public void endList(Member list) {
    current.endList(list);
  }

  @Override
  public void beginMap(Member map, int size) {
    at(map).beginMap(map, size);
  }

  @Override
  public void writeKey(Member map, String key) {
    current.writeKey(map, key);
  }

  @Override
  public void endMap(Member map) {
    current.endMap(map);
  }

  @Override
  public void writeNull(Member member) {
    at(member).writeNull(member);
  }

  @Override
  public void writeBoolean(Member member, boolean value) {
    at(member).writeBoolean(member, value);
  }

  @Override
  public void writeByte(Member member, byte value) {
    at(member).writeByte(member, value);
  }

  @Override
  public void writeShort(Member member, short value) {
    at(member).writeShort(member, value);
  }

  @Override
  public void writeLong(Member member, long value) {
    at(member).writeLong(member, value);
  }

  @Override
  public void writeFloat(Member member, float value) {
    at(member).writeFloat(member, value);
  }

  @Override
  public void writeDouble(Member member, double value) {
    at(member).writeDouble(member, value);
  }

  @Override
  public void writeBigInteger(Member member, BigInteger value) {
    at(member).writeBigInteger(member, value);
  }

  @Override
  public void writeBigDecimal(Member member, BigDecimal value) {
    at(member).writeBigDecimal(member, value);
  }

  @Override
  public void writeTimestamp(Member member, Instant value) {
    at(member).writeTimestamp(member, value);
  }
}
