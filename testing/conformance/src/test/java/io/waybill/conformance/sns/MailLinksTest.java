package io.waybill.conformance.sns;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.conformance.RunningServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Links in mails, as a browser follows them from the page of some webmail, on a server that takes
/// any credentials.
final class MailLinksTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private final Fanout fanout = Fanout.standard(SERVER);

  private static int status(String query, String site, String mode, String destination)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(SERVER.endpoint() + "/?" + query))
                .header("Sec-Fetch-Site", site)
                .header("Sec-Fetch-Mode", mode)
                .header("Sec-Fetch-Dest", destination)
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private String unsubscribing() {
    return "Action=Unsubscribe&SubscriptionArn=" + fanout.subscribe(fanout.queue(), Map.of());
  }

  @Test
  void aLinkIsFollowedFromAnyPage() throws Exception {
    for (String site : new String[] {"cross-site", "same-site", "none"}) {
      assertThat(status(unsubscribing(), site, "navigate", "document")).as(site).isEqualTo(200);
    }
  }

  @Test
  void anImageOrAScriptOfAnotherPageFollowsNone() throws Exception {
    String query = unsubscribing();
    assertThat(status(query, "cross-site", "no-cors", "image")).isEqualTo(403);
    assertThat(status(query, "same-site", "cors", "empty")).isEqualTo(403);
    assertThat(status(query, "cross-site", "navigate", "iframe")).isEqualTo(403);
  }

  @Test
  void noOtherCallIsALink() throws Exception {
    String query = "Action=DeleteTopic&TopicArn=" + fanout.topic;
    assertThat(status(query, "cross-site", "navigate", "document")).isEqualTo(403);
  }
}
