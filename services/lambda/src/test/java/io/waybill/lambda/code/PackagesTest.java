package io.waybill.lambda.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.waybill.store.StoreFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Packages in data folders of all names.
final class PackagesTest {
  private static final int LINK = 0120777;
  private static final int FILE = 0100644;

  @TempDir Path folder;

  private static byte[] zip(String name, int mode, String content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
      for (String each : new String[] {"a/b/file", name}) {
        ZipArchiveEntry entry = new ZipArchiveEntry(each);
        entry.setUnixMode(each.equals(name) ? mode : FILE);
        zip.putArchiveEntry(entry);
        zip.write((each.equals(name) ? content : "there").getBytes(StandardCharsets.UTF_8));
        zip.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  private Packages packages(String how) {
    Path here = Path.of("").toAbsolutePath();
    return new Packages(Path.of(how).resolve(here.relativize(folder)));
  }

  @Test
  void aDataFolderMayBeNamedFromWhereTheServerBegan() throws IOException {
    for (String how : new String[] {"", ".", "./src/../."}) {
      Packages packages = packages(how);
      Packages.Stored stored = packages.put(zip("a/link", LINK, "./b/../b/file"), "CreateFunction");
      assertThat(packages.folder(stored.sha256()).resolve("a/link")).hasContent("there");
      packages.unpin(stored.sha256());
      packages.sweep(java.util.Set.of());
    }
  }

  @Test
  void aFullDiskIsToldAsOneAndLeavesNothing() throws Exception {
    Path full = Path.of("/dev/full");
    Assumptions.assumeTrue(Files.exists(full), "this system has no device that is always full");
    byte[] zip = zip("x", FILE, "x");
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(zip);
    Packages packages = new Packages(folder);
    Path part = folder.resolve(HexFormat.of().formatHex(hash) + ".zip.part");
    Files.createSymbolicLink(part, full);

    StoreFailure refused =
        catchThrowableOfType(StoreFailure.class, () -> packages.put(zip, "CreateFunction"));
    assertThat(refused.kind()).isEqualTo(StoreFailure.Kind.DISK_FULL);
    assertThat(refused).hasMessageContaining("no room on the disk of " + folder);
    assertThat(part).doesNotExist();
    packages.put(zip, "CreateFunction");
  }

  @Test
  void whatLeavesThePackageIsRefused() throws IOException {
    Packages packages = packages(".");
    for (byte[] bad :
        new byte[][] {
          zip("../x", FILE, "x"),
          zip("a/../../x", FILE, "x"),
          zip("/x", FILE, "x"),
          zip("a/link", LINK, "../../x"),
          zip("link", LINK, ".."),
          zip("a/link", LINK, "/etc/passwd")
        }) {
      assertThatThrownBy(() -> packages.put(bad, "CreateFunction"))
          .hasMessageStartingWith("Could not unzip uploaded file.");
    }
  }
}
