package habitue.server.api;

import habitue.playbook.trust.Retention;
import habitue.server.audit.Action;
import habitue.server.audit.Audit;
import habitue.store.Store;
import habitue.store.Sweep;
import habitue.store.Sweeper;
import io.swagger.v3.oas.annotations.Operation;
import java.security.Principal;
import java.time.Instant;
import java.time.Period;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** How long what is known is kept, and what went. */
@RestController
final class RetentionController {
  private final Store store;
  private final Audit audit;

  RetentionController(Store store, Audit audit) {
    this.store = store;
    this.audit = audit;
  }

  /** Periods in ISO 8601 ({@code P13M}); what has none is kept for ever. */
  record Rules(
      @Nullable String visitor,
      @Nullable String prospect,
      @Nullable String customer,
      @Nullable String accounting,
      Map<String, String> events,
      @Nullable String other) {}

  /**
   * @param reduced people of whom only orders stayed
   * @param next when the next person expires if they stay away
   */
  record LastSweep(
      @Nullable Instant at,
      boolean running,
      long erased,
      long reduced,
      long records,
      @Nullable Instant next) {}

  record Ever(long erased, long records) {}

  record RetentionAnswer(Rules rules, LastSweep sweep, Ever ever) {}

  @GetMapping("/api/retention")
  @Operation(summary = "How long what is known is kept, and what the last sweep let go of")
  RetentionAnswer retention() {
    Sweeper sweeper = store.sweeper();
    Sweep last = sweeper.last();
    return new RetentionAnswer(
        rules(store.context().playbook().retention()),
        new LastSweep(
            last.at(),
            sweeper.underWay(),
            last.erased(),
            last.reduced(),
            last.records(),
            last.next()),
        new Ever(last.everErased(), last.everRecords()));
  }

  @PostMapping("/api/retention/sweeps")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(summary = "Let go of what was kept long enough now, not within the hour")
  RetentionAnswer sweep(Principal author) {
    audit.record(author.getName(), Action.SWEEP, "");
    store.sweeper().ask();
    return retention();
  }

  private static Rules rules(Retention kept) {
    var events = new TreeMap<String, String>();
    kept.events().forEach((name, period) -> events.put(name, period.toString()));
    return new Rules(
        written(kept.visitor()),
        written(kept.prospect()),
        written(kept.customer()),
        written(kept.accounting()),
        events,
        written(kept.other()));
  }

  private static @Nullable String written(@Nullable Period period) {
    return period == null ? null : period.toString();
  }
}
