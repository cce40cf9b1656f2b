package habitue.server.audience;

import habitue.model.Fields;
import habitue.playbook.plan.Plan;
import habitue.playbook.trust.Purposes;
import habitue.server.audit.Action;
import habitue.server.audit.Audit;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import habitue.store.Census;
import habitue.store.Store;
import habitue.store.Survey;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Writes the people of a segment as a file: the one entrance, for the API and the console. */
@Component
public final class Audiences {
  private static final int AT_ONCE = 2;
  private static final long CATCHES_UP = Duration.ofSeconds(2).toNanos();
  private static final long BETWEEN_LOOKS = Duration.ofMillis(10).toNanos();
  private static final Duration ESTIMATE = Duration.ofSeconds(2);

  private final Store store;
  private final InstantSource clock;
  private final Audit audit;
  // Each keeps old versions on disk while it goes on.
  private final Semaphore underway = new Semaphore(AT_ONCE);

  public Audiences(Store store, InstantSource clock, Audit audit) {
    this.store = store;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * About how many would go into the files that leave the brand.
   *
   * @param going those who agreed, and are found by an address
   * @param left why the others do not
   * @param exact whether everyone was looked at
   */
  public record Estimate(long members, long going, SortedMap<String, Long> left, boolean exact) {}

  /** Looks for two seconds at most. */
  public Estimate estimate(String segment, Format format) {
    int place = place(store.context().playbook().plan(), segment);
    Purposes purposes = store.context().playbook().purposes();
    var members = new LongAdder();
    Map<String, LongAdder> left = new ConcurrentHashMap<>();
    Survey.Seen seen =
        Survey.of(
            store.reader(),
            ESTIMATE,
            person -> {
              if (person.state().standing().in(place)) {
                members.increment();
                Audience.out(person, purposes, store.suppressions(), format)
                    .ifPresent(why -> left.computeIfAbsent(why, _ -> new LongAdder()).increment());
              }
            });
    var counts = new TreeMap<String, Long>();
    left.forEach((why, count) -> counts.put(why, seen.of(count.sum())));
    long out = left.values().stream().mapToLong(LongAdder::sum).sum();
    return new Estimate(seen.of(members.sum()), seen.of(members.sum() - out), counts, seen.all());
  }

  /** Answers with the file. Says in headers how many are in it, and why the others are not. */
  public void send(String segment, Format format, String author, HttpServletResponse response)
      throws IOException {
    try (Audience audience = open(segment, format)) {
      var details =
          Fields.NONE
              .with("format", format.wireName())
              .with("members", audience.members())
              .with("exported", audience.exported());
      audit.record(author, Action.AUDIENCE_EXPORTED, segment, details);
      response.setContentType("text/csv;charset=UTF-8");
      response.setHeader("Cache-Control", "no-store");
      response.setHeader(
          "Content-Disposition",
          "attachment; filename=\"%s-%s.csv\"".formatted(segment, format.wireName()));
      response.setHeader("X-Habitue-Members", Long.toString(audience.members()));
      response.setHeader("X-Habitue-Exported", Long.toString(audience.exported()));
      response.setHeader("X-Habitue-Left-Out", said(audience.left()));
      audience.write(response.getOutputStream());
    }
  }

  private static String said(SortedMap<String, Long> left) {
    return left.entrySet().stream()
        .map(each -> each.getKey() + "=" + each.getValue())
        .collect(Collectors.joining(", "));
  }

  Audience open(String segment, Format format) {
    // A segment that there is not is told before anyone waits.
    place(store.context().playbook().plan(), segment);
    if (!underway.tryAcquire()) {
      throw new RefusedRequest(Code.BUSY, "other exports are under way: ask again");
    }
    Audience audience = null;
    try {
      catchUp();
      audience = begin(segment, format);
      audience.decide();
      return audience;
    } catch (RuntimeException failed) {
      if (audience == null) {
        underway.release();
      } else {
        audience.close();
      }
      throw failed;
    }
  }

  private Audience begin(String segment, Format format) {
    Census census = store.reader().census(clock.instant());
    try {
      int place = place(census.context().playbook().plan(), segment);
      return new Audience(census, store.suppressions(), format, place, underway::release);
    } catch (RuntimeException gone) {
      census.close();
      throw gone;
    }
  }

  /** Waits a while until what was accepted by now is worked on: it may take consent back. */
  private void catchUp() {
    long end = System.nanoTime() + CATCHES_UP;
    long accepted = store.status().accepted();
    while (store.status().processed() < accepted && System.nanoTime() < end) {
      LockSupport.parkNanos(BETWEEN_LOOKS);
    }
  }

  private static int place(Plan plan, String segment) {
    for (int i = 0; i < plan.segments().size(); i++) {
      if (plan.segments().get(i).named().name().equals(segment)) {
        return i;
      }
    }
    throw new RefusedRequest(Code.UNKNOWN_SEGMENT, "no segment of the playbook has this name");
  }
}
