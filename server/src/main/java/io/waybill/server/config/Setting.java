package io.waybill.server.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Everything that can be set, with the text that holds where nothing is set.
public enum Setting {
  PORT("port", "4566", "a number from 0 to 65535", "the port to listen on; 0 picks a free one"),
  BIND("bind", "127.0.0.1", "an address or a host name", "the address to listen on"),
  DATA("data", "./waybill-data", "a folder", "where everything is kept"),
  DURABILITY(
      "durability",
      "synced",
      "synced or relaxed",
      "what success means: synced to the disk, or handed to the kernel"),
  PUBLIC_URL(
      "public-url",
      "",
      "a URL such as https://queues.example.org",
      "what queue URLs begin with; by default the host that the caller used"),
  TEST_MODE("test-mode", "false", "true or false", "whether tests may stop and move the clock"),
  AUTH(
      "auth",
      "auto",
      "auto, on or off",
      "whether signatures are verified; auto: on when bound to anything but loopback"),
  ACCESS_KEYS(
      "access-keys",
      "",
      "ID:SECRET or ID:SECRET:ACCOUNT, several separated by commas",
      "who may call when auth is on"),
  ACCESS_ENFORCE(
      "access.enforce",
      "false",
      "true or false",
      "ask the policies of queues, topics and buses also where signatures are not verified"),
  ADMIN_TOKEN(
      "admin-token",
      "",
      "at least 16 characters",
      "what admin calls from other machines show; without one they are refused"),
  ACCOUNT(
      "account",
      "000000000000",
      "twelve digits",
      "the account of a caller whose access key names none"),
  REGION(
      "region",
      "us-east-1",
      "a region's name",
      "the region of a caller whose signature names none"),
  TLS_CERTIFICATE(
      "tls-certificate",
      "",
      "a PEM file",
      "the certificate chain to serve TLS with; the port then takes nothing else"),
  TLS_KEY("tls-key", "", "a PEM file", "the private key of tls-certificate"),
  TLS_SELF_SIGNED(
      "tls-self-signed",
      "false",
      "true or false",
      "serve TLS with a certificate made at the start; clients find it in the data folder"),
  LOG_FORMAT("log-format", "text", "text or json", "how log lines look"),
  LOG_LEVEL("log-level", "info", "error, warn, info or debug", "what is logged"),
  DRAIN_TIMEOUT(
      "drain-timeout",
      "10s",
      "a duration such as 500ms, 10s or 2m",
      "how long calls in flight may take to end when the server stops"),
  HTTP_CONNECTIONS_MAX(
      "http.connections-max",
      "20000",
      "a number from 1 to 1000000",
      "open connections; the next is closed at once"),
  HTTP_HEADER_BYTES_MAX(
      "http.header-bytes-max", "32KiB", "a size from 1KiB to 63KiB", "the header of a request"),
  HTTP_BODY_BYTES_MAX(
      "http.body-bytes-max",
      "67MiB",
      "a size from 1MiB to 256MiB",
      "the body of a request, unpacked"),
  HTTP_IDLE_TIMEOUT(
      "http.idle-timeout",
      "3m",
      "a duration from 1s to 1h",
      "how long a connection may be silent between requests"),
  OUTBOUND_ALLOW(
      "outbound.allow",
      "",
      "addresses and blocks such as 10.1.0.0/16 or fd00::/8, separated by commas",
      "what HTTP endpoints of subscriptions and targets may be, beside the open internet"),
  MAIL_HOST(
      "mail.host",
      "",
      "a host name or address",
      "the SMTP server that mails go to; without one they stay in the local outbox"),
  MAIL_PORT("mail.port", "587", "a number from 1 to 65535", "the port of mail.host"),
  MAIL_SECURITY(
      "mail.security",
      "starttls",
      "none, starttls or tls",
      "how the connection to mail.host is kept private"),
  MAIL_FROM("mail.from", "", "a mail address", "the address that mails come from"),
  MAIL_USER("mail.user", "", "a user's name", "who the server is to mail.host"),
  MAIL_PASSWORD("mail.password", "", "a password", "the password of mail.user"),
  SMS_GATEWAY(
      "sms.gateway",
      "",
      "an http or https address",
      "where SMS are posted to; without one they stay in the local outbox"),
  SMS_GATEWAY_TOKEN(
      "sms.gateway-token", "", "a token", "the bearer token that sms.gateway asks for"),
  SMS_SANDBOX(
      "sms.sandbox",
      "false",
      "true or false",
      "send SMS only to numbers that their account has verified, as to a new account of AWS's"),
  PUSH_GATEWAY(
      "push.gateway",
      "",
      "an http or https address",
      "where mobile push messages are posted to; without one they stay in the local outbox"),
  PUSH_GATEWAY_TOKEN(
      "push.gateway-token", "", "a token", "the bearer token that push.gateway asks for"),
  STORE_MEMORY_BYTES(
      "store.memory-bytes",
      "192MiB",
      "a size from 8MiB to 1TiB",
      "native memory of the store: caches, and writes not yet in table files"),
  STORE_FREE_BYTES_MIN(
      "store.free-bytes-min",
      "64MiB",
      "a size from 0 to 1TiB",
      "room that writes leave on the disk; what would take it is refused"),
  TRAIL_BYTES_MAX(
      "trail.bytes-max",
      "256MiB",
      "a size from 1MiB to 1TiB",
      "what trails may hold on disk before the oldest are dropped"),
  TRAIL_AGE_MAX("trail.age-max", "7d", "a duration from 1h to 365d", "how long a trail is kept"),
  SQS_RECREATE_AT_ONCE(
      "sqs.recreate-at-once",
      "false",
      "true or false",
      "drop SQS's 60 seconds between deleting and creating a queue, and between purges"),
  LAMBDA_MISSING_RUNTIMES(
      "lambda.missing-runtimes",
      "refuse",
      "refuse or accept",
      "what becomes of functions of a runtime that the host lacks: refused, or made and only their invocation refused");

  private final String key;
  private final String byDefault;
  private final String allowed;
  private final String meaning;

  Setting(String key, String byDefault, String allowed, String meaning) {
    this.key = key;
    this.byDefault = byDefault;
    this.allowed = allowed;
    this.meaning = meaning;
  }

  /// The name in a file; with two dashes, the name on the command line.
  public String key() {
    return key;
  }

  /// The name in the environment.
  public String variable() {
    return "WAYBILL_" + key.toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_');
  }

  /// The text that holds where nothing is set; empty where that means "none".
  public String byDefault() {
    return byDefault;
  }

  /// The values that can be set, in words.
  public String allowed() {
    return allowed;
  }

  /// What it does, in words.
  public String meaning() {
    return meaning;
  }

  /// Whether the name alone, on the command line, means true.
  public boolean isSwitch() {
    return allowed.equals("true or false");
  }

  static Optional<Setting> named(String key) {
    return Arrays.stream(values()).filter(setting -> setting.key.equals(key)).findAny();
  }

  static Optional<Setting> ofVariable(String variable) {
    return Arrays.stream(values()).filter(s -> s.variable().equals(variable)).findAny();
  }

  static List<String> keys() {
    return Arrays.stream(values()).map(Setting::key).toList();
  }
}
