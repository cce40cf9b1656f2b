package habitue.simulation.privacy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import habitue.store.disk.Cursor;
import habitue.store.disk.Keys;
import habitue.store.disk.RocksDisk;
import habitue.store.disk.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Looks for words in every byte of a folder: as they are, in capitals and small letters, in the
 * encodings that files use, and in what tables hold once they are unpacked.
 */
public final class Search {
  private final Map<String, String> needles = new LinkedHashMap<>();

  public Search(List<String> words) {
    for (String word : words) {
      for (String form :
          List.of(word, word.toLowerCase(Locale.ROOT), word.toUpperCase(Locale.ROOT))) {
        add(form, word);
      }
    }
  }

  private void add(String form, String word) {
    byte[] bytes = form.getBytes(UTF_8);
    put(bytes, word);
    put(form.getBytes(UTF_16LE), word);
    put(form.getBytes(UTF_16BE), word);
    put(HexFormat.of().formatHex(bytes).getBytes(UTF_8), word);
    for (int shift = 0; shift < 3; shift++) {
      byte[] shifted = new byte[bytes.length + shift];
      System.arraycopy(bytes, 0, shifted, shift, bytes.length);
      String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
      // The first and last signs depend on what stands beside.
      put(
          encoded.substring(shift == 0 ? 0 : shift + 1, encoded.length() - 1).getBytes(UTF_8),
          word);
    }
  }

  private void put(byte[] bytes, String word) {
    needles.put(new String(bytes, ISO_8859_1), word);
  }

  /** Where any of the words is in the files of a folder that nobody has open. */
  public List<String> in(Path folder) throws IOException, SQLException {
    var found = new ArrayList<String>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        in(Files.readAllBytes(file), folder.relativize(file).toString(), found);
        in(file.getFileName().toString().getBytes(UTF_8), "name of " + file.getFileName(), found);
      }
    }
    if (Files.isDirectory(folder.resolve("database"))) {
      tables(folder.resolve("database"), found);
    }
    if (Files.exists(folder.resolve("warehouse.duckdb"))) {
      rows(folder.resolve("warehouse.duckdb"), found);
    }
    return found;
  }

  /** Adds which of the words are in some bytes. */
  public void in(byte[] bytes, String where, List<String> found) {
    String text = new String(bytes, ISO_8859_1);
    needles.forEach((needle, word) -> {
      if (text.contains(needle)) {
        found.add(word + " in " + where);
      }
    });
  }

  private void tables(Path database, List<String> found) {
    byte[] until = Keys.after(new byte[] {-1});
    try (RocksDisk disk = RocksDisk.open(database)) {
      for (Table table : Table.values()) {
        try (Cursor cursor = disk.scan(table, new byte[] {0}, until)) {
          while (cursor.next()) {
            in(cursor.key(), "a key of " + table, found);
            in(cursor.value(), "a value of " + table, found);
          }
        }
      }
    }
  }

  private void rows(Path file, List<String> found) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:duckdb:" + file);
        var statement = connection.createStatement()) {
      var tables = new ArrayList<String>();
      try (var names = statement.executeQuery("select table_name from duckdb_tables()")) {
        while (names.next()) {
          tables.add(names.getString(1));
        }
      }
      for (String table : tables) {
        try (var rows = statement.executeQuery("select t::varchar from " + table + " t")) {
          while (rows.next()) {
            in(rows.getString(1).getBytes(UTF_8), "a row of " + table, found);
          }
        }
      }
    }
  }
}
