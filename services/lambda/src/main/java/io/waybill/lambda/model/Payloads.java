package io.waybill.lambda.model;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.waybill.core.Utf8;
import io.waybill.shapes.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// What may be sent to functions.
public final class Payloads {
  private static final int SYNCHRONOUS_BYTES_MAX = 6 << 20;
  private static final int ASYNCHRONOUS_BYTES_MAX = 1 << 20;
  private static final byte[] EMPTY_OBJECT = "{}".getBytes(StandardCharsets.UTF_8);

  /// As it comes it reads bytes as bytes, and has AWS's words for what it can't read.
  private static final JsonFactory BYTES = new JsonFactory();

  private static final int CONTROL_FIRST = 0x80;
  private static final int CONTROL_LAST = 0x9f;

  private Payloads() {}

  /// `payload` if a function can take it; nothing means an empty object.
  public static byte[] checked(byte[] payload, boolean asynchronous) {
    int most = asynchronous ? ASYNCHRONOUS_BYTES_MAX : SYNCHRONOUS_BYTES_MAX;
    if (payload.length > most) {
      throw Refusals.tooLarge(
          "Request must be smaller than %d bytes for the %s operation"
              .formatted(most, asynchronous ? "InvokeAsync" : "InvokeFunction"));
    }
    if (payload.length == 0) {
      return EMPTY_OBJECT;
    }
    requireJson(payload);
    return payload;
  }

  private static void requireJson(byte[] payload) {
    String text;
    try {
      text = Utf8.decode(payload, 0, payload.length);
    } catch (CharacterCodingException malformed) {
      throw unreadable(problem(payload));
    }
    try (var parser = JsonValue.FACTORY.createParser(text)) {
      readToEnd(parser);
    } catch (JacksonException malformed) {
      throw unreadable(problem(payload));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /// What a parser says of the bytes: AWS (recorded) tells its words and the place.
  private static String problem(byte[] payload) {
    int first = payload[0] & 0xff;
    if (first >= CONTROL_FIRST && first <= CONTROL_LAST) {
      // AWS's parser takes a first byte as it is; ours would look for the letter that it begins.
      return """
      Unexpected character ((CTRL-CHAR, code %d)): expected a valid value \
      (JSON String, Number, Array, Object or token 'null', 'true' or 'false')
       at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 1]\
      """
          .formatted(first);
    }
    try (var parser = BYTES.createParser(payload)) {
      readToEnd(parser);
      return "Invalid UTF-8";
    } catch (JacksonException malformed) {
      return String.valueOf(malformed.getMessage());
    } catch (IOException malformed) {
      return "Invalid UTF-8";
    }
  }

  private static void readToEnd(JsonParser parser) throws IOException {
    while (parser.nextToken() != null) {
      // Reading to the end is the check.
    }
  }

  private static RuntimeException unreadable(String why) {
    return Refusals.badContent(
        "Could not parse request body into json: Could not parse payload into json: " + why);
  }
}
