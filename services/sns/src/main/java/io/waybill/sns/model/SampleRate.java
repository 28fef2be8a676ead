package io.waybill.sns.model;

import java.util.regex.Pattern;

/// How many of a hundred successful deliveries are logged.
final class SampleRate {
  private static final Pattern FORM = Pattern.compile("\\d{1,2}|100");

  private SampleRate() {}

  static String checked(String attribute, String value, Place place) {
    if (!value.isEmpty() && !FORM.matcher(value).matches()) {
      throw place.invalid(
          attribute, "Invalid value [" + value + "]. Must be an integer between 0 and 100.");
    }
    return value;
  }
}
