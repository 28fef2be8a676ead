package io.waybill.sns.model;

import java.util.regex.Pattern;

/// Endpoints as they may be shown.
public final class Endpoints {
  private static final Pattern LOGIN = Pattern.compile("^(https?://[^/?#@:]*:)[^/?#@]*@");

  private Endpoints() {}

  /// `endpoint` without its secret.
  ///
  /// AWS: of the password in an HTTP endpoint's address four stars are shown.
  public static String shown(String endpoint) {
    return LOGIN.matcher(endpoint).replaceFirst("$1****@");
  }
}
