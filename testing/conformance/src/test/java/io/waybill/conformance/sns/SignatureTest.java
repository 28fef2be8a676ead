package io.waybill.conformance.sns;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.sns.util.SignatureChecker;
import io.waybill.conformance.RunningServer;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// AWS's own code checks what was signed here.
final class SignatureTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private static PublicKey key(String certificateUrl) throws Exception {
    HttpResponse<byte[]> reply =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(certificateUrl)).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    assertThat(reply.statusCode()).isEqualTo(200);
    return CertificateFactory.getInstance("X.509")
        .generateCertificate(new ByteArrayInputStream(reply.body()))
        .getPublicKey();
  }

  @SuppressWarnings("deprecation") // its successor takes certificates from AWS's own host alone
  @ParameterizedTest
  @ValueSource(strings = {"1", "2"})
  void awsAcceptsTheSignatureAndRefusesAChangedByte(String version) throws Exception {
    Fanout fanout = Fanout.with(SERVER, Map.of("SignatureVersion", version));
    Fanout.Queue queue = fanout.queue();
    fanout.subscribe(queue, Map.of());
    fanout.sns.publish(b -> b.topicArn(fanout.topic).message("sign this").subject("and this"));
    String body = fanout.take(queue).getFirst().body();
    Map<String, Object> envelope = io.waybill.conformance.raw.JsonText.read(body);
    assertThat(envelope).containsEntry("SignatureVersion", version);
    PublicKey key = key(String.valueOf(envelope.get("SigningCertURL")));
    SignatureChecker checker = new SignatureChecker();
    assertThat(checker.verifyMessageSignature(body, key)).isTrue();
    assertThat(checker.verifyMessageSignature(body.replace("sign this", "sign thiS"), key))
        .isFalse();
    assertThat(checker.verifyMessageSignature(body.replace("and this", "and thiS"), key)).isFalse();
  }
}
