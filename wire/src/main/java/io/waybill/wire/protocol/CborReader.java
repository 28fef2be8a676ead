package io.waybill.wire.protocol;

import io.waybill.shapes.CommonErrors;
import io.waybill.shapes.Document;
import io.waybill.shapes.Member;
import io.waybill.shapes.Refusal;
import io.waybill.shapes.ShapeReader;
import io.waybill.shapes.Structure;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads shapes from CBOR.
final class CborReader implements ShapeReader {
  private final CborInput in;
  private final boolean epochMillis;

  /// How many items are still to come in each list or map that is being read; negative where only a
  /// break will tell.
  private long[] remaining = new long[16];

  private int depth;

  private CborReader(CborInput in, boolean epochMillis) {
    this.in = in;
    this.epochMillis = epochMillis;
  }

  /// Reads `body` as one item; nothing at all counts as an empty structure.
  static <T> T document(byte[] body, boolean epochMillis, JsonReader.Reading<T> reading) {
    CborInput in = new CborInput(body.length == 0 ? new byte[] {(byte) 0xa0} : body);
    T value = reading.from(new CborReader(in, epochMillis));
    if (!in.isAtEnd()) {
      throw CborInput.malformed();
    }
    return value;
  }

  @Override
  public void beginStructure(Structure structure) {
    begin(CborWriter.MAP, structure.name());
  }

  @Override
  public @Nullable Member nextMember(Structure structure) {
    while (hasNext()) {
      Member member = structure.member(key());
      if (member != null && !in.peekNull()) {
        return member;
      }
      in.skip(depth);
    }
    return null;
  }

  @Override
  public void beginUnion(Structure union) {
    beginStructure(union);
  }

  @Override
  public Member unionMember(Structure union) {
    while (hasNext()) {
      String name = key();
      Member member = union.member(name);
      if (in.peekNull() || name.equals("__type")) {
        in.skip(depth);
      } else if (member == null) {
        throw refuse("Unknown member " + name + " in a union");
      } else {
        return member;
      }
    }
    throw refuse("Unexpected null or empty union");
  }

  @Override
  public void endUnion(Structure union) {
    while (hasNext()) {
      if (!key().equals("__type") && !in.peekNull()) {
        throw refuse("More than one member of a union is set");
      }
      in.skip(depth);
    }
  }

  @Override
  public void beginList(Member list) {
    begin(CborWriter.ARRAY, "List");
  }

  @Override
  public boolean nextElement(Member list) {
    if (!hasNext()) {
      return false;
    }
    if (!list.sparse() && in.peekNull()) {
      throw refuse("NULL_VALUE cannot be an element of a list");
    }
    return true;
  }

  @Override
  public void beginMap(Member map) {
    begin(CborWriter.MAP, "Map");
  }

  @Override
  public @Nullable String nextKey(Member map) {
    if (!hasNext()) {
      return null;
    }
    String key = key();
    if (!map.sparse() && in.peekNull()) {
      throw refuse("NULL_VALUE cannot be a value of a map");
    }
    return key;
  }

  private void begin(int major, String type) {
    long count = head();
    if (in.major() != major) {
      throw mismatch(type);
    }
    if (++depth >= JsonReader.DEPTH_MAX) {
      throw CborInput.malformed();
    }
    if (depth == remaining.length) {
      remaining = Arrays.copyOf(remaining, depth * 2);
    }
    remaining[depth] = count;
  }

  private boolean hasNext() {
    long left = remaining[depth];
    boolean more = left == CborInput.INDEFINITE ? !in.takeBreak() : left > 0;
    if (!more) {
      depth--;
    } else if (left > 0) {
      remaining[depth] = left - 1;
    }
    return more;
  }

  private String key() {
    long length = in.head();
    if (in.major() != CborWriter.TEXT) {
      throw CborInput.malformed();
    }
    return in.text(length);
  }

  /// Takes a head, past any tags before it: only those that a type asks for mean something to us.
  private long head() {
    long argument = in.head();
    while (in.major() == CborWriter.TAG) {
      argument = in.head();
    }
    return argument;
  }

  @Override
  public boolean readNull() {
    if (in.peekNull()) {
      in.takeByte();
      return true;
    }
    return false;
  }

  @Override
  public boolean readBoolean(Member member) {
    head();
    return switch (in.initial()) {
      case CborWriter.TRUE -> true;
      case CborWriter.FALSE -> false;
      default -> throw mismatch("Boolean");
    };
  }

  @Override
  public byte readByte(Member member) {
    return (byte) whole(Byte.MIN_VALUE, Byte.MAX_VALUE, "Byte");
  }

  @Override
  public short readShort(Member member) {
    return (short) whole(Short.MIN_VALUE, Short.MAX_VALUE, "Short");
  }

  @Override
  public int readInteger(Member member) {
    return (int) whole(Integer.MIN_VALUE, Integer.MAX_VALUE, "Integer");
  }

  @Override
  public long readLong(Member member) {
    return whole(Long.MIN_VALUE, Long.MAX_VALUE, "Long");
  }

  private long whole(long min, long max, String type) {
    long argument = head();
    boolean negative = in.major() == CborWriter.NEGATIVE;
    if (!negative && in.major() != CborWriter.UNSIGNED) {
      throw mismatch(type);
    }
    long value = negative ? -1 - argument : argument;
    if (argument < 0 || value < min || value > max) {
      throw refuse("NUMBER_VALUE is out of the range of " + type);
    }
    return value;
  }

  @Override
  public float readFloat(Member member) {
    return (float) real("Float");
  }

  @Override
  public double readDouble(Member member) {
    return real("Double");
  }

  private double real(String type) {
    long argument = head();
    return switch (in.major()) {
      case CborWriter.UNSIGNED -> (double) argument;
      case CborWriter.NEGATIVE -> -1.0 - argument;
      case CborWriter.SIMPLE -> real(in.initial(), argument, type);
      default -> throw mismatch(type);
    };
  }

  private double real(int initial, long bits, String type) {
    return switch (initial) {
      case CborWriter.HALF -> Float.float16ToFloat((short) bits);
      case CborWriter.FLOAT -> Float.intBitsToFloat((int) bits);
      case CborWriter.DOUBLE -> Double.longBitsToDouble(bits);
      default -> throw mismatch(type);
    };
  }

  @Override
  public BigInteger readBigInteger(Member member) {
    long argument = in.head();
    boolean tagged = in.major() == CborWriter.TAG;
    long tag = argument;
    if (tagged) {
      argument = in.head();
    }
    return switch (in.major()) {
      case CborWriter.UNSIGNED -> unsigned(argument);
      case CborWriter.NEGATIVE -> unsigned(argument).not();
      case CborWriter.BYTES -> {
        BigInteger magnitude = new BigInteger(1, in.string(argument));
        yield tagged && tag == CborWriter.TAG_NEGATIVE ? magnitude.not() : magnitude;
      }
      default -> throw mismatch("BigInteger");
    };
  }

  private static BigInteger unsigned(long argument) {
    return new BigInteger(Long.toUnsignedString(argument));
  }

  @Override
  public BigDecimal readBigDecimal(Member member) {
    if (in.peek() >> 5 != CborWriter.TAG) {
      return finite(real("BigDecimal"), "BigDecimal");
    }
    long tag = in.head();
    if (tag != CborWriter.TAG_DECIMAL) {
      throw mismatch("BigDecimal");
    }
    if (in.head() != 2 || in.major() != CborWriter.ARRAY) {
      throw CborInput.malformed();
    }
    int exponent = (int) whole(-1000, 1000, "BigDecimal");
    return new BigDecimal(readBigInteger(member), -exponent);
  }

  @Override
  public String readString(Member member) {
    long length = head();
    if (in.major() != CborWriter.TEXT) {
      throw mismatch("String");
    }
    return in.text(length);
  }

  @Override
  public byte[] readBlob(Member member) {
    long length = head();
    if (in.major() != CborWriter.BYTES) {
      throw mismatch("ByteBuffer");
    }
    return in.string(length);
  }

  @Override
  public Instant readTimestamp(Member member) {
    BigDecimal number = finite(real("Timestamp"), "Timestamp");
    try {
      // Binary fractions of a second are exact to the millisecond only, as the protocol says.
      return epochMillis
          ? Timestamps.ofEpochMillis(number)
          : Instant.ofEpochMilli(
              Timestamps.ofEpochSeconds(number).plusNanos(500_000).toEpochMilli());
    } catch (DateTimeException | ArithmeticException e) {
      throw refuse("Invalid timestamp");
    }
  }

  private static BigDecimal finite(double value, String type) {
    if (!Double.isFinite(value)) {
      throw refuse("DECIMAL_VALUE cannot be converted to " + type);
    }
    return new BigDecimal(value);
  }

  @Override
  public Document readDocument(Member member) {
    throw refuse("CBOR protocols have no documents");
  }

  private Refusal mismatch(String type) {
    String found =
        switch (in.major()) {
          case CborWriter.UNSIGNED, CborWriter.NEGATIVE -> "NUMBER_VALUE";
          case CborWriter.BYTES -> "BINARY_VALUE";
          case CborWriter.TEXT -> "STRING_VALUE";
          case CborWriter.ARRAY -> "START_ARRAY";
          case CborWriter.MAP -> "START_OBJECT";
          default -> "SIMPLE_VALUE";
        };
    return refuse(found + " cannot be converted to " + type);
  }

  private static Refusal refuse(String message) {
    return CommonErrors.SERIALIZATION.because(message);
  }
}
