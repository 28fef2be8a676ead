package io.waybill.wire.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waybill.shapes.Document;
import io.waybill.shapes.HttpPlace;
import io.waybill.shapes.Kind;
import io.waybill.shapes.Member;
import io.waybill.shapes.ShapeWriter;
import io.waybill.shapes.StructureWriter;
import io.waybill.shapes.TimestampFormat;
import io.waybill.wire.protocol.WireResponse.Header;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/// Writes the members of an output that stand in headers.
final class TextWriter implements ShapeWriter {
  private final List<Header> headers;
  private final List<String> elements = new ArrayList<>();
  private String name = "";
  private int listDepth;

  TextWriter(List<Header> headers) {
    this.headers = headers;
  }

  @Override
  public void beginList(Member list, int size) {
    listDepth++;
    elements.clear();
  }

  @Override
  public void endList(Member list) {
    listDepth--;
    add(list.held() ? name : list.placeName(), String.join(", ", elements));
  }

  @Override
  public void beginMap(Member map, int size) {}

  @Override
  public void writeKey(Member map, String key) {
    name = map.place() == HttpPlace.PREFIX_HEADERS ? map.placeName() + key : key;
  }

  @Override
  public void endMap(Member map) {}

  @Override
  public void writeNull(Member member) {}

  @Override
  public void writeBoolean(Member member, boolean value) {
    write(member, Boolean.toString(value));
  }

  @Override
  public void writeByte(Member member, byte value) {
    write(member, Byte.toString(value));
  }

  @Override
  public void writeShort(Member member, short value) {
    write(member, Short.toString(value));
  }

  @Override
  public void writeInteger(Member member, int value) {
    write(member, Integer.toString(value));
  }

  @Override
  public void writeLong(Member member, long value) {
    write(member, Long.toString(value));
  }

  @Override
  public void writeFloat(Member member, float value) {
    write(member, Float.toString(value));
  }

  @Override
  public void writeDouble(Member member, double value) {
    write(member, Double.toString(value));
  }

  @Override
  public void writeBigInteger(Member member, BigInteger value) {
    write(member, value.toString());
  }

  @Override
  public void writeBigDecimal(Member member, BigDecimal value) {
    write(member, value.toString());
  }

  /// A string with a media type may hold what a header can't, and so goes in Base64.
  @Override
  public void writeString(Member member, String value) {
    boolean encoded = member.mediaType() != null && member.kind() == Kind.STRING;
    String text = encoded ? Base64.getEncoder().encodeToString(value.getBytes(UTF_8)) : value;
    write(member, listDepth > 0 ? HeaderText.quotedIfNeeded(text) : text);
  }

  @Override
  public void writeBlob(Member member, byte[] value) {
    write(member, Base64.getEncoder().encodeToString(value));
  }

  @Override
  public void writeTimestamp(Member member, Instant value) {
    TimestampFormat format =
        Objects.requireNonNullElse(member.timestampFormat(), TimestampFormat.HTTP_DATE);
    write(member, Timestamps.text(value, format));
  }

  @Override
  public void writeStructure(Member member, StructureWriter value) {
    throw new IllegalArgumentException(member + " can't stand in a header");
  }

  @Override
  public void writeDocument(Member member, Document value) {
    throw new IllegalArgumentException(member + " can't stand in a header");
  }

  private void write(Member member, String text) {
    if (listDepth > 0) {
      elements.add(text);
    } else {
      add(member.held() ? name : member.placeName(), text);
    }
  }

  /// A member's own header wins over one of a map of headers.
  private void add(String header, String text) {
    headers.removeIf(present -> present.name().equalsIgnoreCase(header));
    headers.add(new Header(header, text));
  }
}
