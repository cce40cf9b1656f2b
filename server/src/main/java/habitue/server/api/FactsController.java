package habitue.server.api;

import habitue.model.Fields;
import habitue.model.Value;
import habitue.outreach.webhook.FactLine;
import habitue.server.audit.Action;
import habitue.server.audit.Audit;
import habitue.server.security.ApiKey;
import habitue.server.wire.Code;
import habitue.server.wire.Json;
import habitue.server.wire.RefusedRequest;
import habitue.store.Store;
import habitue.store.feed.News;
import habitue.store.feed.Outgoing;
import habitue.store.feed.Position;
import habitue.store.feed.PositionGone;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Facts as they are concluded, a line each: whoever asks goes on where they were. */
@RestController
final class FactsController {
  static final String NEXT = "X-Next-Cursor";
  private static final String LATEST = "latest";
  private static final MediaType LINES = MediaType.parseMediaType("application/x-ndjson");
  private static final int MOST = 5_000;
  private static final int MOST_LOOKED_AT = 50_000;
  private static final int AT_ONCE = 1_000;
  private static final int MOST_BYTES = 8 << 20;

  private final Outgoing outgoing;
  private final Audit audit;

  FactsController(Store store, Audit audit) {
    this.outgoing = store.outgoing();
    this.audit = audit;
  }

  @GetMapping("/api/facts")
  @Operation(summary = "Facts after a cursor, one JSON object a line; at least once")
  ResponseEntity<byte[]> facts(
      @RequestParam(name = "after", defaultValue = "") String after,
      @RequestParam(name = "types", defaultValue = "") Set<String> types,
      @RequestParam(name = "limit", defaultValue = "1000") int limit,
      HttpServletRequest request) {
    var wanted = new FactLine.Wanted(types, ApiKey.of(request).stores());
    return facts(after, wanted::wants, limit, request);
  }

  @GetMapping("/api/segments/{name}/changes")
  @Operation(summary = "Who came into a segment and who left it, after a cursor; at least once")
  ResponseEntity<byte[]> changes(
      @PathVariable String name,
      @RequestParam(name = "after", defaultValue = "") String after,
      @RequestParam(name = "limit", defaultValue = "1000") int limit,
      HttpServletRequest request) {
    return facts(after, news -> FactLine.concerns(news, name), limit, request);
  }

  private ResponseEntity<byte[]> facts(
      String after, Predicate<News> wanted, int limit, HttpServletRequest request) {
    if (limit < 1 || limit > MOST) {
      throw new RefusedRequest(Code.BAD_REQUEST, "limit is 1 to 5000", "limit");
    }
    ApiKey key = ApiKey.of(request);
    try {
      if (after.equals(LATEST)) {
        return answer(new byte[0], outgoing.end());
      }
      return read(position(after), wanted, limit, key.name());
    } catch (PositionGone gone) {
      throw new RefusedRequest(
          Code.CURSOR_GONE, "facts are kept for seven days: begin anew without it", "after");
    }
  }

  private ResponseEntity<byte[]> read(
      @Nullable Position after, Predicate<News> wanted, int limit, String reader) {
    var lines = new ByteArrayOutputStream();
    Position next = after;
    int written = 0;
    int lookedAt = 0;
    boolean more = true;
    while (more && written < limit && lookedAt < MOST_LOOKED_AT && lines.size() < MOST_BYTES) {
      Outgoing.Reading reading = outgoing.read(next, Math.min(AT_ONCE, limit - written));
      List<Outgoing.Item> items =
          reading.items().stream().filter(item -> wanted.test(item.news())).toList();
      items.forEach(item -> {
        lines.writeBytes(Json.bytes(FactLine.of(item)));
        lines.write('\n');
      });
      written += items.size();
      lookedAt += reading.items().size();
      next = reading.next();
      more = reading.more();
    }
    // Who asks every second and is told nothing has read nothing.
    if (written > 0) {
      audit.record(reader, Action.FACTS_READ, "", Fields.of("results", Value.of(written)));
    }
    return answer(lines.toByteArray(), next == null ? outgoing.end() : next);
  }

  private static ResponseEntity<byte[]> answer(byte[] lines, Position next) {
    return ResponseEntity.ok().contentType(LINES).header(NEXT, next.text()).body(lines);
  }

  private static @Nullable Position position(String after) {
    return after.isEmpty()
        ? null
        : Position.parse(after)
            .orElseThrow(() ->
                new RefusedRequest(
                    Code.BAD_REQUEST, "after is a cursor as it was given, or latest", "after"));
  }
}
