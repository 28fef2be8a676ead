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

  private final Map<Arn, Integer> byFunction = new HashMap<>();
  private final Map<World, Integer> all = new HashMap<>();

  /// Of all, those of functions that reserve nothing.
  private final Map<World, Integer> unreserved = new HashMap<>();

  /// One event's room; given back once.
  ///
  /// @param isReserved whether the function's own reservation gave it
  record Permit(Arn function, World world, boolean isReserved) {}

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
    if (reserved.isPresent()) {
      if (byFunction.getOrDefault(function.arn(), 0) >= reserved.getAsInt()) {
        return new Taken.Refused(Throttle.RESERVED);
      }
    } else if (unreserved.getOrDefault(world, 0) >= ACCOUNT_MAX - catalog.reserved(world)) {
      return new Taken.Refused(Throttle.ACCOUNT);
    }
    return granted(new Permit(function.arn(), world, reserved.isPresent()));
  }

  private Taken granted(Permit permit) {
    int function = byFunction.merge(permit.function, 1, Integer::sum);
    int account = all.merge(permit.world, 1, Integer::sum);
    int shared =
        permit.isReserved
            ? unreserved.getOrDefault(permit.world, 0)
            : unreserved.merge(permit.world, 1, Integer::sum);
    return new Taken.Granted(permit, new Running(function, account, shared));
  }

  synchronized void release(Permit permit) {
    less(byFunction, permit.function);
    less(all, permit.world);
    if (!permit.isReserved) {
      less(unreserved, permit.world);
    }
  }

  private static <K> void less(Map<K, Integer> counts, K key) {
    counts.computeIfPresent(key, (_, count) -> count == 1 ? null : count - 1);
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
