package io.waybill.runtime.environment;

import io.waybill.runtime.api.RuntimeCalls.Call;
import io.waybill.runtime.api.RuntimeCalls.Reply;
import io.waybill.runtime.log.SubscriptionRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The Telemetry API for one environment, and the Logs API that was before it: both subscribe an
/// extension to what is logged and told.
final class TelemetryApi {
  static final String API = "/2022-07-01/telemetry";
  static final String OLDER_API = "/2020-08-15/logs";

  private static final int BODY_BYTES_MAX = 64 << 10;

  private final Environment environment;

  TelemetryApi(Environment environment) {
    this.environment = environment;
  }

  static boolean has(String path) {
    return path.equals(API) || path.equals(OLDER_API);
  }

  Reply answer(Call call) throws IOException {
    if (!call.method().equals("PUT")) {
      return RuntimeApi.unknown(call.path());
    }
    byte[] body = call.body().readNBytes(BODY_BYTES_MAX);
    String id = call.header("lambda-extension-identifier").orElse("");
    Optional<Extension> known = environment.inRound(round -> round.extensions.find(id));
    if (known.isEmpty()) {
      return Extensions.refused(
          403, "Extension.UnknownExtensionIdentifier", "Unknown extension " + id);
    }
    if (environment.isInitialised()) {
      return Extensions.refused(
          403, "Extension.InvalidState", "Subscriptions are made during the initialisation");
    }
    boolean older = call.path().equals(OLDER_API);
    try {
      SubscriptionRequest asked = SubscriptionRequest.parse(body);
      environment.telling().subscribed(known.get().name(), asked, older);
    } catch (IOException malformed) {
      return Extensions.refused(400, "ValidationError", String.valueOf(malformed.getMessage()));
    }
    return Reply.of(200, "Content-Type: text/plain\r\n", "OK".getBytes(StandardCharsets.UTF_8));
  }
}
