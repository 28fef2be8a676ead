package io.waybill.server.config;

import io.waybill.core.AccountId;
import io.waybill.core.Region;
import io.waybill.engine.outward.MessageGateway;
import io.waybill.engine.outward.MessageGateways;
import io.waybill.outward.AddressBlock;
import io.waybill.outward.MailServer;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Turns the texts of settings into what they mean, and finds what contradicts.
final class ConfigReader {
  private static final long KIB = 1L << 10;
  private static final long MIB = 1L << 20;
  private static final long TIB = 1L << 40;

  private enum Auth {
    AUTO,
    ON,
    OFF
  }

  private final Map<Setting, Given> given;

  ConfigReader(Map<Setting, Given> given) {
    this.given = given;
  }

  ServerConfig read() {
    String bind = value(Setting.BIND, text -> Optional.of(text).filter(t -> !t.isBlank()));
    AccountId account = value(Setting.ACCOUNT, AccountId::parse);
    List<AccessKey> keys = value(Setting.ACCESS_KEYS, text -> accessKeys(text, account));
    boolean verifySignatures = verifySignatures(bind, keys);
    return new ServerConfig(
        value(Setting.PORT, text -> Values.number(text, 0, 65_535)),
        bind,
        value(Setting.DATA, ConfigReader::path),
        value(Setting.DURABILITY, text -> Values.oneOf(Durability.class, text)),
        optional(Setting.PUBLIC_URL, ConfigReader::url),
        truth(Setting.TEST_MODE),
        verifySignatures,
        keys,
        verifySignatures || truth(Setting.ACCESS_ENFORCE),
        optional(Setting.ADMIN_TOKEN, text -> Optional.of(text).filter(t -> t.length() >= 16)),
        account,
        value(Setting.REGION, Region::parse),
        tls(),
        value(Setting.LOG_FORMAT, text -> Values.oneOf(LogFormat.class, text)),
        value(Setting.LOG_LEVEL, text -> Values.oneOf(LogLevel.class, text)),
        duration(Setting.DRAIN_TIMEOUT, Duration.ZERO, Duration.ofHours(1)),
        httpLimits(),
        outboundRules(bind),
        mailServer(),
        new MessageGateways(
            gateway(Setting.SMS_GATEWAY, Setting.SMS_GATEWAY_TOKEN),
            gateway(Setting.PUSH_GATEWAY, Setting.PUSH_GATEWAY_TOKEN),
            truth(Setting.SMS_SANDBOX)),
        storeLimits(),
        new SqsRules(truth(Setting.SQS_RECREATE_AT_ONCE)),
        new LambdaRules(
            value(
                Setting.LAMBDA_MISSING_RUNTIMES,
                text -> Values.oneOf(LambdaRules.MissingRuntimes.class, text))));
  }

  private HttpLimits httpLimits() {
    return new HttpLimits(
        value(Setting.HTTP_CONNECTIONS_MAX, text -> Values.number(text, 1, 1_000_000)),
        (int) size(Setting.HTTP_HEADER_BYTES_MAX, KIB, 63 * KIB),
        (int) size(Setting.HTTP_BODY_BYTES_MAX, MIB, 256 * MIB),
        duration(Setting.HTTP_IDLE_TIMEOUT, Duration.ofSeconds(1), Duration.ofHours(1)));
  }

  /// A server that only this machine reaches may call this machine: whoever can subscribe an
  /// endpoint could call it himself.
  private OutboundRules outboundRules(String bind) {
    Optional<List<AddressBlock>> allowed =
        optional(Setting.OUTBOUND_ALLOW, ConfigReader::addressBlocks);
    return new OutboundRules(isLoopback(bind), allowed.orElse(List.of()));
  }

  private static Optional<List<AddressBlock>> addressBlocks(String text) {
    List<String> entries =
        Arrays.stream(text.split(",")).map(String::strip).filter(e -> !e.isEmpty()).toList();
    List<AddressBlock> blocks =
        entries.stream().flatMap(entry -> AddressBlock.parse(entry).stream()).toList();
    return blocks.size() == entries.size() ? Optional.of(blocks) : Optional.empty();
  }

  private Optional<MailServer> mailServer() {
    Optional<String> host = optional(Setting.MAIL_HOST, text -> Optional.of(text.strip()));
    Optional<String> from =
        optional(
            Setting.MAIL_FROM,
            text -> Optional.of(text).filter(t -> t.matches("[^@\\s]+@[^@\\s]+")));
    Optional<String> user = optional(Setting.MAIL_USER, Optional::of);
    Optional<String> password = optional(Setting.MAIL_PASSWORD, Optional::of);
    int port = value(Setting.MAIL_PORT, text -> Values.number(text, 1, 65_535));
    MailServer.Security security =
        value(Setting.MAIL_SECURITY, text -> Values.oneOf(MailServer.Security.class, text));
    if (host.isPresent() && from.isEmpty()) {
      throw new SettingRefused(
          told(Setting.MAIL_HOST) + ", but mail.from is not set; mails need a sender");
    }
    if (user.isPresent() && password.isEmpty()) {
      throw new SettingRefused(told(Setting.MAIL_USER) + ", but mail.password is not set");
    }
    if (password.isPresent() && user.isEmpty()) {
      throw new SettingRefused("mail.password is set, but mail.user is not; it belongs to a user");
    }
    Optional<MailServer.Login> login =
        user.map(name -> new MailServer.Login(name, password.orElseThrow()));
    return host.map(name -> new MailServer(name, port, security, from.orElseThrow(), login));
  }

  private Optional<MessageGateway> gateway(Setting address, Setting token) {
    Optional<URI> to = optional(address, ConfigReader::address);
    Optional<String> bearer = optional(token, text -> Optional.of(text.strip()));
    if (bearer.isPresent() && to.isEmpty()) {
      throw new SettingRefused(token.key() + " is set, but " + address.key() + " is not");
    }
    return to.map(uri -> new MessageGateway(uri, bearer));
  }

  private StoreLimits storeLimits() {
    return new StoreLimits(
        size(Setting.STORE_MEMORY_BYTES, 8 * MIB, TIB),
        size(Setting.STORE_FREE_BYTES_MIN, 0, TIB),
        size(Setting.TRAIL_BYTES_MAX, MIB, TIB),
        duration(Setting.TRAIL_AGE_MAX, Duration.ofHours(1), Duration.ofDays(365)));
  }

  /// Whoever can reach the port could read and delete everything, so beyond loopback a server
  /// without keys does not start.
  private boolean verifySignatures(String bind, List<AccessKey> keys) {
    Auth auth = value(Setting.AUTH, text -> Values.oneOf(Auth.class, text));
    boolean loopback = isLoopback(bind);
    if (!loopback && auth == Auth.OFF) {
      throw new SettingRefused(
          told(Setting.BIND)
              + " lets other machines in, and "
              + told(Setting.AUTH)
              + " lets anyone do anything; bind to 127.0.0.1 or leave auth on");
    }
    if (!loopback && keys.isEmpty()) {
      throw new SettingRefused(
          told(Setting.BIND)
              + " lets other machines in, but nobody has a key; set access-keys to ID:SECRET"
              + " (better in WAYBILL_ACCESS_KEYS or the configuration file than on the command line)"
              + " or bind to 127.0.0.1");
    }
    if (auth == Auth.ON && keys.isEmpty()) {
      throw new SettingRefused(
          told(Setting.AUTH) + ", but nobody has a key; set access-keys to ID:SECRET");
    }
    return auth == Auth.ON || !loopback;
  }

  private static boolean isLoopback(String bind) {
    try {
      return InetAddress.getByName(bind).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new SettingRefused(
          "bind is '" + bind + "', which is neither an address nor a host name that is known here");
    }
  }

  private Tls tls() {
    Optional<Path> certificate = optional(Setting.TLS_CERTIFICATE, ConfigReader::path);
    Optional<Path> key = optional(Setting.TLS_KEY, ConfigReader::path);
    boolean selfSigned = truth(Setting.TLS_SELF_SIGNED);
    if (certificate.isPresent() != key.isPresent()) {
      Setting there = certificate.isPresent() ? Setting.TLS_CERTIFICATE : Setting.TLS_KEY;
      Setting missing = certificate.isPresent() ? Setting.TLS_KEY : Setting.TLS_CERTIFICATE;
      throw new SettingRefused(
          told(there) + ", but " + missing.key() + " is not set; TLS needs both");
    }
    if (selfSigned && certificate.isPresent()) {
      throw new SettingRefused(
          told(Setting.TLS_SELF_SIGNED)
              + ", and "
              + told(Setting.TLS_CERTIFICATE)
              + "; choose one");
    }
    if (certificate.isPresent() && key.isPresent()) {
      return new Tls.Given(certificate.get(), key.get());
    }
    return selfSigned ? new Tls.SelfSigned() : new Tls.Off();
  }

  private static Optional<List<AccessKey>> accessKeys(String text, AccountId fallback) {
    List<String> entries =
        Arrays.stream(text.split(",")).map(String::strip).filter(e -> !e.isEmpty()).toList();
    List<AccessKey> keys =
        entries.stream().flatMap(entry -> accessKey(entry, fallback).stream()).toList();
    boolean distinct = keys.stream().map(AccessKey::id).distinct().count() == keys.size();
    return keys.size() == entries.size() && distinct ? Optional.of(keys) : Optional.empty();
  }

  private static Optional<AccessKey> accessKey(String entry, AccountId fallback) {
    String[] parts = entry.split(":", -1);
    if (parts.length < 2 || parts.length > 3 || parts[0].isBlank() || parts[1].isBlank()) {
      return Optional.empty();
    }
    // An access key of twelve digits names its account, as it does while auth is off.
    Optional<AccountId> account =
        parts.length == 3
            ? AccountId.parse(parts[2])
            : Optional.of(AccountId.parse(parts[0]).orElse(fallback));
    return account.map(id -> new AccessKey(parts[0], parts[1], id));
  }

  private static Optional<Path> path(String text) {
    try {
      return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /// An http or https address with whatever path and query.
  private static Optional<URI> address(String text) {
    try {
      URI uri = new URI(text.strip());
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      return web && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException malformed) {
      return Optional.empty();
    }
  }

  private static Optional<URI> url(String text) {
    try {
      URI uri = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      boolean bare = uri.getPath().isEmpty() && uri.getQuery() == null && uri.getFragment() == null;
      return web && bare && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private boolean truth(Setting setting) {
    return value(setting, Values::truth);
  }

  private long size(Setting setting, long least, long most) {
    return value(setting, text -> Values.size(text, least, most));
  }

  private Duration duration(Setting setting, Duration least, Duration most) {
    return value(setting, text -> Values.duration(text, least, most));
  }

  /// What an optional setting means; empty where it is not set or set to nothing.
  private <T> Optional<T> optional(Setting setting, Function<String, Optional<T>> meaning) {
    return given(setting).text().isEmpty()
        ? Optional.empty()
        : Optional.of(value(setting, meaning));
  }

  private <T> T value(Setting setting, Function<String, Optional<T>> meaning) {
    Given text = given(setting);
    return meaning.apply(text.text()).orElseThrow(() -> SettingRefused.notAllowed(setting, text));
  }

  private Given given(Setting setting) {
    return given.getOrDefault(setting, new Given(setting.byDefault(), "the default"));
  }

  private String told(Setting setting) {
    Given text = given(setting);
    return setting.key() + " is '" + text.text() + "' (" + text.source() + ")";
  }
}
