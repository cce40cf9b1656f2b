package habitue.server.api;

import habitue.store.PublishedPlaybook;
import habitue.store.Status;
import habitue.store.Store;
import habitue.warehouse.report.Conclusions;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** How the whole is doing. */
@RestController
final class StatusController {
  private final Store store;
  private final Conclusions conclusions;

  StatusController(Store store, Conclusions conclusions) {
    this.store = store;
    this.conclusions = conclusions;
  }

  record Playbook(int version) {}

  /**
   * @param facts that hold now, as the tables know it
   */
  record StatusAnswer(
      long accepted,
      long processed,
      long lag,
      long customers,
      long facts,
      long quarantined,
      long counted,
      long refolding,
      long halted,
      boolean failed,
      Playbook playbook) {}

  @GetMapping("/api/status")
  @Operation(summary = "How much came in, was worked on and concluded")
  StatusAnswer status() {
    Status status = store.status();
    return new StatusAnswer(
        status.accepted(),
        status.processed(),
        status.lag(),
        status.customers(),
        conclusions.count(),
        status.quarantined(),
        store.tallies().count(),
        status.refolding(),
        status.halted(),
        status.failed(),
        new Playbook(PublishedPlaybook.version(store.settings())));
  }
}
