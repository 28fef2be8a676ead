package io.waybill.sqs.state;

import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import io.waybill.engine.partition.Transaction;
import io.waybill.engine.partition.View;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Moves the messages of a dead-letter queue back or elsewhere, at a rate, across restarts.
///
/// @param number orders the tasks of a queue
/// @param destination the ARN to move to, or null for the queue that each message came from
/// @param perSecond messages a second, or 0 for as fast as it goes
/// @param moved messages moved so far
/// @param toMove messages that were there when it started
/// @param startedAt in milliseconds since 1970
/// @param nextAt when it goes on, in milliseconds since 1970
/// @param failure why it failed, or null
public record MoveTask(
    long number,
    UUID id,
    @Nullable String destination,
    int perSecond,
    Status status,
    long moved,
    long toMove,
    long startedAt,
    long nextAt,
    @Nullable String failure) {
  private static final int VERSION = 1;

  /// AWS's words for where a task stands.
  public enum Status {
    RUNNING(1),
    COMPLETED(2),
    CANCELLING(3),
    CANCELLED(4),
    FAILED(5);

    private final int code;

    Status(int code) {
      this.code = code;
    }

    private static Status of(int code) {
      for (Status status : values()) {
        if (status.code == code) {
          return status;
        }
      }
      throw new IllegalStateException("a stored move task has the unknown status " + code);
    }
  }

  public MoveTask progressed(int more, long nextMillis) {
    return new MoveTask(
        number,
        id,
        destination,
        perSecond,
        status,
        moved + more,
        toMove,
        startedAt,
        nextMillis,
        failure);
  }

  public MoveTask ended(Status how, @Nullable String why) {
    return new MoveTask(
        number, id, destination, perSecond, how, moved, toMove, startedAt, Long.MAX_VALUE, why);
  }

  public void save(QueueKeys keys, Transaction transaction) {
    ByteWriter out =
        new ByteWriter(96)
            .u8(VERSION)
            .uuid(id)
            .optional(destination)
            .count(perSecond)
            .u8(status.code)
            .count(moved)
            .count(toMove)
            .count(startedAt)
            .count(nextAt)
            .optional(failure);
    transaction.put(keys.numbered(QueueKeys.MOVE_TASK, number), out.bytes());
  }

  public void forget(QueueKeys keys, Transaction transaction) {
    transaction.delete(keys.numbered(QueueKeys.MOVE_TASK, number));
  }

  /// All tasks that the queue remembers, the oldest first.
  public static List<MoveTask> all(QueueKeys keys, View view) {
    List<MoveTask> tasks = new ArrayList<>();
    view.scan(
        keys.first(QueueKeys.MOVE_TASK),
        keys.end(QueueKeys.MOVE_TASK),
        (key, value) -> {
          tasks.add(read(QueueKeys.number(key), value));
          return true;
        });
    return tasks;
  }

  static @Nullable MoveTask loadRunning(QueueKeys keys, View view) {
    return all(keys, view).stream()
        .filter(task -> task.status == Status.RUNNING)
        .findFirst()
        .orElse(null);
  }

  private static MoveTask read(long number, byte[] value) {
    ByteReader in = new ByteReader(value);
    in.version(VERSION);
    return new MoveTask(
        number,
        in.uuid(),
        in.optional(),
        in.smallCount(),
        Status.of(in.u8()),
        in.count(),
        in.count(),
        in.count(),
        in.count(),
        in.optional());
  }
}
