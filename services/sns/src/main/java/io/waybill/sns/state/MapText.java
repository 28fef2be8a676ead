package io.waybill.sns.state;

import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// Maps of texts as stored bytes, in the order of their keys.
final class MapText {
  private MapText() {}

  static void write(Map<String, String> map, ByteWriter out) {
    out.count(map.size());
    new TreeMap<>(map).forEach((name, value) -> out.text(name).text(value));
  }

  static Map<String, String> read(ByteReader in) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int left = in.smallCount(); left > 0; left--) {
      map.put(in.text(), in.text());
    }
    return map;
  }
}
