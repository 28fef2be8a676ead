package io.waybill.logs.state;

import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import io.waybill.shapes.DocumentReader;
import io.waybill.shapes.DocumentWriter;
import io.waybill.shapes.StructureWriter;
import io.waybill.shapes.json.DocumentJson;

/// AWS's own records as they are stored: their JSON, behind a version.
final class StoredJson {
  private static final int VERSION = 1;

  private StoredJson() {}

  static DocumentReader reader(byte[] value) {
    ByteReader in = new ByteReader(value);
    in.version(VERSION);
    return new DocumentReader(DocumentJson.parse(in.text()));
  }

  static byte[] bytes(StructureWriter value) {
    String json = DocumentJson.text(DocumentWriter.of(value));
    return new ByteWriter(json.length() + 8).u8(VERSION).text(json).bytes();
  }
}
