package io.waybill.eventbridge.state;

import io.waybill.core.Arn;
import io.waybill.eventbridge.model.Names;

/// A target as a delivery finds it by its number.
public record Addressee(Bus bus, String rule, RuleTarget target) {
  public Arn ruleArn() {
    return Names.rule(bus.arn(), rule);
  }
}
