package io.waybill.engine.outbox;

import io.waybill.core.Stamp;
import io.waybill.engine.partition.Transaction;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A service's side of its outbox: who gets what, how, and how often. Called inside steps only;
/// reads the service's state and never blocks.
public interface Deliverer {
  /// The targets of consignment `number`, from `cursor` on.
  ///
  /// @param cursor the `next` of the page before; null for the first page
  /// @param most how many lanes the page may have
  Page plan(
      long number,
      byte[] payload,
      byte @Nullable [] cursor,
      int most,
      Transaction transaction,
      Stamp stamp);

  /// How to try `parcel` now; empty where its target is gone. It is dropped then.
  Optional<Attempt> prepare(Parcel parcel, Stamp stamp);

  /// `parcel` is at its target, or in its dead-letter queue.
  void delivered(Parcel parcel, Outcome.Delivered outcome, Transaction transaction, Stamp stamp);

  /// An attempt of `parcel` failed, its `attempts` not counting this one.
  Verdict failed(Parcel parcel, Outcome.Failed outcome, Transaction transaction, Stamp stamp);

  /// `parcel` is dropped, for what it was to be brought to is gone. To be told as a
  /// [Verdict.Discard] is.
  void dropped(Parcel parcel, Transaction transaction, Stamp stamp);

  /// How fast `lane` may be tried.
  Pace pace(Lane lane);
}
