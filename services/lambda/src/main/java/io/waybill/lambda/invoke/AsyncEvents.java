package io.waybill.lambda.invoke;

import io.waybill.core.Stamp;
import io.waybill.engine.gateway.ServiceCalls;
import io.waybill.engine.outbox.Attempt;
import io.waybill.engine.outbox.Deliverer;
import io.waybill.engine.outbox.Lane;
import io.waybill.engine.outbox.Outcome;
import io.waybill.engine.outbox.Pace;
import io.waybill.engine.outbox.Page;
import io.waybill.engine.outbox.Parcel;
import io.waybill.engine.outbox.Verdict;
import io.waybill.engine.partition.Transaction;
import io.waybill.lambda.decide.Step;
import io.waybill.lambda.state.Resources;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The asynchronous queue of each function: Lambda's side of its outbox. It carries events, which
/// are run, and partings, which tell of their end.
public final class AsyncEvents implements Deliverer {
  /// Events of one function that one partition runs at a time.
  private static final int AT_ONCE = 64;

  /// Lanes of partings: behind those of functions.
  private static final long PARTINGS = 1L << 32;

  private final Resources resources;
  private final EventRuns events;
  private final Partings partings;

  public AsyncEvents(Resources resources, Functions functions, ServiceCalls calls) {
    this.resources = resources;
    this.events = new EventRuns(functions);
    this.partings = new Partings(calls, functions.metrics());
  }

  /// Events of a function go with it; what tells of their end does not, and has a lane of its own.
  @Override
  public Page plan(
      long number,
      byte[] payload,
      byte @Nullable [] cursor,
      int most,
      Transaction transaction,
      Stamp stamp) {
    Carried carried = Carried.of(payload);
    return carried.isParting()
        ? new Page(List.of(new Lane(PARTINGS | carried.function())), List.of(), null)
        : new Page(List.of(), List.of(new Lane(carried.function())), null);
  }

  @Override
  public Optional<Attempt> prepare(Parcel parcel, Stamp stamp) {
    return isParting(parcel)
        ? Optional.of(partings.prepare(parcel))
        : events.prepare(parcel, resources, stamp);
  }

  @Override
  public void delivered(
      Parcel parcel, Outcome.Delivered outcome, Transaction transaction, Stamp stamp) {
    Step step = new Step(resources, transaction, stamp);
    if (isParting(parcel)) {
      partings.delivered(parcel, outcome, step);
    } else {
      events.delivered(parcel, outcome, step);
    }
  }

  @Override
  public Verdict failed(
      Parcel parcel, Outcome.Failed outcome, Transaction transaction, Stamp stamp) {
    Step step = new Step(resources, transaction, stamp);
    return isParting(parcel)
        ? partings.failed(parcel, outcome, step)
        : events.failed(parcel, outcome, step);
  }

  /// Only events go with their function.
  @Override
  public void dropped(Parcel parcel, Transaction transaction, Stamp stamp) {
    events.dropped(parcel, new Step(resources, transaction, stamp));
  }

  @Override
  public Pace pace(Lane lane) {
    return new Pace(AT_ONCE, 0);
  }

  private static boolean isParting(Parcel parcel) {
    return Carried.of(parcel.payload()).isParting();
  }
}
