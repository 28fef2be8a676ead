package io.waybill.lambda.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
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
