package habitue.server.api;

import habitue.server.audit.Action;
import habitue.server.audit.Audit;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import habitue.store.Store;
import habitue.warehouse.Warehouse;
import habitue.warehouse.file.WarehouseRefused;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.util.concurrent.Semaphore;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Consistent copies, streamed to the caller: no request names a place on disk. */
@RestController
final class CopiesController {
  private final Store store;
  private final Warehouse warehouse;
  private final CopiesFolder folder;
  private final Audit audit;
  private final Semaphore one = new Semaphore(1);

  CopiesController(Store store, Warehouse warehouse, CopiesFolder folder, Audit audit) {
    this.store = store;
    this.warehouse = warehouse;
    this.folder = folder;
    this.audit = audit;
  }

  /** What analysts open: their tables as files, or the whole to query. */
  enum TablesForm {
    PARQUET,
    DUCKDB
  }

  @FunctionalInterface
  private interface Copying {
    void into(Path copy) throws IOException;
  }

  @PostMapping("/api/backup")
  @Operation(summary = "A copy of everything, as a tar file")
  void backup(HttpServletResponse response, Principal who) throws IOException {
    alone(copy -> {
      audit.record(who.getName(), Action.BACKUP, "");
      store.backup(copy);
      tar(response, copy, "habitue-backup");
    });
  }

  @PostMapping("/api/tables")
  @Operation(summary = "The analysts' tables: Parquet files in a tar, or a DuckDB file")
  void tables(
      HttpServletResponse response,
      Principal who,
      @RequestParam(name = "form", defaultValue = "parquet") String form)
      throws IOException {
    TablesForm wanted = form(form);
    alone(copy -> {
      audit.record(who.getName(), Action.TABLES_COPIED, "");
      switch (wanted) {
        case PARQUET -> {
          warehouse.exportParquet(copy);
          tar(response, copy, "habitue-tables");
        }
        case DUCKDB -> {
          Files.createDirectories(copy);
          Path file = copy.resolve("tables.duckdb");
          warehouse.snapshot(file);
          attach(response, "application/octet-stream", "habitue.duckdb");
          Files.copy(file, response.getOutputStream());
        }
      }
    });
  }

  private static TablesForm form(String said) {
    return switch (said) {
      case "parquet" -> TablesForm.PARQUET;
      case "duckdb" -> TablesForm.DUCKDB;
      default -> throw new RefusedRequest(Code.BAD_REQUEST, "parquet and duckdb are known", "form");
    };
  }

  private void alone(Copying copying) throws IOException {
    if (!one.tryAcquire()) {
      throw new RefusedRequest(Code.BUSY, "another copy is under way");
    }
    Path copy = folder.next();
    try {
      copying.into(copy);
    } catch (WarehouseRefused refused) {
      if (refused.code() == WarehouseRefused.Code.BUSY) {
        throw new RefusedRequest(Code.BUSY, "the tables are read too heavily to copy them now");
      }
      throw refused;
    } finally {
      CopiesFolder.discard(copy);
      one.release();
    }
  }

  private static void tar(HttpServletResponse response, Path copy, String name) throws IOException {
    attach(response, "application/x-tar", name + ".tar");
    Tar.write(copy, response.getOutputStream());
  }

  private static void attach(HttpServletResponse response, String type, String name) {
    response.setContentType(type);
    response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
  }
}
