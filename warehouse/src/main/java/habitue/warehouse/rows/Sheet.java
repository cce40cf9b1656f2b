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

  private static final int DIGITS = 38;
  private static final BigInteger MOST = BigInteger.TEN.pow(DIGITS).subtract(BigInteger.ONE);

  private final DuckDBAppender appender;

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
    try {
      appender.beginRow();
      return this;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  void end() {
    try {
      appender.endRow();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  Sheet text(@Nullable String text) {
    try {
      appender.append(text);
      return this;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  Sheet number(long number) {
    try {
      appender.append(number);
      return this;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  Sheet integer(int number) {
    try {
      appender.append(number);
      return this;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  Sheet small(int number) {
    try {
      appender.append((short) number);
      return this;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  Sheet flag(boolean flag) {
    try {
      appender.append(flag);
      return this;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  Sheet real(@Nullable Double real) {
    try {
      appender.append(real);
      return this;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  Sheet instant(@Nullable Instant instant) {
    if (instant == null) {
      return nothing();
    }
    try {
      appender.appendEpochMicros(
          Math.addExact(instant.getEpochSecond() * 1_000_000L, instant.getNano() / 1000));
      return this;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  Sheet day(@Nullable LocalDate day) {
    try {
      appender.append(day);
      return this;
    } catch (SQLException e) {
      throw failed(e);
    }
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
    try {
      appender.append(rounded.precision() <= DIGITS ? rounded : cut(rounded));
      return this;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static BigDecimal cut(BigDecimal number) {
    return new BigDecimal(number.signum() < 0 ? MOST.negate() : MOST, number.scale());
  }

  private Sheet nothing() {
    try {
      appender.appendNull();
      return this;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  @Override
  public void close() {
    try {
      appender.close();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static WarehouseRefused failed(SQLException e) {
    return new WarehouseRefused(Code.FAILED, "The warehouse's database refused a row.", e);
  }
}
