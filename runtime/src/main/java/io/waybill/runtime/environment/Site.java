package io.waybill.runtime.environment;

import io.waybill.engine.functions.Deployment;
import io.waybill.engine.functions.LocalPorts;
import java.nio.file.Path;
import java.time.Duration;

/// What an environment is for, and where.
///
/// @param own its folder on the host
/// @param opt where its processes see the layers that lie in `own/opt`
/// @param provisioned whether it is made ahead of its events
/// @param sandboxed whether its processes are kept in a sandbox
/// @param initMax how long an initialisation may take that is not made ahead
/// @param ports where its processes call
public record Site(
    Deployment deployment,
    Path own,
    String opt,
    boolean provisioned,
    boolean sandboxed,
    Duration initMax,
    LocalPorts ports) {
  /// The extensions that its layers bring.
  ExtensionFiles extensions() {
    return ExtensionFiles.of(own.resolve("opt"), opt);
  }
}
