package habitue.engine.reward.earn;

import habitue.engine.reward.Win;
import habitue.engine.reward.ledger.Lot;
import habitue.engine.reward.ledger.Part;
import habitue.engine.reward.ledger.Teller;
import habitue.model.Strand;
import habitue.playbook.plan.Programme;
import habitue.playbook.plan.Programme.Challenge;
import habitue.playbook.plan.Programme.Streak;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/*
 * Goals are looked at with everything someone does, and whenever time brings something about for
 * them. How far someone is follows from what was gathered of them, and so it is kept whatever is
 * edited; what was met stays met, but for what an order met that came back as a whole.
 */

/** Decides which challenges someone met. */
final class Challenges {
  private final Dealing dealing;
  private final Programme programme;
  private final ZoneId zone;

  Challenges(Dealing dealing) {
    this.dealing = dealing;
    this.programme = dealing.programme();
    this.zone = dealing.context().zone();
  }

  /**
   * @param about the order that is decided on; empty for none
   * @param at when it happened
   * @param strand of the record
   */
  void decide(Met met, String about, Instant at, Strand strand) {
    if (!dealing.earns()) {
      return;
    }
    for (Challenge challenge : programme.challenges()) {
      Win before = dealing.wins().get(challenge.named().name());
      if (before != null && before.lost()) {
        if (!reached(challenge, met, at)) {
          dealing.reopen(challenge.named().name());
        }
      } else if (open(challenge, before, at) && reached(challenge, met, at)) {
        win(challenge, about, at, strand);
      }
    }
  }

  private boolean open(Challenge challenge, @Nullable Win before, Instant at) {
    return before == null
        || challenge.again() != null
            && !at.atZone(zone).minus(challenge.again()).toInstant().isBefore(before.at());
  }

  private boolean reached(Challenge challenge, Met met, Instant at) {
    if (!met.holds(challenge.goal())) {
      return false;
    }
    Streak streak = challenge.streak();
    return streak == null
        || Streaks.row(streak, met.occurrences(streak.fold()), at, zone) == streak.times();
  }

  private void win(Challenge challenge, String about, Instant at, Strand strand) {
    String name = challenge.named().name();
    String award = challenge.points() == 0 ? "" : name + "@" + at.toEpochMilli();
    if (challenge.points() > 0) {
      dealing.give(
          award,
          dealing.terms(strand, name, "", at, at, challenge.budget()),
          List.of(new Part("", 0, challenge.points(), 0)),
          dealing.because(name, "reward.challenge", name));
    }
    dealing.won(challenge, new Win(at, award, about, false));
  }

  /** Undoes what an order met that came back as a whole. */
  void undo(String about) {
    for (Map.Entry<String, Win> each : List.copyOf(dealing.wins().entrySet())) {
      Win win = each.getValue();
      if (win.about().equals(about) && !win.lost()) {
        Lot lot = dealing.ledger().lot(win.award()).orElse(null);
        if (lot != null) {
          dealing.post(
              Teller.reverse(
                  dealing.ledger(),
                  lot.id(),
                  List.of(lot.size()),
                  programme.shortfall(),
                  dealing.now()),
              dealing.because(each.getKey(), "reward.taken-back", about));
        }
        dealing.lost(each.getKey());
      }
    }
  }
}
