package habitue.server.api.rules;

import habitue.model.CustomerId;
import habitue.playbook.Playbook;
import habitue.playbook.plan.Plan;
import habitue.playbook.rule.Condition;
import habitue.server.identify.Playbooks;
import habitue.server.identify.Rehearsals;
import habitue.server.identify.Rehearsals.Change;
import habitue.server.identify.Rehearsals.Rehearsal;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import habitue.store.PublishedPlaybook;
import habitue.store.PublishedPlaybook.Origin;
import habitue.store.PublishedPlaybook.Version;
import io.swagger.v3.oas.annotations.Operation;
import java.security.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The playbook: read, checked, rehearsed, published and rolled back. */
@RestController
final class PlaybookController {
  private final Playbooks playbooks;
  private final Rehearsals rehearsals;
  // Each takes every processor for seconds.
  private final Semaphore rehearsing = new Semaphore(1);

  PlaybookController(Playbooks playbooks, Rehearsals rehearsals) {
    this.playbooks = playbooks;
    this.rehearsals = rehearsals;
  }

  /**
   * @param files as the brand wrote them; a file that is not there holds as it ships
   */
  record VersionAnswer(
      int version,
      @Nullable Instant at,
      @Nullable String author,
      @Nullable String origin,
      Map<String, String> files) {
    static VersionAnswer of(Version version) {
      return new VersionAnswer(
          version.version(),
          version.at(),
          version.author().isEmpty() ? null : version.author(),
          version.origin().isEmpty() ? null : version.origin(),
          version.files().texts());
    }
  }

  record VersionLine(
      int version, @Nullable Instant at, @Nullable String author, @Nullable String origin) {}

  record VersionsAnswer(List<VersionLine> versions) {}

  /**
   * @param refolding how many customers are still folded by the version before
   */
  record Published(int version, int refolding) {}

  record ToPublish(@Nullable Map<String, String> files, @Nullable Integer base) {}

  record ToCheck(@Nullable Map<String, String> files) {}

  record ToRollBack(@Nullable Integer to, @Nullable Integer base) {}

  /**
   * @param hourly rules that have no closed form, so that they are looked at every hour
   */
  record Checked(List<Object> errors, List<String> hourly) {}

  record RehearsalAnswer(List<ChangeAnswer> changes, boolean exact, long looked, double share) {}

  record ChangeAnswer(
      String kind,
      String name,
      long before,
      long after,
      long enter,
      long leave,
      List<String> entering,
      List<String> leaving,
      List<MonthAnswer> past) {
    static ChangeAnswer of(Change change) {
      return new ChangeAnswer(
          change.kind().name().toLowerCase(Locale.ROOT),
          change.name(),
          change.before(),
          change.after(),
          change.enter(),
          change.leave(),
          change.entering().stream().map(CustomerId::toString).toList(),
          change.leaving().stream().map(CustomerId::toString).toList(),
          change.past().stream()
              .map(each -> new MonthAnswer(each.month().toString(), each.before(), each.after()))
              .toList());
    }
  }

  record MonthAnswer(String month, long before, long after) {}

  @GetMapping("/api/playbook")
  @Operation(summary = "The playbook in force: its version and files")
  VersionAnswer playbook() {
    return VersionAnswer.of(playbooks.current());
  }

  @GetMapping("/api/playbook/versions")
  @Operation(summary = "Every version that was published, the newest first")
  VersionsAnswer versions() {
    return new VersionsAnswer(
        playbooks.versions().stream()
            .map(VersionAnswer::of)
            .map(each -> new VersionLine(each.version, each.at, each.author, each.origin))
            .toList());
  }

  @GetMapping("/api/playbook/versions/{number}")
  @Operation(summary = "A version of the playbook with its files")
  VersionAnswer version(@PathVariable int number) {
    return VersionAnswer.of(playbooks.version(number));
  }

  @PutMapping("/api/playbook")
  @Operation(summary = "Publish a playbook: it holds from now on, and over the whole past")
  Published publish(@RequestBody ToPublish asked, Principal author) {
    int base = needed(asked.base, "base");
    PublishedPlaybook published =
        playbooks.publish(
            playbooks.checked(files(asked.files)), base, author.getName(), Origin.API);
    return new Published(published.version(), playbooks.refolding());
  }

  @PostMapping("/api/playbook/rollback")
  @Operation(summary = "Publish what an earlier version said, as the newest")
  Published rollback(@RequestBody ToRollBack asked, Principal author) {
    int to = needed(asked.to, "to");
    int base = needed(asked.base, "base");
    PublishedPlaybook published = playbooks.rollback(to, base, author.getName(), Origin.API);
    return new Published(published.version(), playbooks.refolding());
  }

  @PostMapping("/api/playbook/check")
  @Operation(summary = "Every mistake in a playbook that is not published")
  Checked check(@RequestBody ToCheck asked) {
    Playbook playbook = playbooks.checked(files(asked.files));
    return new Checked(List.of(), hourly(playbook.plan()));
  }

  @PostMapping("/api/playbook/rehearse")
  @Operation(
      summary = "Who would enter and leave each stage, segment and flag, now and in the past")
  RehearsalAnswer rehearse(@RequestBody ToCheck asked) {
    Playbook playbook = playbooks.checked(files(asked.files));
    if (!rehearsing.tryAcquire()) {
      throw new RefusedRequest(Code.BUSY, "another rehearsal is under way");
    }
    try {
      Rehearsal rehearsal = rehearsals.rehearse(playbook, Rehearsals.LONGEST);
      return new RehearsalAnswer(
          rehearsal.changes().stream().map(ChangeAnswer::of).toList(),
          rehearsal.exact(),
          rehearsal.looked(),
          rehearsal.share());
    } finally {
      rehearsing.release();
    }
  }

  private static List<String> hourly(Plan plan) {
    var hourly = new ArrayList<String>();
    plan.stages().forEach(each -> hourly(each.named(), each.when(), hourly));
    plan.flags().forEach(each -> hourly(each.named(), each.when(), hourly));
    plan.segments().forEach(each -> hourly(each.named(), each.when(), hourly));
    return hourly;
  }

  private static void hourly(Plan.Named named, @Nullable Condition when, List<String> hourly) {
    if (when != null && when.hourly()) {
      hourly.add(named.name());
    }
  }

  private static Map<String, String> files(@Nullable Map<String, String> files) {
    if (files == null) {
      throw new RefusedRequest(Code.MISSING_FIELD, "files is needed: name to text", "files");
    }
    if (files.containsValue(null)) {
      throw new RefusedRequest(Code.BAD_REQUEST, "each file is a text", "files");
    }
    return files;
  }

  private static int needed(@Nullable Integer number, String field) {
    if (number == null) {
      throw new RefusedRequest(Code.MISSING_FIELD, field + " is needed: a version", field);
    }
    return number;
  }
}
