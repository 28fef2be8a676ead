package io.waybill.server;

import java.util.Optional;

/// Which Waybill this is.
public final class Version {
  private Version() {}

  /// The version that the build wrote into the jar; `development` where classes run from a folder.
  public static String text() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
