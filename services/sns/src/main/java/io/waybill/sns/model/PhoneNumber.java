package io.waybill.sns.model;

import io.waybill.sns.api.SnsErrors;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A phone number in E.164: a plus sign and up to 15 digits.
public final class PhoneNumber {
  private static final Pattern FORM = Pattern.compile("\\+[1-9]\\d{1,14}");

  // AWS takes a subscriber's number with spaces, hyphens, dots, slashes and brackets between the
  // digits; hyphens, dots and slashes stand alone, and neither first nor last.
  private static final Pattern BETWEEN = Pattern.compile("[\\s()./-]");
  private static final Pattern ASTRAY = Pattern.compile("^[./-]|[./-]{2}|[./-]$");
  private static final Pattern DIGITS = Pattern.compile("\\+?[1-9]\\d{1,14}");

  private PhoneNumber() {}

  /// Refuses the endpoint of an SMS subscription that is no phone number.
  static void checkEndpoint(String endpoint) {
    boolean isOne = DIGITS.matcher(plain(endpoint)).matches() && !ASTRAY.matcher(endpoint).find();
    if (!isOne) {
      throw SnsErrors.INVALID_PARAMETER_EXCEPTION.because("Invalid SMS endpoint: " + endpoint);
    }
  }

  /// The number in `text`, or a refusal.
  public static String parse(String parameter, @Nullable String text) {
    if (text == null || !FORM.matcher(text).matches()) {
      throw Refusals.invalid(parameter, text + " is not valid to publish to");
    }
    return text;
  }

  /// The number in `text` that is to be looked up, or a refusal.
  public static String toLookUp(@Nullable String text) {
    if (text == null || !FORM.matcher(text).matches()) {
      throw Refusals.invalid("PhoneNumber", "input incorrectly formatted");
    }
    return text;
  }

  /// `endpoint` without what stands between its digits.
  public static String plain(String endpoint) {
    return BETWEEN.matcher(endpoint).replaceAll("");
  }
}
