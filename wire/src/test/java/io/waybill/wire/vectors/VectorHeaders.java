package io.waybill.wire.vectors;

import io.waybill.wire.protocol.Headers;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The headers of a vector, each name with one line.
record VectorHeaders(Map<String, String> values) implements Headers {
  @Override
  public Optional<String> first(String name) {
    return values.entrySet().stream()
        .filter(entry -> entry.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  @Override
  public List<String> all(String name) {
    return first(name).stream().toList();
  }

  @Override
  public Collection<String> names() {
    return values.keySet();
  }
}
