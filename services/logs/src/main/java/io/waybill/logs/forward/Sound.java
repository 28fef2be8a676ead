package io.waybill.logs.forward;

import java.math.BigDecimal;
import java.util.Map;

/// What CloudWatch takes. It refuses a call for one datum that it does not, so what events hold is
/// looked at first: an odd line must not cost the others their metrics.
final class Sound {
  // AWS (PutMetricData): values from -2^360 to 2^360; 30 dimensions; names of 255 characters,
  // values of 1,024, all of printable ASCII.
  private static final BigDecimal LARGEST = BigDecimal.TWO.pow(360);
  private static final int DIMENSIONS_MAX = 30;
  private static final int NAME_MAX = 255;
  private static final int VALUE_MAX = 1_024;

  private Sound() {}

  static boolean value(BigDecimal value) {
    return value.abs().compareTo(LARGEST) <= 0;
  }

  static boolean name(String name) {
    return isPlain(name, NAME_MAX);
  }

  static boolean namespace(String namespace) {
    return isPlain(namespace, NAME_MAX) && !namespace.startsWith(":") && !isReserved(namespace);
  }

  static boolean isReserved(String namespace) {
    return namespace.startsWith("AWS/");
  }

  static boolean dimensions(Map<String, String> dimensions) {
    return dimensions.size() <= DIMENSIONS_MAX
        && dimensions.entrySet().stream()
            .allMatch(each ->
                isPlain(each.getKey(), NAME_MAX)
                    && !each.getKey().startsWith(":")
                    && isPlain(each.getValue(), VALUE_MAX));
  }

  private static boolean isPlain(String text, int most) {
    return !text.isBlank()
        && text.length() <= most
        && text.chars().allMatch(c -> c >= ' ' && c < 127);
  }
}
