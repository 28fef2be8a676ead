package io.waybill.lambda.code;

import io.waybill.core.Sha256;
import io.waybill.lambda.model.Refusals;
import io.waybill.store.StoreFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The packages of one data folder, each a file under the SHA-256 of its bytes. A file is synced
/// before its name is told, so whatever is committed names a file that is there.
///
/// A package that was told but not named by a commit yet is pinned, so that the sweep spares it.
public final class Packages {
  private static final Logger log = LoggerFactory.getLogger(Packages.class);

  /// AWS: 50 MB zipped, sent straight.
  private static final int ZIPPED_BYTES_MAX = 50 << 20;

  private static final String ZIP = ".zip";

  /// What the paths of packages begin with, where the server hands them out.
  public static final String PATH = "/_lambda/packages/";

  private final Path folder;
  private final Path unpacked;
  private final Map<String, Integer> pins = new HashMap<>();
  private final ConcurrentHashMap<String, Path> ready = new ConcurrentHashMap<>();

  /// A package on disk.
  ///
  /// @param sha256 of its bytes, in base64 as AWS tells it
  public record Stored(String sha256, long bytes) {}

  /// @param folder made if it is not there
  public Packages(Path folder) {
    this.folder = folder.toAbsolutePath();
    this.unpacked = this.folder.resolve("unpacked");
    try {
      Files.createDirectories(unpacked);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Checks `zip` and makes it durable, pinned until [#unpin].
  ///
  /// @param operation which brought it
  public synchronized Stored put(byte[] zip, String operation) {
    if (zip.length > ZIPPED_BYTES_MAX) {
      throw Refusals.entityTooLarge(operation);
    }
    byte[] hash = Sha256.of(zip);
    String name = HexFormat.of().formatHex(hash);
    try {
      Path file = folder.resolve(name + ZIP);
      if (!Files.exists(file)) {
        write(zip, file);
      }
      unpack(name);
    } catch (IOException e) {
      throw NoRoom.told(folder, e);
    }
    String told = Base64.getEncoder().encodeToString(hash);
    pins.merge(told, 1, Integer::sum);
    return new Stored(told, zip.length);
  }

  private void write(byte[] zip, Path file) throws IOException {
    Path part = folder.resolve(file.getFileName() + ".part");
    try (FileChannel out =
        FileChannel.open(
            part,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(zip);
      while (rest.hasRemaining()) {
        out.write(rest);
      }
      out.force(true);
    } catch (IOException full) {
      Files.deleteIfExists(part);
      throw full;
    }
    unpackChecked(part, file);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
      names.force(true);
    }
  }

  /// Unpacks a package before it has its name: one that can't be is refused and leaves nothing.
  private void unpackChecked(Path part, Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    try {
      unpack(part, name.substring(0, name.length() - ZIP.length()));
    } catch (RuntimeException refused) {
      Files.deleteIfExists(part);
      throw refused;
    }
  }

  /// The commit that names the package is through, or will never be.
  public synchronized void unpin(String sha256) {
    pins.computeIfPresent(sha256, (_, pinned) -> pinned == 1 ? null : pinned - 1);
  }

  /// The folder with the unpacked package, if it is unpacked already. Never blocks for long.
  public Optional<Path> ready(String sha256) {
    return Optional.ofNullable(ready.get(sha256));
  }

  /// The folder with the unpacked package.
  public Path folder(String sha256) {
    Path known = ready.get(sha256);
    return known == null ? unpackedFolder(sha256) : known;
  }

  private synchronized Path unpackedFolder(String sha256) {
    try {
      Path there = unpack(hex(sha256));
      ready.put(sha256, there);
      return there;
    } catch (IOException e) {
      throw NoRoom.told(folder, e);
    } catch (StoreFailure full) {
      throw full;
    } catch (RuntimeException damaged) {
      log.error("the package {} is damaged or gone: its functions can't run", hex(sha256), damaged);
      throw damaged;
    }
  }

  private Path unpack(String name) throws IOException {
    return unpack(folder.resolve(name + ZIP), name);
  }

  private Path unpack(Path zip, String name) throws IOException {
    Path target = unpacked.resolve(name);
    if (Files.isDirectory(target)) {
      return target;
    }
    Path part = unpacked.resolve(name + ".part");
    Trees.delete(part);
    Files.createDirectories(part);
    try {
      Zipped.unpack(zip, part);
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Trees.delete(part);
    }
    return target;
  }

  /// The bytes of the package at a path that begins with [#PATH]; empty where there is none.
  public Optional<byte[]> at(String path) {
    String name = path.substring(PATH.length());
    Path file = folder.resolve(name);
    if (!name.matches("[0-9a-f]{64}\\.zip") || !Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Copies every package to `target`, which is made if it is not there.
  public void backup(Path target) throws IOException {
    Files.createDirectories(target);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(ZIP)).toList()) {
        Files.copy(file, target.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /// Removes every package that is neither in `used` nor pinned.
  public synchronized void sweep(Set<String> used) {
    ready.clear();
    Set<String> kept =
        Stream.concat(used.stream(), pins.keySet().stream())
            .map(Packages::hex)
            .collect(java.util.stream.Collectors.toSet());
    try (Stream<Path> files = Files.list(folder);
        Stream<Path> folders = Files.list(unpacked)) {
      List<Path> all =
          Stream.concat(files, folders).filter(each -> !each.equals(unpacked)).toList();
      for (Path each : all) {
        String name = String.valueOf(each.getFileName());
        if (!kept.contains(name.endsWith(ZIP) ? name.substring(0, name.length() - 4) : name)) {
          Trees.delete(each);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The name of a package on disk; empty where its code is no package.
  public static String hexName(String sha256) {
    try {
      return hex(sha256);
    } catch (IllegalArgumentException noHash) {
      return "";
    }
  }

  private static String hex(String sha256) {
    return HexFormat.of().formatHex(Base64.getDecoder().decode(sha256));
  }
}
