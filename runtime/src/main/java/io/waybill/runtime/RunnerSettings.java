package io.waybill.runtime;

import java.nio.file.Path;
import java.time.Duration;

/// How functions are run on this host.
///
/// @param folder what the runner may write in; functions see nothing of it but their own `/tmp`.
///   The processes begin in folders of their own, so it is made absolute
/// @param idle how long an environment waits for its next event
/// @param environmentsMax how many there may be at one time
/// @param initMax how long an initialisation may take that is not made ahead
public record RunnerSettings(Path folder, Duration idle, int environmentsMax, Duration initMax) {
  /// AWS (Lambda execution environment): the initialisation may take 10 seconds.
  private static final Duration INIT_MAX = Duration.ofSeconds(10);

  public RunnerSettings {
    folder = folder.toAbsolutePath().normalize();
  }

  /// AWS keeps them for some minutes, and promises nothing.
  public static RunnerSettings in(Path folder) {
    return new RunnerSettings(folder, Duration.ofMinutes(10), 1_000, INIT_MAX);
  }
}
