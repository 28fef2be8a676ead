package io.waybill.lambda.invoke;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/// Which functions an event has come through, and how often it came back to each: the field
/// `Lineage` of X-Ray's header, by which Lambda sees recursive loops.
///
/// `Lineage=3:5fe2a1b0:1|24be3aab:0` is three invocations long: the second function was reached
/// once, the first once and once again.
///
/// @param others the header's other fields, as they came
/// @param length how many invocations it is long
/// @param returns by a function's hash, how often it was come back to
record Lineage(String others, int length, Map<String, Integer> returns) {
  /// AWS ("recursive loop detection"): of one triggering event a function sees no more than 16
  /// invocations; the next is stopped.
  private static final int RETURNS_MAX = 15;

  /// Functions that are remembered: beyond, the header would outgrow what carries it.
  private static final int FUNCTIONS_MAX = 32;

  private static final String FIELD = "lineage=";
  private static final Pattern LENGTH = Pattern.compile("^(\\d{1,9}):(?=[^|:]*:)");
  private static final Pattern ENTRY = Pattern.compile("([^|:]+):(\\d{1,9})");

  /// What `header` tells; of a header that tells nothing, no invocation.
  static Lineage of(String header) {
    if (!isIn(header)) {
      return new Lineage(header.strip(), 0, Map.of());
    }
    List<String> others = new ArrayList<>();
    Optional<String> told = Optional.empty();
    for (String field : header.split(";", -1)) {
      if (field.strip().regionMatches(true, 0, FIELD, 0, FIELD.length())) {
        told = Optional.of(field.strip().substring(FIELD.length()));
      } else if (!field.isBlank()) {
        others.add(field.strip());
      }
    }
    String rest = String.join(";", others);
    return told.map(field -> read(rest, field)).orElseGet(() -> new Lineage(rest, 0, Map.of()));
  }

  /// `header` as what the function of an ARN does with the event hands it on. Nearly none has the
  /// field yet, and then no more than a text is made.
  static String through(String header, String function) {
    return isIn(header)
        ? of(header).through(function).header()
        : begun(header.strip(), hash(function));
  }

  /// The header with the field of an event that has come through one function.
  private static String begun(String others, String hash) {
    return others + (others.isEmpty() ? "Lineage=1:" : ";Lineage=1:") + hash + ":0";
  }

  /// Whether `header` may have the field: nearly none has.
  static boolean isIn(String header) {
    for (int at = header.indexOf('='); at >= 0; at = header.indexOf('=', at + 1)) {
      int from = at + 1 - FIELD.length();
      if (header.regionMatches(true, from, FIELD, 0, FIELD.length())) {
        return true;
      }
    }
    return false;
  }

  private static Lineage read(String others, String field) {
    // Some SDKs encode the bar.
    String plain = field.replace("%7C", "|").replace("%7c", "|");
    Matcher length = LENGTH.matcher(plain);
    Map<String, Integer> returns = new LinkedHashMap<>();
    boolean counted = length.find();
    Matcher entry = ENTRY.matcher(counted ? plain.substring(length.end()) : plain);
    while (entry.find() && returns.size() < FUNCTIONS_MAX) {
      returns.merge(entry.group(1), Integer.parseInt(entry.group(2)), Math::max);
    }
    return new Lineage(
        others, counted ? Integer.parseInt(length.group(1)) : returns.size(), returns);
  }

  /// The lineage of what the function of the ARN `function` does with the event.
  Lineage through(String function) {
    String hash = hash(function);
    if (returns.isEmpty()) {
      return new Lineage(others, length + 1, Map.of(hash, 0));
    }
    Map<String, Integer> more = new LinkedHashMap<>();
    more.put(hash, returns.containsKey(hash) ? returns.get(hash) + 1 : 0);
    returns.entrySet().stream()
        .limit(FUNCTIONS_MAX - 1L)
        .forEach(each -> more.putIfAbsent(each.getKey(), each.getValue()));
    return new Lineage(others, length + 1, more);
  }

  /// Whether `function`, through which this went last, has been come back to too often.
  boolean isLoopOf(String function) {
    return returns.getOrDefault(hash(function), 0) > RETURNS_MAX;
  }

  private static String hash(String function) {
    CRC32C hash = new CRC32C();
    hash.update(function.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().toHexDigits((int) hash.getValue());
  }

  /// The header with all its fields.
  String header() {
    if (returns.isEmpty()) {
      return others;
    }
    StringBuilder header = new StringBuilder(others);
    header.append(others.isEmpty() ? "" : ";").append("Lineage=").append(length);
    char before = ':';
    for (Map.Entry<String, Integer> each : returns.entrySet()) {
      header.append(before).append(each.getKey()).append(':').append(each.getValue());
      before = '|';
    }
    return header.toString();
  }
}
