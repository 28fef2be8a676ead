package io.waybill.eventbridge.deliver;

import io.waybill.core.Arn;
import io.waybill.eventbridge.api.Target;
import io.waybill.eventbridge.model.EventDraft;
import io.waybill.eventbridge.model.InputTemplate;
import io.waybill.eventbridge.model.JsonPath;
import io.waybill.eventbridge.state.Addressee;
import io.waybill.eventbridge.state.Letter;
import io.waybill.shapes.json.JsonValue;

/// One event for one target.
public record Delivery(Addressee addressee, Letter letter) {
  Target target() {
    return addressee.target().target();
  }

  /// The target's ARN, which was checked when it was configured.
  Arn targetArn() {
    return Arn.parse(addressee.target().arn()).orElseThrow();
  }

  String ruleArn() {
    return addressee.ruleArn().toString();
  }

  /// What the target gets: the event, or what the target asked to have made of it.
  String input() {
    Target target = target();
    String constant = target.input();
    if (constant != null) {
      return constant;
    }
    String path = target.inputPath();
    if (path != null) {
      return JsonPath.parse(path)
          .flatMap(parsed -> parsed.find(event()))
          .orElse(new JsonValue.Null())
          .render();
    }
    return addressee
        .template()
        .map(template -> template.render(event(), facts()))
        .orElse(letter.event());
  }

  /// Whether the target's template makes something of this event that is no JSON.
  boolean isBroken() {
    return addressee.template().filter(InputTemplate::mayBreak).isPresent()
        && JsonValue.parse(input()).isEmpty();
  }

  JsonValue.Obj event() {
    return JsonValue.parseObject(letter.event()).orElseThrow();
  }

  private InputTemplate.Facts facts() {
    return new InputTemplate.Facts(
        ruleArn(), addressee.rule(), EventDraft.iso(letter.ingestedMillis()));
  }
}
