package io.waybill.store.rocks;

import static io.waybill.store.StoreContract.key;

import io.waybill.store.Batch;
import io.waybill.store.BatchBuilder;
import io.waybill.store.Space;
import io.waybill.store.StoreFailure;
import io.waybill.store.StoreFailure.Kind;
import io.waybill.store.StoreOptions;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/// The folder of a store that was killed after [#BATCHES] numbered batches, some in table files and
/// some in the log, and what it looks like from outside.
final class CrashedFolder {
  static final int BATCHES = 60;
  private static final int FLUSHED = 30;

  private CrashedFolder() {}

  /// What became of a folder that was tampered with.
  enum Outcome {
    /// Opening is refused as DAMAGED.
    REFUSED,
    /// It opens, and reading says DAMAGED.
    UNREADABLE,
    /// It opens with every batch.
    WHOLE,
    /// It opens with every batch but the last.
    LAST_LOST,
    /// It opens with an earlier batch missing or with bytes that nobody wrote.
    WRONG
  }

  static Image create(Path folder, StoreOptions options) {
    Path live = folder.resolve("live");
    try (RocksStore store = RocksStore.open(live, options)) {
      commit(store, 0, FLUSHED);
    }
    try (RocksStore store = RocksStore.open(live, options)) {
      commit(store, FLUSHED, BATCHES);
      return Image.of(live, folder.resolve("crashed"));
    }
  }

  static void commit(RocksStore store, int from, int to) {
    for (int i = from; i < to; i++) {
      store.commit(batch(i));
    }
  }

  static Batch batch(int number) {
    return new BatchBuilder()
        .put(Space.DATA, key("%05d".formatted(number)), value(number))
        .put(Space.TRAIL, key("%018d".formatted(number)), value(number))
        .build();
  }

  /// Numbered batches as one.
  static Batch batches(int from, int to) {
    return Batch.merged(IntStream.range(from, to).mapToObj(CrashedFolder::batch).toList());
  }

  private static byte[] value(int number) {
    byte[] value = new byte[40 + number % 50];
    new Random(number).nextBytes(value);
    return value;
  }

  /// Whether `store` has the batch whole; false where it has none of it. Throws where it has half.
  static boolean has(RocksStore store, int number) {
    byte[] data = store.get(Space.DATA, key("%05d".formatted(number)));
    byte[] trail = store.get(Space.TRAIL, key("%018d".formatted(number)));
    if (data == null && trail == null) {
      return false;
    }
    if (!Arrays.equals(data, value(number)) || !Arrays.equals(trail, value(number))) {
      throw new AssertionError("batch " + number + " is not what was written");
    }
    return true;
  }

  static Outcome outcome(Path folder) {
    return outcome(folder, RocksStoreTest.SMALL);
  }

  static Outcome outcome(Path folder, StoreOptions options) {
    try (RocksStore store = RocksStore.open(folder, options)) {
      for (int i = 0; i < BATCHES - 1; i++) {
        if (!has(store, i)) {
          return Outcome.WRONG;
        }
      }
      return has(store, BATCHES - 1) ? Outcome.WHOLE : Outcome.LAST_LOST;
    } catch (StoreFailure failure) {
      if (failure.kind() != Kind.DAMAGED) {
        throw failure;
      }
      return String.valueOf(failure.getMessage()).contains("was left as it is")
          ? Outcome.REFUSED
          : Outcome.UNREADABLE;
    } catch (AssertionError wrong) {
      return Outcome.WRONG;
    }
  }
}
