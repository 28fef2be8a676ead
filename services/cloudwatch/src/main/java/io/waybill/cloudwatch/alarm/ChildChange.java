package io.waybill.cloudwatch.alarm;

import io.waybill.core.Arn;
import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;

/// What a composite alarm is handed when one of its alarms changed its state.
record ChildChange(Arn parent, Arn child, String state, long millis) {
  private static final int VERSION = 1;

  byte[] bytes() {
    return new ByteWriter(128)
        .u8(VERSION)
        .text(parent.toString())
        .text(child.toString())
        .text(state)
        .u64(millis)
        .bytes();
  }

  static ChildChange read(byte[] payload) {
    ByteReader in = new ByteReader(payload);
    in.version(VERSION);
    return new ChildChange(arn(in.text()), arn(in.text()), in.text(), in.u64());
  }

  private static Arn arn(String text) {
    return Arn.parse(text).orElseThrow(() -> new IllegalStateException("not an ARN: " + text));
  }
}
