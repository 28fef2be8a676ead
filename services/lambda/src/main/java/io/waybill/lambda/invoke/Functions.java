package io.waybill.lambda.invoke;

import io.waybill.core.AccountId;
import io.waybill.core.Arn;
import io.waybill.core.Region;
import io.waybill.engine.functions.Deployment;
import io.waybill.engine.functions.FunctionEvent;
import io.waybill.engine.functions.FunctionRunner;
import io.waybill.engine.functions.RunListener;
import io.waybill.engine.functions.RunOutcome;
import io.waybill.lambda.model.FunctionName;
import io.waybill.lambda.model.Refusals;
import io.waybill.lambda.state.Catalog;
import io.waybill.lambda.state.Kind;
import io.waybill.lambda.state.Resource;
import io.waybill.lambda.state.World;
import io.waybill.shapes.Refusal;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs events in functions: the one way in, for operations, asynchronous events and event source
/// mappings alike. Counts concurrency, retries nothing. Safe for many threads.
public final class Functions {
  private static final Logger log = LoggerFactory.getLogger(Functions.class);

  /// For answers that come in one piece.
  private static final RunListener WHOLE =
      new RunListener() {
        @Override
        public void ended(RunOutcome outcome) {}
      };

  private final Catalog catalog;
  private final FunctionRunner runner;
  private final Deployments deployments;
  private final Concurrency concurrency = new Concurrency();
  private final FunctionMetrics metrics = new FunctionMetrics();
  private final Executor workers;
  private final Set<String> there = ConcurrentHashMap.newKeySet();
  private final Provisions provisions;

  /// @param workers runs what may block: the first unpacking of a package
  public Functions(
      Catalog catalog, FunctionRunner runner, Deployments deployments, Executor workers) {
    this.catalog = catalog;
    this.runner = runner;
    this.deployments = deployments;
    this.workers = workers;
    this.provisions = new Provisions(catalog, runner, deployments, workers);
  }

  /// Runs `invocation`; `then` gets exactly one outcome, from any thread. Never blocks and throws
  /// nothing.
  public void invoke(Invocation invocation, Consumer<Invoked> then) {
    invoke(invocation, WHOLE, then);
  }

  /// As above; `pieces` hears of a streamed answer before `then` gets the end.
  public void invoke(Invocation invocation, RunListener pieces, Consumer<Invoked> then) {
    Target target;
    try {
      target = target(invocation.function(), invocation.requestId());
    } catch (Refusal refusal) {
      then.accept(new Invoked.Refused(refusal, false));
      return;
    }
    invoke(target, invocation, pieces, then);
  }

  /// As above, of a function that was found already.
  public void invoke(Target target, Invocation invocation, Consumer<Invoked> then) {
    invoke(target, invocation, WHOLE, then);
  }

  private void invoke(
      Target target, Invocation invocation, RunListener pieces, Consumer<Invoked> then) {
    if (stopsLoop(invocation.function(), invocation.traceHeader())) {
      then.accept(new Invoked.Refused(Refusals.recursive(), false));
      return;
    }
    String runtime = String.valueOf(target.configuration().runtime());
    Optional<String> missing = missing(runtime);
    if (missing.isPresent()) {
      then.accept(new Invoked.Refused(Refusals.cannotRun(runtime, missing.get()), false));
      return;
    }
    runIfThereIsRoom(target, invocation, pieces, then);
  }

  private void runIfThereIsRoom(
      Target target, Invocation invocation, RunListener pieces, Consumer<Invoked> then) {
    // The catalog's ARN is one object for all calls: a look-up by it need not read its texts.
    FunctionName called =
        new FunctionName(target.function().arn(), invocation.function().qualifier());
    switch (concurrency.take(target.function(), catalog)) {
      case Concurrency.Taken.Refused(var why) -> {
        metrics.throttled(called);
        then.accept(new Invoked.Refused(Refusals.throttled(why), true));
      }
      case Concurrency.Taken.Granted(var permit, var running) -> {
        metrics.begun(called.arn(), running);
        run(
            target,
            invocation,
            pieces,
            outcome -> {
              concurrency.release(permit);
              metrics.ran(called, target.version(), outcome);
              then.accept(new Invoked.Ran(target.version(), outcome));
            });
      }
    }
  }

  /// Whether an event with `traceHeader` has come back to a function so often that it is stopped;
  /// it counts as stopped then.
  public boolean stopsLoop(FunctionName name, String traceHeader) {
    boolean stops =
        Lineage.isIn(traceHeader)
            && isLoop(name.arn().toString(), traceHeader)
            && catalog.find(name.arn()).filter(Functions::terminates).isPresent();
    if (stops && metrics.recursive(name)) {
      log.warn("{} is called in a recursive loop, which is stopped: {}", name.arn(), traceHeader);
    }
    return stops;
  }

  private static boolean isLoop(String function, String traceHeader) {
    return Lineage.of(traceHeader).through(function).isLoopOf(function);
  }

  private static boolean terminates(Resource function) {
    return function
        .get(Kind.RECURSION)
        .map(each -> !"Allow".equals(each.recursiveLoop()))
        .orElse(true);
  }

  /// What the host lacks for a runtime. What it has is looked for once.
  public Optional<String> missing(String runtime) {
    if (there.contains(runtime)) {
      return Optional.empty();
    }
    Optional<String> missing = runner.missing(runtime);
    if (missing.isEmpty()) {
      there.add(runtime);
    }
    return missing;
  }

  /// The function and version that a name means now; an alias with weights chooses. Refuses what is
  /// not there.
  public Target target(FunctionName name, String requestId) {
    Resource function =
        catalog.find(name.arn()).orElseThrow(() -> Refusals.functionNotFound(name.qualified()));
    return Target.of(function, name, requestId);
  }

  private void run(
      Target target, Invocation invocation, RunListener pieces, Consumer<RunOutcome> then) {
    RunListener listener = new Once(pieces, then);
    if (deployments.isReady(target)) {
      start(target, invocation, listener);
    } else {
      workers.execute(() -> start(target, invocation, listener));
    }
  }

  private void start(Target target, Invocation invocation, RunListener listener) {
    try {
      Deployment deployment = deployments.of(target);
      runner.run(deployment, event(invocation, deployment.functionArn()), listener);
    } catch (RuntimeException broken) {
      listener.ended(
          new RunOutcome.NotRun(String.valueOf(broken.getMessage()), RunOutcome.Report.NONE));
    }
  }

  private static FunctionEvent event(Invocation invocation, String function) {
    return new FunctionEvent(
        invocation.requestId(),
        invocation.function().qualifier().map(each -> function + ':' + each).orElse(function),
        invocation.payload(),
        invocation.clientContext(),
        Lineage.through(invocation.traceHeader(), function),
        invocation.isStreamed(),
        invocation.wantsTail());
  }

  public Catalog catalog() {
    return catalog;
  }

  /// What is initialised ahead.
  public Provisions provisions() {
    return provisions;
  }

  /// A function is deleted.
  public void forget(Arn function) {
    metrics.forget(function);
    concurrency.forget(function);
  }

  public FunctionMetrics metrics() {
    return metrics;
  }

  /// What all functions of an account and region have reserved.
  public int reserved(AccountId account, Region region) {
    return catalog.reserved(World.of(account, region));
  }
}
