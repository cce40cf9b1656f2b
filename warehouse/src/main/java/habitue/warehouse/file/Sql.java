package habitue.warehouse.file;

import habitue.warehouse.file.WarehouseRefused.Code;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One connection's way of speaking: values in, rows out. Not for two threads at once. */
public final class Sql {
  private final Connection connection;
  private final int timeoutSeconds;

  /** Something of ours made of one row. */
  @FunctionalInterface
  public interface Shape<T extends @Nullable Object> {
    T of(Row row) throws SQLException;
  }

  Sql(Connection connection, int timeoutSeconds) {
    this.connection = connection;
    this.timeoutSeconds = timeoutSeconds;
  }

  public <T> List<T> list(String sql, Shape<T> shape, @Nullable Object... values) {
    var list = new ArrayList<T>();
    each(sql, row -> list.add(shape.of(row)), values);
    return list;
  }

  /** What is done with each row of many. */
  @FunctionalInterface
  public interface Each {
    void row(Row row) throws SQLException;
  }

  /** Reads rows one after the other, however many there are. */
  public void each(String sql, Each each, @Nullable Object... values) {
    try (PreparedStatement statement = prepared(sql, values);
        ResultSet results = statement.executeQuery()) {
      var row = new Row(results);
      while (results.next()) {
        each.row(row);
      }
    } catch (SQLException e) {
      throw refused(e);
    }
  }

  /** The one row of a question that always has exactly one. */
  public <T> T one(String sql, Shape<T> shape, @Nullable Object... values) {
    List<T> list = list(sql, shape, values);
    if (list.size() != 1) {
      throw new IllegalStateException("expected one row, not " + list.size() + ": " + sql);
    }
    return list.getFirst();
  }

  public long number(String sql, @Nullable Object... values) {
    return one(sql, row -> row.number(1), values);
  }

  /** Runs a statement; the number of rows it changed. */
  public long run(String sql, @Nullable Object... values) {
    try (PreparedStatement statement = prepared(sql, values)) {
      return statement.execute() ? 0 : statement.getLargeUpdateCount();
    } catch (SQLException e) {
      throw refused(e);
    }
  }

  /** Runs several statements, parted by semicolons. */
  public void script(String statements) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(statements);
    } catch (SQLException e) {
      throw refused(e);
    }
  }

  private PreparedStatement prepared(String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    if (timeoutSeconds > 0) {
      statement.setQueryTimeout(timeoutSeconds);
    }
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, bindable(values[i]));
    }
    return statement;
  }

  private static @Nullable Object bindable(@Nullable Object value) {
    return value instanceof Instant instant
        ? OffsetDateTime.ofInstant(instant, ZoneOffset.UTC)
        : value;
  }

  static WarehouseRefused refused(SQLException e) {
    if (e instanceof SQLTimeoutException) {
      return new WarehouseRefused(Code.TOO_SLOW, "The question took too long and was stopped.", e);
    }
    return new WarehouseRefused(Code.FAILED, "The warehouse's database refused a statement.", e);
  }
}
