package io.waybill.wire.sigv4;

import java.util.Optional;

/// The access keys that are valid here. Safe for many threads, and never blocks.
@FunctionalInterface
public interface AccessKeys {
  Optional<AccessKey> find(String id);
}
