package io.waybill.server.config;

/// What `waybill up --help` prints.
public final class SettingsHelp {
  private SettingsHelp() {}

  public static String text() {
    StringBuilder text =
        new StringBuilder(
            """
            Usage: waybill up [--config FILE] [--SETTING VALUE]...

            Starts a server and runs it until SIGTERM or Ctrl-C. Each setting can also stand in the
            YAML file that --config (or WAYBILL_CONFIG) names, and in the environment: sqs.recreate-at-once
            is WAYBILL_SQS_RECREATE_AT_ONCE there. The command line overrules the environment, which
            overrules the file.

            """);
    for (Setting setting : Setting.values()) {
      String byDefault = setting.byDefault().isEmpty() ? "not set" : setting.byDefault();
      text.append("  --%s  (%s)%n".formatted(setting.key(), byDefault));
      text.append("      %s%n".formatted(setting.meaning()));
      text.append("      allowed: %s%n".formatted(setting.allowed()));
    }
    return text.toString();
  }
}
