package io.waybill.cloudwatch.alarm;

import io.waybill.cloudwatch.api.MetricAlarm;
import io.waybill.core.Arn;
import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;

/// What one target is told of one change of state: what the outbox carries.
///
/// @param alarm the alarm's ARN
/// @param target the ARN of a topic, a function or a bus
/// @param subject of a mail; empty for all but topics
/// @param body JSON
record Notice(Arn alarm, Arn target, String subject, String body) {
  private static final int VERSION = 1;

  /// AWS: a topic, a function and the default bus are told in different words.
  static Notice of(Alarm before, Alarm after, Arn target, long millis) {
    MetricAlarm was = before.record();
    return switch (target.service()) {
      case "lambda" ->
          new Notice(after.arn(), target, "", NoticeText.ofFunction(was, after, millis));
      case "events" -> new Notice(after.arn(), target, "", NoticeText.ofBus(was, after));
      default ->
          new Notice(
              after.arn(),
              target,
              "%s: \"%s\" in %s"
                  .formatted(after.state(), after.name(), RegionNames.of(after.arn().region())),
              NoticeText.ofTopic(was, after));
    };
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
