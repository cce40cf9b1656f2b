package habitue.engine.attract;

import habitue.engine.Findings;
import habitue.engine.Happening;
import habitue.engine.Lists;
import habitue.model.Fields;
import habitue.model.Value;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** States that visits started and ended, and moves those that ended. */
public final class VisitFacts {
  /** Names the rule that states them. */
  public static final String RULE = "attract.visits";

  private VisitFacts() {}

  static void started(Visit visit, Happening happening, Findings findings) {
    Fields words = words("attract.visit-started").with("source", visit.touch().source());
    findings.add("Visit Started", happening, RULE, words, origin(visit));
  }

  /** Ends a visit because the person came anew from elsewhere. */
  static Coming turned(Coming coming, int index, Happening happening, Findings findings) {
    return ended(coming, index, happening, findings, "attract.came-anew");
  }

  private static Coming ended(
      Coming coming, int index, Happening happening, Findings findings, String why) {
    Visit visit = coming.activity().open().get(index).visit();
    findings.add("Visit Ended", happening, RULE, words(why), summary(visit));
    return moved(coming, index);
  }

  /** Ends a visit because nothing came for the timeout. */
  static Coming timedOut(Coming coming, int index, Findings findings) {
    OpenVisit open = coming.activity().open().get(index);
    Fields words = words("attract.visit-timeout").with("minutes", Visit.TIMEOUT.toMinutes());
    Instant over = open.visit().lastAt().plus(Visit.TIMEOUT);
    Fields details = summary(open.visit());
    findings.timed("Visit Ended", over, open.due(), "Visit Timeout", RULE, words, details);
    return moved(coming, index);
  }

  /** Makes room for one more open visit. */
  static Coming room(Coming coming, Happening happening, Findings findings) {
    List<OpenVisit> open = coming.activity().open();
    return open.size() < Activity.OPEN
        ? coming
        : ended(coming, soonest(open), happening, findings, "attract.too-many-visits");
  }

  /** The open visit that is due first; -1 when none is open. */
  static int soonest(List<OpenVisit> open) {
    int soonest = open.isEmpty() ? -1 : 0;
    for (int i = 1; i < open.size(); i++) {
      soonest = open.get(i).due().isBefore(open.get(soonest).due()) ? i : soonest;
    }
    return soonest;
  }

  private static Coming moved(Coming coming, int index) {
    Activity activity = coming.activity();
    Visit visit = activity.open().get(index).visit();
    return new Coming(
        activity.withOpen(Lists.without(activity.open(), index)),
        Visiting.shelved(coming.visits(), visit));
  }

  private static Fields origin(Visit visit) {
    Touch touch = visit.touch();
    Fields details = Fields.of("source", Value.of(touch.source())).with("medium", touch.medium());
    details = said(details, "campaign", touch.campaign());
    details = said(details, "term", touch.term());
    details = said(details, "content", touch.content());
    details = said(details, "referrer", touch.referrer());
    details = said(details, "landing", touch.landing());
    details = said(details, "device", visit.device());
    return details.with("channel", visit.channel()).with("store", visit.store());
  }

  private static Fields summary(Visit visit) {
    return origin(visit)
        .with("started_at", visit.startedAt().toString())
        .with("seconds", visit.duration().toSeconds())
        .with("events", visit.events())
        .with("pages", visit.pages());
  }

  private static Fields said(Fields to, String name, @Nullable String text) {
    return text == null ? to : to.with(name, text);
  }

  private static Fields words(String key) {
    return Fields.of("key", Value.of(key));
  }
}
