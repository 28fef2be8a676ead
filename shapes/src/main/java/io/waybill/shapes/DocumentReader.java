package io.waybill.shapes;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads shapes from a document: how a value that was never bytes, such as one service's call of
/// another, becomes a typed input.
///
/// Members have the model's names, blobs are base64 text, timestamps are seconds or ISO 8601 text.
public final class DocumentReader implements ShapeReader {
  private final Deque<Iterator<?>> open = new ArrayDeque<>();
  private Document here;

  public DocumentReader(Document whole) {
    this.here = whole;
  }

  @Override
  public void beginStructure(Structure structure) {
    open.push(members(structure.name()));
  }

  private Iterator<?> members(String what) {
    if (here instanceof Document.Struct(Map<String, Document> members)) {
      return members.entrySet().iterator();
    }
    throw mismatch(what, "an object");
  }

  @Override
  public @Nullable Member nextMember(Structure structure) {
    String name;
    while ((name = nextEntry()) != null) {
      Member member = structure.member(name);
      if (member != null && !readNull()) {
        return member;
      }
    }
    open.pop();
    return null;
  }

  /// Moves to the next entry of the open object; null at its end.
  private @Nullable String nextEntry() {
    Iterator<?> entries = open.getFirst();
    if (!entries.hasNext()) {
      return null;
    }
    @SuppressWarnings("unchecked") // begin of a structure or map pushed the entries of an object
    Map.Entry<String, Document> entry = (Map.Entry<String, Document>) entries.next();
    here = entry.getValue();
    return entry.getKey();
  }

  @Override
  public void beginUnion(Structure union) {
    beginStructure(union);
  }

  @Override
  public Member unionMember(Structure union) {
    String name;
    while ((name = nextEntry()) != null) {
      if (readNull()) {
        continue;
      }
      Member member = union.member(name);
      if (member == null) {
        throw CommonErrors.SERIALIZATION.because("Unknown member " + name + " in a union");
      }
      return member;
    }
    throw CommonErrors.SERIALIZATION.because("Unexpected null or empty union");
  }

  @Override
  public void endUnion(Structure union) {
    while (nextEntry() != null) {
      if (!readNull()) {
        throw CommonErrors.SERIALIZATION.because("More than one member of a union is set");
      }
    }
    open.pop();
  }

  @Override
  public void beginList(Member list) {
    if (!(here instanceof Document.Array(var elements))) {
      throw mismatch(list.name(), "a list");
    }
    open.push(elements.iterator());
  }

  @Override
  public boolean nextElement(Member list) {
    Iterator<?> elements = open.getFirst();
    if (!elements.hasNext()) {
      open.pop();
      return false;
    }
    here = (Document) elements.next();
    requireValue(list);
    return true;
  }

  @Override
  public void beginMap(Member map) {
    open.push(members(map.name()));
  }

  @Override
  public @Nullable String nextKey(Member map) {
    String key = nextEntry();
    if (key == null) {
      open.pop();
    } else {
      requireValue(map);
    }
    return key;
  }

  private void requireValue(Member holder) {
    if (readNull() && !holder.sparse()) {
      throw CommonErrors.SERIALIZATION.because(holder.name() + " can't hold a null");
    }
  }

  @Override
  public boolean readNull() {
    return here instanceof Document.Null;
  }

  @Override
  public boolean readBoolean(Member member) {
    if (here instanceof Document.Bool(boolean value)) {
      return value;
    }
    throw mismatch(member.name(), "a boolean");
  }

  @Override
  public byte readByte(Member member) {
    return (byte) whole(member, Byte.MIN_VALUE, Byte.MAX_VALUE);
  }

  @Override
  public short readShort(Member member) {
    return (short) whole(member, Short.MIN_VALUE, Short.MAX_VALUE);
  }

  @Override
  public int readInteger(Member member) {
    return (int) whole(member, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  @Override
  public long readLong(Member member) {
    return whole(member, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  private long whole(Member member, long min, long max) {
    try {
      long value = number(member).longValueExact();
      if (value >= min && value <= max) {
        return value;
      }
    } catch (ArithmeticException outOfRange) {
      throw mismatch(member.name(), "a whole number from " + min + " to " + max);
    }
    throw mismatch(member.name(), "a whole number from " + min + " to " + max);
  }

  @Override
  public float readFloat(Member member) {
    return (float) readDouble(member);
  }

  @Override
  public double readDouble(Member member) {
    if (here instanceof Document.Text(String text)) {
      return switch (text) {
        case "NaN" -> Double.NaN;
        case "Infinity" -> Double.POSITIVE_INFINITY;
        case "-Infinity" -> Double.NEGATIVE_INFINITY;
        default -> throw mismatch(member.name(), "a number");
      };
    }
    return number(member).doubleValue();
  }

  @Override
  public BigInteger readBigInteger(Member member) {
    try {
      return number(member).toBigIntegerExact();
    } catch (ArithmeticException fraction) {
      throw mismatch(member.name(), "a whole number");
    }
  }

  @Override
  public BigDecimal readBigDecimal(Member member) {
    return number(member);
  }

  private BigDecimal number(Member member) {
    if (here instanceof Document.Numeric(BigDecimal value)) {
      return value;
    }
    throw mismatch(member.name(), "a number");
  }

  @Override
  public String readString(Member member) {
    if (here instanceof Document.Text(String value)) {
      return value;
    }
    throw mismatch(member.name(), "a string");
  }

  @Override
  public byte[] readBlob(Member member) {
    try {
      return Base64.getDecoder().decode(readString(member));
    } catch (IllegalArgumentException notBase64) {
      throw mismatch(member.name(), "base64 text");
    }
  }

  @Override
  public Instant readTimestamp(Member member) {
    try {
      if (here instanceof Document.Numeric(BigDecimal seconds)) {
        return Instant.ofEpochMilli(seconds.movePointRight(3).longValue());
      }
      String text = readString(member);
      return member.timestampFormat() == TimestampFormat.HTTP_DATE
          ? DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
              .withZone(ZoneOffset.UTC)
              .parse(text, Instant::from)
          : Instant.parse(text);
    } catch (DateTimeException notATime) {
      throw mismatch(member.name(), "a timestamp");
    }
  }

  @Override
  public Document readDocument(Member member) {
    return here;
  }

  private static Refusal mismatch(String name, String wanted) {
    return CommonErrors.SERIALIZATION.because(name + " must be " + wanted);
  }
}
