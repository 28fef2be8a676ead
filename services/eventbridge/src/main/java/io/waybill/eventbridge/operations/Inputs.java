package io.waybill.eventbridge.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Caller;
import io.waybill.eventbridge.model.Names;
import io.waybill.eventbridge.model.Refusals;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Members of an input that may be absent, and how absence is told in an output.
final class Inputs {
  private Inputs() {}

  static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  static String or(@Nullable String value, String otherwise) {
    return value == null ? otherwise : value;
  }

  static <T> List<T> list(@Nullable List<T> value) {
    return value == null ? List.of() : value;
  }

  static <V> Map<String, V> map(@Nullable Map<String, V> value) {
    return value == null ? Map.of() : value;
  }

  static boolean yes(@Nullable Boolean value) {
    return value != null && value;
  }

  /// How many of `texts` say something.
  static int given(String... texts) {
    int count = 0;
    for (String text : texts) {
      count += text.isEmpty() ? 0 : 1;
    }
    return count;
  }

  /// The bus that a caller names; its default bus where it names none. Refuses one of another
  /// region.
  static Arn bus(Caller caller, @Nullable String nameOrArn) {
    Arn bus = busAnywhere(caller, nameOrArn);
    requireRegion(caller, bus);
    return bus;
  }

  /// The bus that a caller puts events on, which may be in another region.
  static Arn busAnywhere(Caller caller, @Nullable String nameOrArn) {
    return Names.bus(caller.account(), caller.region(), nameOrArn);
  }

  /// Refuses `arn` where it is not of the region that the call goes to.
  static void requireRegion(Caller caller, Arn arn) {
    if (!arn.region().equals(caller.region().name())) {
      throw Refusals.crossRegion();
    }
  }

  static @Nullable String orAbsent(String value) {
    return value.isEmpty() ? null : value;
  }

  static @Nullable Instant time(long millis) {
    return millis == 0 ? null : Instant.ofEpochMilli(millis);
  }
}
