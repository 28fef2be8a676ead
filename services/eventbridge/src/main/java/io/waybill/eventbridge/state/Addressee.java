package io.waybill.eventbridge.state;

import io.waybill.core.Arn;
import io.waybill.eventbridge.model.InputTemplate;
import io.waybill.eventbridge.model.Names;
import io.waybill.eventbridge.model.TargetRules;
import java.util.Optional;

/// A target as a delivery finds it by its number.
///
/// @param template its input transformer's, read once
public record Addressee(Bus bus, String rule, RuleTarget target, Optional<InputTemplate> template) {
  static Addressee of(Bus bus, String rule, RuleTarget target) {
    return new Addressee(bus, rule, target, TargetRules.transformer(target.target()));
  }

  public Arn ruleArn() {
    return Names.rule(bus.arn(), rule);
  }
}
