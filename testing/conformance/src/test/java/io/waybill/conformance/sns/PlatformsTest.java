package io.waybill.conformance.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.waybill.conformance.RunningServer;
import io.waybill.conformance.clients.Sdk;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.Subscription;

/// Applications of push platforms, and the devices that belong to them.
final class PlatformsTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private static final String HERE = "arn:aws:sns:us-east-1:000000000000:";

  private final SnsClient sns = Sdk.sns(SERVER);

  private String application(String name) {
    return sns.createPlatformApplication(b ->
            b.name(name)
                .platform("ADM")
                .attributes(Map.of("PlatformCredential", "secret", "PlatformPrincipal", "id")))
        .platformApplicationArn();
  }

  private static String name() {
    return "app-" + UUID.randomUUID();
  }

  private String endpoint(String application, String token, Map<String, String> attributes) {
    return sns.createPlatformEndpoint(
            b -> b.platformApplicationArn(application).token(token).attributes(attributes))
        .endpointArn();
  }

  @Test
  void anApplicationShowsItsSettingsButNotItsCredentials() {
    String name = name();
    String application = application(name);
    assertThat(application).isEqualTo(HERE + "app/ADM/" + name);
    assertThat(sns.listPlatformApplications().platformApplications())
        .filteredOn(each -> each.platformApplicationArn().equals(application))
        .singleElement()
        .satisfies(each -> assertThat(each.attributes()).containsOnly(entry("Enabled", "true")));
    sns.setPlatformApplicationAttributes(b ->
        b.platformApplicationArn(application)
            .attributes(Map.of("SuccessFeedbackSampleRate", "50")));
    assertThat(
            sns.getPlatformApplicationAttributes(b -> b.platformApplicationArn(application))
                .attributes())
        .containsOnly(entry("Enabled", "true"), entry("SuccessFeedbackSampleRate", "50"));
  }

  private void create(String platform, Map<String, String> attributes) {
    sns.createPlatformApplication(b -> b.name(name()).platform(platform).attributes(attributes));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ADM", "APNS", "APNS_SANDBOX", "APNS_VOIP", "MACOS", "BAIDU", "MPNS", "WNS"})
  void aSecretNeedsWhoseItIs(String platform) {
    Map<String, String> secret = Map.of("PlatformCredential", "secret");
    Map<String, String> principal = Map.of("PlatformPrincipal", "id");
    Refused.invalid(
        "Attributes Reason: PlatformCredential attribute provided without PlatformPrincipal",
        () -> create(platform, secret));
    Refused.invalid(
        "Attributes Reason: PlatformPrincipal attribute provided without PlatformCredential",
        () -> create(platform, principal));
    Refused.invalid(
        "PlatformCredential attribute not found",
        () -> create(platform, Map.of("PlatformCredential", "", "PlatformPrincipal", "")));
  }

  @Test
  void theTokenOfAnAppleDeviceIsHexadecimal() {
    String apns =
        sns.createPlatformApplication(b ->
                b.name(name())
                    .platform("APNS_SANDBOX")
                    .attributes(Map.of("PlatformCredential", "key", "PlatformPrincipal", "id")))
            .platformApplicationArn();
    String message =
        "Token Reason: iOS device tokens must be no more than 400 hexadecimal characters";
    String endpoint = endpoint(apns, "a".repeat(400), Map.of());
    Refused.invalid(message, () -> endpoint(apns, "a".repeat(401), Map.of()));
    Refused.invalid(message, () -> endpoint(apns, "token", Map.of()));
    Refused.invalid(
        message,
        () ->
            sns.setEndpointAttributes(
                b -> b.endpointArn(endpoint).attributes(Map.of("Token", "token"))));
    sns.setEndpointAttributes(b -> b.endpointArn(endpoint).attributes(Map.of("Token", "0F")));
  }

  @Test
  void aTokenIsNotEmpty() {
    String application = application(name());
    String message = "Attributes Reason: Invalid value for attribute: Token: cannot be empty";
    String endpoint = endpoint(application, "t", Map.of());
    Refused.invalid(message, () -> endpoint(application, "", Map.of()));
    Refused.invalid(
        message,
        () ->
            sns.setEndpointAttributes(
                b -> b.endpointArn(endpoint).attributes(Map.of("Token", ""))));
  }

  @Test
  void firebaseHasASecretAlone() {
    create("GCM", Map.of("PlatformCredential", "secret"));
    Refused.invalid(
        "PlatformCredential attribute not found", () -> create("GCM", Map.of("Enabled", "true")));
  }

  @ParameterizedTest
  @CsvSource({
    "nonsense,' Reason: An ARN must have at least 6 elements, not 1'",
    "arn:aws:sns:us-east-1:000000000000:app/ADM,"
        + "' Reason: Wrong number of slashes in relative portion of the ARN.'",
    "arn:aws:sqs:us-east-1:000000000000:app/ADM/a,''"
  })
  void whatNamesNoApplicationIsRefused(String arn, String reason) {
    String message = "PlatformApplicationArn" + reason;
    Refused.invalid(
        message, () -> sns.getPlatformApplicationAttributes(b -> b.platformApplicationArn(arn)));
    Refused.invalid(
        message,
        () ->
            sns.setPlatformApplicationAttributes(
                b -> b.platformApplicationArn(arn).attributes(Map.of("Enabled", "true"))));
    Refused.invalid(
        message, () -> sns.deletePlatformApplication(b -> b.platformApplicationArn(arn)));
    Refused.invalid(
        message, () -> sns.listEndpointsByPlatformApplication(b -> b.platformApplicationArn(arn)));
    Refused.invalid(message, () -> endpoint(arn, "token", Map.of()));
  }

  @Test
  void anApplicationThatIsNotThereIsToldButDeletedWithoutAWord() {
    String missing = HERE + "app/ADM/" + name();
    String message = "PlatformApplication does not exist";
    Refused.with(
        "NotFound",
        message,
        () -> sns.getPlatformApplicationAttributes(b -> b.platformApplicationArn(missing)));
    Refused.with(
        "NotFound",
        message,
        () -> sns.listEndpointsByPlatformApplication(b -> b.platformApplicationArn(missing)));
    Refused.with("NotFound", message, () -> endpoint(missing, "token", Map.of()));
    sns.deletePlatformApplication(b -> b.platformApplicationArn(missing));
  }

  @Test
  void anEndpointIsFoundAgainByItsTokenUnlessItsAttributesDiffer() {
    String application = application(name());
    String endpoint = endpoint(application, "token", Map.of());
    assertThat(sns.getEndpointAttributes(b -> b.endpointArn(endpoint)).attributes())
        .containsOnly(entry("Enabled", "true"), entry("Token", "token"));
    assertThat(endpoint(application, "token", Map.of())).isEqualTo(endpoint);
    Refused.invalid(
        "Token Reason: Endpoint "
            + endpoint
            + " already exists with the same Token, but different attributes.",
        () -> endpoint(application, "token", Map.of("CustomUserData", "other")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"endpoint/ADM/app", "app/ADM/app", "topic"})
  void whatNamesNoEndpointIsRefused(String resource) {
    String message = "EndpointArn Reason: Wrong number of slashes in relative portion of the ARN.";
    Refused.invalid(
        message,
        () ->
            sns.setEndpointAttributes(
                b -> b.endpointArn(HERE + resource).attributes(Map.of("Token", "t"))));
    Refused.invalid(message, () -> sns.getEndpointAttributes(b -> b.endpointArn(HERE + resource)));
    Refused.invalid(message, () -> sns.deleteEndpoint(b -> b.endpointArn(HERE + resource)));
  }

  @Test
  void aDeletedEndpointLeavesItsSubscription() {
    String endpoint = endpoint(application(name()), "token", Map.of());
    String topic = sns.createTopic(b -> b.name("t-" + UUID.randomUUID())).topicArn();
    sns.subscribe(b -> b.topicArn(topic).protocol("application").endpoint(endpoint));
    sns.deleteEndpoint(b -> b.endpointArn(endpoint));
    sns.deleteEndpoint(b -> b.endpointArn(endpoint));
    assertThat(sns.listSubscriptionsByTopic(b -> b.topicArn(topic)).subscriptions())
        .extracting(Subscription::endpoint)
        .containsExactly(endpoint);
    Refused.with(
        "NotFound",
        "Endpoint does not exist",
        () -> sns.getEndpointAttributes(b -> b.endpointArn(endpoint)));
    Refused.invalid(
        "TargetArn Reason: No endpoint found for the target arn specified",
        () -> sns.publish(b -> b.targetArn(endpoint).message("m")));
  }

  @Test
  void aDisabledEndpointTakesNothing() {
    String endpoint = endpoint(application(name()), "token", Map.of("Enabled", "false"));
    Refused.with(
        "EndpointDisabled",
        "Endpoint is disabled",
        () -> sns.publish(b -> b.targetArn(endpoint).message("m")));
  }
}
