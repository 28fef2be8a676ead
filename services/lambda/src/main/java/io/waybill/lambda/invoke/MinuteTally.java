package io.waybill.lambda.invoke;

import io.waybill.core.Arn;
import io.waybill.engine.metrics.Distribution;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What happened to functions since it was last taken, each value of each metric: what CloudWatch
/// shows of a minute. Safe for many threads.
public final class MinuteTally {
  private Map<Subject, Map<String, Distribution>> open = new HashMap<>();

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
          function.account(),
          function.region(),
          io.waybill.lambda.model.FunctionName.nameOf(function),
          "",
          "");
    }

    Subject called(String qualifier) {
      String resource = qualifier.isEmpty() ? function : function + ":" + qualifier;
      return new Subject(account, region, function, resource, "");
    }

    Subject executed(String version) {
      return new Subject(account, region, function, resource, version);
    }
  }

  synchronized void add(List<Subject> subjects, String metric, double value) {
    for (Subject each : subjects) {
      open.computeIfAbsent(each, _ -> new HashMap<>())
          .computeIfAbsent(metric, _ -> new Distribution())
          .add(value);
    }
  }

  /// What was added since the last time, by metric.
  public synchronized Map<Subject, Map<String, Distribution>> take() {
    Map<Subject, Map<String, Distribution>> taken = open;
    open = new HashMap<>();
    return taken;
  }
}
