package io.waybill.logs.forward;

import io.waybill.core.Arn;
import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;

/// Something on its way out of a group: what the outbox carries.
///
/// @param lane what is tried independently of all else: a group's metrics, or one subscription
/// @param group the group's ARN
/// @param target the ARN of a function; empty where CloudWatch is meant
/// @param body JSON: what the function gets, or PutMetricData's input
record Consignment(long lane, Arn group, String target, String body) {
  private static final int VERSION = 1;

  boolean isMetrics() {
    return target.isEmpty();
  }

  byte[] bytes() {
    return new ByteWriter(64 + body.length())
        .u8(VERSION)
        .u64(lane)
        .text(group.toString())
        .text(target)
        .text(body)
        .bytes();
  }

  static Consignment read(byte[] payload) {
    ByteReader in = new ByteReader(payload);
    in.version(VERSION);
    long lane = in.u64();
    String group = in.text();
    return new Consignment(
        lane,
        Arn.parse(group).orElseThrow(() -> new IllegalStateException("not an ARN: " + group)),
        in.text(),
        in.text());
  }

  /// The lane of a consignment, without reading all of it.
  static long lane(byte[] payload) {
    return new ByteReader(payload, 1).u64();
  }
}
