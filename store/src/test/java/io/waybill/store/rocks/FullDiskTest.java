package io.waybill.store.rocks;

import static io.waybill.store.StoreContract.puts;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.waybill.store.Batch;
import io.waybill.store.BatchBuilder;
import io.waybill.store.Space;
import io.waybill.store.StoreContract;
import io.waybill.store.StoreFailure;
import io.waybill.store.StoreFailure.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A full disk refuses writes, keeps serving reads, and is forgotten once there is room.
@SuppressWarnings("NullAway.Init")
@Timeout(120)
final class FullDiskTest {
  @TempDir Path temporary;

  @Test
  void withoutTheReserveOnTheDiskOnlyBatchesThatTidyUpAreTaken() throws IOException {
    long free = Files.getFileStore(temporary).getUsableSpace();
    Path folder = temporary.resolve("store");
    try (RocksStore store = RocksStore.open(folder, RocksStoreTest.SMALL)) {
      store.commit(puts("a", "b"));
    }
    // A reserve of which about three quarters are there.
    try (RocksStore store =
        RocksStore.open(folder, RocksStoreTest.SMALL.withFreeBytesMin(free / 3 * 4))) {
      StoreFailure refused =
          catchThrowableOfType(StoreFailure.class, () -> store.commit(puts("c")));
      assertThat(refused.kind()).isEqualTo(Kind.DISK_FULL);
      assertThat(store.failure()).isPresent();
      Batch tidying =
          new BatchBuilder()
              .delete(Space.DATA, StoreContract.key("a"))
              .put(Space.TRAIL, StoreContract.key("a"), StoreContract.key("deleted"))
              .build();
      store.commit(tidying);
      assertThat(store.get(Space.DATA, StoreContract.key("a"))).isNull();
      assertThat(store.get(Space.DATA, StoreContract.key("b"))).isNotNull();
      assertThat(store.get(Space.DATA, StoreContract.key("c"))).isNull();
    }
  }

  @Test
  void onADiskThatIsReallyFullNothingAcknowledgedIsLost() throws Exception {
    assertThat(onASmallDisk(0)).endsWith("sound");
  }

  @Test
  void onASmallDiskWithAReserveNothingAcknowledgedIsLost() throws Exception {
    assertThat(onASmallDisk(8 << 20)).endsWith("sound");
  }

  /// Runs [Filling] on a file system of 64 MiB of its own, which takes a Linux that lets a user
  /// mount one in a namespace, and answers what it said.
  private String onASmallDisk(long freeBytesMin) throws Exception {
    Path disk = Files.createDirectories(temporary.resolve("disk"));
    boolean mounts = run(mounting(disk, List.of("true"))).equals("0");
    Needed.from(mounts, "a namespace to mount a disk in");
    return run(
        mounting(disk, Child.command(Filling.class, disk.toString(), Long.toString(freeBytesMin))));
  }

  private static List<String> mounting(Path disk, List<String> command) {
    String script = "mount -t tmpfs -o size=64m disk '" + disk + "' && exec \"$@\"";
    List<String> mounting =
        new java.util.ArrayList<>(List.of("unshare", "-rm", "sh", "-c", script, "sh"));
    mounting.addAll(command);
    return mounting;
  }

  /// The last line that the command said, or its exit code where it said nothing.
  private static String run(List<String> command) throws Exception {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      int code = process.waitFor();
      return said.isEmpty() ? Integer.toString(code) : said;
    } catch (IOException e) {
      return e.toString();
    }
  }

  /// Fills a small disk to its end, again and again, with room made in between.
  static final class Filling {
    private static final int ROUNDS = 3;

    private final Random random = new Random(1);
    private final RocksStore store;
    private final Path ballast;
    private int committed;

    private Filling(Path disk, long freeBytesMin) throws IOException {
      this.ballast = disk.resolve("ballast");
      Files.write(ballast, new byte[36 << 20]);
      this.store =
          RocksStore.open(
              disk.resolve("store"), RocksStoreTest.SMALL.withFreeBytesMin(freeBytesMin));
    }

    public static void main(String[] arguments) throws IOException {
      Path disk = Path.of(arguments[0]);
      Filling filling = new Filling(disk, Long.parseLong(arguments[1]));
      for (int round = 0; round < ROUNDS; round++) {
        filling.fill();
        filling.makeRoom(round);
      }
      filling.store.close();
      try (RocksStore store = RocksStore.open(disk.resolve("store"), RocksStoreTest.SMALL)) {
        require(has(store, filling.committed), "all is there after a restart");
        store.verify();
      }
      System.out.println("sound");
    }

    private void fill() {
      for (int refused = 0; refused < 5; ) {
        try {
          store.commit(batch(committed));
          committed++;
        } catch (StoreFailure failure) {
          require(failure.kind() == Kind.DISK_FULL, "the refusal is DISK_FULL: " + failure);
          refused++;
        }
      }
      require(store.failure().isPresent(), "a full store says so");
      require(has(store, committed), "a full store serves reads");
    }

    private void makeRoom(int round) throws IOException {
      Files.write(ballast, new byte[(24 - 12 * round) << 20]);
      require(store.failure().isEmpty(), "a store with room says so");
      store.commit(batch(committed));
      committed++;
      require(has(store, committed), "all is there once there is room");
    }

    private Batch batch(int number) {
      byte[] value = new byte[20_000];
      random.nextBytes(value);
      return new BatchBuilder().put(Space.DATA, StoreContract.key(name(number)), value).build();
    }

    private static boolean has(RocksStore store, int batches) {
      for (int i = 0; i <= batches; i++) {
        if ((store.get(Space.DATA, StoreContract.key(name(i))) != null) != i < batches) {
          return false;
        }
      }
      return true;
    }

    private static String name(int number) {
      return "%06d".formatted(number);
    }

    private static void require(boolean condition, String what) {
      if (!condition) {
        throw new AssertionError("not so: " + what);
      }
    }
  }
}
