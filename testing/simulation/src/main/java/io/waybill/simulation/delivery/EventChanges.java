package io.waybill.simulation.delivery;

import io.waybill.eventbridge.api.DeadLetterConfig;
import io.waybill.eventbridge.api.EventBridgeApi;
import io.waybill.eventbridge.api.PutRuleRequest;
import io.waybill.eventbridge.api.PutRuleResponse;
import io.waybill.eventbridge.api.PutTargetsRequest;
import io.waybill.eventbridge.api.PutTargetsResponse;
import io.waybill.eventbridge.api.RemoveTargetsRequest;
import io.waybill.eventbridge.api.RemoveTargetsResponse;
import io.waybill.eventbridge.api.RetryPolicy;
import io.waybill.eventbridge.api.Target;
import io.waybill.simulation.Chance;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes, changes and removes rules' targets, and changes what rules match.
final class EventChanges {
  /// What the rules match, as far as it is known.
  static final class Rules {
    final Map<String, Set<String>> kinds = new HashMap<>();
  }

  private EventChanges() {}

  static void random(Town town, Slot slot) {
    if (town.rules.kinds.get(slot.rule) == null) {
      return;
    }
    if (town.chance.oneIn(3)) {
      match(town, slot.source, slot.rule, Governing.kinds(town.chance));
    } else if (slot.terms().isPresent() && town.chance.oneIn(3)) {
      remove(town, slot);
    } else {
      target(town, slot);
    }
  }

  static List<Slot> ofRule(Source bus, String rule) {
    return bus.slots.stream().filter(each -> each.rule.equals(rule)).toList();
  }

  static void match(Town town, Source bus, String rule, Set<String> kinds) {
    List<Slot> slots = ofRule(bus, rule);
    if (!slots.stream().allMatch(Slot::isKnown)) {
      return;
    }
    Change<PutRuleResponse> change =
        new Change<PutRuleResponse>(town, "rule " + rule + " matches " + kinds, rule)
            .then(output -> town.rules.kinds.put(rule, kinds))
            .orDoubt(() -> town.rules.kinds.remove(rule));
    slots.forEach(slot ->
        slot.terms().ifPresent(terms -> change.wants(slot, Optional.of(terms.wanting(kinds)))));
    String pattern = "{\"detail\":" + new Terms(kinds, Patience.Phases.HTTP, false).filter() + "}";
    change.begin(
        EventBridgeApi.PUT_RULE,
        PutRuleRequest.builder().name(rule).eventBusName(bus.name).eventPattern(pattern).build());
  }

  static void target(Town town, Slot slot) {
    Chance chance = town.chance;
    Patience.Doubling patience = chance.of(Patience.Doubling.CHOICES);
    Set<String> kinds = town.rules.kinds.getOrDefault(slot.rule, Set.of());
    Terms terms = new Terms(kinds, patience, !chance.oneIn(3));
    String arn =
        switch (slot.kind) {
          case ENDPOINT -> slot.arn;
          case QUEUE -> Governing.arn(slot.queue());
          case TOPIC -> town.source("t2").arn();
        };
    Target target =
        Target.builder()
            .id(slot.name)
            .arn(arn)
            .roleArn("arn:aws:iam::000000000000:role/target")
            .retryPolicy(new RetryPolicy(patience.retries(), patience.ageSeconds()))
            .deadLetterConfig(
                terms.deadLetters() ? new DeadLetterConfig(Governing.arn(slot.deadQueue())) : null)
            .build();
    new Change<PutTargetsResponse>(town, "target " + slot.name + " " + terms, slot.rule)
        .wants(slot, Optional.of(terms))
        .begin(
            EventBridgeApi.PUT_TARGETS,
            new PutTargetsRequest(slot.rule, slot.source.name, List.of(target)));
  }

  private static void remove(Town town, Slot slot) {
    new Change<RemoveTargetsResponse>(town, "remove target " + slot.name, slot.rule)
        .wants(slot, Optional.empty())
        .begin(
            EventBridgeApi.REMOVE_TARGETS,
            new RemoveTargetsRequest(slot.rule, slot.source.name, List.of(slot.name), null));
  }
}
