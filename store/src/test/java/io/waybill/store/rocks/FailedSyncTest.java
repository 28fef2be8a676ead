package io.waybill.store.rocks;

import static io.waybill.store.StoreContract.puts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.waybill.store.StoreFailure;
import io.waybill.store.StoreFailure.Kind;
import io.waybill.store.StoreOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A commit waits for the sync, and a sync that fails stops the store.
///
/// The next log file is made a link to /dev/null, which takes every write and refuses every sync.
@SuppressWarnings("NullAway.Init")
@Timeout(60)
@DisabledOnOs(OS.WINDOWS)
final class FailedSyncTest {
  private static final int STEP = 200;

  @TempDir Path temporary;

  @Test
  void theCommitFailsEveryLaterOneIsRefusedAndReadsGoOn() throws IOException {
    try (RocksStore store = open(RocksStoreTest.SMALL)) {
      int failed = commitUntilOneFails(store);
      StoreFailure later =
          catchThrowableOfType(StoreFailure.class, () -> store.commit(puts("later")));
      assertThat(later.kind()).isEqualTo(Kind.BROKEN);
      assertThat(store.failure()).isPresent();
      assertThat(CrashedFolder.has(store, failed - 1)).isTrue();
      assertThat(CrashedFolder.has(store, failed)).isFalse();
    }
  }

  @Test
  void openedAgainTheStoreHasAllThatWasAcknowledged() throws IOException {
    int failed;
    try (RocksStore store = open(RocksStoreTest.SMALL)) {
      failed = commitUntilOneFails(store);
    }
    try (RocksStore store = open(RocksStoreTest.SMALL)) {
      assertThat(store.failure()).isEmpty();
      for (int i = 0; i < failed; i++) {
        assertThat(CrashedFolder.has(store, i)).as("batch %d", i).isTrue();
      }
      store.commit(puts("again"));
    }
  }

  @Test
  void aRelaxedStoreDoesNotWaitForTheSync() throws IOException {
    int failed;
    try (RocksStore store = open(RocksStoreTest.SMALL)) {
      failed = commitUntilOneFails(store);
    }
    Durable.deleteTree(temporary.resolve("store"));
    try (RocksStore store = open(RocksStoreTest.SMALL.withRelaxed(true))) {
      linkNextLogs();
      for (int i = 0; i <= failed; i += STEP) {
        store.commit(CrashedFolder.batches(i, i + STEP));
      }
      assertThat(store.failure()).isEmpty();
    }
  }

  private RocksStore open(StoreOptions options) {
    return RocksStore.open(temporary.resolve("store"), options);
  }

  /// Commits numbered batches until a commit is refused, and answers its first number.
  private int commitUntilOneFails(RocksStore store) throws IOException {
    linkNextLogs();
    for (int i = 0; i < 100_000; i += STEP) {
      try {
        store.commit(CrashedFolder.batches(i, i + STEP));
      } catch (StoreFailure failure) {
        assertThat(failure.kind()).isEqualTo(Kind.BROKEN);
        return i;
      }
    }
    throw new AssertionError("no log file was begun");
  }

  private void linkNextLogs() throws IOException {
    for (int number = 5; number < 20; number++) {
      Path log = temporary.resolve("store/db/%06d.log".formatted(number));
      if (!Files.exists(log)) {
        Files.createSymbolicLink(log, Path.of("/dev/null"));
      }
    }
  }
}
