package io.waybill.wire.protocol;

import io.waybill.shapes.Document;
import io.waybill.shapes.Member;
import io.waybill.shapes.ShapeWriter;
import io.waybill.shapes.StructureWriter;
import io.waybill.shapes.TimestampFormat;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;

/// Writes shapes as JSON.
///
/// Commas trail every value and are taken back at the end of what holds it: that needs no memory of
/// where we are.
final class JsonWriter implements ShapeWriter {
  private static final boolean[] PLAIN = plain();
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  private final Bytes out;
  private final boolean jsonNames;

  /// Writes to `out`, by the names of restJson, or of the model.
  JsonWriter(Bytes out, boolean jsonNames) {
    this.out = out;
    this.jsonNames = jsonNames;
  }

  /// `value` as a whole document.
  static byte[] document(StructureWriter value, boolean jsonNames) {
    Bytes out = new Bytes(512);
    new JsonWriter(out, jsonNames).object(value);
    out.unwrite();
    return out.toArray();
  }

  static byte[] document(Document value) {
    JsonWriter json = new JsonWriter(new Bytes(512), true);
    json.write(value);
    return json.toArray();
  }

  void object(StructureWriter value) {
    out.write('{');
    value.writeMembers(this);
    end('}');
  }

  void beginObject() {
    out.write('{');
  }

  void endObject() {
    end('}');
  }

  void field(String name, String value) {
    string(name);
    out.write(':');
    string(value);
    out.write(',');
  }

  /// The document, without the comma that trails its last value.
  byte[] toArray() {
    out.unwrite();
    return out.toArray();
  }

  @Override
  public void writeStructure(Member member, StructureWriter value) {
    name(member);
    object(value);
  }

  @Override
  public void beginList(Member list, int size) {
    name(list);
    out.write('[');
  }

  @Override
  public void endList(Member list) {
    end(']');
  }

  @Override
  public void beginMap(Member map, int size) {
    name(map);
    out.write('{');
  }

  @Override
  public void writeKey(Member map, String key) {
    string(key);
    out.write(':');
  }

  @Override
  public void endMap(Member map) {
    end('}');
  }

  @Override
  public void writeNull(Member member) {
    raw(member, "null");
  }

  @Override
  public void writeBoolean(Member member, boolean value) {
    raw(member, value ? "true" : "false");
  }

  @Override
  public void writeByte(Member member, byte value) {
    raw(member, Byte.toString(value));
  }

  @Override
  public void writeShort(Member member, short value) {
    raw(member, Short.toString(value));
  }

  @Override
  public void writeInteger(Member member, int value) {
    raw(member, Integer.toString(value));
  }

  @Override
  public void writeLong(Member member, long value) {
    raw(member, Long.toString(value));
  }

  @Override
  public void writeFloat(Member member, float value) {
    raw(member, Float.isFinite(value) ? Float.toString(value) : '"' + Float.toString(value) + '"');
  }

  @Override
  public void writeDouble(Member member, double value) {
    raw(
        member,
        Double.isFinite(value) ? Double.toString(value) : '"' + Double.toString(value) + '"');
  }

  @Override
  public void writeBigInteger(Member member, BigInteger value) {
    raw(member, value.toString());
  }

  @Override
  public void writeBigDecimal(Member member, BigDecimal value) {
    raw(member, value.toString());
  }

  @Override
  public void writeString(Member member, String value) {
    name(member);
    string(value);
    out.write(',');
  }

  @Override
  public void writeBlob(Member member, byte[] value) {
    name(member);
    out.write('"');
    out.write(Base64.getEncoder().encode(value));
    out.write('"');
    out.write(',');
  }

  @Override
  public void writeTimestamp(Member member, Instant value) {
    TimestampFormat format =
        Objects.requireNonNullElse(member.timestampFormat(), TimestampFormat.EPOCH_SECONDS);
    String text = Timestamps.text(value, format);
    raw(member, format == TimestampFormat.EPOCH_SECONDS ? text : '"' + text + '"');
  }

  @Override
  public void writeDocument(Member member, Document value) {
    name(member);
    write(value);
  }

  private void write(Document value) {
    switch (value) {
      case Document.Null _ -> out.ascii("null");
      case Document.Bool bool -> out.ascii(bool.value() ? "true" : "false");
      case Document.Numeric number -> out.ascii(number.value().toString());
      case Document.Text text -> string(text.value());
      case Document.Array array -> {
        out.write('[');
        array.elements().forEach(this::write);
        end(']');
        return;
      }
      case Document.Struct struct -> {
        out.write('{');
        struct.members().forEach(this::documentMember);
        end('}');
        return;
      }
    }
    out.write(',');
  }

  private void documentMember(String name, Document value) {
    string(name);
    out.write(':');
    write(value);
  }

  private void name(Member member) {
    if (!member.held()) {
      string(jsonNames ? member.jsonName() : member.name());
      out.write(':');
    }
  }

  private void raw(Member member, String ascii) {
    name(member);
    out.ascii(ascii);
    out.write(',');
  }

  private void end(char close) {
    if (out.last() == ',') {
      out.unwrite();
    }
    out.write(close);
    out.write(',');
  }

  private void string(String text) {
    out.write('"');
    int i = out.plainRun(text, 0, PLAIN);
    while (i < text.length()) {
      i = special(text, i);
      i = out.plainRun(text, i, PLAIN);
    }
    out.write('"');
  }

  /// Writes the run of characters from `from` that are not plain; returns where it ends.
  private int special(String text, int from) {
    char c = text.charAt(from);
    if (c < 0x80) {
      escape(c);
      return from + 1;
    }
    int to = from + 1;
    while (to < text.length() && text.charAt(to) >= 0x80) {
      to++;
    }
    out.utf8(text.substring(from, to));
    return to;
  }

  private void escape(char c) {
    out.write('\\');
    switch (c) {
      case '"', '\\' -> out.write(c);
      case '\n' -> out.write('n');
      case '\r' -> out.write('r');
      case '\t' -> out.write('t');
      default -> {
        out.ascii("u00");
        out.write(HEX[c >> 4]);
        out.write(HEX[c & 15]);
      }
    }
  }

  private static boolean[] plain() {
    boolean[] plain = new boolean[128];
    for (char c = ' '; c < 127; c++) {
      plain[c] = c != '"' && c != '\\';
    }
    return plain;
  }
}
