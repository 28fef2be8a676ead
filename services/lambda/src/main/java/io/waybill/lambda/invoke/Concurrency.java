package io.waybill.lambda.invoke;

import io.waybill.core.Arn;
import io.waybill.lambda.model.Refusals.Throttle;
import io.waybill.lambda.state.Kind;
import io.waybill.lambda.state.Resource;
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

  private final Map<String, Integer> byFunction = new HashMap<>();
  private final Map<String, Integer> byWorld = new HashMap<>();

  /// One event's room; given back once.
  public record Permit(String function, String world) {}

  /// What came of asking for room.
  sealed interface Taken {
    record Granted(Permit permit) implements Taken {}

    record Refused(Throttle why) implements Taken {}
  }

  /// @param reservedOfAll what all functions of the function's account and region have reserved
  synchronized Taken take(Resource function, int reservedOfAll) {
    OptionalInt reserved = reserved(function);
    String name = function.arn().toString();
    String world = world(function.arn());
    if (reserved.isPresent()) {
      if (running(name) >= reserved.getAsInt()) {
        return new Taken.Refused(Throttle.RESERVED);
      }
      byFunction.merge(name, 1, Integer::sum);
      return new Taken.Granted(new Permit(name, ""));
    }
    if (byWorld.getOrDefault(world, 0) >= ACCOUNT_MAX - reservedOfAll) {
      return new Taken.Refused(Throttle.ACCOUNT);
    }
    byFunction.merge(name, 1, Integer::sum);
    byWorld.merge(world, 1, Integer::sum);
    return new Taken.Granted(new Permit(name, world));
  }

  synchronized void release(Permit permit) {
    less(byFunction, permit.function);
    if (!permit.world.isEmpty()) {
      less(byWorld, permit.world);
    }
  }

  private static void less(Map<String, Integer> counts, String name) {
    counts.computeIfPresent(name, (_, count) -> count == 1 ? null : count - 1);
  }

  /// How many events of a function run now.
  public synchronized int running(String function) {
    return byFunction.getOrDefault(function, 0);
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

  static String world(Arn arn) {
    return arn.account() + '/' + arn.region();
  }
}
