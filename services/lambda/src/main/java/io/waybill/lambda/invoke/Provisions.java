package io.waybill.lambda.invoke;

import io.waybill.core.Arn;
import io.waybill.engine.functions.Deployment;
import io.waybill.engine.functions.FunctionRunner;
import io.waybill.lambda.api.AliasConfiguration;
import io.waybill.lambda.api.FunctionConfiguration;
import io.waybill.lambda.api.ProvisionedConcurrencyConfigListItem;
import io.waybill.lambda.model.FunctionName;
import io.waybill.lambda.state.Catalog;
import io.waybill.lambda.state.Kind;
import io.waybill.lambda.state.Resource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has as many environments initialised ahead as functions ask for: follows their configurations,
/// and the versions that aliases name. Safe for many threads.
public final class Provisions {
  private static final Logger log = LoggerFactory.getLogger(Provisions.class);

  private final Catalog catalog;
  private final FunctionRunner runner;
  private final Deployments deployments;
  private final Executor workers;
  private final Map<Place, Held> held = new HashMap<>();

  /// A function's version or alias.
  private record Place(Arn function, String qualifier) {}

  /// What is provisioned for a place.
  ///
  /// @param version what its deployment is of
  /// @param ready how many are initialised; empty while that is under way
  private record Held(String deployment, Target version, int asked, Optional<Integer> ready) {}

  /// @param workers runs what may block, such as unpacking
  Provisions(Catalog catalog, FunctionRunner runner, Deployments deployments, Executor workers) {
    this.catalog = catalog;
    this.runner = runner;
    this.deployments = deployments;
    this.workers = workers;
  }

  /// How many environments are initialised for a place; empty while that is under way.
  public synchronized Optional<Integer> ready(Arn function, String qualifier) {
    return Optional.ofNullable(held.get(new Place(function, qualifier))).flatMap(Held::ready);
  }

  /// The function `arn` is another than before, or gone. Never blocks.
  public synchronized void changed(Arn arn) {
    catalog.find(arn).ifPresentOrElse(this::follow, () -> forget(arn));
  }

  private void follow(Resource function) {
    Map<String, ProvisionedConcurrencyConfigListItem> asked = function.all(Kind.PROVISIONED);
    held.keySet().stream()
        .filter(place -> place.function.equals(function.arn()))
        .filter(place -> !asked.containsKey(place.qualifier))
        .toList()
        .forEach(this::end);
    asked.forEach((qualifier, config) -> follow(function, qualifier, config));
  }

  private void forget(Arn function) {
    held.keySet().stream()
        .filter(place -> place.function.equals(function))
        .toList()
        .forEach(this::end);
  }

  private void end(Place place) {
    Held before = held.remove(place);
    if (before != null) {
      provision(before.version, 0, ready -> {});
    }
  }

  private void follow(
      Resource function, String qualifier, ProvisionedConcurrencyConfigListItem config) {
    Place place = new Place(function.arn(), qualifier);
    String version = version(function, qualifier);
    Optional<FunctionConfiguration> there = function.get(Kind.VERSION, version);
    if (there.isEmpty()) {
      end(place);
      return;
    }
    Target target = new Target(function, version, there.get());
    String deployment = Deployments.id(target);
    int asked =
        config.requestedProvisionedConcurrentExecutions() == null
            ? 0
            : config.requestedProvisionedConcurrentExecutions();
    Held before = held.get(place);
    if (before != null && before.deployment.equals(deployment) && before.asked == asked) {
      return;
    }
    held.put(place, new Held(deployment, target, asked, Optional.empty()));
    if (before != null && !before.deployment.equals(deployment)) {
      provision(before.version, 0, ready -> {});
    }
    provision(target, asked, ready -> settled(place, deployment, asked, ready));
  }

  private static String version(Resource function, String qualifier) {
    return FunctionName.isVersion(qualifier)
        ? qualifier
        : function.get(Kind.ALIAS, qualifier).map(AliasConfiguration::functionVersion).orElse("");
  }

  private void provision(Target target, int environments, IntConsumer then) {
    workers.execute(() -> {
      try {
        Deployment deployment = deployments.of(target);
        runner.provision(deployment, environments, then);
      } catch (RuntimeException broken) {
        log.warn("{} can't be provisioned: {}", target.function().arn(), broken.getMessage());
        then.accept(0);
      }
    });
  }

  private synchronized void settled(Place place, String deployment, int asked, int ready) {
    Held now = held.get(place);
    if (now != null && now.deployment.equals(deployment) && now.asked == asked) {
      held.put(place, new Held(deployment, now.version, asked, Optional.of(ready)));
    }
  }
}
