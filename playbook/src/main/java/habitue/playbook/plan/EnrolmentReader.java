package habitue.playbook.plan;

import habitue.playbook.plan.Programme.Enrolment;
import habitue.playbook.yaml.Entry;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads how someone comes to take part in a programme. */
final class EnrolmentReader {
  private static final String EVERYONE = "everyone";
  private static final int OLDEST = 120;
  private static final int LONGEST = 40;

  private final Pieces pieces;

  EnrolmentReader(Pieces pieces) {
    this.pieces = pieces;
  }

  Enrolment read(@Nullable Entry entry) {
    if (entry == null || !entry.isMap() && entry.text().equals(EVERYONE)) {
      return Enrolment.EVERYONE;
    }
    if (!entry.isMap()) {
      entry.mistake("enrol: everyone, or enrol: {on: EVENT} is expected");
      return Enrolment.EVERYONE;
    }
    if (entry.names().contains(EVERYONE)) {
      return everyone(entry);
    }
    Pieces.Said said =
        pieces.said(
            entry,
            "when",
            List.of("on", "when", "minimum age", "unknown age", "conditions", "purpose"));
    Set<String> on = Pieces.on(said.part("on"));
    if (on.isEmpty()) {
      entry.mistake("on: the event that enrols is expected, such as Loyalty Joined");
    }
    Entry age = said.part("minimum age");
    return new Enrolment(
        false,
        on,
        on.isEmpty() ? null : pieces.beside(said, on).orElse(null),
        age == null ? 0 : age.whole(1, OLDEST),
        unknown(said.part("unknown age"), age),
        conditions(said.part("conditions")));
  }

  /** With the way back for those who left. */
  private Enrolment everyone(Entry entry) {
    Pieces.Said said = pieces.said(entry, "when", List.of(EVERYONE, "on", "when", "purpose"));
    Set<String> on = Pieces.on(said.part("on"));
    Entry everyone = said.part(EVERYONE);
    if (everyone == null || !everyone.flag() || on.isEmpty()) {
      entry.mistake("everyone: true, and on: the event by which who left comes back are expected");
      return Enrolment.EVERYONE;
    }
    return new Enrolment(true, on, pieces.beside(said, on).orElse(null), 0, true, "");
  }

  private static boolean unknown(@Nullable Entry unknown, @Nullable Entry age) {
    if (unknown == null) {
      return age == null;
    }
    if (age == null) {
      unknown.mistake("unknown age: belongs to minimum age:");
    }
    return unknown.choice(Unknown.class) == Unknown.ALLOWED;
  }

  private enum Unknown {
    ALLOWED,
    REFUSED
  }

  private static String conditions(@Nullable Entry entry) {
    String version = entry == null ? "" : entry.text();
    if (entry != null && (version.isBlank() || version.length() > LONGEST)) {
      entry.mistake("the version of the conditions in force is expected, such as \"2026-03\"");
    }
    return version;
  }
}
