package io.waybill.sns.model;

/// How many SMS a text is: 160 characters of the GSM alphabet fit into one, or 70 of any other; of
/// more than one a few are needed to join them.
public final class SmsParts {
  private static final String BASIC =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

  /// These take the room of two.
  private static final String EXTENDED = "\f^{}\\[~]|€";

  private SmsParts() {}

  public static int of(String text) {
    int units = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (BASIC.indexOf(c) >= 0) {
        units++;
      } else if (EXTENDED.indexOf(c) >= 0) {
        units += 2;
      } else {
        return parts(text.length(), 70, 67);
      }
    }
    return parts(units, 160, 153);
  }

  private static int parts(int units, int alone, int joined) {
    return units <= alone ? 1 : Math.ceilDiv(units, joined);
  }
}
