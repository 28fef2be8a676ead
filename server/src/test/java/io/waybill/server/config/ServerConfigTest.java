package io.waybill.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.core.AccountId;
import io.waybill.core.Region;
import io.waybill.engine.outward.MessageGateway;
import io.waybill.outward.AddressBlock;
import io.waybill.outward.MailServer;
import io.waybill.outward.MailServer.Security;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Each setting: what it is by default, and that it is heard.
final class ServerConfigTest {
  /// One setting, a text for it, what must go with it, and what the configuration then holds.
  private record Case(
      Setting setting,
      String text,
      List<String> with,
      Function<ServerConfig, Object> read,
      Object byDefault,
      Object expected) {}

  private static Case of(
      Setting setting, String text, Function<ServerConfig, Object> read, Object was, Object is) {
    return new Case(setting, text, List.of(), read, was, is);
  }

  private static final String[] MAIL = {"--mail.host", "h", "--mail.from", "a@b"};

  private static String mailUser(MailServer server) {
    return server.login().orElseThrow().user();
  }

  private static String mailPassword(MailServer server) {
    return server.login().orElseThrow().password();
  }

  private static String[] plus(String[] some, String... more) {
    return Stream.of(some, more).flatMap(Stream::of).toArray(String[]::new);
  }

  private static Case mail(
      Setting setting,
      String text,
      Function<MailServer, Object> read,
      Object expected,
      String... with) {
    return new Case(
        setting,
        text,
        List.of(with),
        c -> c.mail().map(read).orElse("no mail"),
        "no mail",
        expected);
  }

  private static final String KEY = "AKIDEXAMPLE:wJalrXUtnFEMI/K7MDENG";

  private static final List<Case> CASES =
      List.of(
          of(Setting.PORT, "0", ServerConfig::port, 4566, 0),
          of(Setting.BIND, "::1", ServerConfig::bind, "127.0.0.1", "::1"),
          of(Setting.DATA, "/d", ServerConfig::data, Path.of("./waybill-data"), Path.of("/d")),
          of(
              Setting.DURABILITY,
              "relaxed",
              ServerConfig::durability,
              Durability.SYNCED,
              Durability.RELAXED),
          of(
              Setting.PUBLIC_URL,
              "https://queues.example.org/",
              c -> c.publicUrl().map(URI::toString).orElse("none"),
              "none",
              "https://queues.example.org"),
          of(Setting.TEST_MODE, "true", ServerConfig::testMode, false, true),
          of(Setting.ACCESS_ENFORCE, "true", ServerConfig::enforcePolicies, false, true),
          new Case(
              Setting.AUTH,
              "on",
              List.of("--access-keys", KEY),
              ServerConfig::verifySignatures,
              false,
              true),
          of(
              Setting.ACCESS_KEYS,
              KEY + ", 123456789012:secret,B:s:210987654321",
              ServerConfig::accessKeys,
              List.of(),
              List.of(
                  new AccessKey("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG", AccountId.DEFAULT),
                  new AccessKey("123456789012", "secret", new AccountId("123456789012")),
                  new AccessKey("B", "s", new AccountId("210987654321")))),
          of(
              Setting.ADMIN_TOKEN,
              "0123456789abcdef",
              c -> c.adminToken().orElse("none"),
              "none",
              "0123456789abcdef"),
          of(
              Setting.ACCOUNT,
              "123456789012",
              ServerConfig::account,
              AccountId.DEFAULT,
              new AccountId("123456789012")),
          of(
              Setting.REGION,
              "eu-central-1",
              ServerConfig::region,
              Region.DEFAULT,
              new Region("eu-central-1")),
          new Case(
              Setting.TLS_CERTIFICATE,
              "c.pem",
              List.of("--tls-key", "k.pem"),
              ServerConfig::tls,
              new Tls.Off(),
              new Tls.Given(Path.of("c.pem"), Path.of("k.pem"))),
          new Case(
              Setting.TLS_KEY,
              "k.pem",
              List.of("--tls-certificate", "c.pem"),
              ServerConfig::tls,
              new Tls.Off(),
              new Tls.Given(Path.of("c.pem"), Path.of("k.pem"))),
          of(
              Setting.TLS_SELF_SIGNED,
              "true",
              ServerConfig::tls,
              new Tls.Off(),
              new Tls.SelfSigned()),
          of(Setting.LOG_FORMAT, "json", ServerConfig::logFormat, LogFormat.TEXT, LogFormat.JSON),
          of(Setting.LOG_LEVEL, "debug", ServerConfig::logLevel, LogLevel.INFO, LogLevel.DEBUG),
          of(
              Setting.DRAIN_TIMEOUT,
              "1.5s",
              ServerConfig::drainTimeout,
              Duration.ofSeconds(10),
              Duration.ofMillis(1500)),
          of(Setting.HTTP_CONNECTIONS_MAX, "7", c -> c.http().connectionsMax(), 20_000, 7),
          of(
              Setting.HTTP_HEADER_BYTES_MAX,
              "4KiB",
              c -> c.http().headerBytesMax(),
              32 * 1024,
              4096),
          of(
              Setting.HTTP_BODY_BYTES_MAX,
              "2097152",
              c -> c.http().bodyBytesMax(),
              67 << 20,
              2 << 20),
          of(
              Setting.HTTP_IDLE_TIMEOUT,
              "5m",
              c -> c.http().idleTimeout(),
              Duration.ofMinutes(3),
              Duration.ofMinutes(5)),
          of(
              Setting.OUTBOUND_ALLOW,
              "10.1.0.0/16, ::1",
              c -> c.outbound().allowed().stream().map(AddressBlock::bits).toList(),
              List.of(),
              List.of(16, 128)),
          mail(Setting.MAIL_HOST, "h", MailServer::host, "h", "--mail.from", "a@b"),
          mail(Setting.MAIL_PORT, "25", MailServer::port, 25, MAIL),
          mail(Setting.MAIL_SECURITY, "tls", MailServer::security, Security.TLS, MAIL),
          mail(Setting.MAIL_FROM, "a@b", MailServer::from, "a@b", "--mail.host", "h"),
          mail(
              Setting.MAIL_USER,
              "ada",
              ServerConfigTest::mailUser,
              "ada",
              plus(MAIL, "--mail.password", "x")),
          mail(
              Setting.MAIL_PASSWORD,
              "x",
              ServerConfigTest::mailPassword,
              "x",
              plus(MAIL, "--mail.user", "ada")),
          of(
              Setting.SMS_GATEWAY,
              "https://sms.example.org/send?v=1",
              c -> c.gateways().sms().map(MessageGateway::address),
              Optional.empty(),
              Optional.of(URI.create("https://sms.example.org/send?v=1"))),
          new Case(
              Setting.SMS_GATEWAY_TOKEN,
              "secret",
              List.of("--sms.gateway", "http://g"),
              c -> c.gateways().sms().flatMap(MessageGateway::token),
              Optional.empty(),
              Optional.of("secret")),
          of(
              Setting.PUSH_GATEWAY,
              "http://localhost:8080",
              c -> c.gateways().push().map(MessageGateway::address),
              Optional.empty(),
              Optional.of(URI.create("http://localhost:8080"))),
          new Case(
              Setting.PUSH_GATEWAY_TOKEN,
              "secret",
              List.of("--push.gateway", "http://g"),
              c -> c.gateways().push().flatMap(MessageGateway::token),
              Optional.empty(),
              Optional.of("secret")),
          of(
              Setting.STORE_MEMORY_BYTES,
              "1GiB",
              c -> c.store().memoryBytes(),
              192L << 20,
              1L << 30),
          of(Setting.STORE_FREE_BYTES_MIN, "0", c -> c.store().freeBytesMin(), 64L << 20, 0L),
          of(Setting.TRAIL_BYTES_MAX, "1MiB", c -> c.store().trailBytesMax(), 256L << 20, 1L << 20),
          of(
              Setting.TRAIL_AGE_MAX,
              "12h",
              c -> c.store().trailAgeMax(),
              Duration.ofDays(7),
              Duration.ofHours(12)),
          of(Setting.SMS_SANDBOX, "true", c -> c.gateways().smsSandbox(), false, true),
          of(Setting.SQS_RECREATE_AT_ONCE, "true", c -> c.sqs().recreateAtOnce(), false, true),
          of(
              Setting.LAMBDA_MISSING_RUNTIMES,
              "accept",
              c -> c.lambda().missingRuntimes(),
              LambdaRules.MissingRuntimes.REFUSE,
              LambdaRules.MissingRuntimes.ACCEPT));

  @Test
  void policiesHoldWhereverSignaturesAreVerified() {
    assertThat(ServerConfig.of("--auth", "on", "--access-keys", KEY).enforcePolicies()).isTrue();
    assertThat(ServerConfig.of("--bind", "0.0.0.0", "--access-keys", KEY).enforcePolicies())
        .isTrue();
  }

  @Test
  void everySettingHasACase() {
    Set<Setting> tested = EnumSet.noneOf(Setting.class);
    CASES.forEach(c -> tested.add(c.setting()));
    assertThat(tested).containsExactlyInAnyOrder(Setting.values());
  }

  @Test
  void theManualNamesEachSettingWithItsDefault() throws IOException {
    String manual = Files.readString(Path.of("../docs/configuration.md"));
    for (Setting setting : Setting.values()) {
      String byDefault =
          setting.byDefault().isEmpty() ? "not set" : "`" + setting.byDefault() + "`";
      assertThat(manual)
          .contains(
              "| `%s` | %s | %s | %s |"
                  .formatted(setting.key(), byDefault, setting.allowed(), setting.meaning()));
    }
  }

  @TestFactory
  Stream<DynamicTest> eachSettingHasItsDefault() {
    return CASES.stream()
        .map(c ->
            DynamicTest.dynamicTest(
                c.setting().key(),
                () -> assertThat(c.read().apply(ServerConfig.of())).isEqualTo(c.byDefault())));
  }

  @TestFactory
  Stream<DynamicTest> eachSettingIsHeardOnTheCommandLine() {
    return CASES.stream()
        .map(c ->
            DynamicTest.dynamicTest(
                c.setting().key(),
                () -> {
                  List<String> words =
                      Stream.concat(
                              c.with().stream(), Stream.of("--" + c.setting().key(), c.text()))
                          .toList();
                  ServerConfig config = ServerConfig.read(words, Map.of());
                  assertThat(c.read().apply(config)).isEqualTo(c.expected());
                }));
  }

  @TestFactory
  Stream<DynamicTest> eachSettingIsHeardFromTheEnvironment() {
    return CASES.stream()
        .map(c ->
            DynamicTest.dynamicTest(
                c.setting().variable(),
                () -> {
                  ServerConfig config =
                      ServerConfig.read(c.with(), Map.of(c.setting().variable(), c.text()));
                  assertThat(c.read().apply(config)).isEqualTo(c.expected());
                }));
  }
}
