package io.waybill.simulation.delivery;

import io.waybill.eventbridge.api.EventBridgeApi;
import io.waybill.eventbridge.api.PutRuleRequest;
import io.waybill.eventbridge.api.PutTargetsRequest;
import io.waybill.eventbridge.api.Target;
import java.util.List;

/// A rule of one bus that sends some of its events on to another, as long as the episode lasts.
final class Bridge {
  static final String TO = "shop";
  static final String FROM = "default";
  private static final String KIND = "a";
  static final String RULE = "bridge";

  private Bridge() {}

  static void build(Town town) {
    Asked.require(
        town,
        EventBridgeApi.PUT_RULE,
        PutRuleRequest.builder()
            .name(RULE)
            .eventBusName(FROM)
            .eventPattern("{\"detail\":{\"kind\":[\"" + KIND + "\"]}}")
            .build());
    Target bus =
        Target.builder()
            .id(RULE)
            .arn(town.source(TO).arn())
            .roleArn("arn:aws:iam::000000000000:role/bridge")
            .build();
    Asked.require(
        town, EventBridgeApi.PUT_TARGETS, new PutTargetsRequest(RULE, FROM, List.of(bus)));
  }

  static boolean sendsOn(Source bus, String kind) {
    return bus.name.equals(FROM) && kind.equals(KIND);
  }
}
