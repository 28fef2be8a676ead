package io.waybill.conformance.sns;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.conformance.RunningServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sns.model.PlatformApplicationDisabledException;

/// Where no gateway is configured, mail, SMS and push messages stay where an operator sees them.
final class LocalOutboxTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private static final Pattern LINK =
      Pattern.compile("(http[^\"\\\\ ]*ConfirmSubscription[^\"\\\\ ]*)");

  private final Fanout fanout = Fanout.standard(SERVER);

  private static String get(String path) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(SERVER.endpoint().resolve(path)).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  @Test
  void aMailboxConfirmsByTheLinkInItsMailAndThenGetsMail() throws Exception {
    String arn = fanout.subscribe("email", "me@example.com", Map.of());
    Matcher link = LINK.matcher(get("/_waybill/outbox"));
    assertThat(link.find()).isTrue();
    get(link.group(1).substring(link.group(1).indexOf("/?")));
    assertThat(fanout.sns.getSubscriptionAttributes(b -> b.subscriptionArn(arn)).attributes())
        .containsEntry("PendingConfirmation", "false");
    fanout.sns.publish(b -> b.topicArn(fanout.topic).message("dear me").subject("news"));
    assertThat(get("/_waybill/outbox"))
        .contains("\"body\":\"dear me\"", "\"subject\":\"news\"", "\"to\":\"me@example.com\"");
    get("/?Action=Unsubscribe&SubscriptionArn=" + arn);
    assertThat(get("/_waybill/outbox"))
        .contains("AWS Notification - Unsubscribe Confirmation", "has been deactivated");
  }

  @Test
  void aPhoneGetsWhatIsPublishedToItsNumber() throws Exception {
    fanout.sns.publish(b -> b.phoneNumber("+15551234567").message("call me"));
    assertThat(get("/_waybill/outbox"))
        .contains("\"body\":\"call me\"", "\"to\":\"+15551234567\"", "\"protocol\":\"sms\"");
    Refused.invalid(
        "Message too long",
        () -> fanout.sns.publish(b -> b.phoneNumber("+15551234567").message("x".repeat(1601))));
  }

  @Test
  void aDeviceGetsWhatIsPublishedToItsEndpointWhileItIsEnabled() throws Exception {
    String application =
        fanout
            .sns
            .createPlatformApplication(b ->
                b.name("app").platform("GCM").attributes(Map.of("PlatformCredential", "secret")))
            .platformApplicationArn();
    assertThat(application).isEqualTo("arn:aws:sns:us-east-1:000000000000:app/GCM/app");
    String endpoint =
        fanout
            .sns
            .createPlatformEndpoint(b -> b.platformApplicationArn(application).token("device-1"))
            .endpointArn();
    assertThat(
            fanout
                .sns
                .createPlatformEndpoint(
                    b -> b.platformApplicationArn(application).token("device-1"))
                .endpointArn())
        .isEqualTo(endpoint);
    fanout.sns.publish(b -> b.targetArn(endpoint).message("ding"));
    assertThat(get("/_waybill/outbox")).contains("\"body\":\"ding\"", endpoint);
    fanout.sns.setEndpointAttributes(
        b -> b.endpointArn(endpoint).attributes(Map.of("Enabled", "false")));
    Refused.with(
        "EndpointDisabled",
        "Endpoint is disabled",
        () -> fanout.sns.publish(b -> b.targetArn(endpoint).message("ding")));
    fanout.sns.setPlatformApplicationAttributes(
        b -> b.platformApplicationArn(application).attributes(Map.of("Enabled", "false")));
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> fanout.sns.publish(b -> b.targetArn(endpoint).message("ding")))
        .isInstanceOf(PlatformApplicationDisabledException.class);
  }

  @Test
  void applicationsAndEndpointsAreRefusedInAwsWords() {
    Refused.invalid(" Reason: cannot be empty", () -> application(""));
    Refused.invalid(
        "a b Reason: must contain only characters 'a'-'z', 'A'-'Z', '0'-'9', '_', '-', and '.'",
        () -> application("a b"));
    String longName = "x".repeat(257);
    Refused.invalid(
        longName + " Reason: must be at most 256 characters long", () -> application(longName));
    String application = application("words");
    Refused.invalid(
        "Attributes Reason: Invalid value for attribute: CustomUserData: must be at most 2048"
            + " bytes long in UTF-8 encoding",
        () ->
            fanout.sns.createPlatformEndpoint(b ->
                b.platformApplicationArn(application).token("t").customUserData("ä".repeat(1025))));
    String nobody =
        application.replace(":app/", ":endpoint/") + "/0f7d5971-aa8b-4bd5-b585-0826e9f93a66";
    Refused.invalid(
        "TargetArn Reason: No endpoint found for the target arn specified",
        () -> fanout.sns.publish(b -> b.targetArn(nobody).message("x")));
    Refused.invalid(
        "PhoneNumber Reason: input incorrectly formatted",
        () -> fanout.sns.checkIfPhoneNumberIsOptedOut(b -> b.phoneNumber("call me")));
  }

  private String application(String name) {
    return fanout
        .sns
        .createPlatformApplication(
            b -> b.name(name).platform("GCM").attributes(Map.of("PlatformCredential", "secret")))
        .platformApplicationArn();
  }

  @Test
  void smsSettingsAreAnAccountsOwn() {
    fanout.sns.setSMSAttributes(
        b -> b.attributes(Map.of("DefaultSMSType", "Promotional", "DefaultSenderID", "LSTest")));
    assertThat(fanout.sns.getSMSAttributes(b -> b.attributes("DefaultSMSType")).attributes())
        .isEqualTo(Map.of("DefaultSMSType", "Promotional"));
    assertThat(fanout.sns.getSMSAttributes().attributes())
        .isEqualTo(
            Map.of(
                "DefaultSMSType",
                "Promotional",
                "DefaultSenderID",
                "LSTest",
                "MonthlySpendLimit",
                "1"));
  }

  @Test
  void theTrailAndTheMetricsTellWhatBecameOfAMessage() throws Exception {
    Fanout.Queue queue = fanout.queue();
    fanout.subscribe(queue, Map.of());
    fanout.subscribe(
        "sqs", queue.arn() + "-missing", Map.of("FilterPolicy", "{\"colour\":[\"red\"]}"));
    String id = fanout.publish("seen");
    fanout.take(queue);
    assertThat(get("/_waybill/trail/" + id)).contains("Published", "Delivered", "FilteredOut");
    String name = fanout.topic.substring(fanout.topic.lastIndexOf(':') + 1);
    assertThat(get("/_waybill/metrics"))
        .contains(
            "aws_sns_number_of_notifications_delivered_total{account_id=\"000000000000\","
                + "region=\"us-east-1\",topic_name=\""
                + name
                + "\"} 1");
  }
}
