package habitue.warehouse.rows;

import habitue.engine.trust.Consents;
import habitue.model.Body;
import habitue.model.CustomerId;
import habitue.model.Event;
import habitue.model.JournalRecord;
import habitue.store.feed.Feed;
import habitue.store.feed.Person;
import habitue.store.journal.Json;
import habitue.warehouse.file.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.duckdb.DuckDBConnection;

/**
 * Has of a child's events only what is kept of a child. That someone is one, or is none after all,
 * may turn out when their rows were written long ago: these are then put right.
 */
final class Sparing {
  private final Sql sql;
  private final DuckDBConnection connection;
  private final Feed feed;
  private final Listed minors;
  private final Listed afresh;

  private record Row(int slot, long position, boolean spared) {}

  private record Right(Row row, Event event, boolean spared) {}

  Sparing(Sql sql, DuckDBConnection connection, Feed feed) {
    this.sql = sql;
    this.connection = connection;
    this.feed = feed;
    this.minors = new Listed(sql, connection, "minors");
    this.afresh = new Listed(sql, connection, "restated");
    sql.script(
        """
        create or replace temp table put_right
          (slot smallint, position bigint, spared boolean, properties varchar)\
        """);
  }

  /** Whether something of theirs may be of the time when they were a child. */
  static boolean minor(Person person) {
    Consents consents = person.state().consents();
    Instant ofAge = consents.ofAge();
    Instant since = person.state().profile().knownSince();
    return ofAge != null && (since == null || since.isBefore(ofAge));
  }

  /**
   * Puts the rows of these people's events right.
   *
   * @param young those who are, or were, {@link #minor}
   * @param restated those folded anew: what was left out of theirs may be shown by now
   */
  void write(Collection<CustomerId> young, Collection<CustomerId> restated) {
    if (young.isEmpty() && restated.isEmpty()) {
      return;
    }
    minors.of(young);
    afresh.of(restated);
    List<Row> rows =
        sql.list(
            """
            select e.slot, e.position, e.spared from event_rows e join strands s using (strand)
            where e.spared and s.customer_id in (from temp.restated)
              or e.kind in ('identify', 'group') and s.customer_id in (from temp.minors)\
            """,
            row -> new Row((int) row.number(1), row.number(2), row.flag(3)));
    var wrong = new ArrayList<Right>();
    rows.forEach(row -> right(row).filter(it -> it.spared() != row.spared()).ifPresent(wrong::add));
    putRight(wrong);
  }

  private Optional<Right> right(Row row) {
    return feed.record(row.slot(), row.position())
        .flatMap(record -> {
          Optional<JournalRecord> spared = feed.spared(record);
          return spared.orElse(record).body() instanceof Body.Happened(Event event)
              ? Optional.of(new Right(row, event, spared.isPresent()))
              : Optional.empty();
        });
  }

  private void putRight(List<Right> wrong) {
    if (wrong.isEmpty()) {
      return;
    }
    sql.script("truncate temp.put_right");
    try (Sheet sheet = Sheet.ofTemporary(connection, "put_right")) {
      wrong.forEach(each ->
          sheet
              .row()
              .small(each.row().slot())
              .number(each.row().position())
              .flag(each.spared())
              .text(Json.text(EventRows.said(each.event())))
              .end());
    }
    sql.run(
        """
        update event_rows set properties = p.properties, spared = p.spared from temp.put_right p
        where event_rows.slot = p.slot and event_rows.position = p.position\
        """);
  }
}
