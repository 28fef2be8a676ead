package io.waybill.wire.sigv4;

import io.waybill.wire.protocol.Headers;
import io.waybill.wire.protocol.WireRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Requests for tests, written as lines: `GET /path?query`, then `name: value` each.
record Lines(List<String[]> fields) implements Headers {
  static WireRequest request(String body, String... lines) {
    String[] start = lines[0].split(" ", 2);
    String[] target = start[1].split("\\?", 2);
    List<String[]> fields = new ArrayList<>();
    for (int i = 1; i < lines.length; i++) {
      String[] field = lines[i].split(":", 2);
      fields.add(new String[] {field[0], field[1].strip()});
    }
    return new WireRequest(
        start[0],
        target[0],
        target.length > 1 ? target[1] : "",
        new Lines(fields),
        body.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Optional<String> first(String name) {
    return all(name).stream().findFirst();
  }

  @Override
  public List<String> all(String name) {
    return fields.stream().filter(f -> f[0].equalsIgnoreCase(name)).map(f -> f[1]).toList();
  }

  @Override
  public Collection<String> names() {
    return fields.stream().map(f -> f[0]).distinct().toList();
  }
}
