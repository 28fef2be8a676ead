package io.waybill.eventbridge.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Caller;
import io.waybill.eventbridge.api.ArchiveState;
import io.waybill.eventbridge.model.EventPattern;
import io.waybill.eventbridge.model.Names;
import io.waybill.eventbridge.model.Refusals;
import io.waybill.eventbridge.state.Archive;
import io.waybill.shapes.CommonErrors;
import org.jspecify.annotations.Nullable;

/// What the operations on archives share.
final class Archiving {
  /// An archive that is there is in use.
  static final String STATE = ArchiveState.ENABLED;

  private Archiving() {}

  /// The archive `name` of the caller's, or a refusal.
  static Archive named(Bridging bridging, Caller caller, String name) {
    return bridging
        .catalog()
        .archives()
        .find(caller.account().digits(), caller.region().name(), name)
        .orElseThrow(() -> Refusals.notFound("Archive " + name));
  }

  /// The bus that `arn` names, or a refusal: archives and replays are of buses of the call's
  /// region.
  static Arn bus(Caller caller, @Nullable String arn, String parameter) {
    Arn bus =
        Arn.parse(Inputs.text(arn))
            .filter(Names::isBus)
            .orElseThrow(
                () -> Refusals.invalidParameter(parameter, "Must contain an event bus ARN."));
    caller.requireReach(bus);
    Inputs.requireRegion(caller, bus);
    return bus;
  }

  /// AWS: archives and replays are of buses of the own account. What nobody's policy allows is
  /// denied there, and no bus's policy opens it for the archives and replays of others.
  static void requireOwn(Caller caller, Arn bus, String action) {
    if (!bus.account().equals(caller.account().digits())) {
      throw CommonErrors.ACCESS_DENIED.because(
          "User: "
              + caller.principal()
              + " is not authorized to perform: "
              + action
              + " on resource: "
              + bus
              + " because no resource-based policy allows the "
              + action
              + " action");
    }
  }

  static String pattern(@Nullable String pattern) {
    String given = Inputs.text(pattern);
    return given.isEmpty() ? given : EventPattern.checked(given);
  }
}
