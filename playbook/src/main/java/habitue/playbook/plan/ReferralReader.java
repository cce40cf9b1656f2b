package habitue.playbook.plan;

import habitue.playbook.plan.Programme.Limit;
import habitue.playbook.plan.Referral.Doubt;
import habitue.playbook.rule.Condition;
import habitue.playbook.yaml.Entry;
import java.time.Period;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a programme gives for friends. */
final class ReferralReader {
  private static final Pattern LINK = Pattern.compile("https?://[^\\s#]{1,300}");
  private static final int MOST_POINTS = 1_000_000;
  private static final Period USUAL_PENDING = Period.ofDays(30);
  private static final Limit USUAL_LIMIT = new Limit(10, Period.ofYears(1));
  private static final Limit USUAL_VELOCITY = new Limit(5, Period.ofDays(1));

  private final Pieces pieces;

  ReferralReader(Pieces pieces) {
    this.pieces = pieces;
  }

  /** Null where a programme has none. */
  @Nullable Referral read(@Nullable Entry entry) {
    if (entry == null) {
      return null;
    }
    Pieces.Said said =
        pieces.said(
            entry,
            "when",
            List.of(
                "points",
                "friend",
                "pending",
                "when",
                "limit",
                "link",
                "velocity",
                "review",
                "purpose"));
    if (said.part("points") == null) {
      entry.mistake("points: what a member gets for a friend is expected, such as points: 500");
    }
    Optional<Condition> when = pieces.beside(said, Set.of(Programme.ORDER));
    Entry pending = said.part("pending");
    return new Referral(
        Pieces.rule(Referral.RULE, said, when.orElse(null)),
        points(said.part("points"), 1),
        points(said.part("friend"), 0),
        pending == null ? USUAL_PENDING : pending.period(),
        when.orElse(null),
        limit(said.part("limit"), USUAL_LIMIT),
        link(said.part("link")),
        limit(said.part("velocity"), USUAL_VELOCITY),
        review(said.part("review")));
  }

  private static long points(@Nullable Entry entry, int least) {
    return entry == null ? least : entry.whole(1, MOST_POINTS);
  }

  private static Limit limit(@Nullable Entry entry, Limit usual) {
    return entry == null ? usual : LoyaltyReader.limit(entry);
  }

  private static String link(@Nullable Entry entry) {
    if (entry == null) {
      return "";
    }
    if (!LINK.matcher(entry.text()).matches()) {
      entry.mistake("the address before a code is expected, such as https://shop.example/?ref=");
    }
    return entry.text();
  }

  private static Set<Doubt> review(@Nullable Entry entry) {
    if (entry == null) {
      return EnumSet.allOf(Doubt.class);
    }
    var doubts = EnumSet.noneOf(Doubt.class);
    entry.list().forEach(each -> doubts.add(each.choice(Doubt.class)));
    return doubts;
  }
}
