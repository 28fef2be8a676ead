package io.waybill.sqs.state;

import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import io.waybill.engine.partition.Transaction;
import io.waybill.engine.partition.View;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The messages that name a group, and the ring in which the groups take turns.
///
/// A group stands in the ring while its first message can be received. On a FIFO queue that is so
/// while the first message is not in flight, which is what keeps the order; on a standard queue
/// always, and a group that has had its turn goes to the end of the ring, so that a tenant with a
/// large backlog does not hold up the others.
///
/// Nothing here is in memory but the ring's next few entries: the cost of a million groups is on
/// disk.
public final class Groups {
  /// A message that is taken out of its group.
  ///
  /// @param sequence where the message is stored
  public record Member(String group, long sequence, Attempts attempts) {}

  /// @param head no member of the group is stored before this sequence
  /// @param turn its place in the ring, or [#NO_TURN]
  private record Group(long head, long turn) {
    private static final int VERSION = 1;

    byte[] bytes() {
      return new ByteWriter(20).u8(VERSION).count(head).count(turn).bytes();
    }

    static Group read(byte[] value) {
      ByteReader in = new ByteReader(value);
      in.version(VERSION);
      return new Group(in.count(), in.count());
    }
  }

  private static final long NO_TURN = 0;

  private final QueueKeys keys;
  private final Lane ring;
  private final Flight flight;
  private final boolean fifo;

  Groups(QueueKeys keys, Lane ring, Flight flight, boolean fifo) {
    this.keys = keys;
    this.ring = ring;
    this.flight = flight;
    this.fifo = fifo;
  }

  public Lane ring() {
    return ring;
  }

  /// Adds message `sequence` behind all of its group.
  public void add(String group, long sequence, byte[] message, Transaction transaction) {
    transaction.put(keys.numbered(QueueKeys.GROUPED, sequence), message);
    transaction.put(keys.member(group, sequence), Attempts.NONE.bytes());
    if (find(group, transaction) == null) {
      save(group, new Group(sequence, enter(group, transaction)), transaction);
    }
  }

  /// Takes up to `most` messages: from the group whose turn it is as many as it has, then from the
  /// next.
  public List<Member> take(int most, Transaction transaction) {
    List<Member> taken = new ArrayList<>();
    while (taken.size() < most) {
      Lane.Entry turn = ring.peek(transaction);
      if (turn == null) {
        return taken;
      }
      ring.skip();
      transaction.delete(ring.key(turn.number()));
      String name = new String(turn.value(), StandardCharsets.UTF_8);
      Group group = find(name, transaction);
      if (group != null && group.turn == turn.number()) {
        takeFrom(name, group, share(most - taken.size()), taken, transaction);
      }
    }
    return taken;
  }

  /// How many messages one turn yields. AWS (FIFO): a receive returns as many messages of one group
  /// as it can; on a standard queue a turn is one message, unless the group is alone.
  private int share(int wanted) {
    return fifo || !ring.mayHaveMore() ? wanted : 1;
  }

  private void takeFrom(
      String name, Group group, int most, List<Member> taken, Transaction transaction) {
    List<Member> members = new ArrayList<>(most + 1);
    transaction.scan(
        keys.member(name, group.head),
        keys.member(name, Long.MAX_VALUE),
        (key, value) -> {
          long sequence = QueueKeys.number(key);
          if (fifo && flight.contains(sequence)) {
            return false;
          }
          members.add(new Member(name, sequence, Attempts.read(value)));
          return members.size() <= most;
        });
    List<Member> now = members.subList(0, Math.min(most, members.size()));
    taken.addAll(now);
    if (fifo) {
      // Its first message is in flight from here on; the group comes back when that is settled.
      save(
          name,
          new Group(now.isEmpty() ? group.head : now.getFirst().sequence, NO_TURN),
          transaction);
      return;
    }
    now.forEach(member -> transaction.delete(keys.member(name, member.sequence)));
    if (members.size() > now.size()) {
      save(name, new Group(members.getLast().sequence, enter(name, transaction)), transaction);
    } else {
      transaction.delete(keys.named(QueueKeys.GROUP, name));
    }
  }

  /// Message `sequence` is gone from the queue.
  public void remove(String group, long sequence, Transaction transaction) {
    transaction.delete(keys.member(group, sequence));
    settle(group, transaction);
  }

  /// Message `sequence` of a FIFO queue is visible again.
  public void giveBack(String group, long sequence, Attempts attempts, Transaction transaction) {
    transaction.put(keys.member(group, sequence), attempts.bytes());
    settle(group, transaction);
  }

  /// How often message `sequence` was handed out, or null when it is not in the queue.
  public @Nullable Attempts attempts(String group, long sequence, View view) {
    byte[] value = view.get(keys.member(group, sequence));
    return value == null ? null : Attempts.read(value);
  }

  /// Puts the group into the ring if its first message can be received now; forgets it if it has
  /// none.
  private void settle(String name, Transaction transaction) {
    Group group = find(name, transaction);
    if (group == null) {
      return;
    }
    long[] head = {-1};
    transaction.scan(
        keys.member(name, group.head),
        keys.member(name, Long.MAX_VALUE),
        (key, value) -> {
          head[0] = QueueKeys.number(key);
          return false;
        });
    if (head[0] < 0) {
      transaction.delete(keys.named(QueueKeys.GROUP, name));
      return;
    }
    boolean ready = !fifo || !flight.contains(head[0]);
    long turn = ready ? (group.turn == NO_TURN ? enter(name, transaction) : group.turn) : NO_TURN;
    if (head[0] != group.head || turn != group.turn) {
      save(name, new Group(head[0], turn), transaction);
    }
  }

  public void clear(Transaction transaction) {
    ring.clear(transaction);
    for (char kind : new char[] {QueueKeys.GROUPED, QueueKeys.GROUP_MEMBER, QueueKeys.GROUP}) {
      transaction.deleteRange(keys.first(kind), keys.end(kind));
    }
  }

  /// What is wrong with a group whose first message is `first`, if anything is.
  ///
  /// @param ready whether that message can be received
  Optional<String> problem(String name, long first, boolean ready, View view) {
    Group group = find(name, view);
    if (group == null) {
      return Optional.of("it has messages, but no record");
    }
    if (group.head > first) {
      return Optional.of("its head " + group.head + " is behind its first message " + first);
    }
    if (!ready) {
      return Optional.empty();
    }
    byte[] turn = group.turn < ring.front() ? null : view.get(ring.key(group.turn));
    return turn != null && name.equals(new String(turn, StandardCharsets.UTF_8))
        ? Optional.empty()
        : Optional.of("it can be received from, but has no turn");
  }

  private long enter(String name, Transaction transaction) {
    return ring.append(name.getBytes(StandardCharsets.UTF_8), transaction);
  }

  private @Nullable Group find(String name, View view) {
    byte[] value = view.get(keys.named(QueueKeys.GROUP, name));
    return value == null ? null : Group.read(value);
  }

  private void save(String name, Group group, Transaction transaction) {
    transaction.put(keys.named(QueueKeys.GROUP, name), group.bytes());
  }
}
