package io.waybill.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeyFileSealTest {
  private static final byte[] SECRET = "pass".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  @Test
  void whatWasSealedOpensWithTheSameKeyAfterARestart() {
    byte[] sealed = new KeyFileSeal(folder).seal(SECRET);
    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("pass");
    assertThat(new KeyFileSeal(folder).open(sealed)).isEqualTo(SECRET);
  }

  @Test
  void theSameSecretIsNeverSealedAlike() {
    KeyFileSeal seal = new KeyFileSeal(folder);
    assertThat(seal.seal(SECRET)).isNotEqualTo(seal.seal(SECRET));
  }

  @Test
  void anotherKeyAndAChangedByteOpenNothing(@TempDir Path other) {
    KeyFileSeal seal = new KeyFileSeal(folder);
    byte[] sealed = seal.seal(SECRET);
    assertThatThrownBy(() -> new KeyFileSeal(other).open(sealed))
        .isInstanceOf(IllegalStateException.class);
    sealed[sealed.length - 1] ^= 1;
    assertThatThrownBy(() -> seal.open(sealed)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> seal.open(new byte[3])).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void onlyTheServersUserReadsTheKey() throws IOException {
    KeyFileSeal seal = new KeyFileSeal(folder);
    assertThat(seal.seal(SECRET)).isNotEmpty();
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("seal.key"))))
        .isEqualTo("rw-------");
  }

  @Test
  void aDamagedKeyIsToldAndNotReplaced() throws IOException {
    Files.write(folder.resolve("seal.key"), new byte[5]);
    assertThatThrownBy(() -> new KeyFileSeal(folder)).hasMessageContaining("is damaged");
    assertThat(Files.size(folder.resolve("seal.key"))).isEqualTo(5);
  }
}
