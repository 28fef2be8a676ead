package io.waybill.conformance.sns;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.conformance.RunningServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sns.model.VerificationException;

/// A server whose accounts are in the SMS sandbox.
final class SmsSandboxTest {
  private static final Pattern PASSWORD = Pattern.compile("verification code is (\\d{6})");

  @RegisterExtension
  static final RunningServer SERVER = RunningServer.with("--sms.sandbox", "true");

  private final Fanout fanout = Fanout.standard(SERVER);

  private static String outbox() throws IOException, InterruptedException {
    SERVER.settle();
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(SERVER.endpoint() + "/_waybill/outbox")).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private void publish(String number, String message) {
    fanout.sns.publish(b -> b.phoneNumber(number).message(message));
  }

  @Test
  void anAccountIsInTheSandbox() {
    assertThat(fanout.sns.getSMSSandboxAccountStatus(b -> {}).isInSandbox()).isTrue();
  }

  @Test
  void onlyAVerifiedNumberGetsMessages() throws Exception {
    String number = "+15550100001";
    publish(number, "too early");
    fanout.sns.createSMSSandboxPhoneNumber(b -> b.phoneNumber(number));
    publish(number, "still too early");
    Matcher password = PASSWORD.matcher(outbox());
    assertThat(password.find()).isTrue();
    String wrong = password.group(1).equals("000000") ? "000001" : "000000";
    org.assertj.core.api.Assertions.assertThatThrownBy(() ->
            fanout.sns.verifySMSSandboxPhoneNumber(
                b -> b.phoneNumber(number).oneTimePassword(wrong)))
        .isInstanceOf(VerificationException.class);
    fanout.sns.verifySMSSandboxPhoneNumber(
        b -> b.phoneNumber(number).oneTimePassword(password.group(1)));
    publish(number, "in time");
    publish("+15550100002", "to a stranger");

    assertThat(outbox())
        .contains("\"in time\"")
        .doesNotContain("too early")
        .doesNotContain("to a stranger");
  }

  @Test
  void whatATopicSendsToAPhoneIsHeldToItToo() throws Exception {
    fanout.subscribe("sms", "+15550100003", java.util.Map.of());
    fanout.publish("by a topic");

    assertThat(outbox()).doesNotContain("by a topic");
  }
}
