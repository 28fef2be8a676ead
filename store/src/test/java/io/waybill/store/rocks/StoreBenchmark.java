package io.waybill.store.rocks;

import io.waybill.store.Batch;
import io.waybill.store.BatchBuilder;
import io.waybill.store.Space;
import io.waybill.store.StoreOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/// Measures what `docs/decisions/store.md` claims. Arguments: an empty folder, and how many entries
/// the large store has.
///
/// Prints time, and CPU time of the calling thread, which others on the machine disturb less.
final class StoreBenchmark {
  private static final int VALUE_BYTES = 256;

  private final Random random = new Random(1);
  private final Path folder;
  private long next;

  private StoreBenchmark(Path folder) {
    this.folder = folder;
  }

  /// A piece of work done once.
  private interface Work {
    void run() throws IOException, RocksDBException;
  }

  public static void main(String[] arguments) throws IOException, RocksDBException {
    StoreBenchmark benchmark = new StoreBenchmark(Path.of(arguments[0]));
    benchmark.starts();
    benchmark.commits();
    benchmark.batches();
    benchmark.large(Integer.parseInt(arguments[1]));
  }

  private void starts() throws IOException, RocksDBException {
    for (int i = 0; i < 5; i++) {
      Path store = folder.resolve("start-" + i);
      measure("create an empty store", 1, () -> RocksStore.open(store, options()).close());
      measure("open an empty store", 1, () -> RocksStore.open(store, options()).close());
    }
  }

  /// Commits, and beside them the least that a disk asks for: the same bytes appended to a file
  /// that has its size already, and synced.
  private void commits() throws IOException, RocksDBException {
    int commits = 1000;
    try (RocksStore store = RocksStore.open(folder.resolve("commits"), options());
        FileChannel file = sizedFile(folder.resolve("bytes"))) {
      for (int records : new int[] {1, 10, 50, 500}) {
        String what = " of " + records + ", per commit";
        measure("append and sync" + what, commits, () -> append(file, batch(records), commits));
        measure("synced commits" + what, commits, () -> commit(store, records, commits));
      }
    }
  }

  private static FileChannel sizedFile(Path path) throws IOException {
    FileChannel file =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    for (int i = 0; i < 200; i++) {
      file.write(ByteBuffer.allocate(1 << 20));
    }
    file.force(true);
    return file.position(0);
  }

  private static void append(FileChannel file, Batch batch, int times) throws IOException {
    file.position(0);
    for (int i = 0; i < times; i++) {
      file.write(ByteBuffer.wrap(batch.bytes()));
      file.force(false);
    }
  }

  private void commit(RocksStore store, int records, int times) {
    for (int i = 0; i < times; i++) {
      store.commit(batch(records));
    }
  }

  /// The same records, handed over as one array and as one native call each.
  private void batches() throws IOException, RocksDBException {
    int rounds = 2000;
    int records = 500;
    byte[][] keys = new byte[records][];
    byte[][] values = new byte[records][];
    for (int i = 0; i < records; i++) {
      keys[i] = key(i);
      values[i] = value();
    }
    for (int warm = 0; warm < 3; warm++) {
      long times = (long) rounds * records;
      measure("batch as one array, per record", times, () -> asArray(keys, values, rounds));
      measure("batch by native puts, per record", times, () -> byPuts(keys, values, rounds));
      measure("check a batch, per record", times, () -> check(batch(records), rounds));
    }
    try (RocksStore store =
        RocksStore.open(folder.resolve("batches"), options().withRelaxed(true))) {
      measure(
          "commit 500 relaxed, per record",
          rounds * (long) records,
          () -> {
            for (int i = 0; i < rounds; i++) {
              store.commit(batch(records));
            }
          });
    }
  }

  private static void asArray(byte[][] keys, byte[][] values, int rounds) {
    for (int round = 0; round < rounds; round++) {
      BatchBuilder batch = new BatchBuilder(keys.length * (VALUE_BYTES + 32));
      for (int i = 0; i < keys.length; i++) {
        batch.put(Space.DATA, keys[i], values[i]);
      }
      try (WriteBatch rocks = new WriteBatch(Database.withHeader(batch.build()))) {
        rocks.getDataSize();
      }
    }
  }

  private static void byPuts(byte[][] keys, byte[][] values, int rounds) throws RocksDBException {
    for (int round = 0; round < rounds; round++) {
      try (WriteBatch rocks = new WriteBatch(keys.length * (VALUE_BYTES + 32))) {
        for (int i = 0; i < keys.length; i++) {
          rocks.put(keys[i], values[i]);
        }
        rocks.getDataSize();
      }
    }
  }

  private static void check(Batch batch, int rounds) {
    for (int i = 0; i < rounds; i++) {
      batch.check();
    }
  }

  private void large(int entries) throws IOException, RocksDBException {
    Path path = folder.resolve("large");
    try (RocksStore store = RocksStore.open(path, options().withRelaxed(true))) {
      next = 0;
      measure(
          "fill, per record",
          entries,
          () -> {
            while (next < entries) {
              store.commit(batch(1000));
            }
          });
      System.out.printf("%,d entries are %,d bytes on disk%n", entries, store.sizeBytes());
    }
    for (int i = 0; i < 3; i++) {
      measure("open the large store", 1, () -> RocksStore.open(path, options()).close());
    }
    try (RocksStore store = RocksStore.open(path, options())) {
      reads(store, entries);
    }
  }

  private void reads(RocksStore store, int entries) throws IOException, RocksDBException {
    for (int warm = 0; warm < 2; warm++) {
      int gets = 200_000;
      measure("get, anywhere", gets, () -> get(store, gets, entries));
      measure("get, among 10,000", gets, () -> get(store, gets, 10_000));
      measure("get of an absent key", gets, () -> absent(store, gets));
      measure("scan of one entry", gets, () -> scan(store, gets, 1, 10_000));
      measure("scan of ten entries, per scan", gets / 4, () -> scan(store, gets / 4, 10, 10_000));
      measure("long scan, per entry", 2_000_000, () -> scan(store, 1, 2_000_000, 1));
    }
  }

  private void get(RocksStore store, int times, int among) {
    for (int i = 0; i < times; i++) {
      if (store.get(Space.DATA, key(random.nextInt(among))) == null) {
        throw new IllegalStateException("an entry is gone");
      }
    }
  }

  private void absent(RocksStore store, int times) {
    for (int i = 0; i < times; i++) {
      if (store.get(Space.DATA, key(-1 - random.nextInt(1_000_000))) != null) {
        throw new IllegalStateException("an entry that nobody wrote");
      }
    }
  }

  private void scan(RocksStore store, int times, int entries, int among) {
    byte[] end = {-1};
    for (int i = 0; i < times; i++) {
      int[] left = {entries};
      store.scan(Space.DATA, key(random.nextInt(among)), end, (key, value) -> --left[0] > 0);
    }
  }

  private Batch batch(int records) {
    BatchBuilder batch = new BatchBuilder(records * (VALUE_BYTES + 32));
    for (int i = 0; i < records; i++) {
      batch.put(Space.DATA, key(next++), value());
    }
    return batch.build();
  }

  private static byte[] key(long number) {
    return ByteBuffer.allocate(24).putLong(7).putLong(number & Long.MAX_VALUE).array();
  }

  /// Half of it noise, so that it compresses as text does.
  private byte[] value() {
    byte[] value = new byte[VALUE_BYTES];
    for (int i = 0; i < VALUE_BYTES / 2; i += 8) {
      ByteBuffer.wrap(value).putLong(i, random.nextLong());
    }
    return value;
  }

  private static StoreOptions options() {
    return StoreOptions.DEFAULT;
  }

  private static void measure(String what, long times, Work work)
      throws IOException, RocksDBException {
    var threads = ManagementFactory.getThreadMXBean();
    long cpu = threads.getCurrentThreadCpuTime();
    long start = System.nanoTime();
    work.run();
    double micros = (System.nanoTime() - start) / 1e3;
    double cpuMicros = (threads.getCurrentThreadCpuTime() - cpu) / 1e3;
    System.out.printf(
        "%-45s %12.2f us %12.2f us CPU %,12.0f /s%n",
        what, micros / times, cpuMicros / times, times / micros * 1e6);
  }
}
