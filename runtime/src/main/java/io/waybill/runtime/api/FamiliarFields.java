package io.waybill.runtime.api;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The fields that came last over a connection. A runtime makes two calls again and again, whose
/// fields are the same each time: so they need not be taken apart each time.
final class FamiliarFields {
  private @Nullable Fields last;
  private @Nullable Fields before;

  /// The fields between `from` and `to`; null where they do not end before `to`.
  @Nullable Fields read(byte[] in, int from, int to) throws IOException {
    Fields known = last;
    if (known != null && known.areAt(in, from, to)) {
      return known;
    }
    Fields found = before;
    if (found == null || !found.areAt(in, from, to)) {
      found = Fields.parse(in, from, to);
      if (found == null || found.mayChange()) {
        return found;
      }
    }
    before = last;
    last = found;
    return found;
  }
}
