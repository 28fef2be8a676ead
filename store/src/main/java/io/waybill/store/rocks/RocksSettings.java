package io.waybill.store.rocks;

import io.waybill.store.StoreOptions;
import java.util.List;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ChecksumType;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompactionOptionsFIFO;
import org.rocksdb.CompactionStyle;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.Env;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Priority;
import org.rocksdb.VectorMemTableConfig;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBufferManager;

/// RocksDB's settings, each with its reason. Owns the native objects behind them.
final class RocksSettings implements AutoCloseable {
  /// What all trail keys of one message share.
  static final int TRAIL_PREFIX_BYTES = 16;

  private static final long MIB = 1024L * 1024;

  private final Cache cache;
  private final WriteBufferManager memory;
  private final BloomFilter bloom = new BloomFilter(10);
  private final CompactionOptionsFIFO fifo = new CompactionOptionsFIFO();
  final DBOptions database = new DBOptions();
  final ColumnFamilyOptions data = new ColumnFamilyOptions();
  final ColumnFamilyOptions trail = new ColumnFamilyOptions();

  RocksSettings(StoreOptions options, boolean create) {
    // Memtables are charged to the block cache, so its capacity bounds both.
    cache = new LRUCache(options.memoryBytes(), -1, false, 0.2);
    memory = new WriteBufferManager(options.memoryBytes() / 2, cache);
    long memtable = Math.min(32 * MIB, options.memoryBytes() / 6);
    database(options, create);
    data(memtable);
    trail(options, memtable / 2);
  }

  private void database(StoreOptions options, boolean create) {
    // Compactions take the processor that others leave: nobody waits for one.
    Env _ = Env.getDefault().lowerThreadPoolCPUPriority(Priority.LOW);
    database
        .setCreateIfMissing(create)
        .setCreateMissingColumnFamilies(create)
        .setParanoidChecks(true)
        .setWriteBufferManager(memory)
        .setMaxBackgroundJobs(2)
        // A file that already has its size needs no journal write of the file system at each sync.
        .setRecycleLogFileNum(2)
        .setWalRecoveryMode(WALRecoveryMode.PointInTimeRecovery)
        .setMaxTotalWalSize(options.memoryBytes() / 2)
        // One committer: no other thread inserts at the same time.
        .setAllowConcurrentMemtableWrite(false)
        // FIFO compaction demands it.
        .setMaxOpenFiles(-1)
        .setSkipStatsUpdateOnDbOpen(true)
        .setStatsDumpPeriodSec(0)
        .setStatsPersistPeriodSec(0)
        .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
        .setMaxLogFileSize(4 * MIB)
        .setKeepLogFileNum(3)
        .setBytesPerSync(MIB);
  }

  private void data(long memtable) {
    data.setWriteBufferSize(memtable)
        .setMaxWriteBufferNumber(3)
        .setCompressionType(CompressionType.LZ4_COMPRESSION)
        .setLevelCompactionDynamicLevelBytes(true)
        .setTargetFileSizeBase(64 * MIB)
        .setMaxBytesForLevelBase(256 * MIB)
        .setTableFormatConfig(tables(true));
  }

  private void trail(StoreOptions options, long memtable) {
    // Without compaction: a look-up asks the filters of some thirty files, which costs less than to
    // write every line once more.
    fifo.setMaxTableFilesSize(options.trailBytesMax()).setAllowCompaction(false);
    trail
        // Keeping the trail sorted at each commit cost, measured, an eighth of a server's processor
        // time. This one is sorted when it is flushed, or read; cheaply, because ids begin with the
        // time and come nearly in order.
        .setMemTableConfig(new VectorMemTableConfig())
        .setWriteBufferSize(memtable)
        .setMaxWriteBufferNumber(3)
        .setCompressionType(CompressionType.LZ4_COMPRESSION)
        .setCompactionStyle(CompactionStyle.FIFO)
        .setNumLevels(1)
        .setCompactionOptionsFIFO(fifo)
        .setTtl(options.trailAgeMax().toSeconds())
        .useFixedLengthPrefixExtractor(TRAIL_PREFIX_BYTES)
        .setTableFormatConfig(tables(false));
  }

  private BlockBasedTableConfig tables(boolean wholeKeys) {
    return new BlockBasedTableConfig()
        .setFormatVersion(6)
        .setChecksumType(ChecksumType.kXXH3)
        .setBlockCache(cache)
        .setBlockSize(8 * 1024)
        .setCacheIndexAndFilterBlocks(true)
        .setCacheIndexAndFilterBlocksWithHighPriority(true)
        .setFilterPolicy(bloom)
        .setWholeKeyFiltering(wholeKeys)
        .setOptimizeFiltersForMemory(true);
  }

  @Override
  public void close() {
    for (AutoCloseable part : List.of(database, data, trail, fifo, bloom, memory, cache)) {
      try {
        part.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
