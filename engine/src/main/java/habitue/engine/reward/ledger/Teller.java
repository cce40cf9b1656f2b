package habitue.engine.reward.ledger;

import habitue.engine.Instants;
import habitue.engine.reward.ledger.Decision.Granted;
import habitue.engine.reward.ledger.Decision.Reason;
import habitue.engine.reward.ledger.Decision.Refused;
import habitue.engine.reward.ledger.Posting.Kind;
import habitue.playbook.plan.Programme;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides postings. Whatever is decided at an instant, what time did by then comes with it: points
 * become active, then make good for a balance below zero, then expire. Points are spent from the
 * lot that expires first.
 */
public final class Teller {
  /** The most points of one award or redemption. */
  public static final long MOST = 1_000_000_000_000L;

  private static final Comparator<Lot> FIRST_TO_EXPIRE =
      Comparator.comparing(
              (Lot lot) -> lot.terms().expiresAt(),
              Comparator.nullsLast(Comparator.<Instant>naturalOrder()))
          .thenComparing(lot -> lot.terms().earnedAt())
          .thenComparing(Lot::id);

  private Teller() {}

  /** Grants points; once for each id. */
  public static Decision award(
      Ledger ledger, String id, Terms terms, List<Part> parts, Instant now) {
    if (ledger.knows(id)) {
      return new Granted(Posting.of(Kind.AWARD, id, List.of()));
    }
    long size = Lot.sum(parts);
    if (size <= 0 || size > MOST) {
      return new Refused(Reason.BAD_POINTS);
    }
    var grant = new Posting.Grant(id, terms, parts);
    var posting = new Posting(Kind.AWARD, id, List.of(grant), List.of(), List.of(), List.of());
    return new Till(ledger, now).close(posting);
  }

  /** What time did by an instant. */
  public static Posting time(Ledger ledger, Instant now) {
    return Posting.of(Kind.TIME, "", passed(ledger, now));
  }

  /** When time does something next; null for never. */
  public static @Nullable Instant next(Ledger ledger) {
    Instant next = null;
    for (Lot lot : ledger.lots()) {
      next = lot.pending() > 0 ? Instants.earlier(next, lot.terms().activeAt()) : next;
      next = lot.remaining() > 0 ? Instants.earlier(next, lot.terms().expiresAt()) : next;
    }
    return next;
  }

  /** Lets pending points of an award be spent from now on: what they waited for happened. */
  public static Decision activate(Ledger ledger, String id, Instant now) {
    if (ledger.lot(id).isEmpty()) {
      return new Refused(Reason.UNKNOWN_AWARD);
    }
    var till = new Till(ledger, now);
    var moves = new ArrayList<Move>();
    move(moves, id, Account.PENDING, Account.ACTIVE, till.lot(id).pending());
    return till.close(Posting.of(Kind.TIME, id, moves));
  }

  /** Gives points for a reward. */
  public static Decision spend(Ledger ledger, String id, long points, Instant now) {
    Spend known = ledger.spend(id).orElse(null);
    if (known != null) {
      return known.points() == points
          ? new Granted(Posting.of(Kind.TIME, "", List.of()))
          : new Refused(Reason.ID_TAKEN);
    }
    return taken(ledger, Kind.SPEND, id, Account.SPENT, points, now);
  }

  /**
   * Undoes a redemption: each lot gets back what it gave, with its old expiry. What was called back
   * of it meanwhile is not given back, and a debt that came of it is none any more.
   */
  public static Decision restore(Ledger ledger, String id, Instant now) {
    Spend spend = ledger.spend(id).orElse(null);
    if (spend == null) {
      return new Refused(Reason.UNKNOWN_REDEMPTION);
    }
    if (spend.undone()) {
      return new Refused(Reason.ALREADY_REVERSED);
    }
    var till = new Till(ledger, now);
    Ledger after = till.upToDate;
    var moves = new ArrayList<Move>();
    for (Spend.Allocation given : spend.from()) {
      List<Move> back = back(after, given);
      moves.addAll(back);
      after = moved(after, back);
    }
    return till.close(Posting.of(Kind.RESTORE, id, moves));
  }

  private static List<Move> back(Ledger ledger, Spend.Allocation given) {
    var moves = new ArrayList<Move>();
    Lot lot = ledger.lot(given.lot()).orElse(null);
    if (lot == null) {
      move(moves, given.lot(), Account.SPENT, Account.NEGATIVE, given.points());
      return moves;
    }
    long debt = Math.min(lot.indebted(), given.points());
    long owed = Math.clamp(-ledger.balances().of(Account.OWED), 0, debt);
    long forgiven = Math.min(lot.forgiven(), given.points() - debt);
    move(moves, lot.id(), Account.SPENT, Account.OWED, owed);
    move(moves, lot.id(), Account.SPENT, Account.NEGATIVE, debt - owed);
    move(moves, lot.id(), Account.SPENT, Account.REVERSED, forgiven);
    move(moves, lot.id(), Account.SPENT, Account.ACTIVE, given.points() - debt - forgiven);
    return moves;
  }

  /**
   * Calls points of an award back: of each part up to so many in all, as awarded then. First what
   * is pending, then what is active, then what was spent. What expired is gone already.
   *
   * @param targets how many of each part are to have been called back by now
   */
  public static Decision reverse(
      Ledger ledger, String id, List<Long> targets, Programme.Shortfall shortfall, Instant now) {
    if (ledger.lot(id).isEmpty()) {
      return new Refused(Reason.UNKNOWN_AWARD);
    }
    var till = new Till(ledger, now);
    Lot lot = till.lot(id);
    List<Posting.Call> calls = calls(lot, targets);
    long wanted = calls.stream().mapToLong(Posting.Call::points).sum();
    long pending = Math.min(wanted, lot.pending());
    long active = Math.min(wanted - pending, lot.active());
    long used = Math.min(wanted - pending - active, lot.used());
    var moves = new ArrayList<Move>();
    move(moves, id, Account.PENDING, Account.REVERSED, pending);
    move(moves, id, Account.ACTIVE, Account.REVERSED, active);
    List<Posting.Forgiven> forgiven = List.of();
    switch (shortfall) {
      case FORGIVE -> {
        if (used > 0) {
          forgiven = List.of(new Posting.Forgiven(id, used));
        }
      }
      case NEGATIVE -> move(moves, id, Account.NEGATIVE, Account.REVERSED, used);
      case OWE -> move(moves, id, Account.OWED, Account.REVERSED, used);
    }
    return till.close(new Posting(Kind.REVERSE, id, List.of(), calls, forgiven, moves));
  }

  private static List<Posting.Call> calls(Lot lot, List<Long> targets) {
    var calls = new ArrayList<Posting.Call>();
    for (int part = 0; part < Math.min(targets.size(), lot.parts().size()); part++) {
      Part each = lot.parts().get(part);
      long more = Math.min(targets.get(part), each.points()) - each.taken();
      if (more > 0) {
        calls.add(new Posting.Call(lot.id(), part, more));
      }
    }
    return calls;
  }

  /** Takes active points away by hand. */
  public static Decision take(Ledger ledger, String id, long points, Instant now) {
    return taken(ledger, Kind.REVERSE, id, Account.REVERSED, points, now);
  }

  private static Decision taken(
      Ledger ledger, Kind kind, String id, Account to, long points, Instant now) {
    if (points <= 0 || points > MOST) {
      return new Refused(Reason.BAD_POINTS);
    }
    var till = new Till(ledger, now);
    if (till.upToDate.balances().of(Account.ACTIVE) < points) {
      return new Refused(Reason.TOO_FEW_POINTS);
    }
    var moves = new ArrayList<Move>();
    take(moves, till.upToDate, to, points);
    return till.close(Posting.of(kind, id, moves));
  }

  private static void take(List<Move> moves, Ledger ledger, Account to, long points) {
    long left = points;
    for (Lot lot : ledger.lots().stream().sorted(FIRST_TO_EXPIRE).toList()) {
      long part = Math.min(left, lot.active());
      move(moves, lot.id(), Account.ACTIVE, to, part);
      left -= part;
    }
  }

  /** A ledger brought up to an instant, before something is posted to it. */
  private static final class Till {
    private final Instant now;
    private final List<Move> before;
    private final Ledger upToDate;

    Till(Ledger ledger, Instant now) {
      this.now = now;
      this.before = passed(ledger, now);
      this.upToDate = moved(ledger, before);
    }

    Lot lot(String id) {
      return upToDate.lot(id).orElseThrow();
    }

    Granted close(Posting posting) {
      List<Move> after = passed(upToDate.post(posting), now);
      return new Granted(posting.between(before, after));
    }
  }

  private static Ledger moved(Ledger ledger, List<Move> moves) {
    return moves.isEmpty() ? ledger : ledger.post(Posting.of(Kind.TIME, "", moves));
  }

  private static List<Move> passed(Ledger before, Instant now) {
    var moves = new ArrayList<Move>();
    Ledger ledger = before;
    Instant at;
    do {
      Instant due = next(ledger);
      at = due != null && due.isBefore(now) ? due : now;
      List<Move> made = passedAt(ledger, at);
      moves.addAll(made);
      ledger = moved(ledger, made);
    } while (at.isBefore(now));
    return moves;
  }

  private static List<Move> passedAt(Ledger before, Instant at) {
    var moves = new ArrayList<Move>();
    for (Lot lot : before.lots()) {
      if (lot.terms().activeBy(at)) {
        move(moves, lot.id(), Account.PENDING, Account.ACTIVE, lot.pending());
      }
    }
    Ledger ledger = moved(before, moves);
    List<Move> settled = settled(ledger);
    moves.addAll(settled);
    ledger = moved(ledger, settled);
    for (Lot lot : ledger.lots()) {
      if (lot.terms().expiredBy(at)) {
        move(moves, lot.id(), Account.PENDING, Account.EXPIRED, lot.pending());
        move(moves, lot.id(), Account.ACTIVE, Account.EXPIRED, lot.active());
      }
    }
    return moves;
  }

  /** Active points make good for a balance below zero; where too many did, they come back. */
  private static List<Move> settled(Ledger ledger) {
    long balance = ledger.balances().of(Account.NEGATIVE);
    var moves = new ArrayList<Move>();
    if (balance == 0) {
      return moves;
    }
    if (balance < 0) {
      take(moves, ledger, Account.NEGATIVE, -balance);
    }
    long left = balance;
    Ledger after = ledger;
    for (Lot lot : ledger.lots().stream().sorted(FIRST_TO_EXPIRE.reversed()).toList()) {
      if (left <= 0) {
        break;
      }
      List<Move> back = returned(after, lot, left);
      moves.addAll(back);
      after = moved(after, back);
      left = after.balances().of(Account.NEGATIVE);
    }
    return moves;
  }

  /** What a lot made good for is its own again, but for what of it was called back meanwhile. */
  private static List<Move> returned(Ledger ledger, Lot lot, long most) {
    var moves = new ArrayList<Move>();
    long whole = Math.min(most, lot.repaid());
    long active = Math.min(whole, lot.used());
    long owed = -ledger.balances().of(Account.OWED);
    long offset = Math.min(whole - active, Math.min(lot.indebted(), owed));
    long forgiven = Math.min(whole - active - offset, lot.forgiven());
    move(moves, lot.id(), Account.NEGATIVE, Account.ACTIVE, active);
    move(moves, lot.id(), Account.NEGATIVE, Account.OWED, offset);
    move(moves, lot.id(), Account.NEGATIVE, Account.ACTIVE, forgiven);
    move(moves, lot.id(), Account.ACTIVE, Account.REVERSED, forgiven);
    return moves;
  }

  private static void move(List<Move> moves, String lot, Account from, Account to, long points) {
    if (points > 0) {
      moves.add(new Move(lot, from, to, points));
    }
  }
}
