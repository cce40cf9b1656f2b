package habitue.playbook.plan;

import habitue.model.Bits;
import habitue.playbook.rule.Condition;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A loyalty programme: what earns points, how long they live, and which tiers they lead to.
 *
 * @param counts the day from which it counts; what happened before earns nothing
 * @param leave the events by which someone leaves it
 * @param expiry null where points never expire
 * @param ladder null where it has no tiers
 * @param birthday what a birthday earns; null for nothing
 * @param worth what a point is worth, in the brand's currency; null where that is not said
 * @param referral null where nothing is given for friends
 * @param exclude of whom it holds neither joins nor earns; null for nobody
 * @param holdout the share of people who take no part, drawn by lot, above 0 and below 1; null
 *     where everyone may
 * @param surprises what earns points without being announced
 * @param giftCards how they are told, which earn nothing when they are bought
 */
public record Programme(
    Plan.Named named,
    LocalDate counts,
    Enrolment enrolment,
    Set<String> leave,
    List<Earning> earnings,
    @Nullable Expiry expiry,
    Shortfall shortfall,
    @Nullable Ladder ladder,
    List<Reward> rewards,
    @Nullable Long birthday,
    List<Challenge> challenges,
    @Nullable BigDecimal worth,
    @Nullable Referral referral,
    @Nullable Condition exclude,
    @Nullable BigDecimal holdout,
    List<Budget> budgets,
    List<Earning> surprises,
    GiftCards giftCards) {
  /** The event that places an order. What it earns goes with the order's lines. */
  public static final String ORDER = "Order Completed";

  public Programme {
    leave = Set.copyOf(leave);
    earnings = List.copyOf(earnings);
    rewards = List.copyOf(rewards);
    challenges = List.copyOf(challenges);
    budgets = List.copyOf(budgets);
    surprises = List.copyOf(surprises);
  }

  /** Whether the playbook has it. */
  public boolean offered() {
    return !counts.equals(Bygone.NEVER);
  }

  public String name() {
    return named.name();
  }

  /** All that earns by what people do, announced or not. */
  public Stream<Earning> rules() {
    return Stream.concat(earnings.stream(), surprises.stream());
  }

  /** A rule by its name, announced or not. */
  public Optional<Earning> earning(String name) {
    return rules().filter(each -> each.named().name().equals(name)).findFirst();
  }

  public Optional<Reward> reward(String name) {
    return rewards.stream().filter(each -> each.named().name().equals(name)).findFirst();
  }

  /**
   * Something to be reached, and what it earns then.
   *
   * @param goal that holds once it is
   * @param streak what has to go on without a gap; null where the goal says all
   * @param points 0 for none
   * @param again how long after it can be reached again; null for once
   * @param badge whether it is a badge to be shown
   * @param list what it is one step of; empty for none
   * @param budget what its points draw on; empty for none
   * @param said the goal as it is written
   */
  public record Challenge(
      Plan.Named named,
      String said,
      Condition goal,
      @Nullable Streak streak,
      long points,
      @Nullable Period again,
      boolean badge,
      String list,
      String budget) {}

  /**
   * Something that happens in each of so many days, weeks, months or years in a row, by the
   * calendar of the brand.
   *
   * @param fold the place of the fold that gathers when it happened
   */
  public record Streak(int fold, Every every, int times) {}

  /** What a streak counts. */
  public enum Every {
    DAY,
    WEEK,
    MONTH,
    YEAR
  }

  public Optional<Challenge> challenge(String name) {
    return challenges.stream().filter(each -> each.named().name().equals(name)).findFirst();
  }

  /** What is done about points that are taken back after they were spent. */
  public enum Shortfall {
    /** Only what is left is taken. */
    FORGIVE,
    /** The balance goes below zero, and points earned later make it good. */
    NEGATIVE,
    /** They are owed: for the brand to claim. */
    OWE
  }

  /**
   * How someone comes to take part.
   *
   * @param everyone whether everyone does, with the first thing they do
   * @param on the events that enrol; where everyone takes part, those by which who left comes back
   * @param minimumAge in years; 0 for any
   * @param unknownAge whether those may join who do not say when they were born
   * @param conditions the version of the conditions in force, one of which is to be accepted to
   *     join; empty for none
   */
  public record Enrolment(
      boolean everyone,
      Set<String> on,
      @Nullable Condition when,
      int minimumAge,
      boolean unknownAge,
      String conditions) {
    public static final Enrolment EVERYONE = new Enrolment(true, Set.of(), null, 0, true, "");

    public Enrolment {
      on = Set.copyOf(on);
    }
  }

  /**
   * What earns points.
   *
   * @param on the events that do
   * @param when asked of the event, and of the customer as they were before it; null for always
   * @param only asked of each product of an order: where it does not hold, that earns nothing; null
   *     for all
   * @param except the same the other way: where it holds, that earns nothing; null for none
   * @param pending how long points cannot be spent; null until the order is delivered
   * @param limit null for none: only orders may earn without one
   * @param trusted whether only what a trusted source says earns
   * @param budget what it draws on; empty for none
   * @param chance null for always
   */
  public record Earning(
      Plan.Named named,
      Set<String> on,
      @Nullable Condition when,
      @Nullable Condition only,
      @Nullable Condition except,
      Rate rate,
      @Nullable Period pending,
      @Nullable Limit limit,
      boolean trusted,
      String budget,
      @Nullable Chance chance) {
    public Earning {
      on = Set.copyOf(on);
    }

    /** Whether what it gives belongs to an order, and goes back with it. */
    public boolean ofOrders() {
      return on.contains(ORDER);
    }
  }

  /** How many points. */
  public sealed interface Rate {

    /** The same for each event. */
    record Fixed(long points) implements Rate {}

    /**
     * So many for each so much of an order, whole ones only.
     *
     * @param per in the brand's currency
     * @param counting what counts beside the goods
     */
    record Spend(long points, BigDecimal per, Set<Extra> counting) implements Rate {
      public Spend {
        counting = Set.copyOf(counting);
      }
    }
  }

  /** What an order may hold beside its goods, or instead of money. */
  public enum Extra {
    SHIPPING,
    /** Where prices do not hold it already. */
    TAX,
    /** What was paid by gift card. */
    GIFT_CARD,
    /** What was paid by points. */
    POINTS
  }

  /**
   * So many times of so many, by a hash and not by dice: the same event comes to the same whenever
   * it is decided on.
   */
  public record Chance(long times, long of) {

    /**
     * @param drawn a hash of what is decided on
     */
    public boolean hits(long drawn) {
      return Long.remainderUnsigned(Bits.mixed(drawn), of) < times;
    }
  }

  /**
   * What is a gift card: a product whose event says so ({@code gift_card}), and more.
   *
   * @param earning whether they earn points when they are bought, as anything does
   * @param when holds of others; null for those whose category is named so
   */
  public record GiftCards(boolean earning, @Nullable Condition when) {
    public static final GiftCards USUAL = new GiftCards(false, null);
    public static final GiftCards EARNING = new GiftCards(true, null);
  }

  /** At most so many times in a length of time. */
  public record Limit(int times, Period within) {}

  /**
   * When points run out.
   *
   * @param after how long after they were earned, or after what they live on by
   * @param end the end of what they then live to; null for that very instant
   * @param warn how long before that it is told; null for not
   * @param activity the events by which all points live on; empty where each lives from when it was
   *     earned
   */
  public record Expiry(
      Period after, @Nullable End end, @Nullable Period warn, Set<String> activity) {
    public Expiry {
      activity = Set.copyOf(activity);
    }

    public ZonedDateTime of(ZonedDateTime from) {
      ZonedDateTime day = from.plus(after);
      return end == null ? day : end.of(day.toLocalDate()).plusDays(1).atStartOfDay(from.getZone());
    }
  }

  /** An end that many points have in common. */
  public enum End {
    MONTH,
    YEAR;

    LocalDate of(LocalDate day) {
      return switch (this) {
        case MONTH -> day.with(TemporalAdjusters.lastDayOfMonth());
        case YEAR -> day.with(TemporalAdjusters.lastDayOfYear());
      };
    }
  }

  /** What a tier is reached by. */
  public enum By {
    /** Points earned within the window, but for those taken back. */
    EARNED,
    /** What is active or pending now. */
    BALANCE,
    /** What was ordered within the window, refunds taken off, in whole units of money. */
    SPEND
  }

  /**
   * The tiers, from the lowest.
   *
   * @param window how far back points or orders count, and how long a tier is held at least
   * @param grace how long a tier is kept beyond its end
   */
  public record Ladder(By by, Period window, Period grace, List<Tier> tiers) {
    public Ladder {
      tiers = List.copyOf(tiers);
    }

    /**
     * What those in a tier have: its own, and of the tiers below it what it does not name itself.
     */
    public List<Benefit> benefits(String tier) {
      var benefits = new LinkedHashMap<String, Benefit>();
      for (Tier each : tiers.subList(0, place(tier) + 1)) {
        each.benefits().forEach(benefit -> benefits.put(benefit.named().name(), benefit));
      }
      return List.copyOf(benefits.values());
    }

    /** The highest tier that so many points reach. */
    public Tier reached(long points) {
      Tier reached = tiers.getFirst();
      for (Tier tier : tiers) {
        reached = points >= tier.from() ? tier : reached;
      }
      return reached;
    }

    /** The place of a tier by its name; -1 for one that is not among them any more. */
    public int place(String name) {
      for (int place = 0; place < tiers.size(); place++) {
        if (tiers.get(place).named().name().equals(name)) {
          return place;
        }
      }
      return -1;
    }
  }

  /**
   * A tier.
   *
   * @param from how many points it takes, or how much money
   * @param benefits its own, beside those of the tiers below it
   */
  public record Tier(Plan.Named named, long from, List<Benefit> benefits) {
    public Tier {
      benefits = List.copyOf(benefits);
    }
  }

  /** What those in a tier have for as long as they are in it, and give no points for. */
  public record Benefit(Plan.Named named, Kind kind) {}

  /** When what is earned at an instant expires; null for never. */
  public @Nullable Instant expires(ZonedDateTime earned) {
    return expiry == null ? null : expiry.of(earned).toInstant();
  }

  /** When it is told that it will; null for not. */
  public @Nullable Instant warns(ZonedDateTime earned) {
    return expiry == null || expiry.warn() == null
        ? null
        : expiry.of(earned).minus(expiry.warn()).toInstant();
  }

  /** What points are given for, or what a tier brings. */
  public enum Kind {
    /** So much money off an order. */
    AMOUNT,
    DISCOUNT,
    SHIPPING,
    GIFT,
    DONATION,
    EXPERIENCE,
    /** What is done for someone: alterations, a second year of guarantee. */
    SERVICE
  }

  /**
   * A reward.
   *
   * @param points its price
   * @param off how much money off, in the brand's currency; null for all kinds but {@code AMOUNT}
   * @param tier the lowest tier that may have it; null for all
   * @param worth what it is worth, in the brand's currency; null where that is not said
   * @param when who may have it; null for everyone
   * @param limit how often one person may have it; null for as often as they like
   * @param stock how many there are in all; null for as many as are asked for
   * @param vouchers null for a reward without codes
   */
  public record Reward(
      Plan.Named named,
      Kind kind,
      long points,
      @Nullable BigDecimal off,
      @Nullable String tier,
      @Nullable BigDecimal worth,
      @Nullable Condition when,
      @Nullable Limit limit,
      @Nullable Long stock,
      @Nullable Vouchers vouchers) {

    /** Whether everyone who asks for it shares it: the first to ask gets it. */
    public boolean shared() {
      return stock != null || vouchers != null;
    }
  }

  /**
   * The codes of a reward.
   *
   * @param prefix how each begins
   * @param lasts how long one is good; null for ever
   */
  public record Vouchers(String prefix, @Nullable Period lasts) {}

  /**
   * So many points for everyone together.
   *
   * @param per how long they are for, from the day the programme counts from; null for ever
   */
  public record Budget(Plan.Named named, long points, @Nullable Period per) {}

  public Optional<Budget> budget(String name) {
    return budgets.stream().filter(each -> each.named().name().equals(name)).findFirst();
  }

  /** What is drawn on for what is earned on a day: {@code launch}, or {@code launch/2026-01-01}. */
  public String purse(Budget budget, LocalDate day) {
    LocalDate begins = begins(budget, day);
    String name = budget.named().name();
    return begins == null ? name : name + "/" + begins;
  }

  /** The first day of the period of a budget that a day is in; null where it has none. */
  public @Nullable LocalDate begins(Budget budget, LocalDate day) {
    return budget.per() == null ? null : begins(budget.per(), day);
  }

  private LocalDate begins(Period per, LocalDate day) {
    long whole =
        per.toTotalMonths() > 0
            ? ChronoUnit.MONTHS.between(counts, day) / per.toTotalMonths()
            : ChronoUnit.DAYS.between(counts, day) / per.get(ChronoUnit.DAYS);
    int number = (int) Math.max(0, whole);
    // Months of several lengths: the 31st and the 28th may begin the same.
    while (!counts.plus(per.multipliedBy(number + 1)).isAfter(day)) {
      number++;
    }
    return counts.plus(per.multipliedBy(number));
  }

  /** The first instant that counts. */
  public ZonedDateTime begins(ZoneId zone) {
    return counts.atTime(LocalTime.MIN).atZone(zone);
  }
}
