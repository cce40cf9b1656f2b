package habitue.warehouse.report;

import habitue.warehouse.file.Readers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What customers are asked, and how many answered what. */
final class Talks {
  /** Of each question to each person the last that was said of it. */
  private static final String LAST =
      """
      with said as (
        select customer_id, name, details->>'question' as question, details->>'answer' as answer,
          row_number() over (
            partition by customer_id, details->>'question', details->>'about'
            order by stated_at desc, name = 'Question Opened' desc) as place
        from facts
        where name in ('Question Opened', 'Answer Given', 'Question Lapsed', 'Question Withdrawn'))
      select question, name, coalesce(answer, ''), count(*) from said
      where place = 1 and question is not null group by all order by question, 4 desc, 3\
      """;

  private final Readers readers;

  Talks(Readers readers) {
    this.readers = readers;
  }

  record Row(String question, String name, String answer, long count) {}

  /** By the names of the questions; only those that were asked. */
  Map<String, Talk> all() {
    List<Row> rows =
        readers.read(sql ->
            sql.list(LAST, row -> new Row(row.text(1), row.text(2), row.text(3), row.number(4))));
    var talks = new HashMap<String, Talk>();
    rows.forEach(
        row -> talks.put(row.question, talks.getOrDefault(row.question, Talk.NONE).plus(row)));
    return talks;
  }
}
