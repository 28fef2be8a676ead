package io.waybill.engine.partition;

import io.waybill.store.Store;
import org.jspecify.annotations.Nullable;

/// Reading one partition's data, as its latest step left it.
public interface View {
  /// The value under `key`, or null.
  byte @Nullable [] get(byte[] key);

  /// Tells `visitor` the entries from `from` up to, not including, `to`, in order, until it has had
  /// enough.
  void scan(byte[] from, byte[] to, Store.Visitor visitor);
}
