package io.waybill.simulation.delivery;

import io.waybill.engine.gateway.Answer;
import io.waybill.shapes.OperationShape;
import io.waybill.shapes.Refusal;
import io.waybill.simulation.Violation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A question whose answer is waited for: what stands still meanwhile is only the asker.
///
/// @param <O> the operation's output
final class Asked<O> implements Answer<O> {
  private @Nullable O output;
  private @Nullable Refusal refusal;

  private Asked() {}

  /// The output, or nothing where it was refused.
  static <I, O> Optional<O> ask(Town town, OperationShape<I, O> shape, I input) {
    Asked<O> asked = new Asked<>();
    town.machine.call(shape, input, asked);
    town.machine.settle();
    town.check();
    Violation.unless(
        asked.output != null || asked.refusal != null, shape.name() + " was not answered");
    return Optional.ofNullable(asked.output);
  }

  /// The output, where a refusal is a fault.
  static <I, O> O require(Town town, OperationShape<I, O> shape, I input) {
    return ask(town, shape, input)
        .orElseThrow(() -> new Violation(shape.name() + " was refused: " + input));
  }

  @Override
  public void succeed(O value) {
    output = value;
  }

  @Override
  public void refuse(Refusal cause) {
    refusal = cause;
  }

  @Override
  public void fail(Throwable cause) {
    throw new Violation("a question failed: " + cause);
  }
}
