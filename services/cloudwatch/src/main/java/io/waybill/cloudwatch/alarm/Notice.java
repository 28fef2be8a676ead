package io.waybill.cloudwatch.alarm;

import io.waybill.cloudwatch.api.MetricAlarm;
import io.waybill.core.Arn;
import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;

/// What one target is told of one change of state: what the outbox carries.
///
/// @param alarm the alarm's ARN
/// @param target the ARN of a topic or a function
/// @param subject of a mail; empty for a function
/// @param body JSON
record Notice(Arn alarm, Arn target, String subject, String body) {
  private static final int VERSION = 1;

  /// AWS: a topic and a function are told in different words.
  static Notice of(Alarm before, Alarm after, Arn target, long millis) {
    boolean toFunction = target.service().equals("lambda");
    MetricAlarm record = after.record();
    return new Notice(
        after.arn(),
        target,
        toFunction
            ? ""
            : "%s: \"%s\" in %s"
                .formatted(after.state(), after.name(), RegionNames.of(after.arn().region())),
        toFunction
            ? NoticeText.ofFunction(before.record(), record, after.arn(), millis)
            : NoticeText.ofTopic(before.record(), record, after.arn()));
  }

  byte[] bytes() {
    return new ByteWriter(256 + body.length())
        .u8(VERSION)
        .text(alarm.toString())
        .text(target.toString())
        .text(subject)
        .text(body)
        .bytes();
  }

  static Notice read(byte[] payload) {
    ByteReader in = new ByteReader(payload);
    in.version(VERSION);
    Arn alarm = arn(in.text());
    Arn target = arn(in.text());
    return new Notice(alarm, target, in.text(), in.text());
  }

  private static Arn arn(String text) {
    return Arn.parse(text).orElseThrow(() -> new IllegalStateException("not an ARN: " + text));
  }
}
