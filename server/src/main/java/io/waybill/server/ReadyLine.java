package io.waybill.server;

import io.waybill.server.config.Durability;
import io.waybill.server.config.ServerConfig;
import io.waybill.server.config.Tls;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;

/// What a server says once it serves: where it is, and what to tell AWS's clients.
final class ReadyLine {
  private ReadyLine() {}

  /// The first line is for people and for programs that wait for it; the second is for a shell.
  static String of(ServerConfig config, URI endpoint, long startMillis) {
    return "Waybill %s ready at %s after %.2f s, data in %s, %s%s%n%s"
        .formatted(
            Version.text(),
            endpoint,
            startMillis / 1000.0,
            config.data(),
            config.durability().name().toLowerCase(Locale.ROOT),
            warning(config),
            exports(config, endpoint));
  }

  private static String warning(ServerConfig config) {
    String relaxed =
        config.durability() == Durability.RELAXED ? " (a power cut loses the last moments)" : "";
    return relaxed
        + (config.testMode() ? ", test mode" : "")
        + (config.enforcePolicies() ? ", policies enforced" : ", policies not enforced");
  }

  private static String exports(ServerConfig config, URI endpoint) {
    // A secret is not printed: its owner knows it, and terminals and logs are kept.
    String credentials =
        config.verifySignatures()
            ? "AWS_ACCESS_KEY_ID=%s AWS_SECRET_ACCESS_KEY='its secret'"
                .formatted(config.accessKeys().getFirst().id())
            : "AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test";
    return "export AWS_ENDPOINT_URL=%s %s AWS_DEFAULT_REGION=%s%s"
        .formatted(endpoint, credentials, config.region(), certificate(config));
  }

  private static String certificate(ServerConfig config) {
    return switch (config.tls()) {
      case Tls.Off off -> "";
      case Tls.Given given -> "";
      case Tls.SelfSigned made -> {
        Path file = config.data().resolve(Wiring.CERTIFICATE_FILE).toAbsolutePath().normalize();
        yield " AWS_CA_BUNDLE='%s' WAYBILL_CA='%s'".formatted(file, file);
      }
    };
  }
}
