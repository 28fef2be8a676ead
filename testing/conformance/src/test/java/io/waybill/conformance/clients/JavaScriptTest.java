package io.waybill.conformance.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.conformance.RunningServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The AWS SDK for JavaScript v3, and sqs-consumer on top of it.
final class JavaScriptTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  @Test
  void javaScriptTellsItsStories() throws IOException {
    Program node = Program.required("node");
    Program.required("npm");
    Path folder = installed();
    String told = node.output(SERVER, folder.resolve("javascript_stories.mjs").toString());
    assertThat(told.lines().filter(line -> line.startsWith("ok "))).hasSize(7);
  }

  /// A folder under `target` with the stories and what they need, which is fetched once.
  private static Path installed() throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "javascript").toAbsolutePath());
    for (String name :
        new String[] {"package.json", "package-lock.json", "javascript_stories.mjs"}) {
      Files.copy(
          Program.resource("/clients/" + name),
          folder.resolve(name),
          StandardCopyOption.REPLACE_EXISTING);
    }
    if (!Files.exists(folder.resolve("node_modules/.package-lock.json"))) {
      Program.Ending ending =
          Program.of("npm", "ci", "--no-audit", "--no-fund", "--loglevel=error")
              .run(folder, URI.create("http://localhost"));
      assertThat(ending.code()).as(ending.output()).isZero();
    }
    return folder;
  }
}
