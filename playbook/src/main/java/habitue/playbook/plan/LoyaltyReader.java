package habitue.playbook.plan;

import habitue.playbook.plan.Programme.By;
import habitue.playbook.plan.Programme.Earning;
import habitue.playbook.plan.Programme.End;
import habitue.playbook.plan.Programme.Enrolment;
import habitue.playbook.plan.Programme.Expiry;
import habitue.playbook.plan.Programme.Kind;
import habitue.playbook.plan.Programme.Ladder;
import habitue.playbook.plan.Programme.Limit;
import habitue.playbook.plan.Programme.Reward;
import habitue.playbook.plan.Programme.Shortfall;
import habitue.playbook.plan.Programme.Tier;
import habitue.playbook.plan.Programme.Vouchers;
import habitue.playbook.rule.Condition;
import habitue.playbook.yaml.Entry;
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
  private static final Pattern LIMIT = Pattern.compile("(\\d{1,4}) per (\\d{1,5}[dwmy])");
  private static final Pattern PREFIX = Pattern.compile("[A-Z0-9]{2,12}");
  private static final String EVERYONE = "everyone";
  private static final int MOST_POINTS = 1_000_000;
  private static final int MOST_FROM = 1_000_000_000;
  private static final int MOST_TIERS = 12;
  private static final Period USUAL_WINDOW = Period.ofYears(1);

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
    Ladder ladder = ladder(parts.get("tiers"));
    var budgets = new BudgetsReader(parts.get("budgets"));
    var reader = new EarningsReader(pieces, budgets);
    List<Earning> earnings = reader.earnings(parts.get("earn"), entry);
    return new Programme(
        new Plan.Named(name, label == null ? Map.of() : label.words(), 0),
        counts == null ? LocalDate.EPOCH : counts.day(),
        enrolment(parts.get("enrol")),
        Pieces.on(parts.get("leave")),
        earnings,
        expiry(parts.get("expires")),
        spent == null ? Shortfall.NEGATIVE : spent.choice(Shortfall.class),
        ladder,
        rewards(parts.get("rewards"), ladder),
        birthday == null ? null : (long) birthday.whole(1, MOST_POINTS),
        new ChallengesReader(pieces, budgets).read(parts.get("challenges")),
        worth == null ? null : worth.positive(9),
        new ReferralReader(pieces).read(parts.get("referral"), earnings),
        budgets.all(),
        reader.surprises(parts.get("surprises"), earnings),
        reader.giftCards(parts.get("gift cards")));
  }

  private Enrolment enrolment(@Nullable Entry entry) {
    if (entry == null || !entry.isMap() && entry.text().equals(EVERYONE)) {
      return Enrolment.EVERYONE;
    }
    if (!entry.isMap()) {
      entry.mistake("enrol: everyone, or enrol: {on: EVENT} is expected");
      return Enrolment.EVERYONE;
    }
    Pieces.Said said = pieces.said(entry, "when", List.of("on", "when", "purpose"));
    Set<String> on = Pieces.on(said.part("on"));
    if (on.isEmpty()) {
      entry.mistake("on: the event that enrols is expected, such as Loyalty Joined");
    }
    return new Enrolment(on, on.isEmpty() ? null : pieces.beside(said, on).orElse(null));
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
      return new Expiry(days(entry), null, null);
    }
    Map<String, Entry> parts = entry.map(List.of("after", "end of", "warn"));
    Entry after = parts.get("after");
    Entry end = parts.get("end of");
    Entry warn = parts.get("warn");
    if (end == null && after == null) {
      entry.mistake("after: a length of time, or end of: month or year is expected");
    }
    return new Expiry(
        after == null ? Period.ZERO : days(after),
        end == null ? null : end.choice(End.class),
        warn == null ? null : days(warn));
  }

  private static Period days(Entry entry) {
    Period period = entry.period();
    if (period.isZero()) {
      entry.mistake("a length of time of a day or more is expected, such as 365d");
      return Period.ofYears(1);
    }
    return period;
  }

  private @Nullable Ladder ladder(@Nullable Entry entry) {
    if (entry == null) {
      return null;
    }
    Map<String, Entry> parts = entry.map(List.of("by", "window", "grace", "ladder"));
    Entry by = parts.get("by");
    Entry window = parts.get("window");
    Entry grace = parts.get("grace");
    Entry ladder = parts.get("ladder");
    if (ladder == null) {
      entry.mistake("ladder: the tiers are expected, such as ladder: {bronze: 0, silver: 500}");
      return null;
    }
    List<Tier> tiers = tiers(ladder);
    return tiers.isEmpty()
        ? null
        : new Ladder(
            by == null ? By.EARNED : by.choice(By.class),
            window == null ? USUAL_WINDOW : days(window),
            grace == null ? Period.ZERO : grace.period(),
            tiers);
  }

  private List<Reward> rewards(@Nullable Entry entry, @Nullable Ladder ladder) {
    var rewards = new ArrayList<Reward>();
    if (entry != null) {
      entry.map().forEach((name, each) -> rewards.add(reward(name, each, ladder)));
    }
    return rewards;
  }

  private Reward reward(String name, Entry entry, @Nullable Ladder ladder) {
    Pieces.named(name, entry);
    Pieces.Said said =
        pieces.said(
            entry,
            "when",
            List.of(
                "points", "kind", "tier", "worth", "when", "limit", "stock", "codes", "lasts",
                "label", "purpose"));
    Entry kind = said.part("kind");
    Entry worth = said.part("worth");
    Entry limit = said.part("limit");
    Entry stock = said.part("stock");
    Entry points = entry.isMap() ? said.part("points") : entry;
    if (points == null) {
      entry.mistake("points: what it costs is expected, such as points: 500");
    }
    Optional<Condition> when = entry.isMap() ? pieces.condition(said) : Optional.empty();
    return new Reward(
        Pieces.rule(name, said, when.orElse(null)),
        kind == null ? Kind.GIFT : kind.choice(Kind.class),
        points == null ? 1 : points.whole(1, MOST_FROM),
        tier(said.part("tier"), ladder),
        worth == null ? null : worth.positive(9),
        when.orElse(null),
        limit == null ? null : limit(limit),
        stock == null ? null : (long) stock.whole(0, MOST_FROM),
        vouchers(said.part("codes"), said.part("lasts")));
  }

  private static @Nullable Vouchers vouchers(@Nullable Entry codes, @Nullable Entry lasts) {
    if (codes == null) {
      if (lasts != null) {
        lasts.mistake("lasts: is how long a code is good: it belongs to codes:");
      }
      return null;
    }
    if (!PREFIX.matcher(codes.text()).matches()) {
      codes.mistake("how each code begins is expected, 2 to 12 capitals and digits: CLUB");
    }
    return new Vouchers(codes.text(), lasts == null ? null : days(lasts));
  }

  private static @Nullable String tier(@Nullable Entry entry, @Nullable Ladder ladder) {
    if (entry == null) {
      return null;
    }
    List<String> known =
        ladder == null
            ? List.of()
            : ladder.tiers().stream().map(each -> each.named().name()).toList();
    if (!known.contains(entry.text())) {
      entry.unknown(entry.text(), known);
    }
    return entry.text();
  }

  private List<Tier> tiers(Entry ladder) {
    var tiers = new ArrayList<Tier>();
    ladder
        .map()
        .forEach((name, each) -> {
          Pieces.named(name, each);
          Pieces.Said said = pieces.said(each, "from", List.of("from", "label"));
          long least = said.condition().map(from -> from.whole(0, MOST_FROM)).orElse(0);
          boolean right = tiers.isEmpty() ? least == 0 : least > tiers.getLast().from();
          if (said.condition().isEmpty() || !right) {
            each.mistake("the first tier begins at 0, and each other above the one before it");
          }
          tiers.add(new Tier(new Plan.Named(name, said.label(), 0), least));
        });
    if (tiers.isEmpty() || tiers.size() > MOST_TIERS) {
      ladder.mistake("from 1 to " + MOST_TIERS + " tiers are expected");
    }
    return tiers;
  }
}
