package habitue.warehouse.rows;

import habitue.engine.identify.KnownIdentifier;
import habitue.model.CustomerId;
import habitue.model.Strand;
import habitue.store.feed.Person;
import habitue.warehouse.file.Sql;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBConnection;

/** Rows of the tables {@code identifiers} and {@code strands}. */
final class IdentityRows {
  private final Sql sql;
  private final DuckDBConnection connection;

  IdentityRows(Sql sql, DuckDBConnection connection) {
    this.sql = sql;
    this.connection = connection;
    sql.script(
        """
        create or replace temp table belonging (strand bigint, customer_id varchar);
        create or replace temp table moving (customer_id varchar, into_id varchar)\
        """);
  }

  /**
   * Tells cheaply whether a person's rows here, and those of what they agreed to, must be written
   * again: a hash of what they are made of, kept beside. Most events change none of it.
   */
  static long mark(Person person) {
    int names = person.state().profile().identifiers().hashCode();
    int strands = person.strands().hashCode();
    int consents = person.state().consents().agreements().hashCode();
    return (long) names << 32 | (31 * strands + consents & 0xffffffffL);
  }

  void append(List<Person> people) {
    try (Sheet sheet = Sheet.of(connection, "identifiers")) {
      for (Person person : people) {
        person.state().profile().identifiers().forEach(known -> append(sheet, person.id(), known));
      }
    }
  }

  private static void append(Sheet sheet, CustomerId customer, KnownIdentifier known) {
    sheet
        .row()
        .text(customer.toString())
        .text(known.identifier().type().wireName())
        .text(known.identifier().value())
        .text(known.identifier().store())
        .flag(known.verified())
        .instant(known.firstSeen())
        .day(known.lastDay())
        .end();
  }

  /** Whose each strand is from here on. */
  void assign(Map<Strand, CustomerId> owners) {
    if (!owners.isEmpty()) {
      list(owners);
      sql.run("delete from strands where strand in (select strand from temp.belonging)");
      sql.run("insert into strands from temp.belonging");
    }
  }

  /** Whose each strand is that no one has yet. */
  void assignNew(Map<Strand, CustomerId> owners) {
    if (!owners.isEmpty()) {
      list(owners);
      sql.run("insert into strands from temp.belonging b anti join strands s using (strand)");
    }
  }

  private void list(Map<Strand, CustomerId> owners) {
    sql.script("truncate temp.belonging");
    try (Sheet sheet = Sheet.ofTemporary(connection, "belonging")) {
      owners.forEach(
          (strand, owner) -> sheet.row().number(strand.number()).text(owner.toString()).end());
    }
  }

  /** The strands of those joined away pass to whom they were joined with. */
  void move(Map<CustomerId, CustomerId> retired) {
    if (retired.isEmpty()) {
      return;
    }
    sql.script("truncate temp.moving");
    try (Sheet sheet = Sheet.ofTemporary(connection, "moving")) {
      retired.forEach(
          (gone, into) -> sheet.row().text(gone.toString()).text(into.toString()).end());
    }
    sql.run(
        """
        update strands set customer_id = m.into_id from temp.moving m
        where strands.customer_id = m.customer_id\
        """);
  }
}
