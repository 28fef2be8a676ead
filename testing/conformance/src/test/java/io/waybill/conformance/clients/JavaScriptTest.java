package io.waybill.conformance.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.conformance.RunningServer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The AWS SDK for JavaScript v3, and sqs-consumer on top of it.
final class JavaScriptTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  /// sns-validator fetches certificates through TLS alone.
  @RegisterExtension static final RunningServer OVER_TLS = RunningServer.with("--tls-self-signed");

  @Test
  void javaScriptTellsItsStories() throws IOException {
    assertThat(told(SERVER, "javascript_stories.mjs")).hasSize(7);
  }

  @Test
  void javaScriptTellsOfEventBridge() throws IOException {
    assertThat(told(SERVER, "javascript_events.mjs")).hasSize(2);
  }

  @Test
  void javaScriptTellsOfTopics() throws IOException {
    assertThat(told(OVER_TLS, "javascript_topics.mjs")).hasSize(3);
  }

  private static List<String> told(RunningServer server, String stories) throws IOException {
    Program node = Program.required("node");
    Program.required("npm");
    String told = node.output(server, JavaScriptFolder.installed().resolve(stories).toString());
    return told.lines().filter(line -> line.startsWith("ok ")).toList();
  }
}
