package io.waybill.shapes.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// An ARN of a policy, whose wildcards stay within one of its six parts.
///
/// AWS ("IAM JSON policy elements: Resource"): an ARN that ends early is one with wildcards for the
/// rest. That holds for resources alone, not for conditions.
final class ArnPattern {
  private static final int PARTS = 6;
  private static final int[] ALL = {Glob.ANY};

  private final Glob glob;
  private final boolean mayEndEarly;

  private ArnPattern(Glob glob, boolean mayEndEarly) {
    this.glob = glob;
    this.mayEndEarly = mayEndEarly;
  }

  static ArnPattern ofResource(String text, boolean variables) {
    return new ArnPattern(Glob.of(text, new Glob.Syntax(true, variables, false)), true);
  }

  static ArnPattern ofCondition(String text, boolean variables) {
    return new ArnPattern(Glob.of(text, new Glob.Syntax(true, variables, false)), false);
  }

  boolean matches(String arn, RequestContext context) {
    Optional<int[]> codes = glob.codes(context);
    if (codes.isEmpty()) {
      return false;
    }
    if (Arrays.equals(codes.get(), ALL)) {
      return true;
    }
    List<int[]> patterns = parts(codes.get());
    String[] parts = arn.split(":", PARTS);
    boolean isWhole = patterns.size() == PARTS || (mayEndEarly && patterns.size() > 1);
    if (parts.length != PARTS || !isWhole) {
      return false;
    }
    for (int i = 0; i < patterns.size(); i++) {
      if (!Glob.matches(patterns.get(i), parts[i], false)) {
        return false;
      }
    }
    return true;
  }

  /// Up to six parts: further colons belong to the last.
  private static List<int[]> parts(int[] codes) {
    List<int[]> parts = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < codes.length && parts.size() < PARTS - 1; i++) {
      if (codes[i] == ':') {
        parts.add(Arrays.copyOfRange(codes, from, i));
        from = i + 1;
      }
    }
    parts.add(Arrays.copyOfRange(codes, from, codes.length));
    return parts;
  }
}
