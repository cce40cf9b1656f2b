package habitue.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ConfigOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.OptionsUtil;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** How many bytes each table of a closed store has on disk, as it is and compacted. */
record DiskUse(Map<String, Long> asLeft, Map<String, Long> compacted) {

  static DiskUse of(Path database) throws RocksDBException {
    RocksDB.loadLibrary();
    List<ColumnFamilyDescriptor> families = new ArrayList<>();
    List<ColumnFamilyHandle> handles = new ArrayList<>();
    try (var options = new DBOptions();
        var configuration = new ConfigOptions()) {
      OptionsUtil.loadLatestOptions(configuration, database.toString(), options, families);
      try (RocksDB db = RocksDB.open(options, database.toString(), families, handles)) {
        Map<String, Long> asLeft = sizes(db, handles);
        for (ColumnFamilyHandle handle : handles) {
          db.compactRange(handle);
        }
        Map<String, Long> compacted = sizes(db, handles);
        handles.forEach(ColumnFamilyHandle::close);
        return new DiskUse(asLeft, compacted);
      }
    }
  }

  private static Map<String, Long> sizes(RocksDB db, List<ColumnFamilyHandle> handles)
      throws RocksDBException {
    Map<String, Long> sizes = new TreeMap<>();
    for (ColumnFamilyHandle handle : handles) {
      sizes.put(
          new String(handle.getName(), UTF_8),
          db.getLongProperty(handle, "rocksdb.live-sst-files-size"));
    }
    return sizes;
  }

  static long sum(Map<String, Long> sizes) {
    return sizes.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Bytes for each of so many events, of the tables that are large enough to matter. */
  static Figures each(Map<String, Long> sizes, double events) {
    var figures = new Figures();
    sizes.forEach((table, size) -> {
      if (size / events >= 0.5) {
        figures.put(table, size / events);
      }
    });
    return figures.put("all", sum(sizes) / events);
  }
}
