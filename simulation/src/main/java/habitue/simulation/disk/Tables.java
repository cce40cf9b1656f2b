package habitue.simulation.disk;

import habitue.store.disk.Batch;
import habitue.store.disk.Table;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sorted maps of bytes, one for each table. */
final class Tables {
  private static final HexFormat HEX = HexFormat.of();

  private final Map<Table, NavigableMap<byte[], byte[]>> maps = new EnumMap<>(Table.class);

  Tables() {
    for (Table table : Table.values()) {
      maps.put(table, new TreeMap<>(Arrays::compareUnsigned));
    }
  }

  Tables copy() {
    var copy = new Tables();
    maps.forEach((table, entries) -> copy.of(table).putAll(entries));
    return copy;
  }

  byte @Nullable [] read(Table table, byte[] key) {
    byte[] value = of(table).get(key);
    return value == null ? null : value.clone();
  }

  void apply(Batch batch) {
    for (Batch.Write write : batch.writes()) {
      switch (write) {
        case Batch.Write.Put(Table table, byte[] key, byte[] value) ->
            of(table).put(key.clone(), value.clone());
        case Batch.Write.Delete(Table table, byte[] key) -> of(table).remove(key);
        case Batch.Write.DeleteRange(Table table, byte[] from, byte[] until) -> {
          if (Arrays.compareUnsigned(from, until) < 0) {
            of(table).subMap(from, until).clear();
          }
        }
      }
    }
  }

  List<Map.Entry<byte[], byte[]>> range(Table table, byte[] from, byte[] until, boolean back) {
    if (Arrays.compareUnsigned(from, until) >= 0) {
      return List.of();
    }
    var entries = new ArrayList<Map.Entry<byte[], byte[]>>();
    of(table).subMap(from, until).forEach((key, value) -> entries.add(Map.entry(key, value)));
    if (back) {
      Collections.reverse(entries);
    }
    return entries;
  }

  void clear(Table table) {
    of(table).clear();
  }

  List<String> dump(Table table) {
    var lines = new ArrayList<String>();
    of(table).forEach((key, value) -> lines.add(HEX.formatHex(key) + " = " + HEX.formatHex(value)));
    return lines;
  }

  void write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    try (var to = new DataOutputStream(Files.newOutputStream(file))) {
      for (Table table : Table.values()) {
        to.writeInt(of(table).size());
        for (Map.Entry<byte[], byte[]> entry : of(table).entrySet()) {
          to.writeInt(entry.getKey().length);
          to.write(entry.getKey());
          to.writeInt(entry.getValue().length);
          to.write(entry.getValue());
        }
      }
    }
  }

  static Tables read(Path file) throws IOException {
    var tables = new Tables();
    try (var from = new DataInputStream(Files.newInputStream(file))) {
      for (Table table : Table.values()) {
        int count = from.readInt();
        for (int i = 0; i < count; i++) {
          byte[] key = from.readNBytes(from.readInt());
          tables.of(table).put(key, from.readNBytes(from.readInt()));
        }
      }
    }
    return tables;
  }

  private NavigableMap<byte[], byte[]> of(Table table) {
    NavigableMap<byte[], byte[]> entries = maps.get(table);
    if (entries == null) {
      throw new IllegalStateException("no table " + table);
    }
    return entries;
  }
}
