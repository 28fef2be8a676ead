package io.waybill.eventbridge.operations;

import io.waybill.engine.gateway.Caller;
import io.waybill.eventbridge.model.Refusals;
import io.waybill.eventbridge.state.ReplayDefinition;

/// What the operations on replays share.
final class Replaying {
  private Replaying() {}

  /// The replay `name` of the caller's, or a refusal.
  static ReplayDefinition named(Bridging bridging, Caller caller, String name) {
    return bridging
        .catalog()
        .replays()
        .find(caller.account().digits(), caller.region().name(), name)
        .orElseThrow(() -> Refusals.notFound("Replay " + name));
  }
}
