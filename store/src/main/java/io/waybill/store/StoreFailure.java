package io.waybill.store;

/// Something could not be read or made durable. The message is one plain line for the operator.
public final class StoreFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Kind kind;

  /// What went wrong, as far as the caller can act on it.
  public enum Kind {
    /// No room: nothing was written, and writes work again once there is room.
    DISK_FULL,
    /// A write or a sync failed: what the disk holds is unknown until the store is opened again.
    BROKEN,
    /// Stored bytes are not what was written.
    DAMAGED,
    /// Another process has the folder.
    IN_USE,
    /// The folder can't be created, read or written.
    UNUSABLE
  }

  public StoreFailure(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public StoreFailure(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
