package io.waybill.wire.protocol;

import io.waybill.shapes.Kind;
import io.waybill.shapes.Member;
import io.waybill.shapes.TimestampFormat;
import java.util.ArrayList;
import java.util.List;

/// Lists of values in one header.
final class HeaderText {
  private HeaderText() {}

  /// The values of a header's lines. Throws an IllegalArgumentException where a quote is not
  /// closed.
  static List<String> split(List<String> lines, Member element) {
    List<String> values = new ArrayList<>();
    boolean dates =
        element.kind() == Kind.TIMESTAMP
            && (element.timestampFormat() == null
                || element.timestampFormat() == TimestampFormat.HTTP_DATE);
    for (String line : lines) {
      if (dates) {
        splitDates(line, values);
      } else if (element.kind() == Kind.STRING) {
        splitQuoted(line, values);
      } else {
        for (String value : line.split(",", -1)) {
          values.add(value.strip());
        }
      }
    }
    return values;
  }

  /// A date has one comma of its own.
  private static void splitDates(String line, List<String> values) {
    String[] parts = line.split(",", -1);
    for (int i = 0; i + 1 < parts.length; i += 2) {
      values.add((parts[i] + "," + parts[i + 1]).strip());
    }
    if (parts.length % 2 == 1) {
      values.add(parts[parts.length - 1].strip());
    }
  }

  private static void splitQuoted(String line, List<String> values) {
    int at = 0;
    while (at <= line.length()) {
      while (at < line.length() && line.charAt(at) == ' ') {
        at++;
      }
      if (at < line.length() && line.charAt(at) == '"') {
        at = quoted(line, at + 1, values);
      } else {
        int comma = line.indexOf(',', at);
        int end = comma < 0 ? line.length() : comma;
        values.add(line.substring(at, end).strip());
        at = end + 1;
      }
    }
  }

  /// Takes the quoted value that begins at `at`; returns where the next begins.
  private static int quoted(String line, int at, List<String> values) {
    StringBuilder value = new StringBuilder();
    int i = at;
    while (i < line.length() && line.charAt(i) != '"') {
      if (line.charAt(i) == '\\' && i + 1 < line.length()) {
        i++;
      }
      value.append(line.charAt(i++));
    }
    if (i >= line.length()) {
      throw new IllegalArgumentException("a quote is not closed");
    }
    values.add(value.toString());
    int comma = line.indexOf(',', i);
    return comma < 0 ? line.length() + 1 : comma + 1;
  }

  /// The text of one of several values in a header.
  static String quotedIfNeeded(String value) {
    boolean plain = value.indexOf(',') < 0 && value.indexOf('"') < 0;
    return plain ? value : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
