package io.waybill.wire.protocol;

import io.waybill.shapes.Document;
import io.waybill.shapes.Kind;
import io.waybill.shapes.Member;
import io.waybill.shapes.ShapeWriter;
import io.waybill.shapes.StructureWriter;
import io.waybill.shapes.TimestampFormat;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.Objects;

/// Writes shapes as XML.
final class XmlWriter implements ShapeWriter {
  private static final boolean[] PLAIN = plain();
  private static final String UNREADABLE = "\ufffd";

  private final Bytes out;

  /// The lists and maps around, the innermost first: they name what they hold.
  private final Deque<Member> around = new ArrayDeque<>();

  XmlWriter(Bytes out) {
    this.out = out;
  }

  void open(String name) {
    out.write('<');
    out.ascii(name);
    out.write('>');
  }

  /// Opens an element with a default namespace; an empty `namespace` is none.
  void open(String name, String namespace) {
    out.write('<');
    out.ascii(name);
    if (!namespace.isEmpty()) {
      out.ascii(" xmlns=\"");
      text(namespace);
      out.write('"');
    }
    out.write('>');
  }

  void close(String name) {
    out.ascii("</");
    out.ascii(name);
    out.write('>');
  }

  void element(String name, String text) {
    open(name);
    text(text);
    close(name);
  }

  @Override
  public void writeStructure(Member member, StructureWriter value) {
    open(member);
    value.writeMembers(this);
    close(member);
  }

  @Override
  public void beginList(Member list, int size) {
    if (!list.flattened()) {
      open(list);
    }
    around.push(list);
  }

  @Override
  public void endList(Member list) {
    around.pop();
    if (list.flattened()) {
      closeEntry(list);
    } else {
      close(list);
    }
  }

  @Override
  public void beginMap(Member map, int size) {
    if (!map.flattened()) {
      open(map);
    }
    around.push(map);
  }

  @Override
  public void writeKey(Member map, String key) {
    if (map.flattened()) {
      open(map);
    } else {
      open("entry");
    }
    open(map.key());
    text(key);
    close(map.key().xmlName());
  }

  @Override
  public void endMap(Member map) {
    around.pop();
    if (map.flattened()) {
      closeEntry(map);
    } else {
      close(map);
    }
  }

  @Override
  public void writeNull(Member member) {
    open(member);
    close(member);
  }

  @Override
  public void writeBoolean(Member member, boolean value) {
    scalar(member, Boolean.toString(value));
  }

  @Override
  public void writeByte(Member member, byte value) {
    scalar(member, Byte.toString(value));
  }

  @Override
  public void writeShort(Member member, short value) {
    scalar(member, Short.toString(value));
  }

  @Override
  public void writeInteger(Member member, int value) {
    scalar(member, Integer.toString(value));
  }

  @Override
  public void writeLong(Member member, long value) {
    scalar(member, Long.toString(value));
  }

  @Override
  public void writeFloat(Member member, float value) {
    scalar(member, Float.toString(value));
  }

  @Override
  public void writeDouble(Member member, double value) {
    scalar(member, Double.toString(value));
  }

  @Override
  public void writeBigInteger(Member member, BigInteger value) {
    scalar(member, value.toString());
  }

  @Override
  public void writeBigDecimal(Member member, BigDecimal value) {
    scalar(member, value.toString());
  }

  @Override
  public void writeString(Member member, String value) {
    open(member);
    text(value);
    close(member);
  }

  @Override
  public void writeBlob(Member member, byte[] value) {
    open(member);
    out.write(Base64.getEncoder().encode(value));
    close(member);
  }

  @Override
  public void writeTimestamp(Member member, Instant value) {
    scalar(
        member,
        Timestamps.text(
            value,
            Objects.requireNonNullElse(member.timestampFormat(), TimestampFormat.DATE_TIME)));
  }

  @Override
  public void writeDocument(Member member, Document value) {
    throw new IllegalArgumentException("XML protocols have no documents");
  }

  private void scalar(Member member, String ascii) {
    open(member);
    out.ascii(ascii);
    close(member);
  }

  private String name(Member member) {
    if (!member.held() || around.isEmpty()) {
      return member.xmlName();
    }
    Member holder = around.element();
    boolean unwrapped = holder.kind() == Kind.LIST && holder.flattened();
    return unwrapped ? name(holder) : member.xmlName();
  }

  private static String entry(Member map) {
    return map.flattened() ? map.xmlName() : "entry";
  }

  private void open(Member member) {
    out.write('<');
    out.ascii(name(member));
    String namespace = member.xmlNamespace();
    if (namespace != null) {
      String prefix = member.xmlPrefix();
      out.ascii(prefix == null ? " xmlns" : " xmlns:" + prefix);
      out.ascii("=\"");
      text(namespace);
      out.write('"');
    }
    out.write('>');
  }

  private void close(Member member) {
    close(name(member));
    closeEntry(member);
  }

  /// Closes the entry of a map of which `member` is the value.
  private void closeEntry(Member member) {
    if (member.held() && !around.isEmpty() && around.element().kind() == Kind.MAP) {
      close(entry(around.element()));
    }
  }

  void text(String text) {
    int i = out.plainRun(text, 0, PLAIN);
    while (i < text.length()) {
      i = special(text, i);
      i = out.plainRun(text, i, PLAIN);
    }
  }

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
    // U+FFFE and U+FFFF are no characters of XML 1.0.
    out.utf8(text.substring(from, to).replace('\ufffe', '\ufffd').replace('\uffff', '\ufffd'));
    return to;
  }

  private void escape(char c) {
    switch (c) {
      case '&' -> out.ascii("&amp;");
      case '<' -> out.ascii("&lt;");
      case '>' -> out.ascii("&gt;");
      case '"' -> out.ascii("&quot;");
      case 0x7f -> out.write(c);
      case '\r' -> out.ascii("&#xd;");
      default -> out.utf8(UNREADABLE); // XML 1.0 has no way to say it, and parsers stop at it
    }
  }

  private static boolean[] plain() {
    boolean[] plain = new boolean[128];
    for (char c = ' '; c < 127; c++) {
      plain[c] = c != '&' && c != '<' && c != '>' && c != '"';
    }
    plain['\n'] = true;
    plain['\t'] = true;
    return plain;
  }
}
