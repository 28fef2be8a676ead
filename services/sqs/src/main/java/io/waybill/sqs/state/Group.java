package io.waybill.sqs.state;

import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import io.waybill.engine.partition.View;
import io.waybill.sqs.state.Groups.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One group in memory: its record, and its first members in order, read from the store some at a
/// time.
///
/// Whoever changes it writes the same to the store in the same step, so that it can be forgotten at
/// any time and read again.
final class Group {
  static final long NO_TURN = 0;

  private static final int VERSION = 1;
  private static final int READ_AT_ONCE = 16;

  private final String name;
  private final ArrayList<Member> known = new ArrayList<>(2);

  /// No member of the group is stored before this sequence.
  private long head;

  /// Its place in the ring, or [#NO_TURN].
  private long turn;

  /// Whether there are no members behind the known ones.
  private boolean whole;

  private Group(String name, long head, long turn, boolean whole) {
    this.name = name;
    this.head = head;
    this.turn = turn;
    this.whole = whole;
  }

  /// A group of one message, which was never received.
  static Group begunWith(String name, long sequence, long turn) {
    Group group = new Group(name, sequence, turn, true);
    group.known.add(new Member(name, sequence, Attempts.NONE));
    return group;
  }

  static Group read(String name, byte[] value) {
    ByteReader in = new ByteReader(value);
    in.version(VERSION);
    return new Group(name, in.count(), in.count(), false);
  }

  byte[] bytes() {
    return new ByteWriter(20).u8(VERSION).count(head).count(turn).bytes();
  }

  String name() {
    return name;
  }

  long head() {
    return head;
  }

  long turn() {
    return turn;
  }

  void stands(long newHead, long newTurn) {
    head = newHead;
    turn = newTurn;
  }

  /// The member at `index` from the front, or null when there are not so many.
  @Nullable Member at(int index, QueueKeys keys, View view) {
    while (index >= known.size() && !whole) {
      readMore(keys, view);
    }
    return index < known.size() ? known.get(index) : null;
  }

  private void readMore(QueueKeys keys, View view) {
    long from = known.isEmpty() ? head : known.getLast().sequence() + 1;
    int until = known.size() + READ_AT_ONCE;
    whole = true;
    view.scan(
        keys.member(name, from),
        keys.member(name, Long.MAX_VALUE),
        (key, value) -> {
          known.add(new Member(name, QueueKeys.number(key), Attempts.read(value)));
          whole = known.size() < until;
          return whole;
        });
  }

  /// Message `sequence` joins behind all others.
  void added(long sequence) {
    if (whole && known.size() < READ_AT_ONCE) {
      known.add(new Member(name, sequence, Attempts.NONE));
    } else {
      whole = false;
    }
  }

  /// Message `sequence` is no member any more.
  void removed(long sequence) {
    int at = find(sequence);
    if (at >= 0) {
      known.remove(at);
    }
  }

  /// Member `sequence` was handed out so often.
  void attempted(long sequence, Attempts attempts) {
    int at = find(sequence);
    if (at >= 0) {
      known.set(at, new Member(name, sequence, attempts));
    }
  }

  private int find(long sequence) {
    for (int i = 0; i < known.size() && known.get(i).sequence() <= sequence; i++) {
      if (known.get(i).sequence() == sequence) {
        return i;
      }
    }
    return -1;
  }

  /// About how many bytes it takes in memory.
  int weight() {
    return 256 + 2 * name.length() + 40 * known.size();
  }

  /// What is wrong between the members in memory and those stored, if anything is.
  Optional<String> problem(QueueKeys keys, View view) {
    List<Member> stored = new ArrayList<>();
    view.scan(
        keys.member(name, head),
        keys.member(name, Long.MAX_VALUE),
        (key, value) -> {
          stored.add(new Member(name, QueueKeys.number(key), Attempts.read(value)));
          return whole || stored.size() < known.size();
        });
    boolean same = known.isEmpty() ? !whole || stored.isEmpty() : known.equals(stored);
    return same
        ? Optional.empty()
        : Optional.of("in memory it begins with " + known + ", stored is " + stored);
  }
}
