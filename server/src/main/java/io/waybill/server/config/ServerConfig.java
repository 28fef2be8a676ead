package io.waybill.server.config;

import io.waybill.core.AccountId;
import io.waybill.core.Region;
import io.waybill.engine.outward.MessageGateways;
import io.waybill.outward.MailServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All that a server is told: complete, valid and free of contradictions.
///
/// @param port 0 lets the system pick a free one
/// @param publicUrl what URLs in answers begin with, where the caller's own host is not right
/// @param testMode whether the clock may be stopped and moved, and everything be reset
/// @param verifySignatures whether a call must be signed with one of `accessKeys`
/// @param enforcePolicies whether resources' policies decide who may do what: always where
///   signatures are verified
/// @param adminToken what admin calls from other machines show; without one they are refused
/// @param account the account of a caller whose access key names none
/// @param region the region of a caller whose signature names none
/// @param drainTimeout how long calls in flight may take to end when the server closes
public record ServerConfig(
    int port,
    String bind,
    Path data,
    Durability durability,
    Optional<URI> publicUrl,
    boolean testMode,
    boolean verifySignatures,
    List<AccessKey> accessKeys,
    boolean enforcePolicies,
    Optional<String> adminToken,
    AccountId account,
    Region region,
    Tls tls,
    LogFormat logFormat,
    LogLevel logLevel,
    Duration drainTimeout,
    HttpLimits http,
    OutboundRules outbound,
    Optional<MailServer> mail,
    MessageGateways gateways,
    StoreLimits store,
    SqsRules sqs,
    LambdaRules lambda) {

  /// Never shows the admin token; access keys hide their secrets themselves.
  @Override
  public String toString() {
    return "ServerConfig[" + bind + ":" + port + ", " + data + ", " + durability + "]";
  }

  public ServerConfig {
    accessKeys = List.copyOf(accessKeys);
  }

  /// What the defaults, the configuration file, the environment and the command line say, the later
  /// overruling the former. Throws [SettingRefused].
  public static ServerConfig read(List<String> arguments, Map<String, String> environment) {
    return new ConfigReader(Sources.read(arguments, environment)).read();
  }

  /// What `settings` say, as name and value by turns as on the command line
  /// (`ServerConfig.of("--port", "0", "--data", folder)`): for a server inside another program.
  public static ServerConfig of(String... settings) {
    return read(List.of(settings), Map.of());
  }
}
