package io.waybill.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// What a person reads who set something wrong.
final class SettingRefusedTest {
  private static void refused(String line, String... settings) {
    assertThatThrownBy(() -> ServerConfig.of(settings))
        .isInstanceOf(SettingRefused.class)
        .hasMessage(line);
  }

  private static void refusedVariable(String line, String name, String text) {
    assertThatThrownBy(() -> ServerConfig.read(List.of(), Map.of(name, text)))
        .isInstanceOf(SettingRefused.class)
        .hasMessage(line);
  }

  @Test
  void anUnknownSettingNamesTheOneThatWasMeant() {
    refused(
        "there is no setting 'prot' (from the command line); did you mean 'port'?", "--prot", "1");
    refusedVariable(
        "there is no setting 'WAYBILL_DURABLITY' (from the environment);"
            + " did you mean 'WAYBILL_DURABILITY'?",
        "WAYBILL_DURABLITY",
        "relaxed");
    refused(
        "there is no setting 'colour-of-sky' (from the command line);"
            + " './waybill up --help' lists all",
        "--colour-of-sky",
        "blue");
  }

  @Test
  void anUnknownSettingInAFileNamesTheFile(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("w.yaml"), "sqs:\n  recreate-at-one: true\n");
    refused(
        "there is no setting 'sqs.recreate-at-one' (from "
            + file
            + "); did you mean 'sqs.recreate-at-once'?",
        "--config",
        file.toString());
  }

  @Test
  void aFileThatIsNotThereOrNotYamlIsNamed(@TempDir Path folder) throws IOException {
    Path absent = folder.resolve("absent.yaml");
    refused("there is no configuration file " + absent, "--config", absent.toString());
    Path broken = Files.writeString(folder.resolve("broken.yaml"), "port: [1\n");
    assertThatThrownBy(() -> ServerConfig.of("--config", broken.toString()))
        .hasMessageStartingWith("the configuration file " + broken + " is not YAML: ")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void aWrongValueNamesItsSourceAndWhatIsAllowed() {
    refused("port is '65536' (--port); allowed is a number from 0 to 65535", "--port", "65536");
    refusedVariable(
        "durability is 'fast' (WAYBILL_DURABILITY); allowed is synced or relaxed",
        "WAYBILL_DURABILITY",
        "fast");
  }

  /// Just outside what each setting allows, on every side it has.
  @TestFactory
  Stream<DynamicTest> whatIsNotAllowedIsRefused() {
    Map<Setting, List<String>> wrong =
        Map.ofEntries(
            Map.entry(Setting.PORT, List.of("-1", "65536", "4e3", "")),
            Map.entry(Setting.BIND, List.of("", " ")),
            Map.entry(Setting.DATA, List.of("", " ", "\0")),
            Map.entry(Setting.DURABILITY, List.of("sync", "")),
            Map.entry(
                Setting.PUBLIC_URL,
                List.of("example.org", "ftp://a", "http://a/b", "http://a?b", "http://")),
            Map.entry(Setting.TEST_MODE, List.of("yes", "1")),
            Map.entry(Setting.ACCESS_ENFORCE, List.of("yes")),
            Map.entry(Setting.AUTH, List.of("yes")),
            Map.entry(Setting.ACCESS_KEYS, List.of("A", "A:", ":B", "A:B:C", "A:B:1:2", "A:1,A:2")),
            Map.entry(Setting.ADMIN_TOKEN, List.of("0123456789abcde")),
            Map.entry(Setting.ACCOUNT, List.of("12345678901", "1234567890123", "12345678901x")),
            Map.entry(Setting.REGION, List.of("", "US", "-a")),
            Map.entry(Setting.TLS_CERTIFICATE, List.of("\0")),
            Map.entry(Setting.TLS_KEY, List.of("\0")),
            Map.entry(Setting.TLS_SELF_SIGNED, List.of("no")),
            Map.entry(Setting.LOG_FORMAT, List.of("xml")),
            Map.entry(Setting.LOG_LEVEL, List.of("loud")),
            Map.entry(Setting.DRAIN_TIMEOUT, List.of("10", "61m", "-1s", "1w")),
            Map.entry(Setting.HTTP_CONNECTIONS_MAX, List.of("0", "1000001")),
            Map.entry(Setting.HTTP_HEADER_BYTES_MAX, List.of("1023", "64513", "1x")),
            Map.entry(Setting.HTTP_BODY_BYTES_MAX, List.of("1048575", "257MiB")),
            Map.entry(Setting.HTTP_IDLE_TIMEOUT, List.of("999ms", "3601s")),
            Map.entry(Setting.OUTBOUND_ALLOW, List.of("localhost", "10.0.0.0/33", "10.0.0.1;::1")),
            Map.entry(Setting.MAIL_HOST, List.of("mail.example.org")), // without a sender
            Map.entry(Setting.MAIL_PORT, List.of("0", "65536", "smtp")),
            Map.entry(Setting.MAIL_SECURITY, List.of("ssl")),
            Map.entry(Setting.MAIL_FROM, List.of("nobody", "a b@c")),
            Map.entry(Setting.MAIL_USER, List.of("ada")), // without a password
            Map.entry(Setting.MAIL_PASSWORD, List.of("secret")), // without a user
            Map.entry(Setting.SMS_GATEWAY, List.of("sms.example.org", "ftp://x", "http://")),
            Map.entry(Setting.SMS_GATEWAY_TOKEN, List.of("secret")), // without a gateway
            Map.entry(Setting.PUSH_GATEWAY, List.of("push.example.org", "http://a b")),
            Map.entry(Setting.PUSH_GATEWAY_TOKEN, List.of("secret")), // without a gateway
            Map.entry(Setting.STORE_MEMORY_BYTES, List.of("7MiB", "1025GiB")),
            Map.entry(Setting.STORE_FREE_BYTES_MIN, List.of("-1", "1025GiB")),
            Map.entry(Setting.TRAIL_BYTES_MAX, List.of("1023KiB", "1025GiB")),
            Map.entry(Setting.TRAIL_AGE_MAX, List.of("59m", "366d")),
            Map.entry(Setting.SMS_SANDBOX, List.of("maybe")),
            Map.entry(Setting.SQS_RECREATE_AT_ONCE, List.of("maybe")),
            Map.entry(Setting.LAMBDA_MISSING_RUNTIMES, List.of("true", "ignore")));
    assertThat(wrong).containsOnlyKeys(Setting.values());
    return wrong.entrySet().stream()
        .flatMap(entry ->
            entry.getValue().stream()
                .map(text ->
                    DynamicTest.dynamicTest(
                        entry.getKey().key() + " " + text.replace('\0', '0'),
                        () ->
                            assertThatThrownBy(
                                    () -> ServerConfig.of("--" + entry.getKey().key() + "=" + text))
                                .isInstanceOf(SettingRefused.class)
                                .message()
                                .startsWith(entry.getKey().key() + " is "))));
  }

  @Test
  void aSecretThatIsMistypedIsNotPrinted() {
    refused(
        "access-keys is not of that form (--access-keys);"
            + " allowed is ID:SECRET or ID:SECRET:ACCOUNT, several separated by commas",
        "--access-keys",
        "A:hidden:not-an-account");
    assertThat(ServerConfig.of("--access-keys", "A:hidden").toString()).doesNotContain("hidden");
  }

  @Test
  void beyondLoopbackAServerWithoutKeysDoesNotStart() {
    refused(
        "bind is '0.0.0.0' (--bind) lets other machines in, but nobody has a key;"
            + " set access-keys to ID:SECRET (better in WAYBILL_ACCESS_KEYS or the configuration"
            + " file than on the command line) or bind to 127.0.0.1",
        "--bind",
        "0.0.0.0");
    refused(
        "bind is '0.0.0.0' (--bind) lets other machines in, and auth is 'off' (--auth) lets anyone"
            + " do anything; bind to 127.0.0.1 or leave auth on",
        "--bind",
        "0.0.0.0",
        "--auth",
        "off",
        "--access-keys",
        "A:b");
    ServerConfig open = ServerConfig.of("--bind", "0.0.0.0", "--access-keys", "A:b");
    assertThat(open.verifySignatures()).isTrue();
  }

  @Test
  void authWithoutKeysIsAContradiction() {
    refused(
        "auth is 'on' (--auth), but nobody has a key; set access-keys to ID:SECRET",
        "--auth",
        "on");
  }

  @Test
  void tlsNeedsBothFilesAndNoSecondCertificate() {
    refused(
        "tls-certificate is 'c' (--tls-certificate), but tls-key is not set; TLS needs both",
        "--tls-certificate",
        "c");
    refused(
        "tls-key is 'k' (--tls-key), but tls-certificate is not set; TLS needs both",
        "--tls-key",
        "k");
    refused(
        "tls-self-signed is 'true' (--tls-self-signed), and tls-certificate is 'c'"
            + " (--tls-certificate); choose one",
        "--tls-certificate",
        "c",
        "--tls-key",
        "k",
        "--tls-self-signed");
  }

  @Test
  void aWordThatIsNoSettingIsRefused() {
    refused("'4566' is no setting; settings begin with two dashes, as in --port 4566", "4566");
    refused("--port needs a value", "--port");
    refused("--port is given twice", "--port", "1", "--port", "2");
  }
}
