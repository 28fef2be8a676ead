package io.waybill.eventbridge.decide;

import io.waybill.core.Arn;
import io.waybill.eventbridge.api.EventBridgeErrors;
import io.waybill.eventbridge.model.ConnectionRules;
import io.waybill.eventbridge.model.Names;
import io.waybill.eventbridge.state.DestinationDefinition;
import io.waybill.eventbridge.state.Step;
import io.waybill.shapes.Unit;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// What becomes of an API destination, found by its home: its ARN without the id.
public final class Destinations {
  private Destinations() {}

  /// The API destination at `home`, or a refusal.
  public static DestinationDefinition named(Arn home, Step step) {
    return find(home, step)
        .orElseThrow(() ->
            EventBridgeErrors.RESOURCE_NOT_FOUND_EXCEPTION.because(
                "Failed to describe the api-destination(s). An api-destination '"
                    + ConnectionRules.name(home)
                    + "' does not exist."));
  }

  private static Optional<DestinationDefinition> find(Arn home, Step step) {
    return step.buses()
        .destinations()
        .find(home.account(), home.region(), ConnectionRules.name(home), step.transaction());
  }

  /// Makes an API destination.
  ///
  /// @param wanted its ARN and times come with it
  public static DestinationDefinition create(Arn home, DestinationDefinition wanted, Step step) {
    if (find(home, step).isPresent()) {
      throw EventBridgeErrors.RESOURCE_ALREADY_EXISTS_EXCEPTION.because(
          "An api-destination '" + wanted.name() + "' already exists.");
    }
    Arn arn = Names.sibling(home, home.resource() + "/" + step.stamp().uuid());
    return put(wanted, arn, step.now(), step);
  }

  public static DestinationDefinition update(
      Arn home, UnaryOperator<DestinationDefinition> change, Step step) {
    DestinationDefinition before = named(home, step);
    return put(change.apply(before), before.arn(), before.createdAt(), step);
  }

  private static DestinationDefinition put(
      DestinationDefinition it, Arn arn, long createdAt, Step step) {
    DestinationDefinition stored =
        new DestinationDefinition(
            arn,
            it.name(),
            it.description(),
            it.connectionArn(),
            it.endpoint(),
            it.method(),
            it.perSecond(),
            createdAt,
            step.now());
    step.buses().destinations().put(stored, step.transaction());
    return stored;
  }

  public static Unit delete(Arn home, Step step) {
    step.buses().destinations().delete(named(home, step), step.transaction());
    return Unit.INSTANCE;
  }
}
