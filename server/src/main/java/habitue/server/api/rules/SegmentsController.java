package habitue.server.api.rules;

import habitue.model.CustomerId;
import habitue.playbook.plan.Plan;
import habitue.playbook.rule.Condition;
import habitue.server.identify.Playbooks;
import habitue.server.identify.Previews;
import habitue.server.identify.Previews.Preview;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import habitue.warehouse.report.Standings;
import habitue.warehouse.report.Standings.Count;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Segments and stages: how many are in them, and whom a condition would take. */
@RestController
final class SegmentsController {
  private static final int LONGEST = 10_000;
  private static final int MOST_DAYS = 1_100;
  private static final int AT_ONCE = 2;

  private final Playbooks playbooks;
  private final Previews previews;
  private final Standings standings;
  private final InstantSource clock;
  private final Semaphore previewing = new Semaphore(AT_ONCE);

  SegmentsController(
      Playbooks playbooks, Previews previews, Standings standings, InstantSource clock) {
    this.playbooks = playbooks;
    this.previews = previews;
    this.standings = standings;
    this.clock = clock;
  }

  /**
   * @param when the condition as it was written; not there for the last stage
   * @param known those with a user id
   * @param count all of them
   * @param reachable whom marketing reaches by one channel at least
   */
  record Line(
      String name,
      Map<String, String> label,
      @Nullable String when,
      long known,
      long count,
      long reachable) {}

  /**
   * @param refolding how many customers are being folded anew: until it is 0 counts may still move
   */
  record SegmentsAnswer(List<Line> segments, List<Line> stages, List<Line> flags, long refolding) {}

  record ToPreview(@Nullable String when, @Nullable Boolean exact) {}

  /**
   * @param countFrom with {@code countTo} where the true count lies, in 95 of 100 estimates
   */
  record PreviewAnswer(
      long count,
      long countFrom,
      long countTo,
      long reachable,
      List<String> sample,
      boolean exact,
      long looked,
      double share,
      boolean gathered) {}

  record Size(LocalDate day, long count) {}

  record SizesAnswer(String segment, List<Size> sizes, Map<String, Long> overlap) {}

  @GetMapping("/api/segments")
  @Operation(summary = "Segments, stages and flags, and how many are in them")
  SegmentsAnswer segments() {
    Plan plan = playbooks.inForce().plan();
    Map<String, Count> segments = byName(standings.segments());
    Map<String, Count> stages = byName(standings.stages());
    Map<String, Count> flags = byName(standings.flags());
    return new SegmentsAnswer(
        plan.segments().stream().map(it -> line(it.named(), it.when(), segments)).toList(),
        plan.stages().stream().map(it -> line(it.named(), it.when(), stages)).toList(),
        plan.flags().stream().map(it -> line(it.named(), it.when(), flags)).toList(),
        playbooks.refolding());
  }

  private static Map<String, Count> byName(List<Count> counts) {
    return counts.stream().collect(Collectors.toMap(Count::name, Function.identity()));
  }

  private static Line line(Plan.Named named, @Nullable Condition when, Map<String, Count> counts) {
    Count count = counts.getOrDefault(named.name(), Count.none(named.name()));
    return new Line(
        named.name(),
        named.label(),
        when == null ? null : when.said(),
        count.known(),
        count.customers(),
        count.reachable());
  }

  @GetMapping("/api/segments/{name}")
  @Operation(summary = "A segment's size at the end of each day, and what it shares with others")
  SizesAnswer sizes(
      @PathVariable String name, @RequestParam(name = "days", defaultValue = "90") int days) {
    if (days < 1 || days > MOST_DAYS) {
      throw new RefusedRequest(Code.BAD_REQUEST, "days is 1 to 1100", "days");
    }
    refuseUnknown(name);
    LocalDate today = LocalDate.ofInstant(clock.instant(), standings.zone());
    List<Size> sizes =
        standings.sizes(name, today.minusDays(days - 1L), today).stream()
            .map(each -> new Size(each.day(), each.customers()))
            .toList();
    return new SizesAnswer(name, sizes, standings.overlap(name));
  }

  private void refuseUnknown(String name) {
    boolean known =
        playbooks.inForce().plan().segments().stream()
            .anyMatch(each -> each.named().name().equals(name));
    if (!known) {
      throw new RefusedRequest(Code.UNKNOWN_SEGMENT, "no segment of the playbook has this name");
    }
  }

  @PostMapping("/api/segments/preview")
  @Operation(summary = "Whom a condition would take: an estimate at once, or exactly in seconds")
  PreviewAnswer preview(@RequestBody ToPreview asked) {
    String when = asked.when == null ? "" : asked.when.strip();
    if (when.isEmpty()) {
      throw new RefusedRequest(Code.MISSING_FIELD, "when is needed: a condition", "when");
    }
    if (when.length() > LONGEST) {
      throw new RefusedRequest(Code.TEXT_TOO_LONG, "when has at most 10,000 characters", "when");
    }
    Duration atMost = Boolean.TRUE.equals(asked.exact) ? Previews.EXACT : Previews.ESTIMATE;
    if (!previewing.tryAcquire()) {
      throw new RefusedRequest(Code.BUSY, "other previews are under way: ask again");
    }
    try {
      return answer(previews.preview(previews.checked(when), atMost));
    } finally {
      previewing.release();
    }
  }

  private static PreviewAnswer answer(Preview preview) {
    return new PreviewAnswer(
        preview.count(),
        preview.between().from(),
        preview.between().to(),
        preview.reachable(),
        preview.sample().stream().map(CustomerId::toString).toList(),
        preview.exact(),
        preview.looked(),
        preview.share(),
        preview.gathered());
  }
}
