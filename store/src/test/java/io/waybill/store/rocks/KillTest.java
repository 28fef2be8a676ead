package io.waybill.store.rocks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A process that is killed while it commits loses nothing that it acknowledged.
@SuppressWarnings("NullAway.Init")
@Timeout(60)
final class KillTest {
  private static final int ROUNDS = 3;

  @TempDir Path temporary;

  @Test
  void whatAKilledProcessAcknowledgedIsThere() throws Exception {
    Path folder = temporary.resolve("store");
    Random random = new Random(3);
    int next = 0;
    for (int round = 0; round < ROUNDS; round++) {
      int acknowledged = killAfter(folder, next, 50 + random.nextInt(400));
      assertThat(acknowledged).isGreaterThan(next);
      try (RocksStore store = RocksStore.open(folder, RocksStoreTest.SMALL)) {
        for (int i = 0; i <= acknowledged; i++) {
          assertThat(CrashedFolder.has(store, i)).as("round %d batch %d", round, i).isTrue();
        }
        // One more may have reached the log without a word of it reaching us.
        next = acknowledged + 1;
      }
    }
  }

  /// Runs a process that commits from `first` on, kills it when it has acknowledged so many, and
  /// answers the last that it acknowledged.
  private static int killAfter(Path folder, int first, int commits) throws Exception {
    Process process = Child.start(Committing.class, folder.toString(), Integer.toString(first));
    int acknowledged = -1;
    try (BufferedReader said =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        acknowledged = line.matches("[0-9]+") ? Integer.parseInt(line) : acknowledged;
        if (acknowledged >= first + commits) {
          process.destroyForcibly();
        }
      }
    } catch (IOException e) {
      // The pipe of a killed process.
    }
    process.waitFor();
    return acknowledged;
  }

  /// Commits numbered batches for ever and prints each number once it is durable.
  static final class Committing {
    public static void main(String[] arguments) {
      RocksStore store = RocksStore.open(Path.of(arguments[0]), RocksStoreTest.SMALL);
      for (int i = Integer.parseInt(arguments[1]); ; i++) {
        store.commit(CrashedFolder.batch(i));
        System.out.println(i);
      }
    }
  }
}
