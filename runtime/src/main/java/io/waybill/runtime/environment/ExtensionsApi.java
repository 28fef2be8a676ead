package io.waybill.runtime.environment;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.waybill.engine.functions.Deployment;
import io.waybill.runtime.api.Errors;
import io.waybill.runtime.api.RuntimeCalls.Call;
import io.waybill.runtime.api.RuntimeCalls.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// The Extensions API for one environment: registration, events, errors.
final class ExtensionsApi {
  static final String API = "/2020-01-01/extension/";

  private static final JsonFactory JSON = new JsonFactory();
  private static final int BODY_BYTES_MAX = 64 << 10;

  private final Environment environment;

  ExtensionsApi(Environment environment) {
    this.environment = environment;
  }

  CompletableFuture<Reply> answer(Call call) throws IOException {
    String what = call.method() + " " + call.path().substring(API.length());
    if (what.equals("POST register")) {
      return now(register(call));
    }
    Optional<String> id = call.header("lambda-extension-identifier");
    if (id.isEmpty()) {
      return now(
          Extensions.refused(
              403,
              "Extension.MissingExtensionIdentifier",
              "Missing Lambda-Extension-Identifier header"));
    }
    Optional<Extension> known =
        environment.inRound(round -> round.extensions.find(id.orElseThrow()));
    if (known.isEmpty()) {
      return now(
          Extensions.refused(
              403, "Extension.UnknownExtensionIdentifier", "Unknown extension " + id.get()));
    }
    return switch (what) {
      case "GET event/next" -> next(known.get());
      case "POST init/error" -> now(failed(call, "Extension.InitError"));
      case "POST exit/error" -> now(failed(call, "Extension.ExitError"));
      default -> now(RuntimeApi.unknown(call.path()));
    };
  }

  private static CompletableFuture<Reply> now(Reply reply) {
    return CompletableFuture.completedFuture(reply);
  }

  private Reply register(Call call) throws IOException {
    byte[] body = call.body().readNBytes(BODY_BYTES_MAX);
    Optional<String> name = call.header("lambda-extension-name").filter(it -> !it.isEmpty());
    if (name.isEmpty()) {
      return Extensions.refused(400, "Extension.InvalidExtensionName", "Empty extension name");
    }
    List<String> events;
    try {
      events = events(body);
    } catch (IOException noJson) {
      return Extensions.refused(400, "InvalidRequestFormat", String.valueOf(noJson.getMessage()));
    }
    boolean isBegun = environment.isInitialised();
    String id = environment.id();
    String answer = about(call.header("lambda-extension-accept-feature").orElse(""));
    Reply reply =
        environment.inRound(
            round -> round.extensions.register(id, name.get(), events, isBegun, answer));
    if (reply.status() == 200) {
      environment.registered(name.get(), events);
    }
    return reply;
  }

  /// What an extension learns of its function.
  private String about(String features) {
    Deployment function = environment.site().deployment();
    String account =
        features.contains("accountId") ? ",\"accountId\":\"" + function.account() + "\"" : "";
    return "{\"functionName\":\""
        + Errors.quoted(function.functionName())
        + "\",\"functionVersion\":\""
        + function.version()
        + "\",\"handler\":\""
        + Errors.quoted(function.handler())
        + "\""
        + account
        + "}";
  }

  private static List<String> events(byte[] body) throws IOException {
    List<String> events = new ArrayList<>();
    try (JsonParser in = JSON.createParser(body)) {
      in.nextToken();
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        boolean wanted = in.currentName().equals("events");
        if (in.nextToken() == JsonToken.START_ARRAY && wanted) {
          while (in.nextToken() == JsonToken.VALUE_STRING) {
            events.add(in.getText());
          }
        }
        in.skipChildren();
      }
    }
    return events;
  }

  private CompletableFuture<Reply> next(Extension extension) {
    CompletableFuture<Reply> reply = new CompletableFuture<>();
    environment.inRound(round -> {
      extension.asks(reply);
      return round;
    });
    environment.settle();
    return reply;
  }

  private Reply failed(Call call, String otherwise) throws IOException {
    call.body().readNBytes(BODY_BYTES_MAX);
    String type = call.header("lambda-extension-function-error-type").orElse(otherwise);
    environment.extensionFailed(type, "extension reported " + type);
    return Reply.of(202, "{\"status\":\"OK\"}");
  }
}
