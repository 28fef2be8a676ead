package io.waybill.store.rocks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A copy of a store's folder. Copied from an open store, it is what a killed process leaves.
record Image(Path folder) {
  /// Copies `source` to `target`, which is absent.
  static Image of(Path source, Path target) {
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.toList()) {
        Path copy = target.resolve(source.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else if (!file.endsWith("LOCK")) {
          Files.copy(file, copy);
        }
      }
      return new Image(target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The files whose path in the folder matches `pattern`, in order.
  List<Path> files(String pattern) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> folder.relativize(file).toString().matches(pattern))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The one file whose path in the folder matches `pattern`.
  Path file(String pattern) {
    List<Path> files = files(pattern);
    if (files.size() != 1) {
      throw new AssertionError(pattern + " is in " + files);
    }
    return files.getFirst();
  }

  static void flip(Path file, long bit) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      bytes[(int) (bit / 8)] ^= (byte) (1 << (bit % 8));
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What each file holds, save the locks and RocksDB's diary.
  Map<String, String> contents() {
    Map<String, String> contents = new TreeMap<>();
    for (Path file : files(".*")) {
      String name = folder.relativize(file).toString();
      if (!name.matches("LOCK|db/LOCK|db/LOG.*")) {
        contents.put(name, read(file));
      }
    }
    return contents;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
