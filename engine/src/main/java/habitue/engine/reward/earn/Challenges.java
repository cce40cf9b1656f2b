package habitue.engine.reward.earn;

import habitue.engine.reward.Win;
import habitue.engine.reward.ledger.Lot;
import habitue.engine.reward.ledger.Part;
import habitue.engine.reward.ledger.Teller;
import habitue.engine.standing.Goal;
import habitue.model.Strand;
import habitue.playbook.plan.Programme;
import habitue.playbook.plan.Programme.Challenge;
import habitue.playbook.plan.Programme.Streak;
import habitue.playbook.rule.Condition;
import habitue.playbook.rule.Field;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/*
 * Goals are looked at with everything someone does, and whenever time brings something about for
 * them. How far someone is follows from what was gathered of them, and so it is kept whatever is
 * edited. Orders that came back as a whole count for nothing: what was met with one of them, and was
 * not without it, is met no more. A goal that asks what nobody can take an order out of again, such
 * as a tag or a segment, goes only with the order that met it.
 */

/** Decides which challenges someone met. */
final class Challenges {
  private static final int DERIVED =
      Field.Part.SCORE.bit()
          | Field.Part.STAGE.bit()
          | Field.Part.FITS.bit()
          | Field.Part.LOYALTY.bit();

  /** What orders that come back lessen without a trace of what it was. */
  private static final Set<Field> NET =
      Set.of(Field.ORDERS_NET, Field.ORDERS_AVERAGE, Field.ORDERS_MEDIAN);

  private final Dealing dealing;
  private final Goal goal;
  private final Instant now;
  private final Programme programme;
  private final ZoneId zone;

  Challenges(Dealing dealing, Met met) {
    this.dealing = dealing;
    this.goal = met.goal();
    this.now = met.now();
    this.programme = dealing.programme();
    this.zone = dealing.context().zone();
  }

  /**
   * @param about the order that is decided on; empty for none
   * @param at when it happened
   * @param strand of the record
   */
  void decide(String about, Instant at, Strand strand) {
    if (!dealing.earns()) {
      return;
    }
    for (Challenge challenge : programme.challenges()) {
      Win before = dealing.wins().get(challenge.named().name());
      Instant reached = reached(challenge, at);
      if (before != null && before.lost()) {
        if (reached == null) {
          dealing.reopen(challenge.named().name());
        }
      } else if (reached != null && open(challenge, before, reached)) {
        win(challenge, about, reached, strand);
      }
    }
  }

  private boolean open(Challenge challenge, @Nullable Win before, Instant at) {
    return before == null
        || challenge.again() != null
            && !at.atZone(zone).minus(challenge.again()).toInstant().isBefore(before.at());
  }

  /**
   * Since when it is: what happened, or now where it was told late and what came after it counts
   * too; null where it is not.
   */
  private @Nullable Instant reached(Challenge challenge, Instant at) {
    if (!goal.holds(challenge.goal(), now)) {
      return null;
    }
    if (holds(challenge, goal.until(at), at)) {
      return at;
    }
    return holds(challenge, goal, now) ? now : null;
  }

  private boolean holds(Challenge challenge, Goal they, Instant at) {
    Streak streak = challenge.streak();
    return they.holds(challenge.goal(), at)
        && (streak == null
            || Streaks.row(streak, they.occurrences(streak.fold()), at, zone) == streak.times());
  }

  private void win(Challenge challenge, String about, Instant at, Strand strand) {
    String name = challenge.named().name();
    String award = challenge.points() == 0 ? "" : award(name, at);
    if (challenge.points() > 0) {
      dealing.give(
          award,
          dealing.terms(strand, name, "", at, at, challenge.budget()),
          List.of(new Part("", 0, challenge.points(), 0)),
          dealing.because(name, "reward.challenge", name));
    }
    dealing.won(challenge, new Win(at, award, about, false));
  }

  /** What was undone, and is met again by what happened at the same instant, is another award. */
  private String award(String name, Instant at) {
    String first = name + "@" + at.toEpochMilli();
    String award = first;
    for (int times = 2; dealing.ledger().knows(award); times++) {
      award = first + "+" + times;
    }
    return award;
  }

  /** Undoes what would not have been met without an order that came back as a whole. */
  void undo(String about) {
    for (Map.Entry<String, Win> each : List.copyOf(dealing.wins().entrySet())) {
      Win win = each.getValue();
      Challenge challenge = programme.challenge(each.getKey()).orElse(null);
      if (!win.lost() && falls(challenge, win, win.about().equals(about))) {
        takeBack(each.getKey(), win, about);
        dealing.lost(each.getKey());
        if (challenge != null && !derived(challenge.goal().reads())) {
          dealing.reopen(each.getKey());
        }
      }
    }
  }

  /**
   * @param own whether the order is the one that met it
   */
  private boolean falls(@Nullable Challenge challenge, Win win, boolean own) {
    if (challenge == null || derived(challenge.goal().reads())) {
      return own;
    }
    Goal then = goal.until(win.at());
    if (holds(challenge, then, win.at()) || holds(challenge, goal, now)) {
      return false;
    }
    return own
        || challenge.goal().reads().fields().stream().anyMatch(NET::contains)
        || holds(challenge, then.withUndone(), win.at());
  }

  private static boolean derived(Condition.Reads reads) {
    return !reads.segments().isEmpty()
        || !reads.flags().isEmpty()
        || !reads.tags().isEmpty()
        || (reads.parts() & DERIVED) != 0;
  }

  private void takeBack(String name, Win win, String about) {
    Lot lot = dealing.ledger().lot(win.award()).orElse(null);
    if (lot != null) {
      dealing.post(
          Teller.reverse(
              dealing.ledger(),
              lot.id(),
              List.of(lot.size()),
              programme.shortfall(),
              dealing.now()),
          dealing.because(name, "reward.taken-back", about));
    }
  }
}
