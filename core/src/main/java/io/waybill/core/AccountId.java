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
    return text.length() == 12 && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  @Override
  public String toString() {
    return digits;
  }
}
