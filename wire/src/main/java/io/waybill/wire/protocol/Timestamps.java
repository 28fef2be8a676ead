package io.waybill.wire.protocol;

import static java.time.temporal.ChronoField.NANO_OF_SECOND;

import io.waybill.shapes.TimestampFormat;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;

/// The three forms in which timestamps travel.
final class Timestamps {
  private static final DateTimeFormatter HTTP_DATE_OUT =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter HTTP_DATE_FRACTION_OUT =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss.SSS 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter HTTP_DATE_IN =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss[.SSS][.SS][.S] 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DATE_TIME_IN =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
          .appendFraction(NANO_OF_SECOND, 0, 9, true)
          .appendLiteral('Z')
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT)
          .withZone(ZoneOffset.UTC);
  private static final BigDecimal SECONDS_MAX = BigDecimal.valueOf(Instant.MAX.getEpochSecond());

  private Timestamps() {}

  static String text(Instant value, TimestampFormat format) {
    return switch (format) {
      case EPOCH_SECONDS -> epochSeconds(value).toPlainString();
      case DATE_TIME -> value.toString();
      case HTTP_DATE ->
          (value.get(NANO_OF_SECOND) == 0 ? HTTP_DATE_OUT : HTTP_DATE_FRACTION_OUT).format(value);
    };
  }

  static BigDecimal epochSeconds(Instant value) {
    BigDecimal seconds = BigDecimal.valueOf(value.getEpochSecond());
    if (value.getNano() == 0) {
      return seconds;
    }
    return seconds.add(BigDecimal.valueOf(value.getNano(), 9)).stripTrailingZeros();
  }

  /// Throws a DateTimeException where `text` has another form.
  static Instant parse(String text, TimestampFormat format) {
    try {
      return switch (format) {
        case EPOCH_SECONDS -> ofEpochSeconds(new BigDecimal(text));
        case DATE_TIME -> DATE_TIME_IN.parse(text, Instant::from);
        case HTTP_DATE -> HTTP_DATE_IN.parse(text, Instant::from);
      };
    } catch (NumberFormatException e) {
      throw new DateTimeException("not a number", e);
    }
  }

  static Instant ofEpochSeconds(BigDecimal seconds) {
    if (seconds.precision() - seconds.scale() > 20 || seconds.abs().compareTo(SECONDS_MAX) > 0) {
      throw new DateTimeException("out of range");
    }
    long whole = seconds.setScale(0, RoundingMode.FLOOR).longValueExact();
    BigDecimal fraction = seconds.subtract(BigDecimal.valueOf(whole));
    return Instant.ofEpochSecond(whole, fraction.movePointRight(9).longValue());
  }

  static Instant ofEpochMillis(BigDecimal millis) {
    return ofEpochSeconds(millis.movePointLeft(3));
  }
}
