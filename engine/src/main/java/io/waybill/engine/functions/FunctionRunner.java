package io.waybill.engine.functions;

import java.util.Optional;
import java.util.function.IntConsumer;

/// Runs functions' code in environments: warm ones again, one event at a time in each. Safe for
/// many threads.
public interface FunctionRunner {
  /// What the host lacks to run `runtime`, such as `nodejs22.x`, in one sentence that says how to
  /// get it; empty where it can run it.
  Optional<String> missing(String runtime);

  /// Runs `event` in an idle environment of `deployment`, or in a new one. Never blocks and never
  /// throws; `listener` gets exactly one end, at the deployment's timeout at the latest.
  void run(Deployment deployment, FunctionEvent event, RunListener listener);

  /// Keeps `environments` of `deployment` initialised ahead, beside those that come and go; 0 ends
  /// that. One that ends after it worked is replaced. `then` gets how many are initialised when all
  /// are, or when no more will be.
  void provision(Deployment deployment, int environments, IntConsumer then);

  /// No event will come for the deployment `id`: its idle environments end now, the others after
  /// their event.
  void retire(String id);
}
