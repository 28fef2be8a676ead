package io.waybill.server.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/// Reads settings from a YAML file: their names as keys, the part before a dot also as a block of
/// its own (`sqs:` with `recreate-at-once: true` below). JSON is YAML too.
final class ConfigFile {
  private final Path file;
  private final Map<Setting, Given> found = new EnumMap<>(Setting.class);

  private ConfigFile(Path file) {
    this.file = file;
  }

  static Map<Setting, Given> read(Path file) {
    ConfigFile reading = new ConfigFile(file);
    reading.take("", reading.load());
    return reading.found;
  }

  private @Nullable Object load() {
    // Every value stays the text it was written as: 000000000000 is an account, not a zero.
    LoadSettings settings =
        LoadSettings.builder().setLabel(file.toString()).setSchema(new FailsafeSchema()).build();
    try (InputStream in = Files.newInputStream(file)) {
      Iterator<Object> documents = new Load(settings).loadAllFromInputStream(in).iterator();
      return documents.hasNext() ? documents.next() : Map.of(); // an empty file sets nothing
    } catch (NoSuchFileException e) {
      throw new SettingRefused("there is no configuration file " + file);
    } catch (IOException e) {
      throw new SettingRefused("can't read the configuration file " + file + ": " + e.getMessage());
    } catch (YamlEngineException e) {
      String what = String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", ", ");
      throw new SettingRefused("the configuration file " + file + " is not YAML: " + what);
    }
  }

  private void take(String prefix, @Nullable Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new SettingRefused("the configuration file " + file + " holds no settings by name");
    }
    map.forEach((key, inner) -> {
      String name = prefix + key;
      if (inner instanceof Map) {
        if (Setting.keys().stream().noneMatch(known -> known.startsWith(name + "."))) {
          throw SettingRefused.unknown(name, "from " + file, Setting.keys());
        }
        take(name + ".", inner);
      } else {
        put(name, inner);
      }
    });
  }

  private void put(String name, @Nullable Object value) {
    Setting setting =
        Setting.named(name)
            .orElseThrow(() -> SettingRefused.unknown(name, "from " + file, Setting.keys()));
    if (found.put(setting, new Given(text(value), file.toString())) != null) {
      throw new SettingRefused(name + " is given twice in " + file);
    }
  }

  /// The value as the command line would have it: lists become words with commas between.
  private static String text(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
    return value == null ? "" : value.toString();
  }
}
