package io.waybill.server;

import io.waybill.core.AccountId;
import io.waybill.core.Region;
import io.waybill.engine.metrics.MetricSample;
import io.waybill.engine.metrics.MetricSource;
import io.waybill.engine.metrics.Rounds;
import io.waybill.eventbridge.admin.RuleReport;
import io.waybill.eventbridge.admin.RuleReports;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/// What CloudWatch shows of rules, as `AWS/Events`. A rule to which nothing happened tells nothing.
final class RuleMinutes implements MetricSource {
  private static final String LATENCY = "IngestionToInvocationSuccessLatency";
  private static final Map<String, ToLongFunction<RuleReport>> COUNTERS =
      Map.of(
          "MatchedEvents", RuleReport::matchedEvents,
          "TriggeredRules", RuleReport::matchedEvents,
          "Invocations", RuleReport::invocations,
          "FailedInvocations", RuleReport::failedInvocations,
          "RetryInvocationAttempts", RuleReport::retryInvocationAttempts,
          "InvocationsSentToDlq", RuleReport::invocationsSentToDlq,
          "InvocationsFailedToBeSentToDlq", RuleReport::invocationsFailedToBeSentToDlq);

  private final Rounds<RuleReport> rounds;
  private Map<String, RuleReport> before = new HashMap<>();

  RuleMinutes(RuleReports reports) {
    this.rounds = reports.rounds();
  }

  @Override
  public void collect(Consumer<MetricSample> to) throws InterruptedException {
    Map<String, RuleReport> now = new HashMap<>();
    for (RuleReport each : rounds.all()) {
      String key = String.join("/", each.account(), each.region(), each.bus(), each.rule());
      now.put(key, each);
      tell(each, Optional.ofNullable(before.get(key)), to);
    }
    before = now;
  }

  private static void tell(RuleReport now, Optional<RuleReport> last, Consumer<MetricSample> to) {
    Map<String, String> dimensions =
        now.bus().equals("default")
            ? Map.of("RuleName", now.rule())
            : Map.of("EventBusName", now.bus(), "RuleName", now.rule());
    var rule =
        new MetricSample.Subject(
            new AccountId(now.account()), new Region(now.region()), "AWS/Events", dimensions);
    Counts counts = new Counts(rule, to);
    COUNTERS.forEach((name, counter) -> counts.ifAny(name, rise(now, last, counter)));
    long delivered =
        rise(now, last, RuleReport::invocations) - rise(now, last, RuleReport::failedInvocations);
    if (delivered > 0) {
      long millis = rise(now, last, RuleReport::successLatencyMillis);
      to.accept(rule.sum(LATENCY, "Milliseconds", delivered, millis));
    }
  }

  private static long rise(
      RuleReport now, Optional<RuleReport> last, ToLongFunction<RuleReport> counter) {
    return Counts.since(last.map(counter::applyAsLong).orElse(0L), counter.applyAsLong(now));
  }
}
