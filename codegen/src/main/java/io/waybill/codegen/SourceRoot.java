package io.waybill.codegen;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;

/// A folder of generated sources that knows what it was made from, so that an unchanged model costs
/// nothing and a file keeps its time unless its text changes.
public final class SourceRoot {
  private final Path folder;
  private final Path stamp;

  public SourceRoot(Path folder) {
    this.folder = folder;
    this.stamp = folder.resolveSibling(folder.getFileName() + ".stamp");
  }

  /// A digest of the given inputs and of the generator itself.
  public static String digest(byte[]... inputs) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] input : inputs) {
        digest.update(input);
      }
      for (Path file : generator()) {
        digest.update(Files.readAllBytes(file));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  /// The files that this program was loaded from: a jar, or the classes of a build in progress.
  private static List<Path> generator() throws IOException {
    Path code =
        Path.of(SourceRoot.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    try (Stream<Path> files = Files.walk(code)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  public boolean madeFrom(String inputs) throws IOException {
    return Files.exists(stamp)
        && Files.isDirectory(folder)
        && Files.readString(stamp).equals(inputs);
  }

  /// Makes the folder hold exactly `files`.
  public void write(SortedMap<String, String> files, String inputs) throws IOException {
    Files.deleteIfExists(stamp);
    Files.createDirectories(folder);
    removeAllBut(files);
    for (var file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      byte[] text = file.getValue().getBytes(UTF_8);
      if (!Files.exists(path) || !Arrays.equals(Files.readAllBytes(path), text)) {
        Files.createDirectories(path.getParent());
        Files.write(path, text);
      }
    }
    Files.writeString(stamp, inputs);
  }

  private void removeAllBut(SortedMap<String, String> files) throws IOException {
    try (Stream<Path> present = Files.walk(folder)) {
      for (Path path : present.filter(Files::isRegularFile).toList()) {
        if (!files.containsKey(folder.relativize(path).toString().replace('\\', '/'))) {
          Files.delete(path);
        }
      }
    }
  }
}
