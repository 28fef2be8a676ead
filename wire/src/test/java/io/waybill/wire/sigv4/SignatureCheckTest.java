package io.waybill.wire.sigv4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.waybill.core.AccountId;
import io.waybill.shapes.Refusal;
import io.waybill.wire.protocol.WireRequest;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/// Requests that AWS's own SDK signed, and what becomes of them when something differs.
final class SignatureCheckTest {
  private static final Instant MADE = Instant.parse("2026-01-02T03:04:05Z");
  private static final AccessKey KEY =
      AccessKey.ofRoot("AKID", "secret", new AccountId("123456789012"));
  private static final AccessKey SESSION =
      new AccessKey("ASIA", "other", KEY.account(), KEY.principal(), "the token/+=");
  private static final String BODY = "{\"QueueName\":\"orders\"}";

  private long now = MADE.toEpochMilli();
  private final SignatureCheck check =
      new SignatureCheck(
          id -> List.of(KEY, SESSION).stream().filter(key -> key.id().equals(id)).findFirst(),
          () -> now);

  private static AwsCredentialsIdentity credentials(AccessKey key) {
    return key.token().isEmpty()
        ? AwsCredentialsIdentity.create(key.id(), key.secret())
        : AwsSessionCredentialsIdentity.create(key.id(), key.secret(), key.token());
  }

  private static SdkHttpRequest.Builder unsigned(String url) {
    return SdkHttpFullRequest.builder()
        .uri(URI.create(url))
        .method(SdkHttpMethod.POST)
        .putHeader("Content-Type", "application/x-amz-json-1.0")
        .putHeader("X-Amz-Target", "AmazonSQS.CreateQueue");
  }

  private static WireRequest signed(AccessKey key, String url, AuthLocation where) {
    SignRequest.Builder<AwsCredentialsIdentity> request =
        SignRequest.builder(credentials(key))
            .request(unsigned(url).build())
            .payload(() -> new ByteArrayInputStream(BODY.getBytes(StandardCharsets.UTF_8)))
            .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-central-1")
            .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "sqs")
            .putProperty(AwsV4FamilyHttpSigner.AUTH_LOCATION, where)
            .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(MADE, ZoneOffset.UTC));
    if (where == AuthLocation.QUERY_STRING) {
      request.putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, Duration.ofHours(1));
    }
    return received(AwsV4HttpSigner.create().sign(request.build()).request());
  }

  private static WireRequest received(SdkHttpRequest request) {
    List<String> lines = new ArrayList<>();
    String query = request.encodedQueryParameters().map(q -> "?" + q).orElse("");
    lines.add(request.method() + " " + request.encodedPath() + query);
    for (Map.Entry<String, List<String>> field : request.headers().entrySet()) {
      field.getValue().forEach(value -> lines.add(field.getKey() + ": " + value));
    }
    return Lines.request(BODY, lines.toArray(String[]::new));
  }

  private static WireRequest signed() {
    return signed(KEY, "http://localhost:4566/", AuthLocation.HEADER);
  }

  private AccessKey proven(WireRequest request) {
    return check.require(SignatureReader.read(request), request, "sqs");
  }

  private Refusal refused(WireRequest request) {
    return Optional.ofNullable(catchThrowableOfType(Refusal.class, () -> proven(request)))
        .orElseThrow();
  }

  private static WireRequest with(WireRequest request, String body) {
    return new WireRequest(
        request.method(),
        request.path(),
        request.query(),
        request.headers(),
        body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aSignatureOfTheSdkHolds() {
    assertThat(proven(signed())).isEqualTo(KEY);
  }

  @Test
  void oddPathsAndQueriesHold() {
    for (String tail :
        List.of(
            "123456789012/my-queue", "a%20b/%E2%82%AC", "?b=2&a=1&a=%20x&c", "x.fifo?q=a%2Bb")) {
      WireRequest request = signed(KEY, "http://localhost:4566/" + tail, AuthLocation.HEADER);
      assertThat(proven(request)).as(tail).isEqualTo(KEY);
    }
  }

  @Test
  void aPresignedUrlHoldsUntilItExpires() {
    WireRequest request = signed(KEY, "http://localhost:4566/q?x=1", AuthLocation.QUERY_STRING);
    assertThat(proven(request)).isEqualTo(KEY);
    now += Duration.ofHours(1).toMillis();
    assertThat(proven(request)).isEqualTo(KEY);
    now += 1;
    assertThat(refused(request).text()).startsWith("Signature expired: ");
  }

  @Test
  void aSessionNeedsItsToken() {
    WireRequest request = signed(SESSION, "http://localhost:4566/", AuthLocation.HEADER);
    assertThat(proven(request)).isEqualTo(SESSION);
    AccessKey stolen =
        new AccessKey(SESSION.id(), SESSION.secret(), KEY.account(), KEY.principal(), "");
    WireRequest without = signed(stolen, "http://localhost:4566/", AuthLocation.HEADER);
    assertThat(refused(without).shape().name()).isEqualTo("UnrecognizedClientException");
  }

  @Test
  void anotherBodyIsRefused() {
    assertThat(refused(with(signed(), BODY + " ")).shape().code())
        .isEqualTo("SignatureDoesNotMatch");
  }

  @Test
  void anotherPathIsRefused() {
    WireRequest request = signed();
    var other = new WireRequest(request.method(), "/other", "", request.headers(), request.body());
    assertThat(refused(other).shape().name()).isEqualTo("InvalidSignatureException");
  }

  @Test
  void anotherSecretIsRefused() {
    AccessKey forged = AccessKey.ofRoot(KEY.id(), "guess", KEY.account());
    WireRequest request = signed(forged, "http://localhost:4566/", AuthLocation.HEADER);
    assertThat(refused(request).text()).startsWith("The request signature we calculated does not");
  }

  @Test
  void anUnknownKeyIsRefused() {
    AccessKey unknown = AccessKey.ofRoot("AKIDWHO", "secret", KEY.account());
    WireRequest request = signed(unknown, "http://localhost:4566/", AuthLocation.HEADER);
    assertThat(refused(request).shape().code()).isEqualTo("InvalidClientTokenId");
    assertThat(refused(request).text())
        .isEqualTo("The security token included in the request is invalid.");
  }

  @Test
  void fifteenMinutesOfSkewAreAllowedAndNoMore() {
    WireRequest request = signed();
    now = MADE.toEpochMilli() + Duration.ofMinutes(15).toMillis();
    assertThat(proven(request)).isEqualTo(KEY);
    now++;
    assertThat(refused(request).text())
        .isEqualTo(
            "Signature expired: 20260102T030405Z is now earlier than 20260102T030405Z"
                + " (20260102T031905Z - 15 min.)");
    now = MADE.toEpochMilli() - Duration.ofMinutes(15).toMillis();
    assertThat(proven(request)).isEqualTo(KEY);
    now--;
    assertThat(refused(request).text()).startsWith("Signature not yet current: ");
  }

  @Test
  void anotherServiceIsRefused() {
    WireRequest request = signed();
    Refusal refusal =
        Optional.ofNullable(
                catchThrowableOfType(
                    Refusal.class,
                    () -> check.require(SignatureReader.read(request), request, "sns")))
            .orElseThrow();
    assertThat(refusal.text()).isEqualTo("Credential should be scoped to correct service: 'sns'.");
  }

  @Test
  void noSignatureIsRefused() {
    WireRequest request = Lines.request("", "GET /", "Host: localhost");
    assertThat(refused(request).shape().name()).isEqualTo("MissingAuthenticationTokenException");
  }

  @Test
  void missingPartsAreNamed() {
    WireRequest request =
        Lines.request(
            "", "GET /", "Host: localhost", "Authorization: AWS4-HMAC-SHA256 Credential=a");
    assertThat(refused(request).shape().name()).isEqualTo("IncompleteSignatureException");
    assertThat(refused(request).text())
        .contains("requires 'Signature' parameter", "requires 'SignedHeaders' parameter")
        .contains("'X-Amz-Date'")
        .contains("exactly 5 slash-delimited elements");
  }

  @Test
  void secretsAreNotPrinted() {
    assertThat(KEY.toString()).doesNotContain("secret");
    assertThat(SESSION.toString()).doesNotContain("other").doesNotContain("token");
  }
}
