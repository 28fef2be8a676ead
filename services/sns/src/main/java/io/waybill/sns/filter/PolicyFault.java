package io.waybill.sns.filter;

import com.fasterxml.jackson.core.JsonLocation;

/// What is wrong with a filter policy, and where.
final class PolicyFault extends Exception {
  private static final long serialVersionUID = 1;
  private static final int SHOWN_MAX = 500;

  /// AWS tells where its JSON reader stood.
  PolicyFault(String what, String policy, JsonLocation at) {
    super(
        what
            + "\n at [Source: (String)\""
            + shown(policy)
            + "; line: "
            + at.getLineNr()
            + ", column: "
            + at.getColumnNr()
            + "]",
        null,
        false,
        false);
  }

  private static String shown(String policy) {
    return policy.length() <= SHOWN_MAX
        ? policy + "\""
        : policy.substring(0, SHOWN_MAX)
            + "\"[truncated "
            + (policy.length() - SHOWN_MAX)
            + " chars]";
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
