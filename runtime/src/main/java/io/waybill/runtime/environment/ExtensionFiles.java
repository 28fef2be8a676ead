package io.waybill.runtime.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The executables of `/opt/extensions`, which are started before the runtime.
///
/// @param inside by name, where they lie in the sandbox
public record ExtensionFiles(Map<String, String> inside) {
  private static final Logger log = LoggerFactory.getLogger(ExtensionFiles.class);

  /// @param opt the folder on the host
  /// @param inside where that is in the sandbox
  static ExtensionFiles of(Path opt, String inside) {
    Path folder = opt.resolve("extensions");
    Map<String, String> found = new LinkedHashMap<>();
    if (Files.isDirectory(folder)) {
      try (var files = Files.list(folder)) {
        files
            .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
            .map(file -> file.getFileName().toString())
            .sorted()
            .forEach(name -> found.put(name, inside + "/extensions/" + name));
      } catch (IOException unreadable) {
        log.warn("{} can't be read: {}", folder, unreadable.getMessage());
      }
    }
    return new ExtensionFiles(found);
  }

  /// Waits until all have ended that were told to, or their time is over.
  static void await(List<Extension> told) {
    CompletableFuture<?>[] ends =
        told.stream().map(Extension::ended).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(ends).get(EventReply.SHUTDOWN_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      log.debug("an extension took too long to end");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException never) {
      throw new IllegalStateException(never);
    }
  }
}
