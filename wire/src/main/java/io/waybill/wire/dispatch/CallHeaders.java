package io.waybill.wire.dispatch;

import io.waybill.wire.http.HttpHeaders;
import io.waybill.wire.protocol.Headers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// An HTTP request's headers, as protocols and signatures read them.
record CallHeaders(HttpHeaders headers) implements Headers {
  @Override
  public Optional<String> first(String name) {
    return headers.first(name);
  }

  @Override
  public List<String> all(String name) {
    return headers.all(name);
  }

  @Override
  public Collection<String> names() {
    List<String> names = new ArrayList<>(headers.count());
    for (int i = 0; i < headers.count(); i++) {
      String name = headers.name(i);
      if (!names.contains(name)) {
        names.add(name);
      }
    }
    return names;
  }
}
