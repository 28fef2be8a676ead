package io.waybill.wire.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Requests for tests.
final class Calls {
  private Calls() {}

  static WireRequest json(String target, String body) {
    return new WireRequest(
        "POST", "/", "", headers(Map.of("X-Amz-Target", target)), body.getBytes(UTF_8));
  }

  static WireRequest query(String path, String body) {
    return new WireRequest(
        "POST", path, "", headers(Map.of("Host", "localhost:4566")), body.getBytes(UTF_8));
  }

  static String text(WireResponse response) {
    return new String(response.body(), UTF_8);
  }

  static Headers headers(Map<String, String> values) {
    Map<String, String> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    sorted.putAll(values);
    return new Headers() {
      @Override
      public Optional<String> first(String name) {
        return Optional.ofNullable(sorted.get(name));
      }

      @Override
      public List<String> all(String name) {
        return first(name).stream().toList();
      }

      @Override
      public Collection<String> names() {
        return sorted.keySet();
      }
    };
  }
}
