package io.waybill.engine.partition;

import io.waybill.engine.gateway.Answer;
import io.waybill.shapes.Refusal;
import java.util.function.Consumer;

/// What a step may do: read and write its partition, answer, and leave work for after the commit.
///
/// All that the steps of one commit write becomes durable together. Answers and later work wait for
/// that.
public interface Transaction extends View {
  void put(byte[] key, byte[] value);

  void delete(byte[] key);

  /// Removes every key from `from` up to, not including, `to`, at a cost that does not depend on
  /// how many there are.
  void deleteRange(byte[] from, byte[] to);

  /// Records one line of a message's trail, which no step reads.
  void trail(byte[] key, byte[] value);

  /// Answers `value` when all that was written so far is durable.
  <R> void succeed(Answer<R> answer, R value);

  /// Answers `refusal` when all that was written so far is durable.
  void refuse(Answer<?> answer, Refusal refusal);

  /// Runs `action` when all that was written so far is durable. It is lost in a crash: what must
  /// happen is a transfer.
  void afterCommit(Runnable action);

  /// Hands `payload` to the same service's state in partition `target`, exactly once, in order,
  /// whatever crashes.
  void transfer(PartitionNumber target, byte[] payload);

  /// A way back: whatever is given to it, by any thread and after this step too, runs as a later
  /// step of this partition on the same service's state.
  <S extends PartitionState> Consumer<Command<S>> later();
}
