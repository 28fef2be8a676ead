package io.waybill.engine.functions;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Code and configuration that environments are made of. A change of either is another deployment.
///
/// @param id tells deployments apart: function, version and revision
/// @param functionArn with the version or alias left out
/// @param version `$LATEST` or a number
/// @param runtime AWS's identifier, such as `python3.12`
/// @param code the unpacked package: `/var/task`
/// @param isLive whether `code` is a person's own folder, whose changed files shall count at the
///   next event
/// @param layers unpacked layers, in the order in which they are laid over each other in `/opt`
/// @param environment what the function's configuration sets; the runner adds Lambda's own
///   variables
/// @param endpoint scheme, host and port where an SDK in the function reaches this server
/// @param logs where its lines go
public record Deployment(
    String id,
    String functionArn,
    String functionName,
    String version,
    String region,
    String account,
    String runtime,
    String handler,
    Path code,
    boolean isLive,
    List<Path> layers,
    Map<String, String> environment,
    Duration timeout,
    int memoryMegabytes,
    int storageMegabytes,
    String endpoint,
    Logging logs) {
  /// How an environment logs.
  ///
  /// @param group the log group's name; an environment names its stream itself
  /// @param json whether lines are JSON objects
  /// @param applicationLevel the least level of the function's own lines, where they are JSON
  /// @param systemLevel the least level of START, END and REPORT, where they are JSON
  public record Logging(String group, boolean json, String applicationLevel, String systemLevel) {}

  public Deployment {
    layers = List.copyOf(layers);
    environment = Map.copyOf(environment);
  }
}
