package habitue.playbook.plan;

import habitue.playbook.plan.Programme.Chance;
import habitue.playbook.plan.Programme.Earning;
import habitue.playbook.plan.Programme.Extra;
import habitue.playbook.plan.Programme.GiftCards;
import habitue.playbook.plan.Programme.Limit;
import habitue.playbook.plan.Programme.Rate;
import habitue.playbook.rule.Condition;
import habitue.playbook.yaml.Entry;
import java.math.BigDecimal;
import java.time.Period;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what earns points, announced or not. */
final class EarningsReader {
  private static final Pattern SPEND = Pattern.compile("(\\d{1,6}) per (\\d{1,6}(?:\\.\\d{1,4})?)");
  private static final Pattern CHANCE = Pattern.compile("(\\d{1,6}) in (\\d{1,6})");
  private static final Chance ALWAYS = new Chance(1, 1);
  private static final String DELIVERED = "delivered";
  private static final String EARN = "earn";
  private static final int MOST_POINTS = 1_000_000;

  /** So an order would have to come to a million before a ledger takes no award of that size. */
  private static final BigDecimal MOST_PER_UNIT = BigDecimal.valueOf(MOST_POINTS);

  private static final List<String> ANNOUNCED =
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
          "budget",
          "label",
          "purpose");
  private static final List<String> SURPRISING =
      List.of(
          "on", "points", "when", "chance", "pending", "limit", "source", "budget", "label",
          "purpose");

  private final Pieces pieces;
  private final BudgetsReader budgets;

  EarningsReader(Pieces pieces, BudgetsReader budgets) {
    this.pieces = pieces;
    this.budgets = budgets;
  }

  List<Earning> earnings(@Nullable Entry entry, Entry programme) {
    var earnings = new ArrayList<Earning>();
    if (entry == null) {
      programme.mistake("earn: what earns points is expected, such as order: {spend: 1 per 1}");
    } else {
      entry.map().forEach((name, each) -> earnings.add(earning(name, each)));
    }
    return earnings;
  }

  /** What is given without being announced: to a few, and never without end. */
  List<Earning> surprises(@Nullable Entry entry) {
    var surprises = new ArrayList<Earning>();
    if (entry != null) {
      entry.map().forEach((name, each) -> surprises.add(surprise(name, each)));
    }
    return surprises;
  }

  private Earning earning(String name, Entry entry) {
    Pieces.named(name, entry);
    Pieces.Said said = pieces.said(name, entry, "when", ANNOUNCED);
    Set<String> on =
        said.part("spend") != null && said.part("on") == null
            ? Set.of(Programme.ORDER)
            : on(said, entry);
    boolean orders = on.contains(Programme.ORDER);
    return read(name, said, entry, on, orders, null);
  }

  private Earning surprise(String name, Entry entry) {
    Pieces.named(name, entry);
    Pieces.Said said = pieces.said(name, entry, "when", SURPRISING);
    return read(name, said, entry, on(said, entry), false, chance(said.part("chance")));
  }

  /** What an order earns goes with its lines, what anything else earns does not: never both. */
  private static Set<String> on(Pieces.Said said, Entry entry) {
    Entry asked = said.part("on");
    Set<String> on = Pieces.on(asked);
    if (asked == null || on.isEmpty()) {
      entry.mistake("on: the event that earns points is expected, such as Product Reviewed");
    } else if (on.contains(Programme.ORDER) && on.size() > 1) {
      asked.mistake("on: what an order earns goes back with it: other events need two rules");
    }
    return on;
  }

  /**
   * @param unlimited whether it may do without a limit
   * @param chance null for what is announced
   */
  private Earning read(
      String name,
      Pieces.Said said,
      Entry entry,
      Set<String> on,
      boolean unlimited,
      @Nullable Chance chance) {
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
        limit(said.part("limit"), entry, unlimited),
        trusted(said.part("source"), orders || chance != null),
        budgets.drawn(said.part("budget")),
        chance);
  }

  private static Chance chance(@Nullable Entry entry) {
    if (entry == null) {
      return ALWAYS;
    }
    Matcher said = CHANCE.matcher(entry.text());
    long times = said.matches() ? Long.parseLong(said.group(1)) : 0;
    long of = said.matches() ? Long.parseLong(said.group(2)) : 0;
    if (times == 0 || times > of) {
      entry.mistake("how many of how many is expected, such as 1 in 20");
      return ALWAYS;
    }
    return new Chance(times, of);
  }

  /** Which products are gift cards, which earn nothing unless it is said that they do. */
  GiftCards giftCards(@Nullable Entry entry) {
    if (entry == null) {
      return GiftCards.USUAL;
    }
    return entry.text().equals(EARN)
        ? GiftCards.EARNING
        : new GiftCards(false, pieces.onEvent(entry, 0).orElse(null));
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
    if (BigDecimal.valueOf(points).compareTo(per.multiply(MOST_PER_UNIT)) > 0) {
      entry.mistake("no more than 1000000 points for each unit of money are expected");
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
  private static @Nullable Limit limit(@Nullable Entry entry, Entry earning, boolean unlimited) {
    if (entry == null) {
      if (!unlimited) {
        earning.mistake("limit: how often at most is expected, such as limit: 3 per 30d");
      }
      return null;
    }
    return LoyaltyReader.limit(entry);
  }

  private static boolean trusted(@Nullable Entry entry, boolean usual) {
    return entry == null ? usual : entry.choice(Source.class) == Source.TRUSTED;
  }

  private enum Source {
    TRUSTED,
    ANY
  }
}
