package io.waybill.conformance.nonsense;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.regex.Pattern;

/// How a call is written: one of AWS's protocols.
public interface CallForm {
  /// What an answer that refuses must have in it, if it refuses.
  Pattern JSON_FAULT =
      Pattern.compile("(?s).*\"__type\":\"[A-Za-z.#]+\".*\"[Mm]essage\":\"(?!null\").+");

  /// The call, but for who signs it.
  HttpRequest.Builder request(URI endpoint, String operation, Map<String, Object> input);

  /// What an answer's error type, if it has one as a header, and body must match where it refuses.
  Pattern fault();

  /// awsJson.
  ///
  /// @param target what stands before the operation in `X-Amz-Target`
  /// @param fault what a refusal is like
  record Json(String version, String target, Pattern fault) implements CallForm {
    public Json(String version, String target) {
      this(version, target, JSON_FAULT);
    }

    @Override
    public HttpRequest.Builder request(URI endpoint, String operation, Map<String, Object> input) {
      return HttpRequest.newBuilder(endpoint)
          .header("Content-Type", "application/x-amz-json-" + version)
          .header("X-Amz-Target", target + "." + operation)
          .POST(HttpRequest.BodyPublishers.ofString(Plain.json(input)));
    }
  }
}
