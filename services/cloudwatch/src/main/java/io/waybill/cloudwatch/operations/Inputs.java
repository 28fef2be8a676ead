package io.waybill.cloudwatch.operations;

import io.waybill.cloudwatch.api.Dimension;
import io.waybill.cloudwatch.model.MetricId;
import io.waybill.cloudwatch.model.Refusals;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Members of an input that may be absent, and the texts that name metrics.
final class Inputs {
  // AWS: 30 dimensions.
  private static final int DIMENSIONS_MAX = 30;

  private Inputs() {}

  static <T> T required(@Nullable T value, String parameter) {
    if (value == null) {
      throw Refusals.missing("The parameter " + parameter + " is required.");
    }
    return value;
  }

  static <T> List<T> list(@Nullable List<T> value) {
    return value == null ? List.of() : value;
  }

  static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  /// The metric that a request names.
  ///
  /// @param parameter what the caller calls it, with a full stop; empty at the top
  static MetricId metric(
      @Nullable String namespace,
      @Nullable String name,
      @Nullable List<Dimension> dimensions,
      String parameter) {
    return new MetricId(
        plain(required(namespace, "Namespace"), "Namespace"),
        plain(required(name, parameter + "MetricName"), parameter + "MetricName"),
        dimensions(list(dimensions), parameter));
  }

  private static List<MetricId.Dimension> dimensions(List<Dimension> given, String parameter) {
    if (given.size() > DIMENSIONS_MAX) {
      throw Refusals.value(
          "The collection " + parameter + "Dimensions must not have a size greater than 30.");
    }
    Set<String> names = new HashSet<>();
    return given.stream().map(each -> dimension(each, names, parameter)).toList();
  }

  private static MetricId.Dimension dimension(
      Dimension given, Set<String> names, String parameter) {
    String place = parameter + "Dimensions.member." + (names.size() + 1);
    String name = plain(required(given.name(), place + ".Name"), place + ".Name");
    String value = plain(required(given.value(), place + ".Value"), place + ".Value");
    if (name.startsWith(":")) {
      // AWS (Dimension): a name does not begin with a colon.
      throw Refusals.value("The value " + name + " for parameter " + place + ".Name is invalid.");
    }
    if (!names.add(name)) {
      throw Refusals.value("No Metric Dimensions may have the same name: " + name);
    }
    return new MetricId.Dimension(name, value);
  }

  /// AWS: ASCII without control characters, and not blank.
  private static String plain(String text, String parameter) {
    if (text.isBlank()) {
      throw Refusals.value(
          "The parameter " + parameter + " must contain at least one non-whitespace character.");
    }
    if (!text.chars().allMatch(c -> c >= ' ' && c < 127)) {
      throw Refusals.value(
          "The parameter " + parameter + " must contain only printable ASCII characters.");
    }
    return text;
  }
}
