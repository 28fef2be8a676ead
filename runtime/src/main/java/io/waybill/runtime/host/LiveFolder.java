package io.waybill.runtime.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A person's own folder that is run as it stands.
public final class LiveFolder {
  private static final int FILES_MAX = 10_000;

  private LiveFolder() {}

  /// Another number when a file has been changed, added or removed; of the first 10,000 files.
  public static long signature(Path folder) {
    try (var files = Files.walk(folder)) {
      return files.limit(FILES_MAX).mapToLong(LiveFolder::signatureOf).sum();
    } catch (IOException | UncheckedIOException gone) {
      return 0;
    }
  }

  private static long signatureOf(Path file) {
    try {
      return file.hashCode() * 31L + Files.getLastModifiedTime(file).toMillis();
    } catch (IOException gone) {
      return 0;
    }
  }
}
