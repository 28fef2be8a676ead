package io.waybill.core;

import java.util.Optional;

/// An AWS account number: twelve digits.
public record AccountId(String digits) {
  /// The account of a caller whose access key names none.
  public static final AccountId DEFAULT = new AccountId("000000000000");

  public AccountId {
    if (!valid(digits)) {
      throw new IllegalArgumentException("an account id is twelve digits, not '" + digits + "'");
    }
  }

  /// The account in `text`, or empty where `text` is not twelve digits.
  public static Optional<AccountId> parse(String text) {
    return valid(text) ? Optional.of(new AccountId(text)) : Optional.empty();
  }

  private static boolean valid(String text) {
    if (text.length() != 12) {
      return false;
    }
    for (int i = 0; i < 12; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return digits;
  }
}
