package io.waybill.conformance.stories;

import io.waybill.conformance.RunningServer;
import io.waybill.conformance.nonsense.CallForm;
import io.waybill.conformance.raw.JsonText;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// A service that speaks awsJson.
///
/// @param scope the service's name in signatures
public record JsonService(RunningServer server, String scope, CallForm form) implements Service {
  /// CloudWatch Logs.
  public static JsonService logs(RunningServer server) {
    return new JsonService(server, "logs", new CallForm.Json("1.1", "Logs_20140328"));
  }

  /// CloudWatch in JSON 1.0.
  public static JsonService cloudWatch(RunningServer server) {
    return new JsonService(
        server, "monitoring", new CallForm.Json("1.0", "GraniteServiceVersion20100801"));
  }

  @Override
  public String name() {
    return scope + " in JSON";
  }

  @Override
  public Told call(String operation, Map<String, Object> input) {
    HttpResponse<byte[]> reply = Sending.send(server, scope, form, operation, input);
    Map<String, Object> members =
        new LinkedHashMap<>(JsonText.read(new String(reply.body(), StandardCharsets.UTF_8)));
    return Sending.told(reply, members);
  }
}
