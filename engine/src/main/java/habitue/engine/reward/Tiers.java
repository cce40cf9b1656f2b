package habitue.engine.reward;

import habitue.engine.reward.TierHeld.Reached;
import habitue.engine.reward.ledger.Account;
import habitue.engine.reward.ledger.Ledger;
import habitue.engine.reward.ledger.Lot;
import habitue.engine.reward.ledger.Part;
import habitue.engine.reward.ledger.Teller;
import habitue.engine.sell.orders.Order;
import habitue.engine.sell.orders.Orders;
import habitue.engine.sell.orders.Sums;
import habitue.model.Money;
import habitue.playbook.plan.Programme;
import habitue.playbook.plan.Programme.By;
import habitue.playbook.plan.Programme.Ladder;
import habitue.playbook.plan.Programme.Tier;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/*
 * Up at once, and held for a window from then; down only at the end, and after the grace. But what
 * was reached by points that were taken back since was never reached: it is decided as if they had
 * not been there, by what there was when it was given. That goes by the threshold and the window of
 * then, which are kept with the tier: an edit of the ladder takes nothing away before its end. A
 * tier that was assured until its end is taken as reached until then, whatever was earned.
 *
 * What people bring from elsewhere was not earned here, and nobody knows when it was: it counts for
 * no tier but where the balance does.
 */

/**
 * Decides which tier someone is in.
 *
 * @param orders theirs, for tiers by what was spent
 * @param begins from when on orders count
 */
public record Tiers(Ladder ladder, ZoneId zone, Orders orders, Instant begins) {
  /** How many days a length of time added and taken away again may be apart, as months differ. */
  private static final int MOST_APART = 5;

  /** How a programme's tiers are decided; empty where it has none. */
  public static Optional<Tiers> of(Programme programme, ZoneId zone, Orders orders) {
    return Optional.ofNullable(programme.ladder())
        .map(ladder -> new Tiers(ladder, zone, orders, programme.begins(zone).toInstant()));
  }

  /** Something that counts for tiers, from when it was. */
  private record Merit(Instant at, long worth) {}

  public TierHeld decide(
      @Nullable TierHeld held, @Nullable TierHeld assured, Ledger ledger, Instant now) {
    Tier earned = ladder.reached(points(ledger, now));
    Floor floor = floor(assured, place(earned), now);
    Tier reached = floor == null ? earned : floor.tier();
    TierHeld before = held == null ? null : onLadder(held);
    int place = before == null ? -1 : ladder.place(before.name());
    int next = place(reached);
    if (before == null || place < 0 || next > place) {
      return given(reached, floor, now);
    }
    if (ladder.by() == By.BALANCE && next == place) {
      Instant promised = before.promised(now) ? before.until() : null;
      return before.ending(floor == null ? promised : floor.until());
    }
    if (next < place && lost(before, ledger)) {
      TierHeld then = then(before, place, next, ledger);
      return then == null ? given(reached, floor, now) : then;
    }
    if (before.until() == null && ladder.by() != By.BALANCE) {
      // It had no end, as the lowest or by the balance; it is not so any more.
      return place == 0 ? before : before.ending(held(now));
    }
    return before.promised(now) ? before : given(reached, floor, now);
  }

  /** By its name of now: one that is called so no more is the tier that it would have reached. */
  private TierHeld onLadder(TierHeld held) {
    Reached took = held.reached();
    boolean gone = ladder.place(held.name()) < 0;
    return gone && took != null && took.by() == ladder.by()
        ? held.named(ladder.reached(took.from()).named().name())
        : held;
  }

  /** Whether it was never reached, but for what came back since: by what it took then. */
  private boolean lost(TierHeld held, Ledger ledger) {
    Reached took = held.reached();
    return took != null && kept(held, took, ledger) < took.from();
  }

  private long kept(TierHeld held, Reached took, Ledger ledger) {
    return sum(took.by(), ledger, took.after(), held.since());
  }

  /**
   * What was reached in place of a tier that was not; null where what they have now is as much.
   *
   * @param place of the tier they hold
   * @param next of that which they have reached now
   */
  private @Nullable TierHeld then(TierHeld held, int place, int next, Ledger ledger) {
    Reached took = held.reached();
    if (took == null || took.by() != ladder.by()) {
      return null;
    }
    Tier then = ladder.reached(kept(held, took, ledger));
    if (place(then) >= place) {
      return held;
    }
    var less = new Reached(took.by(), then.from(), took.after());
    String name = then.named().name();
    return place(then) > next ? new TierHeld(name, held.since(), held.until(), less) : null;
  }

  /** A tier that is in force though it was not earned. */
  private record Floor(Tier tier, Instant until) {}

  private @Nullable Floor floor(@Nullable TierHeld assured, int earned, Instant now) {
    Instant until = assured == null ? null : assured.until();
    if (assured == null || until == null || !now.isBefore(until)) {
      return null;
    }
    int place = ladder.place(assured.name());
    return place > earned ? new Floor(ladder.tiers().get(place), until) : null;
  }

  private int place(Tier tier) {
    return ladder.place(tier.named().name());
  }

  private TierHeld given(Tier tier, @Nullable Floor floor, Instant since) {
    String name = tier.named().name();
    if (floor != null) {
      return new TierHeld(name, since, floor.until());
    }
    if (ladder.by() == By.BALANCE) {
      return new TierHeld(name, since, null);
    }
    var reached = new Reached(ladder.by(), tier.from(), from(since));
    return new TierHeld(name, since, tier.from() == 0 ? null : held(since), reached);
  }

  private Instant held(Instant since) {
    return held(ladder, zone, since);
  }

  /** Until when a tier is held that is reached at an instant. */
  public static Instant held(Ladder ladder, ZoneId zone, Instant since) {
    return since.atZone(zone).plus(ladder.window()).plus(ladder.grace()).toInstant();
  }

  /** The tier they will be in once that in force ends, if nothing more happens. */
  public @Nullable TierHeld projected(Member member) {
    TierHeld held = member.tier();
    Instant end = held == null ? null : held.until();
    if (end == null) {
      return held;
    }
    Ledger then = member.ledger().post(Teller.time(member.ledger(), end));
    return decide(held, member.assured(), then, end);
  }

  /**
   * The points that count for tiers at an instant, or the money in whole units, as far as they were
   * not taken back by now.
   */
  public long points(Ledger ledger, Instant at) {
    if (ladder.by() == By.BALANCE) {
      return ledger.balances().of(Account.ACTIVE) + ledger.balances().of(Account.PENDING);
    }
    return sum(ladder.by(), ledger, from(at), at);
  }

  private long sum(By by, Ledger ledger, Instant after, Instant at) {
    long sum =
        merits(by, ledger)
            .filter(merit -> merit.at().isAfter(after) && !merit.at().isAfter(at))
            .mapToLong(Merit::worth)
            .sum();
    return by == By.SPEND ? whole(sum) : sum;
  }

  private Stream<Merit> merits(By by, Ledger ledger) {
    return by == By.SPEND
        ? orders
            .kept()
            .filter(order -> order.version().trusted())
            .flatMap(order -> spent(order).stream())
        : ledger.lots().stream()
            .filter(lot -> !Given.opened(lot.id()))
            .map(lot -> new Merit(lot.terms().earnedAt(), kept(lot)));
  }

  /** An order without a rate to the brand's currency counts for nothing. */
  private static Optional<Merit> spent(Order order) {
    Sums home = order.home();
    return home == null
        ? Optional.empty()
        : Optional.of(new Merit(order.placedAt(), home.net().minor()));
  }

  private long whole(long minor) {
    return new Money(minor, orders.home().gross().currency())
        .amount()
        .setScale(0, RoundingMode.FLOOR)
        .longValueExact();
  }

  /** What counts at an instant is later. */
  private Instant from(Instant at) {
    Instant from = at.atZone(zone).minus(ladder.window()).toInstant();
    boolean early = ladder.by() == By.SPEND && from.isBefore(begins);
    return early ? begins.minusMillis(1) : from;
  }

  /** Whether a tier is below another. */
  public boolean falls(@Nullable TierHeld before, TierHeld after) {
    return before != null && ladder.place(after.name()) < ladder.place(before.name());
  }

  /** When others count with nothing happening; null for never. */
  @Nullable Instant changes(Ledger ledger, Instant now) {
    if (ladder.by() == By.BALANCE) {
      return null;
    }
    Instant from = from(now);
    return merits(ladder.by(), ledger)
        .filter(merit -> merit.at().isAfter(from) && merit.worth() > 0)
        .map(merit -> merit.at().isAfter(now) ? merit.at() : leaves(merit.at(), now))
        .min(Instant::compareTo)
        .orElse(null);
  }

  /** The first instant whose window begins no earlier than one that is within it now. */
  private Instant leaves(Instant earned, Instant now) {
    long within = now.toEpochMilli();
    long without =
        earned.atZone(zone).plus(ladder.window()).plusDays(MOST_APART).toInstant().toEpochMilli();
    while (without - within > 1) {
      long middle = within + (without - within) / 2;
      boolean out = !earned.isAfter(from(Instant.ofEpochMilli(middle)));
      within = out ? within : middle;
      without = out ? middle : without;
    }
    return Instant.ofEpochMilli(without);
  }

  private static long kept(Lot lot) {
    return lot.parts().stream().mapToLong(Part::left).sum();
  }
}
