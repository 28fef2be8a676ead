package io.waybill.sns.model;

import io.waybill.shapes.Refusal;
import io.waybill.shapes.json.JsonValue;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Reads the JSON of a delivery policy, and refuses what breaks its rules.
///
/// @param root the document
record DeliveryPolicyText(JsonValue.Obj root, Place place) {
  private static final int RETRIES_MAX = 100;
  private static final int DELAY_SECONDS_MAX = 3600;

  private static final Set<String> CONTENT_TYPES =
      Set.of(
          "text/css",
          "text/csv",
          "text/html",
          "text/plain",
          "text/xml",
          "application/atom+xml",
          "application/json",
          "application/octet-stream",
          "application/soap+xml",
          "application/x-www-form-urlencoded",
          "application/xhtml+xml",
          "application/xml");

  static DeliveryPolicyText parse(String text, Place place) {
    return new DeliveryPolicyText(
        JsonValue.parseObject(text)
            .orElseThrow(() -> place.invalid("DeliveryPolicy", "failed to parse JSON.")),
        place);
  }

  void only(JsonValue.Obj object, String path, Collection<String> names) {
    for (String name : object.members().keySet()) {
      if (!names.contains(name)) {
        throw refusal("Unexpected JSON member: " + path + name);
      }
    }
  }

  Optional<JsonValue.Obj> object(JsonValue.Obj in, String path, String name) {
    return switch (in.get(name).orElse(new JsonValue.Null())) {
      case JsonValue.Obj object -> Optional.of(object);
      case JsonValue.Null _ -> Optional.empty();
      case JsonValue.Arr _, JsonValue.Text _, JsonValue.Num _, JsonValue.Bool _ ->
          throw refusal(path + name + " must be a JSON object");
    };
  }

  boolean bool(JsonValue.Obj in, String path, String name) {
    return switch (in.get(name).orElse(new JsonValue.Null())) {
      case JsonValue.Bool(boolean value) -> value;
      case JsonValue.Null _ -> false;
      case JsonValue.Text(String word) when word.equals("true") || word.equals("false") ->
          word.equals("true");
      case JsonValue.Arr _, JsonValue.Text _, JsonValue.Num _, JsonValue.Obj _ ->
          throw refusal(path + name + " must be true or false");
    };
  }

  OptionalInt throttle(Optional<JsonValue.Obj> policy, String path) {
    if (policy.isEmpty()) {
      return OptionalInt.empty();
    }
    only(policy.get(), path + ".", List.of("maxReceivesPerSecond"));
    OptionalInt rate = number(policy.get(), path, "maxReceivesPerSecond");
    if (rate.isPresent() && rate.getAsInt() < 1) {
      throw refusal(path + ".maxReceivesPerSecond must be greater than or equal to 1");
    }
    return rate;
  }

  Optional<String> contentType(Optional<JsonValue.Obj> policy) {
    if (policy.isEmpty()) {
      return Optional.empty();
    }
    return switch (policy.get().get("headerContentType").orElse(new JsonValue.Null())) {
      case JsonValue.Null _ -> Optional.empty();
      case JsonValue.Text(String type) when CONTENT_TYPES.contains(mediaType(type)) ->
          Optional.of(type);
      case JsonValue.Text _, JsonValue.Arr _, JsonValue.Bool _, JsonValue.Num _, JsonValue.Obj _ ->
          throw refusal("requestPolicy.headerContentType is not a supported content type");
    };
  }

  private static String mediaType(String type) {
    int semicolon = type.indexOf(';');
    return (semicolon < 0 ? type : type.substring(0, semicolon)).strip();
  }

  RetryPolicy retry(JsonValue.Obj policy, String path) {
    int min = required(policy, path, "minDelayTarget");
    int max = required(policy, path, "maxDelayTarget");
    int retries = required(policy, path, "numRetries");
    between(path + ".numRetries", retries, 0, RETRIES_MAX);
    between(path + ".minDelayTarget", min, 1, DELAY_SECONDS_MAX);
    between(path + ".maxDelayTarget", max, 1, DELAY_SECONDS_MAX);
    if (min > max) {
      throw refusal(path + ".maxDelayTarget must be greater than or equal to minDelayTarget");
    }
    RetryPolicy retry =
        new RetryPolicy(
            min,
            max,
            retries,
            count(policy, path, "numNoDelayRetries"),
            count(policy, path, "numMinDelayRetries"),
            count(policy, path, "numMaxDelayRetries"),
            backoff(policy, path));
    if (retry.noDelay() + retry.minDelay() + retry.maxDelay() > retries) {
      throw refusal(
          path
              + ".numRetries must be greater than or equal to the sum of numNoDelayRetries,"
              + " numMinDelayRetries and numMaxDelayRetries");
    }
    if (retry.totalMillis() > DELAY_SECONDS_MAX * 1000L) {
      throw refusal(path + " total retry time must not exceed " + DELAY_SECONDS_MAX + " seconds");
    }
    return retry;
  }

  private Backoff backoff(JsonValue.Obj policy, String path) {
    return switch (policy.get("backoffFunction").orElse(new JsonValue.Null())) {
      case JsonValue.Null _ -> Backoff.LINEAR;
      case JsonValue.Text(String word) when Backoff.of(word).isPresent() ->
          Backoff.of(word).orElseThrow();
      case JsonValue.Text _, JsonValue.Arr _, JsonValue.Bool _, JsonValue.Num _, JsonValue.Obj _ ->
          throw refusal(
              path + ".backoffFunction must be one of: arithmetic, exponential, geometric, linear");
    };
  }

  private int count(JsonValue.Obj policy, String path, String name) {
    int count = number(policy, path, name).orElse(0);
    between(path + "." + name, count, 0, RETRIES_MAX);
    return count;
  }

  private int required(JsonValue.Obj policy, String path, String name) {
    return number(policy, path, name)
        .orElseThrow(() -> refusal(path + "." + name + " must be specified"));
  }

  private OptionalInt number(JsonValue.Obj policy, String path, String name) {
    JsonValue value = policy.get(name).orElse(new JsonValue.Null());
    if (value instanceof JsonValue.Null) {
      return OptionalInt.empty();
    }
    try {
      if (value instanceof JsonValue.Num(String digits)) {
        return OptionalInt.of(Integer.parseInt(digits));
      }
    } catch (NumberFormatException notWhole) {
      // Told below.
    }
    throw refusal(path + "." + name + " must be an integer");
  }

  private void between(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw refusal(name + " must be between " + min + " and " + max);
    }
  }

  private Refusal refusal(String why) {
    return place.invalid("DeliveryPolicy", why);
  }
}
