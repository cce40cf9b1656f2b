package habitue.warehouse.file;

import habitue.warehouse.file.WarehouseRefused.Code;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.duckdb.DuckDBConnection;

/**
 * Asks questions from any thread: at most so many at once, none for longer than {@link
 * Limits#patience()}. Outlives the file it reads, which a rebuild replaces.
 */
public final class Readers implements AutoCloseable {
  private final Semaphore places;
  private final Deque<DuckDBConnection> idle = new ArrayDeque<>();
  private Database database;
  private volatile boolean closed;

  public Readers(Database database) {
    this.database = database;
    this.places = new Semaphore(database.limits().readers());
  }

  /** Answers from one moment: everything asked inside sees the same rows. */
  public <T> T read(Function<Sql, T> question) {
    DuckDBConnection connection = borrow();
    boolean whole = false;
    try {
      var sql = new Sql(connection, (int) limits().patience().toSeconds());
      sql.script("begin transaction read only");
      T answer = question.apply(sql);
      sql.script("commit");
      whole = true;
      return answer;
    } finally {
      giveBack(connection, whole);
    }
  }

  /**
   * Reads from another file from here on. Questions under way are waited for, new ones wait.
   *
   * @param swap closes the old file and opens the other
   */
  public void moveTo(Supplier<Database> swap) {
    int all = limits().readers();
    places.acquireUninterruptibly(all);
    try {
      forgetIdle();
      Database other = swap.get();
      synchronized (idle) {
        database = other;
      }
    } finally {
      places.release(all);
    }
  }

  @Override
  public void close() {
    closed = true;
    int all = limits().readers();
    places.acquireUninterruptibly(all);
    forgetIdle();
    // Who still asks hears at once that it is over, rather than wait for a place.
    places.release(all);
  }

  private DuckDBConnection borrow() {
    try {
      if (!places.tryAcquire(limits().patience().toMillis(), TimeUnit.MILLISECONDS)) {
        throw new WarehouseRefused(Code.BUSY, "Too many questions at once. Try again.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WarehouseRefused(Code.BUSY, "Stopped while waiting to ask.", e);
    }
    if (closed) {
      places.release();
      throw new WarehouseRefused(Code.CLOSED, "The warehouse is closed.");
    }
    try {
      synchronized (idle) {
        return idle.isEmpty() ? database.another() : idle.pop();
      }
    } catch (SQLException e) {
      places.release();
      throw Sql.refused(e);
    }
  }

  private void giveBack(DuckDBConnection connection, boolean whole) {
    try {
      if (whole) {
        synchronized (idle) {
          idle.push(connection);
        }
      } else {
        connection.close();
      }
    } catch (SQLException e) {
      throw Sql.refused(e);
    } finally {
      places.release();
    }
  }

  private void forgetIdle() {
    synchronized (idle) {
      try {
        while (!idle.isEmpty()) {
          idle.pop().close();
        }
      } catch (SQLException e) {
        throw Sql.refused(e);
      }
    }
  }

  private Limits limits() {
    synchronized (idle) {
      return database.limits();
    }
  }
}
