package io.waybill.sns.model;

import java.util.List;

/// What a number of the sandbox is sent to be verified.
public final class OneTimePassword {
  private OneTimePassword() {}

  /// The SMS with `password`.
  public static Draft draft(String password) {
    return new Draft(
        "Your verification code is " + password,
        "",
        false,
        List.of(new Attribute("AWS.SNS.SMS.SMSType", "String", "Transactional")),
        "",
        "",
        "");
  }
}
