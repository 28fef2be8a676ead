package io.waybill.core;

import java.util.Optional;

/// An AWS region's name, such as `eu-central-1`. Any name of that form is a world of its own.
public record Region(String name) {
  private static final int LENGTH_MAX = 63;

  /// The region of a caller whose signature names none.
  public static final Region DEFAULT = new Region("us-east-1");

  public Region {
    if (!valid(name)) {
      throw new IllegalArgumentException("not a region's name: '" + name + "'");
    }
  }

  /// The region named `text`, or empty where no region can be named so.
  public static Optional<Region> parse(String text) {
    return valid(text) ? Optional.of(new Region(text)) : Optional.empty();
  }

  /// Lower-case letters, digits and hyphens, not first a hyphen. No pattern: this is asked of every
  /// call.
  private static boolean valid(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c == '-' && i > 0))) {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= LENGTH_MAX;
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
