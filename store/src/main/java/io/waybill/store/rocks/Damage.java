package io.waybill.store.rocks;

import io.waybill.store.StoreFailure;
import io.waybill.store.StoreFailure.Kind;
import java.nio.file.Path;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/// Where what went wrong becomes a [StoreFailure].
final class Damage {
  private Damage() {}

  /// The folder's files are not what was written: the operator decides, nothing is changed.
  static StoreFailure in(Path folder, String detail) {
    return new StoreFailure(Kind.DAMAGED, advice(folder, detail));
  }

  /// What stopped RocksDB from opening the folder that has one.
  static StoreFailure opening(Path folder, RocksDBException e) {
    return switch (kind(e)) {
      case DISK_FULL ->
          new StoreFailure(
              Kind.DISK_FULL, "no room on the disk to open " + folder + ": free some", e);
      case DAMAGED, BROKEN, IN_USE, UNUSABLE ->
          new StoreFailure(Kind.DAMAGED, advice(folder, String.valueOf(e.getMessage())), e);
    };
  }

  static StoreFailure reading(Path folder, RocksDBException e) {
    Kind kind = kind(e) == Kind.DAMAGED ? Kind.DAMAGED : Kind.BROKEN;
    return new StoreFailure(kind, "can't read from " + folder + ": " + e.getMessage(), e);
  }

  static StoreFailure writing(Path folder, RocksDBException e) {
    return new StoreFailure(kind(e), "can't write to " + folder + ": " + e.getMessage(), e);
  }

  private static Kind kind(RocksDBException e) {
    Status status = e.getStatus();
    if (status == null) {
      return Kind.BROKEN;
    }
    if (status.getSubCode() == Status.SubCode.NoSpace) {
      return Kind.DISK_FULL;
    }
    return status.getCode() == Status.Code.Corruption ? Kind.DAMAGED : Kind.BROKEN;
  }

  private static String advice(Path folder, String detail) {
    return folder
        + " is damaged and was left as it is: "
        + detail
        + ". Copy the folder to look into it; to go on without it, rename it and put a backup in"
        + " its place";
  }
}
