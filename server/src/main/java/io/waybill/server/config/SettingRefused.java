package io.waybill.server.config;

/// A setting is unknown, not allowed, or contradicts another. The message is one plain line for the
/// operator: the setting, its source, and what is allowed.
public final class SettingRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  SettingRefused(String message) {
    super(message);
  }

  /// Nothing is called `name`; names one that is nearly called so.
  static SettingRefused unknown(String name, String source, Iterable<String> names) {
    String hint =
        Nearest.of(name, names)
            .map(near -> "; did you mean '" + near + "'?")
            .orElse("; './waybill up --help' lists all");
    return new SettingRefused("there is no setting '" + name + "' (" + source + ")" + hint);
  }

  static SettingRefused notAllowed(Setting setting, Given given) {
    String text = setting == Setting.ACCESS_KEYS ? "not of that form" : "'" + given.text() + "'";
    return new SettingRefused(
        setting.key()
            + " is "
            + text
            + " ("
            + given.source()
            + "); allowed is "
            + setting.allowed());
  }
}
