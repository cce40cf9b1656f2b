package habitue.server.api;

import habitue.server.audit.Action;
import habitue.server.audit.Audit;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import habitue.store.Store;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.util.Comparator;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** A consistent copy of everything, streamed to the caller: no request names a place on disk. */
@RestController
final class BackupController {
  private final Store store;
  private final BackupFolder folder;
  private final Audit audit;
  private final Semaphore one = new Semaphore(1);

  BackupController(Store store, BackupFolder folder, Audit audit) {
    this.store = store;
    this.folder = folder;
    this.audit = audit;
  }

  @PostMapping("/api/backup")
  @Operation(summary = "A copy of everything, as a tar file")
  void backup(HttpServletResponse response, Principal who) throws IOException {
    if (!one.tryAcquire()) {
      throw new RefusedRequest(Code.BUSY, "another backup is under way");
    }
    Path copy = folder.path().resolve("backup-under-way");
    try {
      discard(copy);
      audit.record(who.getName(), Action.BACKUP, "");
      store.backup(copy);
      response.setContentType("application/x-tar");
      response.setHeader("Content-Disposition", "attachment; filename=\"habitue-backup.tar\"");
      Tar.write(copy, response.getOutputStream());
    } finally {
      discard(copy);
      one.release();
    }
  }

  private static void discard(Path copy) throws IOException {
    if (!Files.exists(copy)) {
      return;
    }
    try (Stream<Path> files = Files.walk(copy)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
