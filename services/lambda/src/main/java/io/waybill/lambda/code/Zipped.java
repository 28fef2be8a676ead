package io.waybill.lambda.code;

import io.waybill.lambda.model.Refusals;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/// Unpacks a deployment package, within Lambda's limits. Refuses what is no zip, what leaves its
/// folder, and what grows beyond the limit.
final class Zipped {
  /// AWS: 250 MB unpacked, layers included.
  static final long UNPACKED_BYTES_MAX = 262_144_000;

  private static final int ENTRIES_MAX = 100_000;
  private static final int LINK_BYTES_MAX = 4_096;

  private final Path target;
  private long bytes;
  private int entries;

  private Zipped(Path target) {
    this.target = target;
  }

  /// Unpacks `zip` to the folder `target`, which is there and empty.
  static void unpack(Path zip, Path target) {
    try (ZipFile file = ZipFile.builder().setPath(zip).get()) {
      Zipped unpacking = new Zipped(target);
      for (ZipArchiveEntry entry : Collections.list(file.getEntries())) {
        unpacking.take(file, entry);
      }
      if (unpacking.entries == 0) {
        throw Refusals.invalid("Uploaded file must be a non-empty zip");
      }
    } catch (IOException broken) {
      throw NoRoom.is(broken) ? NoRoom.told(target, broken) : unreadable();
    } catch (IllegalArgumentException broken) {
      throw unreadable();
    }
  }

  private static RuntimeException unreadable() {
    return Refusals.invalid(
        "Could not unzip uploaded file. Please check your file, then try to upload again.");
  }

  private void take(ZipFile file, ZipArchiveEntry entry) throws IOException {
    if (++entries > ENTRIES_MAX) {
      throw tooLarge();
    }
    Path path = inside(entry.getName());
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Path parent = path.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
      if (!parent.toRealPath().startsWith(target.toRealPath())) {
        throw outside();
      }
    }
    if (entry.isUnixSymlink()) {
      link(path, file, entry);
    } else {
      copy(path, file, entry);
    }
  }

  private Path inside(String name) {
    if (name.startsWith("/") || name.indexOf('\0') >= 0) {
      throw outside();
    }
    return target.resolve(within(Path.of(name)));
  }

  /// `path`, which begins at the target, without detours. Names are compared below the target
  /// alone: its own may have detours too, as `./waybill-data` has.
  private static Path within(Path path) {
    Path straight = path.normalize();
    if (straight.startsWith("..")) {
      throw outside();
    }
    return straight;
  }

  private void link(Path path, ZipFile file, ZipArchiveEntry entry) throws IOException {
    if (entry.getSize() > LINK_BYTES_MAX) {
      throw outside();
    }
    String to = file.getUnixSymlink(entry);
    if (to.startsWith("/")) {
      throw outside();
    }
    Path _ = within(target.relativize(path).resolveSibling(to));
    Files.createSymbolicLink(path, Path.of(to));
  }

  private void copy(Path path, ZipFile file, ZipArchiveEntry entry) throws IOException {
    if (Files.isSymbolicLink(path)) {
      throw outside();
    }
    byte[] piece = new byte[64 << 10];
    try (InputStream in = file.getInputStream(entry);
        var out = Files.newOutputStream(path)) {
      int read;
      while ((read = in.read(piece)) >= 0) {
        bytes += read;
        if (bytes > UNPACKED_BYTES_MAX) {
          throw tooLarge();
        }
        out.write(piece, 0, read);
      }
    }
    // What runs a function is another user's namespace perhaps: all may read, as on Lambda.
    boolean executable = (entry.getUnixMode() & 0111) != 0;
    Files.setPosixFilePermissions(path, permissions(executable));
  }

  private static Set<PosixFilePermission> permissions(boolean executable) {
    Set<PosixFilePermission> all =
        EnumSet.of(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.OTHERS_READ);
    if (executable) {
      all.add(PosixFilePermission.OWNER_EXECUTE);
      all.add(PosixFilePermission.GROUP_EXECUTE);
      all.add(PosixFilePermission.OTHERS_EXECUTE);
    }
    return all;
  }

  private static RuntimeException outside() {
    return Refusals.invalid(
        "Could not unzip uploaded file. Please check your file, then try to upload again.");
  }

  private static RuntimeException tooLarge() {
    return Refusals.invalid("Unzipped size must be smaller than " + UNPACKED_BYTES_MAX + " bytes");
  }
}
