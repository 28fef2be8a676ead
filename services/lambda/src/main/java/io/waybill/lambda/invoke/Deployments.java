package io.waybill.lambda.invoke;

import io.waybill.core.Arn;
import io.waybill.engine.functions.Deployment;
import io.waybill.lambda.api.FunctionCode;
import io.waybill.lambda.api.FunctionConfiguration;
import io.waybill.lambda.api.Layer;
import io.waybill.lambda.api.LoggingConfig;
import io.waybill.lambda.code.Packages;
import io.waybill.lambda.model.FunctionName;
import io.waybill.lambda.state.Catalog;
import io.waybill.lambda.state.Kind;
import io.waybill.lambda.state.LayerVersions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What the runner needs of a version: its code on disk and its configuration.
///
/// A function is mostly called as it was called last: that deployment is kept for the next call.
public final class Deployments {
  private final Packages packages;
  private final Catalog catalog;
  private final Supplier<String> endpoint;
  private final ConcurrentHashMap<Arn, Kept> kept = new ConcurrentHashMap<>();

  /// What was made of one version of a function.
  private record Kept(Target target, Deployment deployment) {
    @SuppressWarnings("ReferenceEquality") // what changes a function makes another object of it
    boolean isOf(Target other, String endpoint) {
      return target.function() == other.function()
          && target.version().equals(other.version())
          && deployment.endpoint().equals(endpoint);
    }
  }

  /// @param endpoint where an SDK in a function reaches this server
  public Deployments(Packages packages, Catalog catalog, Supplier<String> endpoint) {
    this.packages = packages;
    this.catalog = catalog;
    this.endpoint = endpoint;
    catalog.watch(kept::remove);
  }

  /// Whether [#of] needs no unpacking.
  boolean isReady(Target target) {
    if (kept(target) != null) {
      return true;
    }
    boolean code =
        hostFolder(target) != null
            || packages.ready(or(target.configuration().codeSha256(), "")).isPresent();
    return code
        && layerHashes(target.configuration()).stream()
            .allMatch(each -> packages.ready(each).isPresent());
  }

  /// The deployment of a version. May block while a package is unpacked.
  public Deployment of(Target target) {
    Kept known = kept(target);
    if (known != null) {
      return known.deployment;
    }
    Deployment made = make(target);
    kept.put(target.function().arn(), new Kept(target, made));
    return made;
  }

  private @Nullable Kept kept(Target target) {
    Kept known = kept.get(target.function().arn());
    return known != null && known.isOf(target, endpoint.get()) ? known : null;
  }

  private Deployment make(Target target) {
    FunctionConfiguration configuration = target.configuration();
    Path host = hostFolder(target);
    return new Deployment(
        id(target),
        target.function().arn().toString(),
        FunctionName.nameOf(target.function().arn()),
        target.version(),
        target.function().arn().region(),
        target.function().arn().account(),
        or(configuration.runtime(), ""),
        or(configuration.handler(), ""),
        host == null ? packages.folder(or(configuration.codeSha256(), "")) : host,
        host != null,
        layerHashes(configuration).stream().map(packages::folder).toList(),
        variables(configuration),
        Duration.ofSeconds(or(configuration.timeout(), 3)),
        or(configuration.memorySize(), 128),
        configuration.ephemeralStorage() == null
            ? 512
            : or(configuration.ephemeralStorage().size(), 512),
        endpoint.get(),
        logging(configuration));
  }

  /// What tells a deployment from others: another code or configuration is another revision.
  public static String id(Target target) {
    return target.function().arn()
        + ":"
        + target.version()
        + "@"
        + target.function().number()
        + "/"
        + or(target.configuration().revisionId(), "");
  }

  private static @Nullable Path hostFolder(Target target) {
    return target
        .function()
        .get(Kind.CODE, target.version())
        .map(FunctionCode::s3Key)
        .map(Path::of)
        .orElse(null);
  }

  private List<String> layerHashes(FunctionConfiguration configuration) {
    List<String> hashes = new ArrayList<>();
    for (Layer layer : or(configuration.layers(), List.<Layer>of())) {
      LayerVersions.findKept(catalog, or(layer.arn(), ""))
          .map(found -> found.content() == null ? null : found.content().codeSha256())
          .ifPresent(hashes::add);
    }
    return hashes;
  }

  private static Map<String, String> variables(FunctionConfiguration configuration) {
    return configuration.environment() == null || configuration.environment().variables() == null
        ? Map.of()
        : configuration.environment().variables();
  }

  private static Deployment.Logging logging(FunctionConfiguration configuration) {
    LoggingConfig logging = configuration.loggingConfig();
    return logging == null
        ? new Deployment.Logging(
            "/aws/lambda/" + configuration.functionName(), false, "INFO", "INFO")
        : new Deployment.Logging(
            or(logging.logGroup(), "/aws/lambda/" + configuration.functionName()),
            "JSON".equals(logging.logFormat()),
            or(logging.applicationLogLevel(), "INFO"),
            or(logging.systemLogLevel(), "INFO"));
  }

  private static <T> T or(@Nullable T value, T otherwise) {
    return value == null ? otherwise : value;
  }
}
