package habitue.engine.reward;

import habitue.playbook.plan.Programme.By;
import habitue.playbook.plan.Programme.Ladder;
import habitue.playbook.plan.Programme.Tier;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/*
 * Up at once, and held for a window from then; down only at the end, and after the grace. But what
 * was reached by points that were taken back since was never reached: it is decided as if they had
 * not been there, by what there was when it was given. A tier that was assured until its end is
 * taken as reached until then, whatever was earned.
 *
 * What people bring from elsewhere was not earned here, and nobody knows when it was: it counts for
 * no tier but where the balance does.
 */

/** Decides which tier someone is in. */
public record Tiers(Ladder ladder, ZoneId zone) {
  /** How many days a length of time added and taken away again may be apart, as months differ. */
  private static final int MOST_APART = 5;

  public TierHeld decide(
      @Nullable TierHeld held, @Nullable TierHeld assured, Ledger ledger, Instant now) {
    Tier earned = ladder.reached(points(ledger, now));
    Floor floor = floor(assured, place(earned), now);
    Tier reached = floor == null ? earned : floor.tier();
    int place = held == null ? -1 : ladder.place(held.name());
    int next = place(reached);
    if (ladder.by() == By.BALANCE && held != null && next == place) {
      Instant until = floor == null ? null : floor.until();
      return new TierHeld(held.name(), held.since(), until);
    }
    if (held == null || place < 0 || next > place || ladder.by() == By.BALANCE) {
      return given(reached, floor, now);
    }
    Tier then = ladder.reached(points(ledger, held.since()));
    int deserved = Math.max(place(then), next);
    if (deserved < place) {
      return deserved == next ? given(reached, floor, now) : given(then, null, held.since());
    }
    boolean over = held.until() != null && !now.isBefore(held.until());
    return over ? given(reached, floor, now) : held;
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
    boolean lowest = tier.from() == 0;
    Instant until = lowest || ladder.by() == By.BALANCE ? null : held(since);
    return new TierHeld(name, since, until);
  }

  /** Until when a tier that is reached at an instant is held. */
  public Instant held(Instant since) {
    return since.atZone(zone).plus(ladder.window()).plus(ladder.grace()).toInstant();
  }

  /** The points that count for tiers at an instant, as far as they were not taken back by now. */
  public long points(Ledger ledger, Instant at) {
    if (ladder.by() == By.BALANCE) {
      return ledger.balances().of(Account.ACTIVE) + ledger.balances().of(Account.PENDING);
    }
    Instant from = from(at);
    return ledger.lots().stream()
        .filter(lot -> !Given.opened(lot.id()))
        .filter(lot -> lot.terms().earnedAt().isAfter(from) && !lot.terms().earnedAt().isAfter(at))
        .mapToLong(Tiers::kept)
        .sum();
  }

  private Instant from(Instant at) {
    return at.atZone(zone).minus(ladder.window()).toInstant();
  }

  /** When others count with nothing happening; null for never. */
  @Nullable Instant changes(Ledger ledger, Instant now) {
    if (ladder.by() == By.BALANCE) {
      return null;
    }
    Instant from = from(now);
    Instant next = null;
    for (Lot lot : ledger.lots()) {
      Instant earned = lot.terms().earnedAt();
      if (!Given.opened(lot.id()) && earned.isAfter(from) && kept(lot) > 0) {
        Instant change = earned.isAfter(now) ? earned : leaves(earned, now);
        next = next == null || change.isBefore(next) ? change : next;
      }
    }
    return next;
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
