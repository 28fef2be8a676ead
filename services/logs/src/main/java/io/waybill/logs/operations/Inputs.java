package io.waybill.logs.operations;

import io.waybill.logs.model.Refusals;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Members of an input that may be absent, and what is the same in many.
final class Inputs {
  private Inputs() {}

  // AWS: the length of these two is told in other words than that of all other names.
  private static final int NAME_MAX = 512;

  /// `name` of a group or stream, unless it is too long.
  static String requireLength(String name) {
    if (name.length() > NAME_MAX) {
      throw Refusals.invalid(
          "Invalid LogGroup or LogStream, both must have length less than or equal to 512.");
    }
    return name;
  }

  static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  static <T> List<T> list(@Nullable List<T> value) {
    return value == null ? List.of() : value;
  }

  static long number(@Nullable Long value, long unset) {
    return value == null ? unset : value;
  }

  static int limit(@Nullable Integer value, int unset) {
    return value == null ? unset : value;
  }

  /// The group that an input names in one of two ways.
  static String group(@Nullable String name, @Nullable String identifier) {
    if ((name == null) == (identifier == null)) {
      // AWS (GetLogEvents, FilterLogEvents): one of the two.
      throw Refusals.invalid(
          "Exactly one of logGroupName and logGroupIdentifier must be specified.");
    }
    return name == null ? text(identifier) : name;
  }
}
