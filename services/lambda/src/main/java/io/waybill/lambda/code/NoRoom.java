package io.waybill.lambda.code;

import io.waybill.store.StoreFailure;
import io.waybill.store.StoreFailure.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/// Tells a full disk, which has room again some time, from all else that goes wrong with files.
final class NoRoom {
  /// As Linux and macOS have it.
  private static final String SPACE = "No space left on device";

  private static final String QUOTA = "Disk quota exceeded";

  private NoRoom() {}

  static boolean is(IOException problem) {
    String message = String.valueOf(problem.getMessage());
    return message.contains(SPACE) || message.contains(QUOTA);
  }

  /// What a write to `folder` ended with, as its caller is told: to try again where there was no
  /// room, as with every other write.
  static RuntimeException told(Path folder, IOException problem) {
    return is(problem)
        ? new StoreFailure(
            Kind.DISK_FULL,
            "no room on the disk of " + folder + " for a package: free some",
            problem)
        : new UncheckedIOException(problem);
  }
}
