package io.waybill.wire.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.core.AccountId;
import io.waybill.core.SystemTime;
import io.waybill.wire.sigv4.AccessKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/// A server that wants every call signed, called by AWS's own signer.
final class ProvenIdentityTest {
  private static final AccessKey KEY =
      AccessKey.ofRoot("AKIDEXAMPLE", "its-secret", new AccountId("123456789012"));
  private static final String HOST = "Host: localhost";

  private final Fixture fixture;

  ProvenIdentityTest() throws IOException {
    fixture =
        new Fixture(
            Identities.proven(
                id -> Optional.of(KEY).filter(key -> key.id().equals(id)), new SystemTime()),
            "");
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  private HttpResponse<String> call(byte[] body, String secret, String... fields)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://localhost:" + fixture.port() + "/");
    SdkHttpRequest.Builder unsigned =
        SdkHttpFullRequest.builder()
            .uri(uri)
            .method(SdkHttpMethod.POST)
            .putHeader("Content-Type", "application/x-amz-json-1.0")
            .putHeader("X-Amz-Target", "AmazonSQS.GetQueueUrl");
    for (int i = 0; i < fields.length; i += 2) {
      unsigned.putHeader(fields[i], fields[i + 1]);
    }
    SdkHttpRequest signed =
        AwsV4HttpSigner.create()
            .sign(
                SignRequest.builder(AwsCredentialsIdentity.create(KEY.id(), secret))
                    .request(unsigned.build())
                    .payload(() -> new ByteArrayInputStream(body))
                    .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-central-1")
                    .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "sqs")
                    .build())
            .request();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).POST(BodyPublishers.ofByteArray(body));
    signed
        .headers()
        .forEach((name, values) -> {
          if (!name.equalsIgnoreCase("host")) {
            values.forEach(value -> request.header(name, value));
          }
        });
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.ofString());
    }
  }

  private static byte[] body() {
    return "{\"QueueName\":\"q\"}".getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void theKeyTellsTheAccount() throws Exception {
    HttpResponse<String> answer = call(body(), KEY.secret());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains("/123456789012/q/eu-central-1/arn:aws:iam::123456789012:root");
  }

  @Test
  void aSignatureCoversABodyAsItWasSent() throws Exception {
    var zipped = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(zipped)) {
      gzip.write(body());
    }
    assertThat(call(zipped.toByteArray(), KEY.secret(), "Content-Encoding", "gzip").statusCode())
        .isEqualTo(200);
  }

  @Test
  void aForgedSignatureIsRefused() throws Exception {
    HttpResponse<String> answer = call(body(), "a-guess");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.headers().firstValue("x-amzn-query-error"))
        .contains("SignatureDoesNotMatch;Sender");
    assertThat(answer.body()).contains("InvalidSignatureException");
  }

  @Test
  void noSignatureIsRefusedInTheCallersProtocol() throws Exception {
    assertThat(fixture.json("q", HOST))
        .startsWith("HTTP/1.1 403 ")
        .contains("x-amzn-query-error: MissingAuthenticationToken;Sender")
        .contains("#MissingAuthenticationTokenException");
    assertThat(
            fixture.answer(
                "POST /",
                "Action=GetQueueUrl&QueueName=q&Version=2012-11-05",
                HOST,
                "Content-Type: application/x-www-form-urlencoded"))
        .startsWith("HTTP/1.1 403 ")
        .contains("<Code>MissingAuthenticationToken</Code>");
  }

  @Test
  void anUnknownKeyIsRefused() throws Exception {
    assertThat(
            fixture.json(
                "q",
                HOST,
                "X-Amz-Date: 20260101T000000Z",
                Fixture.credential("AKIDWHO", "eu-central-1", "sqs")))
        .startsWith("HTTP/1.1 403 ")
        .contains("x-amzn-query-error: InvalidClientTokenId;Sender");
  }
}
