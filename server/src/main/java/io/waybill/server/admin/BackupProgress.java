package io.waybill.server.admin;

import java.nio.file.Path;

/// How far a backup is.
///
/// @param state `running`, `done` or `failed`
/// @param reason why it failed; else empty
record BackupProgress(String state, Path folder, long bytesDone, long bytesTotal, String reason) {
  static final String RUNNING = "running";

  boolean isRunning() {
    return state.equals(RUNNING);
  }
}
