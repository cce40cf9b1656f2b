package habitue.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.warehouse.file.Database;
import habitue.warehouse.file.Limits;
import habitue.warehouse.file.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page about the tables says what the catalogue says; on failure it shows what it should. */
class DocumentedTest {
  private static final Path PAGE = Path.of("../docs/reference/warehouse.md");
  private static final String BEGINNING = "<!-- tables: as DocumentedTest checks them -->\n";

  @TempDir private Path folder;

  @Test
  void every_table_and_column_is_described_as_it_is() throws IOException {
    try (Database database = Database.create(folder.resolve("w.duckdb"), Limits.USUAL)) {
      String tables = tables(database.sql());
      assertThat(tables).doesNotContain("null");
      String page = Files.readString(PAGE);
      assertThat(page.substring(page.indexOf(BEGINNING) + BEGINNING.length())).isEqualTo(tables);
    }
  }

  @Test
  void the_examples_run() throws IOException {
    String[] parts = Files.readString(PAGE).split("```");
    List<String> examples =
        Stream.of(parts)
            .filter(each -> each.startsWith("sql\n"))
            .map(each -> each.substring("sql\n".length()))
            .toList();
    assertThat(examples).hasSizeGreaterThan(1);
    try (Database database = Database.create(folder.resolve("w.duckdb"), Limits.USUAL)) {
      for (String example : examples) {
        assertThat(database.sql().list(example, row -> row.text(1))).isEmpty();
      }
    }
  }

  private static String tables(Sql sql) {
    var page = new StringBuilder();
    List<String> names =
        sql.list(
            """
            select table_name, comment from duckdb_tables() where not internal and not temporary
            union all
            select view_name, comment from duckdb_views() where not internal and not temporary
            order by 1\
            """,
            row -> row.text(1) + "\n" + row.textOrNull(2));
    for (String each : names) {
      String name = each.substring(0, each.indexOf('\n'));
      page.append("\n## ").append(name).append("\n").append(each.substring(name.length() + 1));
      page.append("\n\n| column | type | what it says |\n|---|---|---|\n");
      columns(sql, name).forEach(page::append);
    }
    return page.toString();
  }

  /** A view's columns say what those of its tables say, unless they have words of their own. */
  private static List<String> columns(Sql sql, String table) {
    return sql.list(
        """
        select c.column_name, lower(c.data_type),
          coalesce(c.comment, (select any_value(b.comment) from duckdb_columns() b
            where b.table_name = 'event_rows' and b.column_name = c.column_name))
        from duckdb_columns() c where c.table_name = ? and not c.internal
        order by c.column_index\
        """,
        row -> "| `%s` | %s | %s |\n".formatted(row.text(1), row.text(2), row.textOrNull(3)),
        table);
  }
}
