package io.waybill.eventbridge.state;

import io.waybill.core.Arn;
import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import java.util.Map;
import java.util.TreeMap;

/// Maps of texts, and ARNs, as stored bytes.
final class Maps {
  private Maps() {}

  static void write(ByteWriter out, Map<String, String> map) {
    out.count(map.size());
    new TreeMap<>(map).forEach((name, value) -> out.text(name).text(value));
  }

  static Map<String, String> read(ByteReader in) {
    Map<String, String> map = new TreeMap<>();
    for (int left = in.smallCount(); left > 0; left--) {
      map.put(in.text(), in.text());
    }
    return map;
  }

  static Arn arn(ByteReader in) {
    String text = in.text();
    return Arn.parse(text).orElseThrow(() -> new IllegalStateException("not an ARN: " + text));
  }
}
