package habitue.warehouse.file;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** One row of an answer, its columns counted from 1. */
public final class Row {
  private final ResultSet results;

  Row(ResultSet results) {
    this.results = results;
  }

  public long number(int column) throws SQLException {
    return results.getLong(column);
  }

  public @Nullable Long numberOrNull(int column) throws SQLException {
    long number = results.getLong(column);
    return results.wasNull() ? null : number;
  }

  public @Nullable Double realOrNull(int column) throws SQLException {
    double real = results.getDouble(column);
    return results.wasNull() ? null : real;
  }

  public boolean flag(int column) throws SQLException {
    return results.getBoolean(column);
  }

  /** A text that is never null in its table. */
  public String text(int column) throws SQLException {
    String text = textOrNull(column);
    return text == null ? "" : text;
  }

  public @Nullable String textOrNull(int column) throws SQLException {
    return results.getString(column);
  }

  /** An amount; nothing counts as zero. */
  public BigDecimal amount(int column) throws SQLException {
    BigDecimal amount = amountOrNull(column);
    return amount == null ? BigDecimal.ZERO : amount;
  }

  public @Nullable BigDecimal amountOrNull(int column) throws SQLException {
    return results.getBigDecimal(column);
  }

  public Instant instant(int column) throws SQLException {
    Instant instant = instantOrNull(column);
    return instant == null ? Instant.EPOCH : instant;
  }

  public @Nullable Instant instantOrNull(int column) throws SQLException {
    OffsetDateTime time = results.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  public @Nullable LocalDate dayOrNull(int column) throws SQLException {
    return results.getObject(column, LocalDate.class);
  }
}
