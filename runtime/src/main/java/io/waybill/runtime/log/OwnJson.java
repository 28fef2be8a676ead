package io.waybill.runtime.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.waybill.engine.functions.Deployment;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Optional;

/// Lines that a function writes as JSON objects of its own, and that its log level filters.
final class OwnJson {
  private static final JsonFactory JSON = new JsonFactory();

  private OwnJson() {}

  /// AWS (Log-level filtering): an object with a valid level and timestamp has that level, any
  /// other object counts as INFO.
  static boolean isShown(String line, Deployment.Logging logging) {
    return !line.startsWith("{")
        || level(line).map(it -> it.reaches(logging.applicationLevel())).orElse(true);
  }

  /// The level of an object; none where it is no object.
  private static Optional<Level> level(String line) {
    Optional<Level> level = Optional.empty();
    boolean timed = false;
    try (JsonParser in = JSON.createParser(line)) {
      in.nextToken();
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String name = in.currentName();
        boolean isText = in.nextToken() == JsonToken.VALUE_STRING;
        if (isText && name.equals("level")) {
          level = Level.of(in.getText());
        } else if (isText && name.equals("timestamp")) {
          timed = isTime(in.getText());
        }
        in.skipChildren();
      }
      if (in.currentToken() != JsonToken.END_OBJECT) {
        return Optional.empty();
      }
    } catch (IOException noJson) {
      return Optional.empty();
    }
    return Optional.of(timed ? level.orElse(Level.INFO) : Level.INFO);
  }

  private static boolean isTime(String text) {
    try {
      OffsetDateTime.parse(text);
      return true;
    } catch (DateTimeException malformed) {
      return false;
    }
  }
}
