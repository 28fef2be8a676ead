package io.waybill.wire.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waybill.shapes.ErrorShape;
import io.waybill.shapes.Refusal;
import io.waybill.shapes.TimestampFormat;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.Function;

/// Reads scalars from text, as they stand in queries, paths and headers.
///
/// @param error what a wrong text is refused with
record TextValues(ErrorShape error) {
  /// No number of a client needs more digits; more would cost time for nothing.
  private static final int DIGITS_MAX = 1000;

  boolean readBoolean(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw mismatch("Boolean");
    };
  }

  byte readByte(String text) {
    return number(text, "Byte", Byte::parseByte);
  }

  short readShort(String text) {
    return number(text, "Short", Short::parseShort);
  }

  int readInteger(String text) {
    return number(text, "Integer", Integer::parseInt);
  }

  long readLong(String text) {
    return number(text, "Long", Long::parseLong);
  }

  float readFloat(String text) {
    return (float) real(text, "Float");
  }

  double readDouble(String text) {
    return real(text, "Double");
  }

  private double real(String text, String type) {
    return switch (text) {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> number(text, type, decimal -> new BigDecimal(decimal).doubleValue());
    };
  }

  BigInteger readBigInteger(String text) {
    return number(text, "BigInteger", BigInteger::new);
  }

  BigDecimal readBigDecimal(String text) {
    return number(text, "BigDecimal", BigDecimal::new);
  }

  byte[] readBlob(String text) {
    try {
      return Base64Text.decode(text.getBytes(UTF_8));
    } catch (IllegalArgumentException e) {
      throw error.because("Invalid Base64 in a blob");
    }
  }

  Instant readTimestamp(String text, TimestampFormat format) {
    try {
      return Timestamps.parse(text, format);
    } catch (DateTimeException | ArithmeticException e) {
      throw mismatch("Timestamp");
    }
  }

  private <T> T number(String text, String type, Function<String, T> parse) {
    // Java also takes a leading plus sign and digits of other scripts; the protocols don't.
    boolean usual =
        text.length() <= DIGITS_MAX
            && !text.startsWith("+")
            && text.chars().allMatch(c -> c < 0x80);
    try {
      if (usual) {
        return parse.apply(text);
      }
    } catch (NumberFormatException e) {
      throw mismatch(type);
    }
    throw mismatch(type);
  }

  private Refusal mismatch(String type) {
    return error.because("STRING_VALUE cannot be converted to " + type);
  }
}
