package io.waybill.lambda.invoke;

import io.waybill.core.Arn;
import io.waybill.engine.metrics.Distribution;
import io.waybill.lambda.model.FunctionName;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What happened to functions since it was last taken, each value of each metric: what CloudWatch
/// shows of a minute. Safe for many threads.
///
/// A value is added once, to the narrowest that it is of, and comes to what is around that when the
/// minute is taken: each invocation adds some, and a minute has many invocations.
public final class MinuteTally {
  /// So many additions are counted together, at a small part of what each would cost by itself.
  private static final int PENDING_MAX = 256;

  private Map<Subject, Map<FunctionMetric, Distribution>> open = new HashMap<>();
  private final List<Added> pending = new ArrayList<>(PENDING_MAX);

  /// What a metric is of; texts that do not apply are empty.
  ///
  /// @param function the function's name; empty for all of the account and region
  /// @param resource the name, and behind a colon the version or alias that was called
  /// @param executedVersion what ran behind an alias
  public record Subject(
      String account, String region, String function, String resource, String executedVersion) {
    static Subject region(Arn function) {
      return new Subject(function.account(), function.region(), "", "", "");
    }

    static Subject function(Arn function) {
      return new Subject(
          function.account(), function.region(), FunctionName.nameOf(function), "", "");
    }

    /// @param version what ran; empty where nothing did
    static Subject called(FunctionName called, String version) {
      String name = called.name();
      String qualifier = called.qualifier().orElse("");
      return new Subject(
          called.arn().account(),
          called.arn().region(),
          name,
          qualifier.isEmpty() ? name : name + ":" + qualifier,
          qualifier.isEmpty() || FunctionName.isVersion(qualifier) ? "" : version);
    }

    /// What is around it; empty for a region.
    Optional<Subject> around() {
      if (function.isEmpty()) {
        return Optional.empty();
      }
      if (resource.isEmpty()) {
        return Optional.of(new Subject(account, region, "", "", ""));
      }
      return Optional.of(
          new Subject(account, region, function, executedVersion.isEmpty() ? "" : resource, ""));
    }
  }

  /// A subject that is added to again and again: it is looked up once a minute. Guarded by the
  /// tally.
  static final class Entry {
    private final Subject subject;
    private Map<Subject, Map<FunctionMetric, Distribution>> in = Map.of();
    private Map<FunctionMetric, Distribution> metrics = Map.of();

    Entry(Subject subject) {
      this.subject = subject;
    }
  }

  /// What was added and is not counted yet.
  private record Added(Entry entry, List<Value> values) {}

  /// One value of one metric.
  record Value(FunctionMetric metric, double value) {}

  void add(Subject subject, FunctionMetric metric, double value) {
    add(subject, List.of(new Value(metric, value)));
  }

  void add(Subject subject, List<Value> values) {
    add(new Entry(subject), values);
  }

  synchronized void add(Entry entry, List<Value> values) {
    pending.add(new Added(entry, values));
    if (pending.size() == PENDING_MAX) {
      settle();
    }
  }

  private void settle() {
    pending.forEach(added -> count(added.entry, added.values));
    pending.clear();
  }

  @SuppressWarnings("ReferenceEquality") // whether it is this minute's
  private void count(Entry entry, List<Value> values) {
    if (entry.in != open) {
      entry.metrics = open.computeIfAbsent(entry.subject, _ -> none());
      entry.in = open;
    }
    Map<FunctionMetric, Distribution> metrics = entry.metrics;
    for (Value each : values) {
      metrics.computeIfAbsent(each.metric, _ -> new Distribution()).add(each.value);
    }
  }

  /// What was added since the last time, by metric.
  public Map<Subject, Map<FunctionMetric, Distribution>> take() {
    Map<Subject, Map<FunctionMetric, Distribution>> summed = new HashMap<>();
    taken()
        .forEach((subject, metrics) ->
            metrics.forEach((metric, seen) -> {
              Optional<Subject> to = Optional.of(subject);
              while (to.isPresent()) {
                summed
                    .computeIfAbsent(to.get(), _ -> none())
                    .computeIfAbsent(metric, _ -> new Distribution())
                    .addAll(seen);
                to = metric.isSummed() ? to.get().around() : Optional.empty();
              }
            }));
    return summed;
  }

  private static Map<FunctionMetric, Distribution> none() {
    return new EnumMap<>(FunctionMetric.class);
  }

  private synchronized Map<Subject, Map<FunctionMetric, Distribution>> taken() {
    settle();
    Map<Subject, Map<FunctionMetric, Distribution>> taken = open;
    open = new HashMap<>();
    return taken;
  }
}
