package io.waybill.wire.protocol;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The headers of a request. Names match in any case.
public interface Headers {
  Optional<String> first(String name);

  /// All values of `name`, in order, each as it stood on its own line.
  List<String> all(String name);

  /// The names present, in the case in which they came.
  Collection<String> names();
}
