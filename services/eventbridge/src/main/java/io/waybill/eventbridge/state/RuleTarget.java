package io.waybill.eventbridge.state;

import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import io.waybill.eventbridge.api.Target;
import io.waybill.shapes.DocumentReader;
import io.waybill.shapes.DocumentWriter;
import io.waybill.shapes.json.DocumentJson;

/// A target of a rule, under the number by which deliveries know it.
///
/// It is stored in AWS's JSON form, so a parameter that AWS adds needs no new format.
public record RuleTarget(long number, Target target) {
  public String id() {
    String id = target.id();
    return id == null ? "" : id;
  }

  public String arn() {
    String arn = target.arn();
    return arn == null ? "" : arn;
  }

  void writeTo(ByteWriter out) {
    out.u64(number).text(DocumentJson.text(DocumentWriter.of(target)));
  }

  static RuleTarget read(ByteReader in) {
    return new RuleTarget(in.u64(), Target.read(new DocumentReader(DocumentJson.parse(in.text()))));
  }
}
