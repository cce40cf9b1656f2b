package habitue.engine.attract;

import habitue.engine.Findings;
import habitue.engine.Happening;
import habitue.engine.Texts;
import habitue.model.Fields;
import habitue.model.Source;
import habitue.model.Value;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Folds an event into when and how the person comes. */
public final class ActivityStep {
  private static final String RULE = "attract.activity";

  private ActivityStep() {}

  /**
   * @param visits whether visits may be read from it; that the person was there always is
   */
  public static Coming step(Coming coming, Happening happening, boolean visits, Findings findings) {
    Coming current = Visiting.ended(coming, happening.now(), findings);
    if (current.activity().firstSeen() == null) {
      firstSeen(happening, findings);
    }
    boolean visiting = Acts.visiting(happening);
    Activity counted = counted(current.activity(), happening, visiting);
    var seen = new Coming(counted, current.visits());
    return visiting && visits ? new Visiting(seen, happening, findings).place() : seen;
  }

  /** Ends the visits that were due by an instant. */
  public static Coming woke(Coming coming, Instant now, Findings findings) {
    return Visiting.ended(coming, now, findings);
  }

  private static Activity counted(Activity old, Happening happening, boolean visiting) {
    Instant at = happening.at();
    Instant contact = old.lastContact();
    return new Activity(
        earlier(old.firstSeen(), at),
        later(old.lastSeen(), at),
        Acts.contact(happening, visiting) ? later(contact, at) : contact,
        old.events().plusOne(Texts.cut(happening.event().name(), Texts.NAME)),
        old.open(),
        old.visits(),
        old.first(),
        old.last());
  }

  private static void firstSeen(Happening happening, Findings findings) {
    Source source = happening.source();
    Fields details =
        Fields.of("source", Value.of(source.name()))
            .with("channel", source.channel())
            .with("store", source.store());
    Fields words = Fields.of("key", Value.of("attract.first-seen"));
    findings.add("First Seen", happening, RULE, words, details);
  }

  private static Instant earlier(@Nullable Instant one, Instant other) {
    return one != null && one.isBefore(other) ? one : other;
  }

  private static Instant later(@Nullable Instant one, Instant other) {
    return one != null && one.isAfter(other) ? one : other;
  }
}
