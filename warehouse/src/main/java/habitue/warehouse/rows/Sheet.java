package habitue.warehouse.rows;

import habitue.model.Money;
import habitue.warehouse.file.WarehouseRefused;
import habitue.warehouse.file.WarehouseRefused.Code;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Appends rows to one table, cell by cell in the order of its columns. */
final class Sheet implements AutoCloseable {
  /** Decimals of every amount of money. */
  static final int MONEY = 4;

  private static final BigInteger MOST = BigInteger.TEN.pow(38).subtract(BigInteger.ONE);

  private final DuckDBAppender appender;

  /** One call on the appender. */
  @FunctionalInterface
  private interface Cell {
    void append() throws SQLException;
  }

  private Sheet(DuckDBAppender appender) {
    this.appender = appender;
  }

  static Sheet of(DuckDBConnection connection, String table) {
    return in(connection, connectionCatalog(connection), table);
  }

  /** A sheet for a temporary table. */
  static Sheet ofTemporary(DuckDBConnection connection, String table) {
    return in(connection, "temp", table);
  }

  private static Sheet in(DuckDBConnection connection, String catalog, String table) {
    try {
      return new Sheet(connection.createAppender(catalog, "main", table));
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static String connectionCatalog(DuckDBConnection connection) {
    try {
      return connection.getCatalog();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  Sheet row() {
    return cell(appender::beginRow);
  }

  void end() {
    cell(appender::endRow);
  }

  Sheet text(@Nullable String text) {
    return cell(() -> appender.append(text));
  }

  Sheet number(long number) {
    return cell(() -> appender.append(number));
  }

  Sheet integer(int number) {
    return cell(() -> appender.append(number));
  }

  Sheet small(int number) {
    return cell(() -> appender.append((short) number));
  }

  Sheet flag(boolean flag) {
    return cell(() -> appender.append(flag));
  }

  Sheet real(@Nullable Double real) {
    return cell(() -> appender.append(real));
  }

  Sheet instant(@Nullable Instant instant) {
    if (instant == null) {
      return nothing();
    }
    long micros = Math.addExact(instant.getEpochSecond() * 1_000_000L, instant.getNano() / 1000);
    return cell(() -> appender.appendEpochMicros(micros));
  }

  Sheet day(@Nullable LocalDate day) {
    return day == null ? nothing() : cell(() -> appender.append(day));
  }

  Sheet money(@Nullable Money money) {
    return decimal(money == null ? null : money.amount(), MONEY);
  }

  /** A number rounded to so many decimals; one too large for 38 digits is cut to the largest. */
  Sheet decimal(@Nullable BigDecimal number, int scale) {
    if (number == null) {
      return nothing();
    }
    BigDecimal rounded = number.setScale(scale, RoundingMode.HALF_UP);
    BigInteger digits = rounded.unscaledValue().min(MOST).max(MOST.negate());
    return cell(() -> appender.append(new BigDecimal(digits, scale)));
  }

  private Sheet nothing() {
    return cell(appender::appendNull);
  }

  private Sheet cell(Cell cell) {
    try {
      cell.append();
      return this;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  @Override
  public void close() {
    cell(appender::close);
  }

  private static WarehouseRefused failed(SQLException e) {
    return new WarehouseRefused(Code.FAILED, "The warehouse's database refused a row.", e);
  }
}
