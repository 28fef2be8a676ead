package io.waybill.store.rocks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.waybill.store.StoreFailure;
import io.waybill.store.StoreFailure.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/// The file `FORMAT`: what kind of folder this is and which version of the layout it has. One line,
/// `waybill-store VERSION STATE CHECKSUM`.
///
/// @param version of the layout of the folder, of the spaces and of RocksDB's files
/// @param ready false while the store is being created: nothing was ever acknowledged then
record Format(int version, boolean ready) {
  static final String NAME = "FORMAT";
  static final int CURRENT = 1;

  private static final String KIND = "waybill-store";

  static Format read(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    // One byte is one character, so that damaged bytes arrive here too.
    String line = new String(Files.readAllBytes(file), ISO_8859_1);
    String[] words = line.stripTrailing().split(" ", -1);
    if (words.length != 4 || !(line(words) + "\n").equals(line)) {
      throw Damage.in(folder, "FORMAT does not say what it said when it was written");
    }
    if (!words[0].equals(KIND)) {
      throw new StoreFailure(Kind.UNUSABLE, folder + " is not a Waybill store: " + words[0]);
    }
    int version = Integer.parseInt(words[1]);
    if (version > CURRENT) {
      throw new StoreFailure(
          Kind.UNUSABLE,
          folder
              + " was written by a newer version of Waybill (format "
              + version
              + "; this one reads up to "
              + CURRENT
              + "): start that version");
    }
    return new Format(version, words[2].equals("ready"));
  }

  /// Replaces the file, durably.
  void write(Path folder) throws IOException {
    String[] words = {KIND, Integer.toString(version), ready ? "ready" : "creating", ""};
    Durable.write(folder.resolve(NAME), (line(words) + "\n").getBytes(ISO_8859_1));
  }

  private static String line(String[] words) {
    String text = words[0] + " " + words[1] + " " + words[2];
    CRC32C checksum = new CRC32C();
    checksum.update(text.getBytes(ISO_8859_1));
    return text + " " + String.format("%08x", checksum.getValue());
  }
}
