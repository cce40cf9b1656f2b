package habitue.playbook.plan;

import habitue.playbook.plan.Programme.End;
import habitue.playbook.plan.Programme.Expiry;
import habitue.playbook.plan.Programme.Ladder;
import habitue.playbook.plan.Programme.Limit;
import habitue.playbook.plan.Programme.Shortfall;
import habitue.playbook.rule.Condition;
import habitue.playbook.yaml.Entry;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the loyalty programmes. */
final class LoyaltyReader {
  private static final Pattern SHARE = Pattern.compile("(\\d{1,2}(?:\\.\\d{1,2})?) ?%");
  private static final BigDecimal MOST_HELD_OUT = new BigDecimal(50);
  private static final Pattern LIMIT = Pattern.compile("(\\d{1,4}) per (\\d{1,5}[dwmy])");
  private static final int MOST_POINTS = 1_000_000;

  private final Pieces pieces;

  LoyaltyReader(Pieces pieces) {
    this.pieces = pieces;
  }

  /** The names of all challenges, which conditions may ask about. */
  static List<String> challenges(SequencedMap<String, Entry> programmes) {
    return programmes.values().stream()
        .filter(Entry::isMap)
        .flatMap(programme -> Optional.ofNullable(programme.find("challenges")).stream())
        .flatMap(challenges -> challenges.names().stream())
        .toList();
  }

  List<Programme> read(SequencedMap<String, Entry> all) {
    var programmes = new ArrayList<Programme>();
    all.forEach((name, entry) -> programmes.add(programme(name, entry)));
    return programmes;
  }

  private Programme programme(String name, Entry entry) {
    Pieces.named(name, entry);
    Map<String, Entry> parts =
        entry.map(
            List.of(
                "label",
                "counts from",
                "enrol",
                "exclude",
                "leave",
                "earn",
                "expires",
                "spent already",
                "tiers",
                "rewards",
                "birthday",
                "challenges",
                "point worth",
                "referral",
                "holdout",
                "budgets",
                "surprises",
                "gift cards"));
    Entry label = parts.get("label");
    Entry counts = parts.get("counts from");
    if (counts == null) {
      entry.mistake(
          "counts from: the day from which it counts is expected: counts from: 2026-01-01");
    }
    Entry spent = parts.get("spent already");
    Entry birthday = parts.get("birthday");
    Entry worth = parts.get("point worth");
    Ladder ladder = new TiersReader(pieces).read(parts.get("tiers"));
    var budgets = new BudgetsReader(parts.get("budgets"));
    var reader = new EarningsReader(pieces, budgets);
    new AwardNames().check(parts, "earn", "surprises", "challenges");
    return new Programme(
        new Plan.Named(name, label == null ? Map.of() : label.words(), 0),
        counts == null ? LocalDate.EPOCH : counts.day(),
        new EnrolmentReader(pieces).read(parts.get("enrol")),
        Pieces.on(parts.get("leave")),
        reader.earnings(parts.get("earn"), entry),
        expiry(parts.get("expires")),
        spent == null ? Shortfall.NEGATIVE : spent.choice(Shortfall.class),
        ladder,
        new RewardsReader(pieces, ladder).read(parts.get("rewards")),
        birthday == null ? null : (long) birthday.whole(1, MOST_POINTS),
        new ChallengesReader(pieces, budgets).read(parts.get("challenges")),
        worth == null ? null : worth.positive(9),
        new ReferralReader(pieces).read(parts.get("referral")),
        excluded(parts.get("exclude")),
        holdout(parts.get("holdout")),
        budgets.all(),
        reader.surprises(parts.get("surprises")),
        reader.giftCards(parts.get("gift cards")));
  }

  /** Below a half: a programme is for those who take part in it. */
  private static @Nullable BigDecimal holdout(@Nullable Entry entry) {
    if (entry == null) {
      return null;
    }
    Matcher said = SHARE.matcher(entry.text());
    BigDecimal percent = said.matches() ? new BigDecimal(said.group(1)) : BigDecimal.ZERO;
    if (percent.signum() == 0 || percent.compareTo(MOST_HELD_OUT) > 0) {
      entry.mistake("the share of people left out is expected, up to 50%, such as holdout: 5%");
      return null;
    }
    return percent.movePointLeft(2).stripTrailingZeros();
  }

  private @Nullable Condition excluded(@Nullable Entry entry) {
    return entry == null
        ? null
        : pieces.condition(pieces.said(entry, "when", List.of("when", "purpose"))).orElse(null);
  }

  static Limit limit(Entry entry) {
    Matcher said = LIMIT.matcher(entry.text());
    if (!said.matches() || said.group(1).equals("0")) {
      entry.mistake("so many times in a length of time is expected, such as 3 per 30d");
      return new Limit(1, Period.ofYears(1));
    }
    return new Limit(Integer.parseInt(said.group(1)), Entry.length(said.group(2)));
  }

  private static @Nullable Expiry expiry(@Nullable Entry entry) {
    if (entry == null || !entry.isMap() && entry.text().equals("never")) {
      return null;
    }
    if (!entry.isMap()) {
      return new Expiry(days(entry), null, null, Set.of());
    }
    Map<String, Entry> parts = entry.map(List.of("after", "end of", "warn", "from", "on"));
    Entry after = parts.get("after");
    Entry end = parts.get("end of");
    Entry warn = parts.get("warn");
    if (end == null && after == null) {
      entry.mistake("after: a length of time, or end of: month or year is expected");
    }
    var expiry =
        new Expiry(
            after == null ? Period.ZERO : days(after),
            end == null ? null : end.choice(End.class),
            warn == null ? null : days(warn),
            activity(parts.get("from"), parts.get("on")));
    if (warn != null && !warnsLater(expiry)) {
      warn.mistake("warn: is how long before points expire: shorter than they live is expected");
    }
    return expiry;
  }

  /** Whether any points are earned before it is told that they will expire. */
  private static boolean warnsLater(Expiry expiry) {
    LocalDate first = LocalDate.EPOCH;
    LocalDate last = first.plus(expiry.after());
    LocalDate longest = expiry.end() == null ? last : expiry.end().of(last).plusDays(1);
    return expiry.warn() != null && first.plus(expiry.warn()).isBefore(longest);
  }

  private static Set<String> activity(@Nullable Entry from, @Nullable Entry on) {
    boolean slides = from != null && from.choice(From.class) == From.ACTIVITY;
    if (on != null && !slides) {
      on.mistake("on: is what counts as activity: it belongs to from: activity");
    }
    return !slides ? Set.of() : on == null ? Set.of(Programme.ORDER) : Pieces.on(on);
  }

  private enum From {
    EARNED,
    ACTIVITY
  }

  static Period days(Entry entry) {
    Period period = entry.period();
    if (period.isZero()) {
      entry.mistake("a length of time of a day or more is expected, such as 365d");
      return Period.ofYears(1);
    }
    return period;
  }
}
