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

  private final Map<String, Integer> inAccount = new HashMap<>();

  /// One event's room; given back once.
  ///
  /// @param world where it came from what nobody has reserved; else empty
  public record Permit(String function, String account, String world) {}

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

  /// @param reservedOfAll what all functions of the function's account and region have reserved
  synchronized Taken take(Resource function, int reservedOfAll) {
    OptionalInt reserved = reserved(function);
    String name = function.arn().toString();
    String world = world(function.arn());
    if (reserved.isPresent()) {
      if (running(name) >= reserved.getAsInt()) {
        return new Taken.Refused(Throttle.RESERVED);
      }
      return granted(new Permit(name, world, ""));
    }
    if (byWorld.getOrDefault(world, 0) >= ACCOUNT_MAX - reservedOfAll) {
      return new Taken.Refused(Throttle.ACCOUNT);
    }
    return granted(new Permit(name, world, world));
  }

  private Taken granted(Permit permit) {
    int function = byFunction.merge(permit.function, 1, Integer::sum);
    int account = inAccount.merge(permit.account, 1, Integer::sum);
    int unreserved =
        permit.world.isEmpty()
            ? byWorld.getOrDefault(permit.account, 0)
            : byWorld.merge(permit.world, 1, Integer::sum);
    return new Taken.Granted(permit, new Running(function, account, unreserved));
  }

  synchronized void release(Permit permit) {
    less(byFunction, permit.function);
    less(inAccount, permit.account);
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
