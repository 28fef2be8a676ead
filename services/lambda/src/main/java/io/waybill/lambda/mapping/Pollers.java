package io.waybill.lambda.mapping;

import io.waybill.core.Arn;
import io.waybill.core.IdSource;
import io.waybill.core.TimeSource;
import io.waybill.engine.Engine;
import io.waybill.engine.gateway.ServiceCalls;
import io.waybill.lambda.api.EventSourceMappingConfiguration;
import io.waybill.lambda.invoke.Functions;
import io.waybill.lambda.state.Kind;
import io.waybill.lambda.state.LambdaProgram;
import io.waybill.lambda.state.Resource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/// The pollers of all mappings. They follow what is durable: a mapping's poller begins after the
/// commit that made it, and again when the server starts. Safe for many threads.
public final class Pollers {
  private final Map<String, Poller> byMapping = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> byFunction = new ConcurrentHashMap<>();
  private final ServiceCalls calls;
  private final Surroundings around;
  private final Executor workers;
  private volatile boolean stopped;

  public Pollers(
      Engine engine,
      LambdaProgram program,
      Functions functions,
      ServiceCalls calls,
      TimeSource time,
      IdSource ids,
      Executor workers) {
    this.calls = calls;
    this.workers = workers;
    this.around =
        new Surroundings(
            functions, engine.timers(), time, ids, workers, new TrailLines(engine, program));
    functions.catalog().watch(this::changed);
  }

  /// A function may run more, less or not at all from now on: those that bring it messages look.
  private void changed(Arn arn) {
    for (String mapping : byFunction.getOrDefault(arn.toString(), Set.of())) {
      Poller poller = byMapping.get(mapping);
      if (poller != null && !stopped) {
        workers.execute(poller::functionChanged);
      }
    }
  }

  /// Brings the poller of a mapping to what is stored.
  public void follow(Resource resource) {
    resource.get(Kind.MAPPING).ifPresent(mapping -> follow(resource.arn(), mapping));
  }

  private void follow(Arn arn, EventSourceMappingConfiguration mapping) {
    if (stopped) {
      return;
    }
    Order order = Order.of(mapping);
    // A mapping that was given another function is told of both: that does no harm.
    byFunction
        .computeIfAbsent(order.function().arn().toString(), _ -> ConcurrentHashMap.newKeySet())
        .add(arn.toString());
    byMapping
        .computeIfAbsent(arn.toString(), _ -> new Poller(source(arn, mapping), order, around))
        .follow(order);
  }

  private Source source(Arn arn, EventSourceMappingConfiguration mapping) {
    String source = mapping.eventSourceArn() == null ? "" : mapping.eventSourceArn();
    Arn queue =
        Arn.parse(source)
            .orElseThrow(() -> new IllegalStateException("no source's ARN: " + source));
    return new QueueSource(calls, queue, arn, workers);
  }

  /// A mapping is gone.
  public void forget(Arn mapping) {
    Optional.ofNullable(byMapping.remove(mapping.toString()))
        .ifPresent(poller -> {
          poller.stop();
          byFunction.computeIfPresent(
              poller.function(),
              (_, mappings) -> {
                mappings.remove(mapping.toString());
                return mappings.isEmpty() ? null : mappings;
              });
        });
  }

  /// What keeps a mapping from working; empty where nothing does.
  public String problem(Arn mapping) {
    return Optional.ofNullable(byMapping.get(mapping.toString())).map(Poller::problem).orElse("");
  }

  /// The server stops: no poller begins anything more.
  public void stop() {
    stopped = true;
    byMapping.values().forEach(Poller::stop);
  }
}
