package io.waybill.store.rocks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the process synced is enough: all else of the folder is thrown away, as a power cut would.
///
/// A library loaded before libc keeps the bytes and the names that were synced (`synced.c`); it
/// takes a C compiler and Linux.
@SuppressWarnings("NullAway.Init")
@Timeout(120)
final class PowerCutTest {
  private static final int ROUNDS = 3;

  @TempDir Path temporary;

  @Test
  void whatWasAcknowledgedIsInWhatWasSynced() throws Exception {
    Path library = compiled();
    Random random = new Random(17);
    for (int round = 0; round < ROUNDS; round++) {
      Path live = temporary.resolve("live-" + round).toAbsolutePath();
      Path kept = Files.createDirectories(temporary.resolve("kept-" + round)).toAbsolutePath();
      int acknowledged = runAndKill(library, live, kept, 200 + random.nextInt(700), "synced");
      Path after = restored(live, kept, temporary.resolve("after-" + round));
      try (RocksStore store = RocksStore.open(after, RocksStoreTest.SMALL)) {
        for (int i = 0; i <= acknowledged; i++) {
          assertThat(CrashedFolder.has(store, i)).as("round %d batch %d", round, i).isTrue();
        }
      }
    }
  }

  @Test
  void aRelaxedStoreLosesItsLastMomentsAndNothingBeforeThem() throws Exception {
    Path live = temporary.resolve("live").toAbsolutePath();
    Path kept = Files.createDirectories(temporary.resolve("kept")).toAbsolutePath();
    int acknowledged = runAndKill(compiled(), live, kept, 2000, "relaxed");
    Path after = restored(live, kept, temporary.resolve("after"));
    try (RocksStore store = RocksStore.open(after, RocksStoreTest.SMALL.withRelaxed(true))) {
      assertThat(CrashedFolder.has(store, acknowledged)).isFalse();
      boolean before = true;
      for (int i = 0; i <= acknowledged; i++) {
        boolean has = CrashedFolder.has(store, i);
        assertThat(has && !before).as("batch %d behind a lost one", i).isFalse();
        before = has;
      }
    }
  }

  /// Runs a process that commits, kills it in the middle, and answers the last batch that it
  /// acknowledged.
  private static int runAndKill(Path library, Path live, Path kept, int commits, String durability)
      throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(Child.command(Committing.class, live.toString(), durability))
            .redirectErrorStream(true);
    builder
        .environment()
        .putAll(
            Map.of(
                "LD_PRELOAD", library.toString(),
                "SYNCED_FROM", live.toString(),
                "SYNCED_TO", kept.toString()));
    Process process = builder.start();
    int acknowledged = -1;
    int lines = 0;
    try (var said = process.inputReader(UTF_8)) {
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        if (line.matches("[0-9]+")) {
          acknowledged = Integer.parseInt(line);
        }
        if (++lines == commits) {
          process.destroyForcibly();
        }
      }
    } catch (IOException e) {
      // The pipe of a killed process.
    }
    process.waitFor();
    assertThat(acknowledged).isPositive();
    return acknowledged;
  }

  /// The folder as the disk has it: each name that was synced, with the bytes that were.
  private static Path restored(Path live, Path kept, Path after) throws IOException {
    try (Stream<Path> lists = Files.list(kept)) {
      for (Path list : lists.filter(file -> isWhole(file, "names-")).toList()) {
        List<String> lines = Files.readAllLines(list);
        Path folder = after.resolve(live.relativize(Path.of(lines.getFirst())).toString());
        Files.createDirectories(folder);
        for (String line : lines.subList(1, lines.size())) {
          String[] nameAndInode = line.split("\t", -1);
          Path bytes = kept.resolve("bytes-" + nameAndInode[1]);
          Path file = folder.resolve(nameAndInode[0]);
          Files.write(file, Files.exists(bytes) ? Files.readAllBytes(bytes) : new byte[0]);
        }
      }
    }
    return after;
  }

  private static boolean isWhole(Path file, String prefix) {
    String name = file.getFileName().toString();
    return name.startsWith(prefix) && !name.endsWith(".part");
  }

  private Path compiled() throws Exception {
    Path source = temporary.resolve("synced.c");
    Path library = temporary.resolve("synced.so");
    try (InputStream in =
        Objects.requireNonNull(PowerCutTest.class.getResourceAsStream("synced.c"))) {
      Files.copy(in, source);
    }
    try {
      Process compiler =
          new ProcessBuilder(
                  "cc", "-shared", "-fPIC", "-o", library.toString(), source.toString(), "-ldl")
              .inheritIO()
              .start();
      boolean compiled = compiler.waitFor(60, TimeUnit.SECONDS) && compiler.exitValue() == 0;
      Needed.from(compiled, "a C compiler for Linux");
    } catch (IOException e) {
      Needed.from(false, "a C compiler: " + e.getMessage());
    }
    return library;
  }

  /// Commits numbered batches for ever, some of them many at once, so that tables are written too,
  /// and prints the last number of each once it is durable.
  static final class Committing {
    public static void main(String[] arguments) {
      boolean relaxed = arguments[1].equals("relaxed");
      RocksStore store =
          RocksStore.open(Path.of(arguments[0]), RocksStoreTest.SMALL.withRelaxed(relaxed));
      for (int i = 0, step; ; i += step) {
        step = i % 7 == 0 ? 100 : 1;
        store.commit(CrashedFolder.batches(i, i + step));
        System.out.println(i + step - 1);
      }
    }
  }
}
