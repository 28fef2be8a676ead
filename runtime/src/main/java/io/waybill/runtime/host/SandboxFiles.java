package io.waybill.runtime.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// Files of the system that a sandbox has its own of.
///
/// @param folder where they lie on the host
public record SandboxFiles(Path folder) {
  /// AWS's name and numbers for the user that functions run as.
  private static final String USER = "sbx_user1051";

  private static final String UID = "993";
  private static final String GID = "990";

  /// Writes them anew.
  public static SandboxFiles made(Path folder) throws IOException {
    SandboxFiles files = new SandboxFiles(folder);
    Files.createDirectories(folder);
    Path hosts = Path.of("/etc/hosts");
    String known = Files.isReadable(hosts) ? Files.readString(hosts, StandardCharsets.UTF_8) : "";
    Files.writeString(
        files.hosts(), known.stripTrailing() + "\n127.0.0.1 sandbox.localdomain sandbox\n");
    Files.writeString(
        files.passwd(),
        "root:x:0:0:root:/root:/bin/sh\n"
            + USER
            + ":x:"
            + UID
            + ":"
            + GID
            + "::/home/"
            + USER
            + ":/sbin/nologin\n");
    for (Path each : List.of(folder, files.hosts(), files.passwd())) {
      open(each);
    }
    return files;
  }

  /// Lets every user read and enter `file`, whatever the server's own files are by default.
  static void open(Path file) throws IOException {
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  Path hosts() {
    return folder.resolve("hosts");
  }

  Path passwd() {
    return folder.resolve("passwd");
  }

  /// What runs a command as that user.
  List<String> asUser(Path setpriv) {
    return List.of(
        setpriv.toString(), "--reuid=" + UID, "--regid=" + GID, "--clear-groups", "--no-new-privs");
  }
}
