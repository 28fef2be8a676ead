package io.waybill.eventbridge.admin;

import io.waybill.core.Stamp;
import io.waybill.engine.Engine;
import io.waybill.engine.metrics.Rounds;
import io.waybill.engine.partition.Command;
import io.waybill.engine.partition.Transaction;
import io.waybill.eventbridge.model.Names;
import io.waybill.eventbridge.state.Bus;
import io.waybill.eventbridge.state.Buses;
import io.waybill.eventbridge.state.EventBridgeProgram;
import io.waybill.eventbridge.state.RuleDefinition;
import io.waybill.eventbridge.state.RuleMetrics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Asks every partition for its rules. Waits for the answers, so it runs where a thread may wait.
public final class RuleReports {
  private final Engine engine;
  private final EventBridgeProgram program;

  public RuleReports(Engine engine, EventBridgeProgram program) {
    this.engine = engine;
    this.program = program;
  }

  /// Goes round all rules, asking no partition in which nothing happened.
  public Rounds<RuleReport> rounds() {
    return new Rounds<>(
        engine,
        (partition, answer) -> engine.submit(partition, program, new Ask(answer)),
        rule -> false);
  }

  /// All rules, by account, region, bus and name.
  public List<RuleReport> rules() throws InterruptedException {
    List<RuleReport> reports = new ArrayList<>(rounds().all());
    reports.sort(
        Comparator.comparing(RuleReport::account)
            .thenComparing(RuleReport::region)
            .thenComparing(RuleReport::bus)
            .thenComparing(RuleReport::rule));
    return reports;
  }

  private record Ask(CompletableFuture<List<RuleReport>> answer) implements Command<Buses> {
    @Override
    public void decide(Buses buses, Transaction transaction, Stamp stamp) {
      List<RuleReport> reports = new ArrayList<>();
      for (Bus bus : buses.all()) {
        bus.rules().forEach(rule -> reports.add(report(bus, rule)));
      }
      answer.complete(reports);
    }

    private static RuleReport report(Bus bus, RuleDefinition rule) {
      RuleMetrics metrics = bus.metrics(rule.name());
      return new RuleReport(
          bus.arn().account(),
          bus.arn().region(),
          Names.bus(bus.arn()),
          rule.name(),
          metrics.matchedEvents,
          metrics.invocations,
          metrics.failedInvocations,
          metrics.retryInvocationAttempts,
          metrics.invocationsSentToDlq,
          metrics.invocationsFailedToBeSentToDlq,
          metrics.successLatencyMillis);
    }

    @Override
    public boolean isLook() {
      return true;
    }

    @Override
    public void failed(Throwable cause) {
      answer.completeExceptionally(cause);
    }
  }
}
