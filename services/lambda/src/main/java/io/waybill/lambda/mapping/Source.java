package io.waybill.lambda.mapping;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/// Where the messages of a mapping come from. Never blocks; each outcome is told once, from any
/// thread.
public interface Source {
  /// What came of a receive.
  sealed interface Receipt {
    /// The source answered.
    ///
    /// @param messages none where nothing came in time
    record Got(List<Received> messages) implements Receipt {}

    /// The source could not be asked.
    ///
    /// @param why in the source's words
    record Refused(String why) implements Receipt {}
  }

  /// Takes up to `most` messages, and waits for the first.
  ///
  /// @return ends the wait with nothing, if it still waits
  Runnable receive(int most, Consumer<Receipt> then);

  /// Removes messages that are done with. `then` runs when the source has answered; what it could
  /// not remove it will give again.
  void remove(List<Received> messages, Runnable then);

  /// Whether messages that were received together stay together, in their order.
  boolean isOrdered();

  /// How many milliseconds a received message is held back from others.
  void holds(LongConsumer then);
}
