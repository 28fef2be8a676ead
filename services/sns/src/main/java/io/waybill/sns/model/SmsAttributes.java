package io.waybill.sns.model;

import io.waybill.core.Arn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// An account's settings for SMS.
public final class SmsAttributes {
  /// AWS: a new account may spend one dollar a month, and sends to verified numbers alone.
  private static final String SPEND_LIMIT = "MonthlySpendLimit";

  private static final String STATUS_ROLE = "DeliveryStatusIAMRole";
  private static final String STATUS_RATE = "DeliveryStatusSuccessSamplingRate";

  private static final Pattern SENDER = Pattern.compile("(?=.*[A-Za-z])[A-Za-z0-9]{1,11}");
  private static final Pattern WHOLE = Pattern.compile("\\d{1,9}");
  private static final Set<String> TYPES = Set.of("Promotional", "Transactional");

  private SmsAttributes() {}

  /// `present` with `requested`, or a refusal.
  public static Map<String, String> changed(
      Map<String, String> present, Map<String, String> requested) {
    Map<String, String> changed = new TreeMap<>(present);
    requested.forEach((name, value) -> {
      check(name, value);
      changed.put(name, value);
    });
    return changed;
  }

  /// What GetSMSAttributes answers.
  ///
  /// @param names the attributes asked for; all where there are none
  public static Map<String, String> shown(Map<String, String> present, List<String> names) {
    Map<String, String> all = new LinkedHashMap<>(present);
    all.putIfAbsent(SPEND_LIMIT, "1");
    if (!names.isEmpty()) {
      all.keySet().retainAll(names);
    }
    return all;
  }

  /// Whether what became of an SMS is to be written to CloudWatch Logs.
  ///
  /// @param lot a random number: of successes only so many in a hundred are written
  public static boolean tellsOf(Map<String, String> settings, boolean success, long lot) {
    if (settings.getOrDefault(STATUS_ROLE, "").isEmpty()) {
      return false;
    }
    String rate = settings.getOrDefault(STATUS_RATE, "0");
    return !success || Long.remainderUnsigned(lot, 100) < Integer.parseInt(rate);
  }

  private static void check(String name, String value) {
    boolean valid =
        switch (name) {
          case SPEND_LIMIT -> WHOLE.matcher(value).matches();
          case STATUS_ROLE -> isRole(value);
          case STATUS_RATE -> isRate(value);
          case "DefaultSenderID" -> value.isEmpty() || SENDER.matcher(value).matches();
          case "DefaultSMSType" -> TYPES.contains(value);
          case "UsageReportS3Bucket" -> true;
          default -> throw Refusals.invalid(name + " is not a valid attribute");
        };
    if (!valid) {
      throw Refusals.invalid(name);
    }
  }

  private static boolean isRole(String value) {
    Optional<Arn> arn = Arn.parse(value);
    return value.isEmpty() || arn.filter(each -> each.service().equals("iam")).isPresent();
  }

  private static boolean isRate(String value) {
    return WHOLE.matcher(value).matches() && Integer.parseInt(value) <= 100;
  }
}
