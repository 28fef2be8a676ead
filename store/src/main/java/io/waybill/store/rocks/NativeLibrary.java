package io.waybill.store.rocks;

import io.waybill.store.StoreFailure;
import io.waybill.store.StoreFailure.Kind;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.JarEntry;
import org.rocksdb.RocksDB;
import org.rocksdb.util.Environment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// RocksDB's native library, unpacked once per version into a folder that later starts share.
///
/// RocksDB's own loader unpacks 17 MB into a temporary file at each start.
final class NativeLibrary {
  private static final Logger LOG = LoggerFactory.getLogger(NativeLibrary.class);

  private NativeLibrary() {}

  /// Loads the library from `folder`, after unpacking it there if it is absent.
  static void load(Path folder) {
    String name = Environment.getJniLibraryFileName("rocksdb");
    try {
      RocksDB.loadLibrary(List.of(unpacked(folder, name).toString()));
    } catch (IOException | UnsatisfiedLinkError e) {
      // A cache folder that can't be written or holds no runnable file: RocksDB's own way works.
      LOG.warn("RocksDB's library is unpacked at each start: {}", e.toString());
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

  /// The folder that holds the library, named by its content so that each version has its own.
  private static Path unpacked(Path folder, String name) throws IOException {
    if (!folder.isAbsolute()) {
      // A user without a home: "?" is what Java calls it.
      throw new FileNotFoundException(folder + " is no place to keep a library in");
    }
    URL packed = RocksDB.class.getClassLoader().getResource(name);
    if (packed == null || !(packed.openConnection() instanceof JarURLConnection connection)) {
      throw new FileNotFoundException(name + " is in no jar of the class path");
    }
    JarEntry entry = connection.getJarEntry();
    Path own = folder.resolve("rocksdb-" + Long.toHexString(entry.getCrc()));
    // Under the name that RocksDB.loadLibrary looks for, which is not the one in the jar.
    Path library = own.resolve(Environment.getJniLibraryFileName("rocksdbjni"));
    if (Files.isRegularFile(library) && Files.size(library) == entry.getSize()) {
      return own;
    }
    Files.createDirectories(own);
    Path part = Files.createTempFile(own, name, ".part");
    try (InputStream from = connection.getInputStream()) {
      Files.copy(from, part, StandardCopyOption.REPLACE_EXISTING);
    }
    Files.move(part, library, StandardCopyOption.ATOMIC_MOVE);
    return own;
  }
}
