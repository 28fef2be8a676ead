package io.waybill.sqs.state;

import io.waybill.engine.partition.Transaction;
import io.waybill.engine.partition.View;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
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
/// In memory are the ring's next few entries and, bounded, the fronts of the groups used last: the
/// cost of a million groups is on disk.
public final class Groups {
  /// A message of a group.
  ///
  /// @param sequence where the message is stored
  public record Member(String group, long sequence, Attempts attempts) {}

  /// Messages that were taken, and how many turns were passed over because their groups have gone
  /// or stand elsewhere by now.
  public record Taken(List<Member> members, int passed) {}

  /// One step passes over so many turns at most.
  private static final int PASSED_MAX = 1_000;

  private final QueueKeys keys;
  private final int queue;
  private final Lane ring;
  private final Flight flight;
  private final GroupMemory memory;
  private final boolean fifo;

  /// @param queue the queue's number
  Groups(QueueKeys keys, int queue, Lane ring, Flight flight, GroupMemory memory, boolean fifo) {
    this.keys = keys;
    this.queue = queue;
    this.ring = ring;
    this.flight = flight;
    this.memory = memory;
    this.fifo = fifo;
  }

  public Lane ring() {
    return ring;
  }

  /// Adds message `sequence` behind all of its group.
  public void add(String name, long sequence, byte[] message, Transaction transaction) {
    transaction.put(keys.numbered(QueueKeys.GROUPED, sequence), message);
    transaction.put(keys.member(name, sequence), Attempts.NONE.bytes());
    Group group = find(name, transaction);
    if (group == null) {
      save(Group.begunWith(name, sequence, enter(name, transaction)), transaction);
    } else {
      group.added(sequence);
      memory.hold(queue, group);
    }
  }

  /// Takes up to `most` messages: from the group whose turn it is as many as it has, then from the
  /// next. What it passed over it does not come to again.
  public Taken take(int most, Transaction transaction) {
    List<Member> taken = new ArrayList<>();
    int passed = 0;
    while (taken.size() < most && passed < PASSED_MAX) {
      Lane.Entry turn = ring.peek(transaction);
      if (turn == null) {
        break;
      }
      ring.skip();
      transaction.delete(ring.key(turn.number()));
      Group group = find(new String(turn.value(), StandardCharsets.UTF_8), transaction);
      if (group != null && group.turn() == turn.number()) {
        taken.addAll(takeFrom(group, share(most - taken.size()), transaction));
      } else {
        passed++;
      }
    }
    return new Taken(taken, passed);
  }

  /// How many messages one turn yields. AWS (FIFO): a receive returns as many messages of one group
  /// as it can; on a standard queue a turn is one message, unless the group is alone.
  private int share(int wanted) {
    return fifo || !ring.mayHaveMore() ? wanted : 1;
  }

  private List<Member> takeFrom(Group group, int most, Transaction transaction) {
    List<Member> taken = new ArrayList<>(most);
    while (taken.size() < most) {
      Member next = group.at(taken.size(), keys, transaction);
      if (next == null || (fifo && flight.contains(next.sequence()))) {
        break;
      }
      taken.add(next);
    }
    if (fifo) {
      // Its first message is in flight from here on; the group comes back when that is settled.
      group.stands(taken.isEmpty() ? group.head() : taken.getFirst().sequence(), Group.NO_TURN);
      save(group, transaction);
    } else {
      for (Member member : taken) {
        transaction.delete(keys.member(member.group(), member.sequence()));
        group.removed(member.sequence());
      }
      group.stands(group.head(), Group.NO_TURN);
      settle(group, transaction);
    }
    return taken;
  }

  /// Message `sequence` is gone from the queue.
  public void remove(String name, long sequence, Transaction transaction) {
    transaction.delete(keys.member(name, sequence));
    Group group = find(name, transaction);
    if (group != null) {
      group.removed(sequence);
      settle(group, transaction);
    }
  }

  /// Message `sequence` of a FIFO queue is visible again.
  public void giveBack(String name, long sequence, Attempts attempts, Transaction transaction) {
    transaction.put(keys.member(name, sequence), attempts.bytes());
    Group group = find(name, transaction);
    if (group != null) {
      group.attempted(sequence, attempts);
      settle(group, transaction);
    }
  }

  /// How often message `sequence` was handed out, or null when it is not in the queue.
  public @Nullable Attempts attempts(String name, long sequence, View view) {
    byte[] value = view.get(keys.member(name, sequence));
    return value == null ? null : Attempts.read(value);
  }

  /// Puts the group into the ring if its first message can be received now; forgets it if it has
  /// none.
  private void settle(Group group, Transaction transaction) {
    Member first = group.at(0, keys, transaction);
    if (first == null) {
      transaction.delete(keys.named(QueueKeys.GROUP, group.name()));
      memory.forget(queue, group.name());
      return;
    }
    boolean ready = !fifo || !flight.contains(first.sequence());
    boolean enters = ready && group.turn() == Group.NO_TURN;
    long turn = enters ? enter(group.name(), transaction) : ready ? group.turn() : Group.NO_TURN;
    if (first.sequence() != group.head() || turn != group.turn()) {
      group.stands(first.sequence(), turn);
      save(group, transaction);
    } else {
      memory.hold(queue, group);
    }
  }

  public void clear(Transaction transaction) {
    ring.clear(transaction);
    for (char kind : new char[] {QueueKeys.GROUPED, QueueKeys.GROUP_MEMBER, QueueKeys.GROUP}) {
      transaction.deleteRange(keys.first(kind), keys.end(kind));
    }
    memory.forgetAll(queue);
  }

  /// Gives back the memory that groups take.
  void release() {
    ring.release();
    memory.forgetAll(queue);
  }

  /// What is wrong with a group whose first message is `first`, if anything is.
  ///
  /// @param ready whether that message can be received
  Optional<String> problem(String name, long first, boolean ready, View view) {
    byte[] value = view.get(keys.named(QueueKeys.GROUP, name));
    if (value == null) {
      return Optional.of("it has messages, but no record");
    }
    Group group = Group.read(name, value);
    if (group.head() > first) {
      return Optional.of("its head " + group.head() + " is behind its first message " + first);
    }
    if (!ready) {
      return Optional.empty();
    }
    byte[] turn = group.turn() < ring.front() ? null : view.get(ring.key(group.turn()));
    return turn != null && name.equals(new String(turn, StandardCharsets.UTF_8))
        ? Optional.empty()
        : Optional.of("it can be received from, but has no turn");
  }

  /// What is wrong between the groups in memory and those stored.
  List<String> problems(View view) {
    List<String> problems = new ArrayList<>();
    for (Group group : memory.held(queue)) {
      byte[] value = view.get(keys.named(QueueKeys.GROUP, group.name()));
      if (!Arrays.equals(value, group.bytes())) {
        problems.add("group " + group.name() + " has another record in memory than in the store");
      }
      group
          .problem(keys, view)
          .ifPresent(words -> problems.add("group " + group.name() + ": " + words));
    }
    return problems;
  }

  private long enter(String name, Transaction transaction) {
    return ring.append(name.getBytes(StandardCharsets.UTF_8), transaction);
  }

  private @Nullable Group find(String name, View view) {
    Group group = memory.find(queue, name);
    if (group != null) {
      return group;
    }
    byte[] value = view.get(keys.named(QueueKeys.GROUP, name));
    return value == null ? null : Group.read(name, value);
  }

  /// Stores the group's record. Every change ends here or with [GroupMemory#hold].
  private void save(Group group, Transaction transaction) {
    transaction.put(keys.named(QueueKeys.GROUP, group.name()), group.bytes());
    memory.hold(queue, group);
  }
}
