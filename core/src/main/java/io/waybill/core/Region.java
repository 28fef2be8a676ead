package io.waybill.core;

import java.util.Optional;
import java.util.regex.Pattern;

/// An AWS region's name, such as `eu-central-1`. Any name of that form is a world of its own.
public record Region(String name) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  /// The region of a caller whose signature names none.
  public static final Region DEFAULT = new Region("us-east-1");

  public Region {
    if (!FORM.matcher(name).matches()) {
      throw new IllegalArgumentException("not a region's name: '" + name + "'");
    }
  }

  /// The region named `text`, or empty where no region can be named so.
  public static Optional<Region> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new Region(text)) : Optional.empty();
  }

  /// The partition of AWS that the region's ARNs name: `aws`, `aws-cn` or `aws-us-gov`.
  public String partition() {
    if (name.startsWith("cn-")) {
      return "aws-cn";
    }
    return name.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  }

  @Override
  public String toString() {
    return name;
  }
}
