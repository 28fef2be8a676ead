package io.waybill.store.rocks;

import io.waybill.store.StoreFailure;
import io.waybill.store.StoreFailure.Kind;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.rocksdb.RocksDB;
import org.rocksdb.util.Environment;

/// RocksDB's native library, unpacked once per version into a folder that later starts share.
///
/// RocksDB's own loader unpacks 17 MB into a temporary file at each start.
final class NativeLibrary {
  private NativeLibrary() {}

  /// Loads the library from `folder`, after unpacking it there if it is absent.
  static void load(Path folder) {
    String name = Environment.getJniLibraryFileName("rocksdb");
    try {
      RocksDB.loadLibrary(List.of(unpacked(folder, name).toString()));
    } catch (IOException | UnsatisfiedLinkError e) {
      // A cache folder that can't be written or holds no runnable file: RocksDB's own way works.
      loadFromTemporaryFile(e);
    }
  }

  private static void loadFromTemporaryFile(Throwable why) {
    try {
      RocksDB.loadLibrary();
    } catch (RuntimeException | UnsatisfiedLinkError e) {
      e.addSuppressed(why);
      throw new StoreFailure(
          Kind.UNUSABLE,
          "RocksDB's native library does not load on this machine: " + e.getMessage(),
          e);
    }
  }

  /// The folder that holds the library, named by the library's checksum so that each version has
  /// its own.
  private static Path unpacked(Path folder, String name) throws IOException {
    URL packed = RocksDB.class.getClassLoader().getResource(name);
    if (packed == null) {
      throw new FileNotFoundException(name + " is not in the class path");
    }
    var connection = packed.openConnection();
    long size = connection.getContentLengthLong();
    String version = RocksDB.class.getPackage().getImplementationVersion();
    Path own = folder.resolve("rocksdb-" + version + "-" + connection.getLastModified());
    Path library = own.resolve(name);
    try (InputStream from = connection.getInputStream()) {
      if (Files.isRegularFile(library) && Files.size(library) == size) {
        return own;
      }
      Files.createDirectories(own);
      Path part = Files.createTempFile(own, name, ".part");
      Files.copy(from, part, StandardCopyOption.REPLACE_EXISTING);
      Files.move(part, library, StandardCopyOption.ATOMIC_MOVE);
    }
    return own;
  }
}
