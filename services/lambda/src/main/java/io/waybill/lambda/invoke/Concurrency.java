package io.waybill.lambda.invoke;

import io.waybill.core.Arn;
import io.waybill.lambda.model.Refusals.Throttle;
import io.waybill.lambda.state.Catalog;
import io.waybill.lambda.state.Kind;
import io.waybill.lambda.state.Resource;
import io.waybill.lambda.state.World;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Who may run now: AWS's limits of an account and region, and what functions have reserved of it.
public final class Concurrency {
  /// AWS: an account's limit in a region.
  public static final int ACCOUNT_MAX = 1_000;

  /// AWS: what must stay for functions that reserve nothing.
  public static final int UNRESERVED_MIN = 100;

  /// Functions that have run.
  private final Map<Arn, Busy> busy = new HashMap<>();

  private final Map<World, Room> rooms = new HashMap<>();

  /// How many events run in an account and region.
  private static final class Room {
    int all;

    /// Of these, of functions that reserve nothing.
    int unreserved;
  }

  /// How many events of a function run.
  private static final class Busy {
    final Arn function;
    final Room room;
    int running;

    /// It is deleted, and forgotten when its last event has ended.
    boolean gone;

    Busy(Arn function, Room room) {
      this.function = function;
      this.room = room;
    }
  }

  /// One event's room; given back once.
  static final class Permit {
    private final Busy busy;
    private final boolean isReserved;

    /// @param isReserved whether the function's own reservation gave it
    private Permit(Busy busy, boolean isReserved) {
      this.busy = busy;
      this.isReserved = isReserved;
    }
  }

  /// How many events run, this one included.
  ///
  /// @param function of the same function
  /// @param account in the account and region
  /// @param unreserved of these, of functions that reserve nothing
  record Running(int function, int account, int unreserved) {}

  /// What came of asking for room.
  sealed interface Taken {
    record Granted(Permit permit, Running running) implements Taken {}

    record Refused(Throttle why) implements Taken {}
  }

  /// @param catalog tells what all functions have reserved
  synchronized Taken take(Resource function, Catalog catalog) {
    OptionalInt reserved = reserved(function);
    World world = World.of(function.arn());
    Room room = rooms.computeIfAbsent(world, _ -> new Room());
    Busy known = busy.get(function.arn());
    if (reserved.isPresent()) {
      if ((known == null ? 0 : known.running) >= reserved.getAsInt()) {
        return new Taken.Refused(Throttle.RESERVED);
      }
    } else if (room.unreserved >= ACCOUNT_MAX - catalog.reserved(world)) {
      return new Taken.Refused(Throttle.ACCOUNT);
    }
    Busy taken = known == null ? new Busy(function.arn(), room) : known;
    if (known == null) {
      busy.put(taken.function, taken);
    }
    return granted(new Permit(taken, reserved.isPresent()));
  }

  private static Taken granted(Permit permit) {
    Busy busy = permit.busy;
    busy.running++;
    busy.room.all++;
    busy.room.unreserved += permit.isReserved ? 0 : 1;
    return new Taken.Granted(
        permit, new Running(busy.running, busy.room.all, busy.room.unreserved));
  }

  synchronized void release(Permit permit) {
    Busy less = permit.busy;
    less.running--;
    less.room.all--;
    less.room.unreserved -= permit.isReserved ? 0 : 1;
    if (less.running == 0 && less.gone) {
      busy.remove(less.function, less);
    }
  }

  /// A function is deleted. What still runs of it counts on, also against one that is made anew.
  synchronized void forget(Arn function) {
    Busy known = busy.get(function);
    if (known != null && known.running == 0) {
      busy.remove(function);
    } else if (known != null) {
      known.gone = true;
    }
  }

  /// What `function` has reserved.
  public static OptionalInt reserved(Resource function) {
    return Optional.ofNullable(
            function
                .get(Kind.RESERVED)
                .map(each -> each.reservedConcurrentExecutions())
                .orElse(null))
        .map(OptionalInt::of)
        .orElse(OptionalInt.empty());
  }
}
