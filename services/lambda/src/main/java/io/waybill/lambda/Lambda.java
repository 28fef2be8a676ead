package io.waybill.lambda;

import io.waybill.engine.Engine;
import io.waybill.engine.functions.FunctionRunner;
import io.waybill.engine.gateway.Gateway;
import io.waybill.engine.gateway.ServiceCalls;
import io.waybill.engine.outbox.Underway;
import io.waybill.engine.partition.Program;
import io.waybill.lambda.code.Packages;
import io.waybill.lambda.invoke.AsyncEvents;
import io.waybill.lambda.invoke.Deployments;
import io.waybill.lambda.invoke.Functions;
import io.waybill.lambda.operations.Access;
import io.waybill.lambda.operations.LambdaOperations;
import io.waybill.lambda.state.Catalog;
import io.waybill.lambda.state.LambdaProgram;
import io.waybill.lambda.state.Resources;
import io.waybill.lambda.state.UsedCode;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/// AWS Lambda, as a server puts it together: first the program for the engine, then the operations
/// for the gateway.
public final class Lambda implements AutoCloseable {
  private final Catalog catalog = new Catalog();
  private final ExecutorService workers =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("waybill-lambda-", 0).factory());
  private final Packages packages;
  private final FunctionRunner runner;
  private final Functions functions;
  private final LambdaProgram program;
  private final boolean hostFolders;

  /// @param folder where packages are kept
  /// @param endpoint where an SDK in a function reaches this server
  /// @param hostFolders whether code may be a folder of the host
  /// @param underway counts the events that are being tried
  public Lambda(
      Path folder,
      FunctionRunner runner,
      ServiceCalls calls,
      Supplier<String> endpoint,
      boolean hostFolders,
      Underway underway) {
    this.packages = new Packages(folder);
    this.runner = runner;
    this.hostFolders = hostFolders;
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
    LambdaOperations.register(
        new Access(engine, program, functions, packages, runner, workers, hostFolders), gateway);
  }

  /// Everything is loaded: what no function names is swept away.
  public void opened() {
    packages.sweep(UsedCode.of(catalog));
  }

  /// Runs functions.
  public Functions functions() {
    return functions;
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
