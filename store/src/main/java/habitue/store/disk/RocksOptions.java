package habitue.store.disk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.IndexType;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.WALRecoveryMode;

/**
 * RocksDB set for many small synced batches on a small machine: 128 MB of block cache and at most
 * 192 MB of tables being written, for all column families together.
 */
final class RocksOptions implements AutoCloseable {
  private static final long CACHE_BYTES = 128L << 20;
  private static final long UNWRITTEN_BYTES = 192L << 20;
  private static final long LOG_BYTES = 256L << 20;
  // What expired is in no file after this, however still it lies.
  private static final Duration REWRITTEN = Duration.ofDays(30);

  private final int workers;
  // Few shards: a file's filter must fit one of them, or each look-up reads it again.
  private final LRUCache cache = new LRUCache(CACHE_BYTES, 1, false, 0.5);
  private final BloomFilter filter = new BloomFilter(10);
  private final List<ColumnFamilyOptions> families = new ArrayList<>();

  RocksOptions(int workers) {
    this.workers = workers;
  }

  /**
   * A torn end of the log, as a loss of power leaves it, is cut off; whether something acknowledged
   * was in it is checked by the journal.
   */
  DBOptions database() {
    return new DBOptions()
        .setCreateIfMissing(true)
        .setCreateMissingColumnFamilies(true)
        .setMaxBackgroundJobs(workers)
        .setDbWriteBufferSize(UNWRITTEN_BYTES)
        .setMaxTotalWalSize(LOG_BYTES)
        .setBytesPerSync(1 << 20)
        .setAllowConcurrentMemtableWrite(false)
        .setKeepLogFileNum(2)
        .setMaxLogFileSize(4 << 20)
        .setWalRecoveryMode(WALRecoveryMode.PointInTimeRecovery);
  }

  List<ColumnFamilyDescriptor> families() {
    var descriptors = new ArrayList<ColumnFamilyDescriptor>();
    descriptors.add(new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, plain()));
    for (Table table : Table.values()) {
      descriptors.add(
          new ColumnFamilyDescriptor(
              table.wireName().getBytes(java.nio.charset.StandardCharsets.UTF_8), of(table)));
    }
    return descriptors;
  }

  private ColumnFamilyOptions of(Table table) {
    ColumnFamilyOptions family = plain();
    return switch (table) {
      // Sealed bodies do not compress again.
      case JOURNAL, OPENINGS ->
          family
              .setCompressionType(CompressionType.NO_COMPRESSION)
              .setPeriodicCompactionSeconds(REWRITTEN.toSeconds());
      case COMMITMENTS, KEYS -> family.setCompressionType(CompressionType.NO_COMPRESSION);
      // Mostly asked for what is not there; hashes do not compress either.
      case SEEN, DIRECTORY ->
          family
              .setCompressionType(CompressionType.NO_COMPRESSION)
              .setMemtableWholeKeyFiltering(true)
              .setMemtablePrefixBloomSizeRatio(0.1);
      // An entity's parts are read together: files that hold none are passed over.
      case STATES -> family.useFixedLengthPrefixExtractor(Keys.ENTITY);
      case ARRIVALS,
          TIMERS,
          REFOLDS,
          FEED,
          OUTGOING,
          OUTBOX,
          OUTCOMES,
          PEOPLE,
          OWNERS,
          CHAIN,
          CONTROL,
          PRODUCTS,
          QUARANTINE,
          ERASURES,
          SUPPRESSED,
          TALLIES,
          AUDIT,
          META ->
          family;
    };
  }

  private ColumnFamilyOptions plain() {
    var blocks =
        new BlockBasedTableConfig()
            .setBlockCache(cache)
            .setFilterPolicy(filter)
            .setBlockSize(8 << 10)
            .setCacheIndexAndFilterBlocks(true)
            .setCacheIndexAndFilterBlocksWithHighPriority(true)
            .setPinL0FilterAndIndexBlocksInCache(true)
            .setPinTopLevelIndexAndFilter(true)
            .setIndexType(IndexType.kTwoLevelIndexSearch)
            .setPartitionFilters(true)
            .setFormatVersion(5);
    var family =
        new ColumnFamilyOptions()
            .setTableFormatConfig(blocks)
            .setWriteBufferSize(32 << 20)
            .setLevelCompactionDynamicLevelBytes(true)
            .setCompressionType(CompressionType.LZ4_COMPRESSION);
    families.add(family);
    return family;
  }

  @Override
  public void close() {
    families.forEach(ColumnFamilyOptions::close);
    filter.close();
    cache.close();
  }
}
