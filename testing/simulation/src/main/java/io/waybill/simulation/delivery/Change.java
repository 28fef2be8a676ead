package io.waybill.simulation.delivery;

import io.waybill.shapes.OperationShape;
import io.waybill.simulation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// A call that changes which targets are there, or on which terms. One at a time changes a topic, a
/// rule or the queues.
final class Change<O> extends Request<O> {
  private record Wanted(Slot slot, Slot.State state) {}

  private final String what;
  private final List<Wanted> wanted = new ArrayList<>();
  private Consumer<O> then = output -> {};
  private Predicate<String> refusable = code -> false;
  private Runnable doubt = () -> {};

  Change(Town town, String words, String what) {
    super(town, words);
    this.what = what;
    town.busy.add(what);
  }

  /// `slot` will be so.
  Change<O> wants(Slot slot, Optional<Terms> terms) {
    wanted.add(new Wanted(slot, slot.mayBe(terms, town.moment())));
    return this;
  }

  /// What else is learned where it is done.
  Change<O> then(Consumer<O> learn) {
    then = learn;
    return this;
  }

  /// What else there is where nobody knows whether it was done.
  Change<O> orDoubt(Runnable learn) {
    doubt = learn;
    return this;
  }

  /// With which codes it may be refused.
  Change<O> unless(Predicate<String> codes) {
    refusable = codes;
    return this;
  }

  <I> void begin(OperationShape<I, O> shape, I input) {
    start(shape, input);
  }

  @Override
  void done(O output) {
    if (town.machine.isBroken()) {
      // Nothing was written: it was found as it is by a memory that does not know what is on disk.
      inDoubt();
      return;
    }
    town.busy.remove(what);
    wanted.forEach(each -> each.slot.is(each.state, town.moment()));
    then.accept(output);
  }

  @Override
  void refused(String code) {
    undone();
    Violation.unless(refusable.test(code), this + " was refused: " + code);
  }

  @Override
  void undone() {
    town.busy.remove(what);
    wanted.forEach(each -> each.slot.neverWas(each.state));
  }

  @Override
  void inDoubt() {
    town.busy.remove(what);
    doubt.run();
  }

  @Override
  public String toString() {
    return super.toString() + " of " + what;
  }
}
