package io.waybill.eventbridge.decide;

import io.waybill.core.Arn;
import io.waybill.eventbridge.api.EventBridgeErrors;
import io.waybill.eventbridge.model.Refusals;
import io.waybill.eventbridge.state.SourceDefinition;
import io.waybill.eventbridge.state.Step;
import io.waybill.shapes.Unit;
import java.util.Optional;

/// What becomes of a partner event source, found by its ARN in the account that it is offered to.
public final class Sources {
  private static final String SOURCE = "event-source/";

  private Sources() {}

  /// The source at `arn`, or a refusal.
  public static SourceDefinition named(Arn arn, Step step) {
    return find(arn, step).orElseThrow(() -> Refusals.notFound("Event source " + name(arn)));
  }

  private static Optional<SourceDefinition> find(Arn arn, Step step) {
    return step.buses()
        .sources()
        .find(arn.account(), arn.region(), name(arn), step.transaction())
        .filter(each -> each.expiresAt() == 0 || each.expiresAt() > step.now());
  }

  private static String name(Arn arn) {
    return arn.resource().substring(SOURCE.length());
  }

  /// Offers a source to the account of `arn`.
  public static Unit create(Arn arn, String partner, Step step) {
    if (find(arn, step).isPresent()) {
      throw Refusals.alreadyExists("Event source " + name(arn));
    }
    step.buses()
        .sources()
        .put(
            new SourceDefinition(
                arn, name(arn), partner, arn.account(), "PENDING", step.now(), step.now()),
            step.transaction());
    return Unit.INSTANCE;
  }

  /// Withdraws a source; one that is not there is no fault.
  public static Unit delete(Arn arn, Step step) {
    find(arn, step).ifPresent(source -> step.buses().sources().delete(source, step.transaction()));
    return Unit.INSTANCE;
  }

  /// Has events of a source flow to its bus, or not.
  public static Unit change(Arn arn, String state, Step step) {
    SourceDefinition source = named(arn, step);
    if (source.state().equals("DELETED")) {
      throw EventBridgeErrors.INVALID_STATE_EXCEPTION.because(
          "Event source " + name(arn) + " is deleted.");
    }
    step.buses().sources().put(source.with(state, step.now()), step.transaction());
    return Unit.INSTANCE;
  }
}
