package io.waybill.engine.partition;

import io.waybill.engine.gateway.Answer;
import io.waybill.shapes.Refusal;
import io.waybill.store.Store;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What steps read and write through: the partition's overlay. One object serves all steps of a
/// partition, since they run one at a time.
final class Step implements Transaction {
  private final Partition partition;
  private final Overlay overlay;
  private final Transfers transfers;
  private @Nullable Program<?> running;

  Step(Partition partition, Overlay overlay, Transfers transfers) {
    this.partition = partition;
    this.overlay = overlay;
    this.transfers = transfers;
  }

  /// A step of `program` begins.
  Step of(Program<?> program) {
    running = program;
    return this;
  }

  private Program<?> running() {
    Program<?> program = running;
    if (program == null) {
      throw new IllegalStateException("no program runs");
    }
    return program;
  }

  @Override
  public byte @Nullable [] get(byte[] key) {
    return overlay.get(key);
  }

  @Override
  public void scan(byte[] from, byte[] to, Store.Visitor visitor) {
    overlay.scan(from, to, visitor);
  }

  @Override
  public void put(byte[] key, byte[] value) {
    overlay.open().put(key, value);
  }

  @Override
  public void delete(byte[] key) {
    overlay.open().delete(key);
  }

  @Override
  public void deleteRange(byte[] from, byte[] to) {
    overlay.open().deleteRange(from, to);
  }

  @Override
  public void trail(byte[] key, byte[] value) {
    overlay.open().trail(key, value);
  }

  @Override
  public <R> void succeed(Answer<R> answer, R value) {
    overlay.open().outcomes.add(new Outcome.Success<>(answer, value));
  }

  @Override
  public void refuse(Answer<?> answer, Refusal refusal) {
    overlay.open().outcomes.add(new Outcome.Refused(answer, refusal));
  }

  @Override
  public void afterCommit(Runnable action) {
    overlay.open().afterwards.add(action);
  }

  @Override
  @SuppressWarnings("unchecked") // a program's steps work on the states that it loaded
  public <S extends PartitionState> Consumer<Command<S>> later() {
    Program<S> program = (Program<S>) running();
    return command -> partition.submit(program, command);
  }

  @Override
  public void transfer(PartitionNumber target, byte[] payload) {
    transfers.send(target, running().id(), payload, this);
  }
}
