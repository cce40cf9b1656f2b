package habitue.server.api;

import habitue.model.Fields;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import habitue.store.Quarantine;
import habitue.store.Store;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Refused events and why. */
@RestController
final class QuarantineController {
  private static final int MOST = 200;

  private final Quarantine quarantine;

  QuarantineController(Store store) {
    this.quarantine = store.quarantine();
  }

  record Refused(List<Refusal> refused, @Nullable String next, long count) {}

  /**
   * @param event the event's shape: letters became {@code a}, digits {@code 9}
   */
  record Refusal(
      String number,
      Instant at,
      String where,
      String code,
      String field,
      String message,
      @Schema(type = "object") Fields event) {
    static Refusal of(Quarantine.Refusal refusal) {
      return new Refusal(
          Long.toString(refusal.number()),
          refusal.at(),
          refusal.where(),
          refusal.code(),
          refusal.field(),
          refusal.message(),
          refusal.excerpt());
    }
  }

  @GetMapping("/api/quarantine")
  @Operation(summary = "Refused events with their reasons, newest first")
  Refused refused(
      @RequestParam(name = "limit", defaultValue = "50") int limit,
      @RequestParam(name = "before", defaultValue = "9223372036854775807") long before) {
    if (limit < 1 || limit > MOST || before < 0) {
      throw new RefusedRequest(Code.BAD_REQUEST, "limit is 1 to 200", "limit");
    }
    List<Refusal> found = quarantine.newest(limit, before).stream().map(Refusal::of).toList();
    String next = found.size() < limit ? null : found.getLast().number();
    return new Refused(found, next, quarantine.count());
  }
}
