package io.waybill.lambda;

import io.waybill.core.IdSource;
import io.waybill.core.TimeSource;
import io.waybill.engine.Engine;
import io.waybill.engine.access.Admissions;
import io.waybill.engine.functions.FunctionRunner;
import io.waybill.engine.gateway.Gateway;
import io.waybill.engine.gateway.ServiceCalls;
import io.waybill.engine.outbox.Underway;
import io.waybill.engine.partition.Program;
import io.waybill.lambda.code.Packages;
import io.waybill.lambda.invoke.AsyncEvents;
import io.waybill.lambda.invoke.Deployments;
import io.waybill.lambda.invoke.Functions;
import io.waybill.lambda.mapping.Pollers;
import io.waybill.lambda.model.HostRules;
import io.waybill.lambda.operations.Access;
import io.waybill.lambda.operations.LambdaOperations;
import io.waybill.lambda.operations.MappingOperations;
import io.waybill.lambda.state.Catalog;
import io.waybill.lambda.state.LambdaProgram;
import io.waybill.lambda.state.Resources;
import io.waybill.lambda.state.UsedCode;
import io.waybill.lambda.url.UrlCalls;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// AWS Lambda, as a server puts it together: first the program for the engine, then the operations
/// for the gateway.
public final class Lambda implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Lambda.class);

  private final Catalog catalog = new Catalog();
  private final ExecutorService workers;
  private final Packages packages;
  private final FunctionRunner runner;
  private final Functions functions;
  private final LambdaProgram program;
  private final HostRules host;
  private final ServiceCalls calls;
  private final TimeSource time;
  private final IdSource ids;
  private Optional<Pollers> pollers = Optional.empty();

  /// @param folder where packages are kept
  /// @param endpoint where an SDK in a function reaches this server
  /// @param host what functions may ask of the host
  /// @param underway counts the events that are being tried
  /// @param time the server's clock, for event source mappings
  /// @param ids where they draw request ids from
  /// @param workers run what may block, such as unpacking; ended when this is closed
  public Lambda(
      Path folder,
      FunctionRunner runner,
      ServiceCalls calls,
      Supplier<String> endpoint,
      HostRules host,
      Underway underway,
      TimeSource time,
      IdSource ids,
      ExecutorService workers) {
    this.workers = workers;
    this.calls = calls;
    this.time = time;
    this.ids = ids;
    this.packages = new Packages(folder);
    this.runner = runner;
    this.host = host;
    this.functions =
        new Functions(catalog, runner, new Deployments(packages, catalog, endpoint), workers);
    this.program =
        new LambdaProgram(
            catalog, resources -> new AsyncEvents(resources, functions, calls), underway);
  }

  /// What the engine runs in every partition.
  public Program<Resources> program() {
    return program;
  }

  /// Registers every operation.
  public void serve(Engine engine, Gateway.Builder gateway) {
    Access access =
        new Access(
            engine, program, functions, packages, runner, workers, time, host, new Admissions());
    LambdaOperations.register(access, calls, gateway);
    Pollers made = new Pollers(engine, program, functions, calls, time, ids, this::whileOpen);
    MappingOperations.register(access, made, calls, gateway);
    pollers = Optional.of(made);
  }

  /// Runs `task`; where the server stops nobody does, and its messages come back after the next
  /// start.
  private void whileOpen(Runnable task) {
    try {
      workers.execute(task);
    } catch (RejectedExecutionException closed) {
      log.debug("an outcome came when the server had stopped: {}", closed.getMessage());
    }
  }

  /// Everything is loaded: what no function names is swept away, and event source mappings go on.
  public void opened() {
    packages.sweep(UsedCode.of(catalog));
    catalog.watch(functions.provisions()::changed);
    catalog.all().forEach(each -> functions.provisions().changed(each.arn()));
    pollers.ifPresent(each -> catalog.all().forEach(each::follow));
  }

  /// The server stops: event source mappings receive nothing more.
  public void endMappings() {
    pollers.ifPresent(Pollers::stop);
  }

  /// Runs functions.
  public Functions functions() {
    return functions;
  }

  /// Answers requests to function URLs.
  public UrlCalls urls() {
    return new UrlCalls(functions, time, workers);
  }

  /// Deployment packages on disk.
  public Packages packages() {
    return packages;
  }

  @Override
  public void close() {
    workers.shutdown();
  }
}
