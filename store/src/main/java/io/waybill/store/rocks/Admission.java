package io.waybill.store.rocks;

import io.waybill.store.Batch;
import io.waybill.store.StoreFailure;
import io.waybill.store.StoreFailure.Kind;
import io.waybill.store.StoreOptions;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether a commit may go ahead. Three states: sound; full, which ends when there is room; broken,
/// which ends when the store is opened again. Used by the committing thread, save for [#failure].
final class Admission {
  private static final Logger LOG = LoggerFactory.getLogger(Admission.class);
  private static final long MIB = 1024L * 1024;

  private final Path folder;
  private final long freeBytesMin;
  private final FreeSpace space;
  private volatile @Nullable StoreFailure refusal;
  private volatile long reopenBytes = -1;

  Admission(Path folder, StoreOptions options) {
    this.folder = folder;
    this.freeBytesMin = options.freeBytesMin();
    this.space = new FreeSpace(folder, options.freeBytesMin());
  }

  /// Throws [StoreFailure] unless the store is sound and has room for `batch`.
  void admit(Batch batch) {
    StoreFailure earlier = refusal;
    if (earlier != null && earlier.kind() != Kind.DISK_FULL) {
      throw new StoreFailure(earlier.kind(), "refused after: " + earlier.getMessage(), earlier);
    }
    if ((mustReopen() && !isRoom()) || !space.suffices(batch)) {
      throw refuse(new StoreFailure(Kind.DISK_FULL, full()));
    }
  }

  /// Whether a write found the disk full, so that the log may end in half a batch.
  boolean mustReopen() {
    return reopenBytes >= 0;
  }

  void reopened() {
    reopenBytes = -1;
  }

  /// A commit went through. One that only tidied may have gone into the reserve: that is no room.
  void passed() {
    if (refusal != null && isRoom()) {
      LOG.info("store {}: there is room again", folder);
      refusal = null;
    }
  }

  /// A write failed: remembers and answers `failure`.
  ///
  /// @param logBytes what opening the store again will move from the log to table files
  StoreFailure failed(StoreFailure failure, long logBytes) {
    if (failure.kind() == Kind.DISK_FULL) {
      reopenBytes = logBytes + 4 * MIB;
    }
    return refuse(failure);
  }

  private StoreFailure refuse(StoreFailure failure) {
    StoreFailure before = refusal;
    refusal = failure;
    if (before == null || before.kind() != failure.kind()) {
      LOG.error("store {} refuses writes: {}", folder, failure.getMessage());
    }
    return failure;
  }

  /// Why commits are refused now, or empty.
  Optional<String> failure() {
    StoreFailure why = refusal;
    if (why == null || (why.kind() == Kind.DISK_FULL && isRoom())) {
      return Optional.empty();
    }
    return Optional.ofNullable(why.getMessage());
  }

  /// Whether a store that was full would work again.
  boolean isRoom() {
    return space.spare() > Math.max(0, reopenBytes - freeBytesMin);
  }

  private String full() {
    return "no room on the disk of "
        + folder
        + " ("
        + (space.spare() + freeBytesMin) / MIB
        + " MiB free, "
        + Math.max(freeBytesMin, reopenBytes) / MIB
        + " needed): writes work again as soon as there is";
  }
}
