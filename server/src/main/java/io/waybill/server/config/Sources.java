package io.waybill.server.config;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Collects the texts of all settings: the file, then the environment, then the command line, each
/// overruling those before.
final class Sources {
  /// Variables that begin with `WAYBILL_` and are read elsewhere: by the launcher, the command line
  /// client and the build.
  private static final Set<String> READ_ELSEWHERE =
      Set.of(
          "WAYBILL_CA",
          "WAYBILL_CONFIG",
          "WAYBILL_ENDPOINT",
          "WAYBILL_JAVA_HOME",
          "WAYBILL_JAVA_OPTS");

  private Sources() {}

  /// Every setting that some source gives. Throws [SettingRefused] where a source names what does
  /// not exist or says the same thing twice.
  static Map<Setting, Given> read(List<String> arguments, Map<String, String> environment) {
    Map<String, String> flags = new HashMap<>();
    Map<Setting, Given> fromFlags = commandLine(arguments, flags);
    Map<Setting, Given> all = new EnumMap<>(Setting.class);
    Optional.ofNullable(flags.get("config"))
        .or(() -> Optional.ofNullable(environment.get("WAYBILL_CONFIG")).filter(t -> !t.isEmpty()))
        .ifPresent(file -> all.putAll(ConfigFile.read(Path.of(file))));
    all.putAll(environment(environment));
    all.putAll(fromFlags);
    return all;
  }

  private static Map<Setting, Given> environment(Map<String, String> environment) {
    Map<Setting, Given> found = new EnumMap<>(Setting.class);
    // Sorted, so that of several unknown names always the same is told.
    new TreeMap<>(environment)
        .forEach((name, text) -> {
          if (!name.startsWith("WAYBILL_") || ofAnotherReader(name) || text.isEmpty()) {
            return;
          }
          Setting setting = Setting.ofVariable(name).orElseThrow(() -> unknownVariable(name));
          found.put(setting, new Given(text, name));
        });
    return found;
  }

  /// Kubernetes sets `WAYBILL_SERVICE_HOST`, `WAYBILL_PORT_4566_TCP` and their like in every pod of
  /// a namespace that has a service named `waybill`. Those are not meant for us.
  private static boolean ofAnotherReader(String name) {
    return READ_ELSEWHERE.contains(name)
        || name.startsWith("WAYBILL_SERVICE_")
        || name.startsWith("WAYBILL_PORT_");
  }

  private static SettingRefused unknownVariable(String name) {
    return SettingRefused.unknown(
        name,
        "from the environment",
        java.util.Arrays.stream(Setting.values()).map(Setting::variable).toList());
  }

  /// The settings among `arguments`; what is none (`config`) goes to `others`.
  private static Map<Setting, Given> commandLine(
      List<String> arguments, Map<String, String> others) {
    Map<Setting, Given> found = new EnumMap<>(Setting.class);
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (!argument.startsWith("--")) {
        throw new SettingRefused(
            "'" + argument + "' is no setting; settings begin with two dashes, as in --port 4566");
      }
      int equals = argument.indexOf('=');
      String name = equals < 0 ? argument.substring(2) : argument.substring(2, equals);
      Optional<Setting> setting = Setting.named(name);
      if (setting.isEmpty() && !name.equals("config")) {
        throw SettingRefused.unknown(name, "from the command line", Setting.keys());
      }
      String text;
      if (equals >= 0) {
        text = argument.substring(equals + 1);
      } else if (setting.isPresent()
          && setting.get().isSwitch()
          && !saysTrueOrFalse(arguments, i + 1)) {
        text = "true";
      } else if (i + 1 < arguments.size()) {
        text = arguments.get(++i);
      } else {
        throw new SettingRefused("--" + name + " needs a value");
      }
      boolean twice =
          setting.isPresent()
              ? found.put(setting.get(), new Given(text, "--" + name)) != null
              : others.put(name, text) != null;
      if (twice) {
        throw new SettingRefused("--" + name + " is given twice");
      }
    }
    return found;
  }

  private static boolean saysTrueOrFalse(List<String> arguments, int at) {
    return at < arguments.size()
        && (arguments.get(at).equals("true") || arguments.get(at).equals("false"));
  }
}
