package io.waybill.server;

import io.waybill.engine.functions.Deployment;
import io.waybill.engine.functions.FunctionEvent;
import io.waybill.engine.functions.FunctionRunner;
import io.waybill.engine.functions.RunListener;
import io.waybill.engine.functions.RunOutcome;
import io.waybill.server.config.ServerConfig;
import java.util.Optional;

/// What runs functions on this host. A build without the module that starts processes runs none,
/// and says so.
record FunctionHost(FunctionRunner runner) implements AutoCloseable {
  private static final String NOTHING = "this build runs no functions";

  static FunctionHost of(ServerConfig config) {
    return new FunctionHost(new Nowhere());
  }

  @Override
  public void close() {}

  private static final class Nowhere implements FunctionRunner {
    @Override
    public Optional<String> missing(String runtime) {
      return Optional.empty();
    }

    @Override
    public void run(Deployment deployment, FunctionEvent event, RunListener listener) {
      listener.ended(new RunOutcome.NotRun(NOTHING, RunOutcome.Report.NONE));
    }

    @Override
    public void provision(Deployment deployment, int environments, Runnable then) {
      then.run();
    }

    @Override
    public void retire(String id) {}
  }
}
