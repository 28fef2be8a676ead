package io.waybill.lambda.model;

import io.waybill.shapes.json.JsonValue;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// What may be sent to functions, and what they may answer.
public final class Payloads {
  private static final int SYNCHRONOUS_BYTES_MAX = 6 << 20;
  private static final int ASYNCHRONOUS_BYTES_MAX = 1 << 20;
  private static final byte[] EMPTY_OBJECT = "{}".getBytes(StandardCharsets.UTF_8);

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
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString();
    } catch (CharacterCodingException malformed) {
      throw unreadable("Invalid UTF-8");
    }
    try (var parser = JsonValue.FACTORY.createParser(text)) {
      while (parser.nextToken() != null) {
        // Reading to the end is the check.
      }
    } catch (com.fasterxml.jackson.core.JacksonException malformed) {
      throw unreadable(String.valueOf(malformed.getMessage()));
    } catch (java.io.IOException impossible) {
      throw new java.io.UncheckedIOException(impossible);
    }
  }

  private static RuntimeException unreadable(String why) {
    return Refusals.badContent(
        "Could not parse request body into json: Could not parse payload into json: " + why);
  }

  /// What a caller is told of an answer that is larger than Lambda passes on.
  public static byte[] tooLarge(int bytes) {
    return """
    {"errorMessage":"Response payload size (%d bytes) exceeded maximum allowed payload size (6291556 bytes).",\
    "errorType":"Function.ResponseSizeTooLarge"}\
    """
        .formatted(bytes)
        .getBytes(StandardCharsets.UTF_8);
  }
}
