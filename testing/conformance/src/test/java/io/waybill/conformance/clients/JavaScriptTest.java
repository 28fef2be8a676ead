package io.waybill.conformance.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.conformance.RunningServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
    String told = node.output(server, installed().resolve(stories).toString());
    return told.lines().filter(line -> line.startsWith("ok ")).toList();
  }

  /// A folder under `target` with the stories and what they need, which is fetched when that has
  /// changed.
  private static Path installed() throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "javascript").toAbsolutePath());
    Path lock = folder.resolve("package-lock.json");
    boolean fetched =
        Files.exists(folder.resolve("node_modules/.package-lock.json"))
            && Files.mismatch(lock, Program.resource("/clients/package-lock.json")) < 0;
    for (String name :
        new String[] {
          "package.json",
          "package-lock.json",
          "javascript_stories.mjs",
          "javascript_events.mjs",
          "javascript_topics.mjs"
        }) {
      Files.copy(
          Program.resource("/clients/" + name),
          folder.resolve(name),
          StandardCopyOption.REPLACE_EXISTING);
    }
    if (!fetched) {
      Program.Ending ending =
          Program.of("npm", "ci", "--no-audit", "--no-fund", "--loglevel=error")
              .run(folder, URI.create("http://localhost"));
      assertThat(ending.code()).as(ending.output()).isZero();
    }
    return folder;
  }
}
