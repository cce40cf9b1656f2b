package habitue.playbook.plan;

import habitue.playbook.plan.Programme.Earning;
import habitue.playbook.plan.Programme.End;
import habitue.playbook.plan.Programme.Expiry;
import habitue.playbook.plan.Programme.Extra;
import habitue.playbook.plan.Programme.Ladder;
import habitue.playbook.plan.Programme.Limit;
import habitue.playbook.plan.Programme.Rate;
import habitue.playbook.plan.Programme.Shortfall;
import habitue.playbook.rule.Condition;
import habitue.playbook.yaml.Entry;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.EnumSet;
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
  private static final Pattern SPEND = Pattern.compile("(\\d{1,6}) per (\\d{1,6}(?:\\.\\d{1,4})?)");
  private static final Pattern SHARE = Pattern.compile("(\\d{1,2}(?:\\.\\d{1,2})?) ?%");
  private static final BigDecimal MOST_HELD_OUT = new BigDecimal(50);
  private static final Pattern LIMIT = Pattern.compile("(\\d{1,4}) per (\\d{1,5}[dwmy])");
  private static final String DELIVERED = "delivered";
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
                "holdout"));
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
    List<Earning> earnings = earnings(parts.get("earn"), entry);
    return new Programme(
        new Plan.Named(name, label == null ? Map.of() : label.words(), 0),
        counts == null ? LocalDate.EPOCH : counts.day(),
        new EnrolmentReader(pieces).read(parts.get("enrol")),
        Pieces.on(parts.get("leave")),
        earnings,
        expiry(parts.get("expires")),
        spent == null ? Shortfall.NEGATIVE : spent.choice(Shortfall.class),
        ladder,
        new RewardsReader(pieces, ladder).read(parts.get("rewards")),
        birthday == null ? null : (long) birthday.whole(1, MOST_POINTS),
        new ChallengesReader(pieces).read(parts.get("challenges")),
        worth == null ? null : worth.positive(9),
        new ReferralReader(pieces).read(parts.get("referral"), earnings),
        excluded(parts.get("exclude")),
        holdout(parts.get("holdout")));
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

  private List<Earning> earnings(@Nullable Entry entry, Entry programme) {
    var earnings = new ArrayList<Earning>();
    if (entry == null) {
      programme.mistake("earn: what earns points is expected, such as order: {spend: 1 per 1}");
    } else {
      entry.map().forEach((name, each) -> earnings.add(earning(name, each)));
    }
    return earnings;
  }

  private Earning earning(String name, Entry entry) {
    Pieces.named(name, entry);
    Pieces.Said said =
        pieces.said(
            entry,
            "when",
            List.of(
                "on",
                "spend",
                "counting",
                "points",
                "when",
                "only",
                "except",
                "pending",
                "limit",
                "source",
                "label",
                "purpose"));
    Set<String> on =
        said.part("spend") != null && said.part("on") == null
            ? Set.of(Programme.ORDER)
            : Pieces.on(said.part("on"));
    if (on.isEmpty()) {
      entry.mistake("on: the event that earns points is expected, such as Product Reviewed");
    }
    boolean orders = on.contains(Programme.ORDER);
    Optional<Condition> when = on.isEmpty() ? Optional.empty() : pieces.beside(said, on);
    return new Earning(
        Pieces.rule(name, said, when.orElse(null)),
        on,
        when.orElse(null),
        ofProducts(said, "only", orders),
        ofProducts(said, "except", orders),
        rate(said, entry, orders),
        pending(said.part("pending"), orders),
        limit(said.part("limit"), entry, orders),
        trusted(said.part("source"), orders));
  }

  private @Nullable Condition ofProducts(Pieces.Said said, String part, boolean orders) {
    Entry asked = said.part(part);
    if (asked != null && !orders) {
      asked.mistake(part + ": is asked of an order's products: it belongs to what orders earn");
    }
    return asked == null ? null : pieces.onEvent(asked, said.purposes()).orElse(null);
  }

  private Rate rate(Pieces.Said said, Entry entry, boolean orders) {
    Entry spend = said.part("spend");
    Entry points = said.part("points");
    if ((spend == null) == (points == null)) {
      entry.mistake("either points: 50 or spend: 1 per 1 is expected");
    } else if (spend != null && !orders) {
      spend.mistake("only orders are spent on: leave on: out, or write points:");
    }
    Entry counting = said.part("counting");
    if (counting != null && spend == null) {
      counting.mistake("counting: belongs to spend:");
    }
    return spend != null
        ? spend(spend, counting)
        : new Rate.Fixed(points == null ? 1 : points.whole(1, MOST_POINTS));
  }

  private static Rate spend(Entry entry, @Nullable Entry counting) {
    Matcher said = SPEND.matcher(entry.text());
    var extras = EnumSet.noneOf(Extra.class);
    if (counting != null) {
      counting.list().forEach(each -> extras.add(each.choice(Extra.class)));
    }
    boolean right = said.matches();
    var per = right ? new BigDecimal(said.group(2)) : BigDecimal.ONE;
    long points = right ? Long.parseLong(said.group(1)) : 1;
    if (!right || per.signum() == 0 || points == 0) {
      entry.mistake(
          "whole points for so much of the brand's currency are expected, such as 1 per 1 or 5 per"
              + " 10.00");
      return new Rate.Spend(1, BigDecimal.ONE, extras);
    }
    return new Rate.Spend(points, per, extras);
  }

  private static @Nullable Period pending(@Nullable Entry entry, boolean orders) {
    if (entry == null) {
      return Period.ZERO;
    }
    if (!entry.text().equals(DELIVERED)) {
      return entry.period();
    }
    if (!orders) {
      entry.mistake("only an order is delivered: a length of time such as 14d is expected");
    }
    return null;
  }

  /** What anybody can do again and again must not pay without end. */
  private static @Nullable Limit limit(@Nullable Entry entry, Entry earning, boolean orders) {
    if (entry == null) {
      if (!orders) {
        earning.mistake("limit: how often at most is expected, such as limit: 3 per 30d");
      }
      return null;
    }
    return limit(entry);
  }

  static Limit limit(Entry entry) {
    Matcher said = LIMIT.matcher(entry.text());
    if (!said.matches() || said.group(1).equals("0")) {
      entry.mistake("so many times in a length of time is expected, such as 3 per 30d");
      return new Limit(1, Period.ofYears(1));
    }
    return new Limit(Integer.parseInt(said.group(1)), Entry.length(said.group(2)));
  }

  private static boolean trusted(@Nullable Entry entry, boolean orders) {
    return entry == null ? orders : entry.choice(Source.class) == Source.TRUSTED;
  }

  private enum Source {
    TRUSTED,
    ANY
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
    return new Expiry(
        after == null ? Period.ZERO : days(after),
        end == null ? null : end.choice(End.class),
        warn == null ? null : days(warn),
        activity(parts.get("from"), parts.get("on")));
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
