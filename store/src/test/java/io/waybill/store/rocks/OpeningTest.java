package io.waybill.store.rocks;

import static io.waybill.store.StoreContract.key;
import static io.waybill.store.StoreContract.puts;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.waybill.store.Space;
import io.waybill.store.StoreFailure;
import io.waybill.store.StoreFailure.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which folders a store opens in, and what it says of the others.
@SuppressWarnings("NullAway.Init")
final class OpeningTest {
  @TempDir Path temporary;
  private Path folder;

  @BeforeEach
  void aStoreWithAnEntry() {
    folder = temporary.resolve("store");
    try (RocksStore store = open()) {
      store.commit(puts("a"));
    }
  }

  @Test
  void anEmptyFolderOfAMountPointIsAccepted() throws IOException {
    Path mount = temporary.resolve("mount");
    Files.createDirectories(mount.resolve("lost+found"));
    RocksStore.open(mount, RocksStoreTest.SMALL).close();
  }

  @Test
  void aFolderWithFilesOfSomebodyElseIsRefusedAndLeftAlone() throws IOException {
    Path other = Files.createDirectories(temporary.resolve("other"));
    Files.writeString(other.resolve("letter"), "dear");
    StoreFailure failure = refusal(other);
    assertThat(failure.kind()).isEqualTo(Kind.UNUSABLE);
    assertThat(failure).hasMessageContaining("not a Waybill store").hasMessageContaining("letter");
    assertThat(new Image(other).contents()).isEqualTo(Map.of("letter", "dear"));
    assertThat(other.resolve("LOCK")).doesNotExist();
  }

  @Test
  void aFolderThatCanNotBeMadeIsRefusedWithAPlainLine() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "");
    StoreFailure failure = refusal(file.resolve("store"));
    assertThat(failure.kind()).isEqualTo(Kind.UNUSABLE);
    assertThat(failure.getMessage()).doesNotContain("\n").contains(file.toString());
  }

  @Test
  void aFolderOfANewerVersionIsRefused() throws IOException {
    String line = "waybill-store 2 ready";
    CRC32C checksum = new CRC32C();
    checksum.update(line.getBytes(UTF_8));
    Files.writeString(
        folder.resolve("FORMAT"), line + " %08x\n".formatted(checksum.getValue()), UTF_8);
    StoreFailure failure = refusal(folder);
    assertThat(failure.kind()).isEqualTo(Kind.UNUSABLE);
    assertThat(failure).hasMessageContaining("newer version");
  }

  @Test
  void aCrashDuringCreationLeavesAFolderThatIsCreatedAgain() throws IOException {
    new Format(Format.CURRENT, false).write(folder);
    Files.delete(folder.resolve("db/CURRENT"));
    try (RocksStore store = open()) {
      assertThat(store.get(Space.DATA, key("a"))).isNull();
      store.commit(puts("b"));
    }
    try (RocksStore store = open()) {
      assertThat(store.get(Space.DATA, key("b"))).isNotNull();
    }
  }

  @Test
  void aTableFileThatAKilledProcessDidNotFinishIsNoDamage() throws IOException {
    try (RocksStore store = open()) {
      store.commit(puts("b"));
      Image crashed = Image.of(folder, temporary.resolve("crashed"));
      Files.write(crashed.folder().resolve("db/000099.sst"), new byte[0]);
      Files.write(crashed.folder().resolve("db/000098.sst"), new byte[1000]);
      try (RocksStore recovered = RocksStore.open(crashed.folder(), RocksStoreTest.SMALL)) {
        assertThat(recovered.get(Space.DATA, key("b"))).isNotNull();
      }
    }
  }

  @Test
  void twoStoresOfOneProcessNeverShareAFolder() {
    try (RocksStore store = open()) {
      StoreFailure failure = refusal(temporary.resolve("./store"));
      assertThat(failure.kind()).isEqualTo(Kind.IN_USE);
      assertThat(failure).hasMessageContaining("" + ProcessHandle.current().pid());
      store.commit(puts("b"));
    }
    open().close();
  }

  @Test
  void anotherProcessIsToldWhoHasTheFolder() throws Exception {
    try (RocksStore store = open()) {
      Process other = Child.start(OpenOnce.class, folder.toString());
      String said = new String(other.getInputStream().readAllBytes(), UTF_8);
      assertThat(other.waitFor()).isZero();
      assertThat(said)
          .contains("IN_USE")
          .contains("in use by process " + ProcessHandle.current().pid());
      store.commit(puts("b"));
    }
  }

  /// Opens the folder that is its argument and prints what came of it.
  static final class OpenOnce {
    public static void main(String[] arguments) {
      try {
        RocksStore.open(Path.of(arguments[0]), RocksStoreTest.SMALL).close();
        System.out.println("opened");
      } catch (StoreFailure failure) {
        System.out.println(failure.kind() + " " + failure.getMessage());
      }
    }
  }

  @Test
  void aFolderThatLostAFileIsDamagedAndLeftAsItIs() throws IOException {
    for (String lost :
        new String[] {
          "FORMAT", "db/CURRENT", "db/MANIFEST-.*", "db/[0-9]+.log", "db/[0-9]+.sst", "db/.*"
        }) {
      Image image = Image.of(folder, temporary.resolve("lost " + lost.replace('/', ' ')));
      for (Path file : image.files(lost)) {
        Files.delete(file);
      }
      if (lost.equals("db/.*")) {
        Files.delete(image.folder().resolve("db"));
      }
      Map<String, String> before = image.contents();
      StoreFailure failure = refusal(image.folder());
      assertThat(failure.kind()).as(lost).isEqualTo(Kind.DAMAGED);
      assertThat(failure.getMessage()).doesNotContain("\n").contains("rename it");
      assertThat(image.contents()).as(lost).isEqualTo(before);
    }
  }

  private RocksStore open() {
    return RocksStore.open(folder, RocksStoreTest.SMALL);
  }

  private static StoreFailure refusal(Path folder) {
    return catchThrowableOfType(
        StoreFailure.class, () -> RocksStore.open(folder, RocksStoreTest.SMALL));
  }
}
