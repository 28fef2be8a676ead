package io.waybill.runtime.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The unit of systemd that a group of version 2 belongs to, if its name says so.
///
/// Systemd takes the controllers away again from a group that it did not delegate, at its next
/// reload, and ends a service of which the kernel killed a function.
///
/// @param folder the group's
record SystemdUnit(Path folder) {
  private static final String ASK =
      "[ \"$(systemctl \"$1\" show --property=Delegate --value \"$2\")\" = yes ]";

  /// Whether it is a unit's that was not delegated, as far as systemd tells.
  boolean isKept() {
    String path = folder.toString();
    boolean isUnit = path.endsWith(".service") || path.endsWith(".scope");
    return isUnit && !isMarked() && !isDelegated(path);
  }

  /// Version 251 and later mark what the system's manager delegates; those of users mark nothing.
  private boolean isMarked() {
    try {
      return Files.getAttribute(folder, "user:delegate") != null;
    } catch (IOException | RuntimeException none) { // no such mark, or a system without any
      return false;
    }
  }

  private boolean isDelegated(String path) {
    String manager = path.contains("/user@") ? "--user" : "--system";
    String unit = path.substring(path.lastIndexOf('/') + 1);
    return Programs.works(List.of("/bin/sh", "-c", ASK, "sh", manager, unit));
  }
}
