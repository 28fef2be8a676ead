package io.waybill.conformance.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// The folder in which programs in JavaScript find AWS's SDK.
final class JavaScriptFolder {
  private JavaScriptFolder() {}

  /// A folder under `target` with the stories and what they need, which is fetched when that has
  /// changed: by one process at a time, because tests run in several.
  static Path installed() throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "javascript").toAbsolutePath());
    try (FileChannel door =
            FileChannel.open(
                folder.resolve("LOCK"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock _ = door.lock()) {
      install(folder);
    }
    return folder;
  }

  private static void install(Path folder) throws IOException {
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
          "javascript_topics.mjs",
          "recursion.mjs"
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
  }
}
