package io.waybill.sqs.state;

import io.waybill.core.Arn;
import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import io.waybill.sqs.model.DeduplicationScope;
import io.waybill.sqs.model.QueueAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A queue's definition as stored bytes, format version 1. Settings are kept under AWS's own names,
/// so a new one needs no new format.
final class DefinitionCodec {
  private static final int VERSION = 1;

  private DefinitionCodec() {}

  static byte[] write(QueueDefinition definition) {
    ByteWriter out =
        new ByteWriter(512)
            .u8(VERSION)
            .text(definition.arn().toString())
            .u32(definition.number())
            .slice(definition.secret())
            .u64(definition.createdAt())
            .u64(definition.modifiedAt());
    writeMap(out, definition.attributes().settings());
    out.text(definition.scopeChange().before().text()).u64(definition.scopeChange().at());
    writeMap(out, definition.tags());
    return out.bytes();
  }

  static QueueDefinition read(byte[] value) {
    ByteReader in = new ByteReader(value);
    in.version(VERSION);
    String text = in.text();
    Arn arn = Arn.parse(text).orElseThrow(() -> new IllegalStateException("not an ARN: " + text));
    int number = in.u32();
    byte[] secret = in.slice();
    long createdAt = in.u64();
    long modifiedAt = in.u64();
    QueueAttributes attributes =
        QueueAttributes.stored(arn.resource().endsWith(".fifo"), readMap(in));
    QueueDefinition.ScopeChange change =
        new QueueDefinition.ScopeChange(DeduplicationScope.parse(in.text()), in.u64());
    return new QueueDefinition(
        arn, number, secret, createdAt, modifiedAt, attributes, change, readMap(in));
  }

  private static void writeMap(ByteWriter out, Map<String, String> map) {
    List<String> names = map.keySet().stream().sorted().toList();
    out.count(names.size());
    names.forEach(name -> out.text(name).text(map.getOrDefault(name, "")));
  }

  private static Map<String, String> readMap(ByteReader in) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int left = in.smallCount(); left > 0; left--) {
      map.put(in.text(), in.text());
    }
    return map;
  }
}
