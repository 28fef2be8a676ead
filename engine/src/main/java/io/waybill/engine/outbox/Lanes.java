package io.waybill.engine.outbox;

import static java.util.Objects.requireNonNull;

import io.waybill.engine.partition.Transaction;
import io.waybill.engine.partition.View;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The stored items, lane by lane, and which are being tried.
///
/// Memory knows of a lane that has items one due time and where they begin; the items themselves
/// are read when their time has come. An index of due times over all items was rejected: behind a
/// dead target's backlog, which is always due, nobody else's items would be found.
final class Lanes {
  /// Attempts of stored items that may be under way together in one outbox.
  static final int UNDER_WAY_MAX = 256;

  /// Lanes whose targets fail share half of them, so that dead targets leave room for live ones.
  static final int FAILING_MAX = UNDER_WAY_MAX / 2;

  /// What the payloads of items that are being tried may take, but for the last one.
  static final long BYTES_MAX = 8 << 20;

  private static final int SEEK_AFTER = 32;

  private record Due(long millis, Lane lane) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      int byTime = Long.compare(millis, other.millis);
      return byTime != 0 ? byTime : lane.compareTo(other.lane);
    }
  }

  /// An item that is being tried.
  record Flight(LaneState state, Item item, byte[] key, boolean countsAsFailing) {}

  private final OutboxKeys keys;
  private final Function<Lane, Pace> paces;
  private final TreeMap<Lane, LaneState> lanes = new TreeMap<>();
  private final TreeSet<Due> dues = new TreeSet<>();

  /// Failing lanes that are due and found no room.
  private final Deque<LaneState> held = new ArrayDeque<>();

  private int underWay;
  private int failingUnderWay;
  private long bytesUnderWay;

  Lanes(OutboxKeys keys, Function<Lane, Pace> paces) {
    this.keys = keys;
    this.paces = paces;
  }

  /// Finds the lanes that have items: reads a few items of each, and steps over the rest.
  void load(View view) {
    byte[] from = keys.firstItem();
    while (from != null) {
      from = loadFrom(from, view);
    }
  }

  private byte @Nullable [] loadFrom(byte[] from, View view) {
    var pass =
        new Object() {
          @Nullable LaneState state;
          int seen;
          byte @Nullable [] next;
        };
    view.scan(
        from,
        keys.endOfItems(),
        (key, value) -> {
          Lane lane = OutboxKeys.item(key).lane();
          LaneState state = pass.state;
          if (state == null || !state.lane.equals(lane)) {
            pass.state = state = new LaneState(lane, key);
            pass.seen = 0;
            state.headDue = Item.dueMillis(value);
            lanes.put(lane, state);
            index(state);
          } else if (++pass.seen == SEEK_AFTER) {
            pass.next = keys.end(lane);
            return false;
          }
          return true;
        });
    return pass.next;
  }

  /// Stores `item`, which failed just now, for its next attempt.
  void addAgain(Item item, Transaction transaction) {
    add(item, transaction);
    state(item.parcel().lane()).failing = true;
  }

  /// Stores `item`, to be tried when it is due and durable.
  void add(Item item, Transaction transaction) {
    byte[] key = item.key(keys);
    transaction.put(key, item.bytes());
    LaneState state = state(item.parcel().lane());
    if (state.isIdle() || Arrays.compareUnsigned(key, state.from) < 0) {
      state.from = key;
    }
    boolean isHead = !state.lane.isOrdered() || state.headDue == Long.MAX_VALUE;
    if (isHead || Arrays.equals(key, state.from)) {
      state.headDue =
          state.lane.isOrdered() ? item.dueMillis() : Math.min(state.headDue, item.dueMillis());
    }
    index(state);
  }

  private LaneState state(Lane lane) {
    return lanes.computeIfAbsent(lane, any -> new LaneState(lane, keys.first(lane)));
  }

  /// Whether a parcel for `lane`, which is ordered, has others before it.
  boolean isBusy(Lane lane) {
    LaneState state = lanes.get(lane);
    return state != null && !state.isIdle();
  }

  void beginDirect(Lane lane) {
    state(lane).direct = true;
  }

  void endDirect(Lane lane) {
    LaneState state = lanes.get(lane);
    if (state != null) {
      state.direct = false;
      settle(state);
    }
  }

  long nextDue() {
    return dues.isEmpty() || isFull() ? Long.MAX_VALUE : dues.first().millis;
  }

  private boolean isFull() {
    return underWay >= UNDER_WAY_MAX || bytesUnderWay >= BYTES_MAX;
  }

  /// Takes out items that are due, up to `most`, as far as there is room. They are being tried now.
  List<Flight> take(int most, long nowMillis, View view) {
    List<Flight> taken = new ArrayList<>();
    while (taken.size() < most && nextDue() <= nowMillis) {
      LaneState state = requireNonNull(lanes.get(dues.removeFirst().lane));
      state.indexedAt = Long.MAX_VALUE;
      if (state.failing && failingUnderWay >= FAILING_MAX) {
        hold(state);
      } else {
        takeFrom(state, most - taken.size(), nowMillis, view, taken);
        settle(state);
      }
    }
    return taken;
  }

  private void takeFrom(LaneState state, int most, long nowMillis, View view, List<Flight> taken) {
    Pace pace = paces.apply(state.lane);
    int room = Math.min(most, Math.min(state.free(pace), state.allowed(pace, nowMillis)));
    var pass =
        new Object() {
          int left = room;
          boolean isFirst = true;
          long headDue = Long.MAX_VALUE;
        };
    view.scan(
        state.from,
        keys.end(state.lane),
        (key, value) -> {
          if (pass.isFirst) {
            pass.isFirst = false;
            state.from = key;
          }
          OutboxKeys.ItemKey at = OutboxKeys.item(key);
          if (state.isTrying(at.number())) {
            return !state.lane.isOrdered();
          }
          long due = Item.dueMillis(value);
          if (due > nowMillis || pass.left == 0 || isFull()) {
            pass.headDue = due;
            return false;
          }
          taken.add(begin(state, Item.read(at, value), key));
          state.use(pace);
          pass.left--;
          return true;
        });
    state.headDue = pass.headDue;
  }

  private Flight begin(LaneState state, Item item, byte[] key) {
    state.begin(item.parcel().number());
    underWay++;
    bytesUnderWay += item.parcel().payload().length;
    if (state.failing) {
      failingUnderWay++;
    }
    return new Flight(state, item, key, state.failing);
  }

  /// The attempt is over; [#settle] follows when it is known what becomes of the item. False where
  /// the lane was forgotten meanwhile.
  boolean end(Flight flight, boolean failing) {
    LaneState state = flight.state;
    ended(flight.item.parcel().payload().length, flight.countsAsFailing);
    state.end(flight.item.parcel().number());
    if (lanes.get(state.lane) != state) {
      return false;
    }
    state.failing = failing;
    if (state.lane.isOrdered()) {
      // What stands behind the one that was tried has not been looked at.
      state.headDue = Long.MIN_VALUE;
    }
    return true;
  }

  private void ended(int bytes, boolean countedAsFailing) {
    underWay--;
    bytesUnderWay -= bytes;
    if (countedAsFailing) {
      failingUnderWay--;
    }
    while (failingUnderWay < FAILING_MAX && !held.isEmpty()) {
      LaneState next = held.remove();
      next.held = false;
      if (lanes.get(next.lane) == next && next.indexedAt == Long.MAX_VALUE) {
        index(next);
        // One for each attempt that ends is enough, as long as others will end.
        if (underWay > 0 && next.indexedAt != Long.MAX_VALUE) {
          return;
        }
      }
    }
  }

  private void hold(LaneState state) {
    if (!state.held) {
      state.held = true;
      held.add(state);
    }
  }

  /// `target` is gone: forgets what waits for it, at a cost that does not depend on how much that
  /// is. Whether something did.
  boolean forget(long target, Transaction transaction) {
    var gone = lanes.subMap(new Lane(target), new Lane(target + 1));
    if (gone.isEmpty()) {
      return false;
    }
    boolean any = gone.values().stream().anyMatch(state -> !state.isIdle());
    transaction.deleteRange(keys.firstOfTarget(target), keys.endOfTarget(target));
    for (LaneState state : gone.values()) {
      unindex(state);
    }
    gone.clear();
    return any;
  }

  void settle(Flight flight) {
    settle(flight.state);
  }

  /// Forgets a lane in which nothing is left. One with a rate is kept until the rate would allow
  /// the next attempt: else what comes one by one would know no rate.
  private void settle(LaneState state) {
    if (state.isIdle() && state.allowedAt(paces.apply(state.lane)) == Long.MIN_VALUE) {
      unindex(state);
      lanes.remove(state.lane);
    } else {
      index(state);
    }
  }

  private void index(LaneState state) {
    unindex(state);
    Pace pace = paces.apply(state.lane);
    if (!state.isIdle() && (state.headDue == Long.MAX_VALUE || state.free(pace) == 0)) {
      return;
    }
    long headDue = state.isIdle() ? Long.MIN_VALUE : state.headDue;
    state.indexedAt = Math.max(headDue, state.allowedAt(pace));
    dues.add(new Due(state.indexedAt, state.lane));
  }

  private void unindex(LaneState state) {
    if (state.indexedAt != Long.MAX_VALUE) {
      dues.remove(new Due(state.indexedAt, state.lane));
      state.indexedAt = Long.MAX_VALUE;
    }
  }

  /// Whether something for `target` waits or is being tried.
  boolean hasAny(long target) {
    Lane first = lanes.ceilingKey(new Lane(target));
    return first != null && first.target() == target;
  }

  int count() {
    return lanes.size();
  }

  boolean hasOrdered() {
    return lanes.keySet().stream().anyMatch(Lane::isOrdered);
  }
}
