package io.waybill.cloudwatch.alarm;

import java.util.Collection;
import java.util.List;

/// When alarms are looked at: each minute, those of shorter periods each ten seconds. A little
/// after the full minute, when what services tell of it is there.
final class AlarmClock {
  private static final long MINUTE_MILLIS = 60_000;
  private static final long FAST_MILLIS = 10_000;
  private static final long AFTER_MILLIS = 5_000;

  private long nextMinute = Long.MAX_VALUE;
  private long nextFast = Long.MAX_VALUE;

  /// `alarms` are there from now on.
  void follow(Collection<Alarm> alarms, long nowMillis) {
    for (Alarm each : alarms) {
      if (isFast(each)) {
        nextFast = Math.min(nextFast, after(nowMillis, FAST_MILLIS));
      } else {
        nextMinute = Math.min(nextMinute, after(nowMillis, MINUTE_MILLIS));
      }
    }
  }

  private static boolean isFast(Alarm alarm) {
    return alarm.period() * 1_000L < MINUTE_MILLIS;
  }

  private static long after(long nowMillis, long every) {
    long since = nowMillis - AFTER_MILLIS;
    return since - Math.floorMod(since, every) + every + AFTER_MILLIS;
  }

  long nextDue() {
    return Math.min(nextMinute, nextFast);
  }

  /// Those of `all` whose time it is; what is left is followed on.
  List<Alarm> take(Collection<Alarm> all, long nowMillis) {
    boolean minute = nextMinute <= nowMillis;
    boolean fast = nextFast <= nowMillis;
    if (!minute && !fast) {
      return List.of();
    }
    nextMinute = minute ? Long.MAX_VALUE : nextMinute;
    nextFast = fast ? Long.MAX_VALUE : nextFast;
    follow(all, nowMillis);
    return all.stream().filter(each -> isFast(each) ? fast : minute).toList();
  }
}
