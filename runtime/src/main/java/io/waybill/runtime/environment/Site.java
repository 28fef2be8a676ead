package io.waybill.runtime.environment;

import io.waybill.engine.functions.Deployment;
import io.waybill.engine.functions.LocalPorts;
import io.waybill.runtime.api.RuntimeCalls;
import io.waybill.runtime.host.Api;
import io.waybill.runtime.host.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What an environment is for, and where.
///
/// @param own its folder on the host
/// @param socket where a bootstrap of ours may call, on the host; not there yet
/// @param opt where its processes see the layers that lie in `own/opt`
/// @param provisioned whether it is made ahead of its events
/// @param sandboxed whether its processes are kept in a sandbox
/// @param initMax how long an initialisation may take that is not made ahead
/// @param ports where its processes call
public record Site(
    Deployment deployment,
    Path own,
    Path socket,
    String opt,
    boolean provisioned,
    boolean sandboxed,
    Duration initMax,
    LocalPorts ports) {
  private static final Logger log = LoggerFactory.getLogger(Site.class);

  /// What every system takes as the name of a socket.
  private static final int SOCKET_BYTES_MAX = 103;

  /// Where `calls` come in, with a socket for a bootstrap of ours. Waits until that is open.
  Api api(RuntimeCalls calls) throws IOException {
    Path file = socket.toAbsolutePath();
    boolean fits = file.toString().getBytes(StandardCharsets.UTF_8).length <= SOCKET_BYTES_MAX;
    if (fits && Programs.isOurs(deployment.runtime())) {
      try {
        calls.open(file);
        return new Api(calls.address(), Optional.of(file));
      } catch (IOException | UnsupportedOperationException cannot) {
        log.debug("a bootstrap calls a port, for want of a socket: {}", cannot.toString());
      }
    }
    return new Api(calls.address(), Optional.empty());
  }

  /// The extensions that its layers bring.
  ExtensionFiles extensions() {
    return ExtensionFiles.of(own.resolve("opt"), opt);
  }
}
