package io.waybill.conformance.stories;

import io.waybill.conformance.RunningServer;
import io.waybill.conformance.nonsense.RestCall;
import io.waybill.conformance.raw.JsonText;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Lambda, in restJson.
public record LambdaService(RunningServer server) implements Service {
  private static final Map<String, String> HEADERS =
      Map.of(
          "X-Amz-Executed-Version",
          "ExecutedVersion",
          "X-Amz-Function-Error",
          "FunctionError",
          "X-Amz-Log-Result",
          "LogResult");

  @Override
  public String name() {
    return "lambda";
  }

  @Override
  public Told call(String operation, Map<String, Object> input) {
    HttpResponse<byte[]> reply =
        Sending.send(server, "lambda", RestCall.of("lambda", operation), operation, input);
    String body = new String(reply.body(), StandardCharsets.UTF_8);
    Optional<String> error = reply.headers().firstValue("x-amzn-ErrorType");
    if (operation.equals("Invoke") && error.isEmpty()) {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("Payload", body.startsWith("{") ? JsonText.read(body) : body);
      HEADERS.forEach((header, member) ->
          reply.headers().firstValue(header).ifPresent(value -> members.put(member, value)));
      return new Told(reply.statusCode(), "", members);
    }
    return new Told(reply.statusCode(), error.map(Sending::code).orElse(""), JsonText.read(body));
  }
}
