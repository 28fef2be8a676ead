package io.waybill.engine.partition;

import io.waybill.core.Stamp;
import io.waybill.engine.gateway.Answer;
import io.waybill.shapes.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// A service for tests: keeps notes in the order in which they came, in memory and in the store.
record Notes() implements Program<Notes.State> {
  static final int ID = 9;

  @Override
  public int id() {
    return ID;
  }

  @Override
  public State load(PartitionNumber partition, View view) {
    State state = new State(partition);
    view.scan(
        state.key(0),
        state.key(Integer.MAX_VALUE),
        (key, value) -> {
          state.notes.add(new String(value, StandardCharsets.UTF_8));
          return true;
        });
    return state;
  }

  static final class State implements PartitionState {
    final List<String> notes = new ArrayList<>();
    final List<Answer<String>> parked = new ArrayList<>();
    long due = Long.MAX_VALUE;
    private final PartitionNumber partition;

    State(PartitionNumber partition) {
      this.partition = partition;
    }

    byte[] key(int number) {
      return java.nio.ByteBuffer.allocate(7)
          .putShort((short) partition.value())
          .put((byte) ID)
          .putInt(number)
          .array();
    }

    void add(String note, Transaction transaction) {
      transaction.put(key(notes.size()), note.getBytes(StandardCharsets.UTF_8));
      notes.add(note);
    }

    @Override
    public long nextDue() {
      return due;
    }

    @Override
    public void onTime(Transaction transaction, Stamp stamp) {
      due = Long.MAX_VALUE;
      add("due", transaction);
    }

    @Override
    public void receive(byte[] payload, Transaction transaction, Stamp stamp) {
      add(new String(payload, StandardCharsets.UTF_8), transaction);
    }

    @Override
    public void dropped(Throwable cause) {
      parked.forEach(answer -> answer.fail(cause));
    }
  }

  /// What a test does in a step.
  interface Body {
    void run(State state, Transaction transaction);
  }

  /// A step that answers with `note` when it is durable.
  static Told note(Partition partition, Notes program, String note) {
    return step(partition, program, (state, transaction) -> state.add(note, transaction));
  }

  /// A step that does `body` and answers.
  static Told step(Partition partition, Notes program, Body body) {
    Told told = new Told();
    partition.submit(
        program,
        new Command<State>() {
          @Override
          public void decide(State state, Transaction transaction, Stamp stamp) {
            body.run(state, transaction);
            transaction.succeed(told, String.join(",", state.notes));
          }

          @Override
          public void failed(Throwable cause) {
            told.fail(cause);
          }
        });
    return told;
  }

  /// Remembers what it was told.
  static final class Told implements Answer<String> {
    @Nullable String value;
    @Nullable Throwable cause;
    int times;
    private final Executor executor;

    Told() {
      this(Answer.HERE);
    }

    Told(Executor executor) {
      this.executor = executor;
    }

    @Override
    public Executor executor() {
      return executor;
    }

    @Override
    public void succeed(String output) {
      value = output;
      times++;
    }

    @Override
    public void refuse(Refusal refusal) {
      cause = refusal;
      times++;
    }

    @Override
    public void fail(Throwable failure) {
      cause = failure;
      times++;
    }
  }
}
