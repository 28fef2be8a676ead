package io.waybill.wire.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.waybill.core.Utf8;
import io.waybill.shapes.Document;
import io.waybill.shapes.Member;
import io.waybill.shapes.Refusal;
import io.waybill.shapes.ShapeReader;
import io.waybill.shapes.Structure;
import io.waybill.shapes.TimestampFormat;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads shapes from JSON, as strictly as AWS: a value of another type is refused, an unknown
/// member skipped, a null member taken as absent.
final class JsonReader implements ShapeReader {
  /// Beyond any model's depth and far from the stack's end.
  static final int DEPTH_MAX = 128;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES) // names come from anyone
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH_MAX)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final JsonParser parser;
  private final byte[] body;
  private final boolean jsonNames;

  private JsonReader(JsonParser parser, byte[] body, boolean jsonNames) {
    this.parser = parser;
    this.body = body;
    this.jsonNames = jsonNames;
  }

  /// What reads a value from the cursor of a document.
  @FunctionalInterface
  interface Reading<T> {
    T from(ShapeReader in);
  }

  /// Reads `body` as one whole document; nothing at all counts as `{}`.
  static <T> T document(byte[] body, boolean jsonNames, Reading<T> reading) {
    byte[] text = body.length == 0 ? new byte[] {'{', '}'} : body;
    if (!Utf8.isValid(text)) {
      throw JsonRefusals.because("The request body is not valid UTF-8");
    }
    try (JsonParser parser = FACTORY.createParser(text)) {
      parser.nextToken();
      T value = reading.from(new JsonReader(parser, text, jsonNames));
      if (parser.nextToken() != null) {
        throw JsonRefusals.because("Unexpected content after the end of the document");
      }
      return value;
    } catch (IOException e) {
      throw JsonRefusals.malformed();
    }
  }

  @Override
  public void beginStructure(Structure structure) {
    expect(JsonToken.START_OBJECT, "Unexpected value type in payload", structure.name());
  }

  @Override
  public @Nullable Member nextMember(Structure structure) {
    try {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        Member member = find(structure, parser.currentName());
        JsonToken value = parser.nextToken();
        if (member != null && value != JsonToken.VALUE_NULL) {
          return member;
        }
        parser.skipChildren();
      }
      return null;
    } catch (IOException e) {
      throw JsonRefusals.malformed();
    }
  }

  private @Nullable Member find(Structure structure, String name) {
    return jsonNames ? structure.memberInJson(name) : structure.member(name);
  }

  @Override
  public void beginUnion(Structure union) {
    beginStructure(union);
  }

  @Override
  public Member unionMember(Structure union) {
    try {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        Member member = find(union, name);
        if (parser.nextToken() == JsonToken.VALUE_NULL || name.equals("__type")) {
          parser.skipChildren();
        } else if (member == null) {
          throw JsonRefusals.because("Unknown member " + name + " in a union");
        } else {
          return member;
        }
      }
      throw JsonRefusals.because("Unexpected null or empty union");
    } catch (IOException e) {
      throw JsonRefusals.malformed();
    }
  }

  @Override
  public void endUnion(Structure union) {
    try {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        if (parser.nextToken() != JsonToken.VALUE_NULL && !name.equals("__type")) {
          throw JsonRefusals.because("More than one member of a union is set");
        }
        parser.skipChildren();
      }
    } catch (IOException e) {
      throw JsonRefusals.malformed();
    }
  }

  @Override
  public void beginList(Member list) {
    expect(JsonToken.START_ARRAY, "Unexpected field type", "java.util.List");
  }

  @Override
  public boolean nextElement(Member list) {
    try {
      JsonToken token = parser.nextToken();
      if (token == JsonToken.VALUE_NULL && !list.sparse()) {
        throw JsonRefusals.because("NULL_VALUE cannot be an element of a list");
      }
      return token != JsonToken.END_ARRAY;
    } catch (IOException e) {
      throw JsonRefusals.malformed();
    }
  }

  @Override
  public void beginMap(Member map) {
    expect(JsonToken.START_OBJECT, "Unexpected field type", "java.util.Map");
  }

  @Override
  public @Nullable String nextKey(Member map) {
    try {
      if (parser.nextToken() != JsonToken.FIELD_NAME) {
        return null;
      }
      String key = parser.currentName();
      if (parser.nextToken() == JsonToken.VALUE_NULL && !map.sparse()) {
        throw JsonRefusals.because("NULL_VALUE cannot be a value of a map");
      }
      return key;
    } catch (IOException e) {
      throw JsonRefusals.malformed();
    }
  }

  @Override
  public boolean readNull() {
    return parser.currentToken() == JsonToken.VALUE_NULL;
  }

  @Override
  public boolean readBoolean(Member member) {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
      return token == JsonToken.VALUE_TRUE;
    }
    throw mismatch("Boolean");
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
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw mismatch(type);
    }
    try {
      long value = parser.getLongValue();
      if (value < min || value > max) {
        throw JsonRefusals.because("NUMBER_VALUE is out of the range of " + type);
      }
      return value;
    } catch (IOException e) {
      throw JsonRefusals.because("NUMBER_VALUE is out of the range of " + type);
    }
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
    try {
      if (parser.currentToken() == JsonToken.VALUE_STRING) {
        return switch (parser.getText()) {
          case "NaN" -> Double.NaN;
          case "Infinity" -> Double.POSITIVE_INFINITY;
          case "-Infinity" -> Double.NEGATIVE_INFINITY;
          default -> throw mismatch(type);
        };
      }
      requireNumber(type);
      return parser.getDoubleValue();
    } catch (IOException e) {
      throw JsonRefusals.malformed();
    }
  }

  @Override
  public BigInteger readBigInteger(Member member) {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw mismatch("BigInteger");
    }
    try {
      return parser.getBigIntegerValue();
    } catch (IOException e) {
      throw JsonRefusals.malformed();
    }
  }

  @Override
  public BigDecimal readBigDecimal(Member member) {
    requireNumber("BigDecimal");
    try {
      return parser.getDecimalValue();
    } catch (IOException | NumberFormatException e) {
      throw JsonRefusals.malformed();
    }
  }

  @Override
  public String readString(Member member) {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw mismatch("String");
    }
    try {
      return parser.getText();
    } catch (IOException e) {
      throw JsonRefusals.malformed();
    }
  }

  /// Decodes straight from the body: Jackson's own decoding goes character by character.
  @Override
  public byte[] readBlob(Member member) {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw isNested()
          ? mismatch("ByteBuffer")
          : JsonRefusals.because("only base-64-encoded strings are convertible to bytes");
    }
    try {
      int from = (int) parser.currentTokenLocation().getByteOffset() + 1;
      int to = from > 0 ? endOfPlainString(from) : -1;
      return to < 0
          ? Base64Text.decode(parser.getText().getBytes(UTF_8))
          : Base64Text.decode(body, from, to);
    } catch (IllegalArgumentException e) {
      throw JsonRefusals.because(
          Objects.requireNonNullElse(e.getMessage(), "Invalid Base64 in a blob"));
    } catch (IOException e) {
      throw JsonRefusals.malformed();
    }
  }

  /// Where the string that begins at `from` ends; -1 if it holds escapes.
  private int endOfPlainString(int from) {
    for (int i = from; i < body.length; i++) {
      if (body[i] == '"') {
        return i;
      }
      if (body[i] == '\\') {
        return -1;
      }
    }
    return -1;
  }

  @Override
  public Instant readTimestamp(Member member) {
    TimestampFormat format =
        Objects.requireNonNullElse(member.timestampFormat(), TimestampFormat.EPOCH_SECONDS);
    try {
      if (format == TimestampFormat.EPOCH_SECONDS) {
        requireNumber("Timestamp");
        return Timestamps.ofEpochSeconds(parser.getDecimalValue());
      }
      return Timestamps.parse(readString(member), format);
    } catch (DateTimeException e) {
      throw JsonRefusals.because("Invalid timestamp");
    } catch (IOException | NumberFormatException e) {
      throw JsonRefusals.malformed();
    }
  }

  @Override
  public Document readDocument(Member member) {
    try {
      return JsonDocuments.read(parser);
    } catch (IOException | NumberFormatException e) {
      throw JsonRefusals.malformed();
    }
  }

  private void requireNumber(String type) {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
      throw mismatch(type);
    }
  }

  private void expect(JsonToken token, String ofScalar, String type) {
    JsonToken there = parser.currentToken();
    if (there == token) {
      return;
    }
    throw isNested() ? mismatch(type) : JsonRefusals.because(ofScalar);
  }

  private boolean isNested() {
    JsonToken there = parser.currentToken();
    return there == JsonToken.START_ARRAY || there == JsonToken.START_OBJECT;
  }

  private Refusal mismatch(String type) {
    return JsonRefusals.mismatch(parser.currentToken(), type);
  }
}
