package habitue.engine.reward.ledger;

import habitue.engine.reward.ledger.Terms.Lasting;
import habitue.model.Strand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/*
 * A ledger is what postings come to, one after the other; it decides nothing. What a posting says of
 * a lot that is not here (it went with another strand at a split) is read so that both sides still
 * add up: points spent from it are charged here, since they were spent here; that the other's lot
 * was activated, expired or called back is the other's. And where points of a lot that is here were
 * spent elsewhere, they are here again: what called them back as spent takes them. Once the two are
 * one again, points may have gone twice: the second time is a debt. Where two people
 * who are one now each had an award of one name, both are kept: see Twins.
 */

/**
 * One person's points in one programme.
 *
 * @param lots by the order in which they were granted
 * @param spends by the order in which they were made
 * @param retired what is left of those that are no longer kept
 */
public record Ledger(List<Lot> lots, List<Spend> spends, Retired retired, Balances balances) {
  public static final Ledger EMPTY = new Ledger(List.of(), List.of(), Retired.NONE, Balances.ZERO);

  /** Of what time brings about, until it is filed with the person's oldest strand. */
  public static final Strand NOBODYS = new Strand(0);

  private static final Comparator<Strand> BY_NUMBER = Comparator.comparingLong(Strand::number);

  public Ledger {
    lots = List.copyOf(lots);
    spends = List.copyOf(spends);
  }

  public Optional<Lot> lot(String id) {
    return lots.stream().filter(lot -> lot.id().equals(id)).findFirst();
  }

  /** Whether an award was granted, kept or not. */
  public boolean knows(String award) {
    return lots.stream().anyMatch(lot -> Twins.award(lot.id()).equals(award))
        || retired.knows(award);
  }

  public Optional<Spend> spend(String id) {
    return spends.stream().filter(spend -> spend.id().equals(id)).findFirst();
  }

  /** With a posting while it is being decided, or of time, which spends nothing. */
  public Ledger post(Posting posting) {
    return post(posting, NOBODYS);
  }

  /**
   * With a posting.
   *
   * @param strand it is filed under
   * @throws BrokenLedger where something would no longer add up; nothing is posted then
   */
  public Ledger post(Posting posting, Strand strand) {
    var draft = new Draft(this, strand);
    posting.granted().forEach(draft::grant);
    posting.moves().forEach(draft::move);
    posting.calls().forEach(draft::call);
    posting.forgiven().forEach(draft::forgive);
    if (posting.kind() == Posting.Kind.SPEND) {
      draft.spent(posting);
    }
    if (posting.kind() == Posting.Kind.RESTORE) {
      draft.undone(posting.id());
    }
    return draft.ledger();
  }

  /** What expires when, soonest first. */
  public SortedMap<Instant, Long> expiring() {
    var expiring = new TreeMap<Instant, Long>();
    for (Lot lot : lots) {
      Instant at = lot.terms().expiresAt();
      if (at != null && lot.remaining() > 0) {
        expiring.merge(at, lot.remaining(), Long::sum);
      }
    }
    return expiring;
  }

  /** The strands with lots that are not over by now, and end before an instant. */
  public SortedSet<Strand> endingBetween(Instant now, Instant until) {
    return lots.stream()
        .map(Lot::terms)
        .filter(terms -> terms.endsBetween(now, until))
        .map(Terms::strand)
        .collect(Collectors.toCollection(() -> new TreeSet<>(BY_NUMBER)));
  }

  /** What may still be spent of a strand's lots that are not over by now, and end before then. */
  public long endingBetween(Strand strand, Instant now, Instant until) {
    return lots.stream()
        .filter(lot -> lot.terms().strand().equals(strand))
        .filter(lot -> lot.terms().endsBetween(now, until))
        .mapToLong(Lot::remaining)
        .sum();
  }

  /** With a strand's lots that are not over by now living longer; none lives shorter. */
  public Ledger lasting(Lasting longer, Strand strand, Instant now) {
    List<Lot> all =
        lots.stream()
            .map(lot ->
                lot.terms().strand().equals(strand) && lot.terms().endsBetween(now, longer.until())
                    ? lot.lasting(longer)
                    : lot)
            .toList();
    return new Ledger(all, spends, retired, balances);
  }

  /** Without the oldest of what nothing can come of any more, where there is too much of it. */
  public Ledger tidied() {
    if (!Retired.due(lots.size(), spends.size())) {
      return this;
    }
    var keptLots = new ArrayList<>(lots);
    var keptSpends = new ArrayList<>(spends);
    Retired gone = retired.from(keptLots, keptSpends);
    return new Ledger(keptLots, keptSpends, gone, balances);
  }

  /** The lots' own figures come to the accounts'. */
  public void prove() {
    prove(Account.PENDING, lots.stream().mapToLong(Lot::pending).sum());
    prove(Account.ACTIVE, lots.stream().mapToLong(Lot::active).sum());
    prove(Account.EXPIRED, retired.expired() + lots.stream().mapToLong(Lot::expired).sum());
    prove(Account.REVERSED, retired.reversed() + lots.stream().mapToLong(Lot::reversed).sum());
    prove(Account.ISSUED, -retired.issued() - lots.stream().mapToLong(Lot::size).sum());
    long given = spends.stream().filter(each -> !each.undone()).mapToLong(Spend::points).sum();
    prove(Account.SPENT, retired.spent() + given);
  }

  private void prove(Account account, long sum) {
    if (balances.of(account) != sum) {
      throw new BrokenLedger(
          account.wireName() + " is " + balances.of(account) + ", its parts come to " + sum);
    }
  }

  /** A ledger being posted to. */
  private static final class Draft {
    private final List<Lot> lots;
    private final List<Spend> spends;
    private final Retired retired;
    private final Map<Account, Long> balances;
    private final Strand strand;

    Draft(Ledger ledger, Strand strand) {
      this.strand = strand;
      this.lots = new ArrayList<>(ledger.lots);
      this.spends = new ArrayList<>(ledger.spends);
      this.retired = ledger.retired;
      this.balances = ledger.balances.open();
    }

    Ledger ledger() {
      return new Ledger(lots, spends, retired, new Balances(balances));
    }

    void grant(Posting.Grant grant) {
      Lot lot = Lot.granted(free(grant), grant.terms(), grant.parts());
      lots.add(lot);
      if (lot.size() > 0) {
        enter(new Move(lot.id(), Account.ISSUED, Account.PENDING, lot.size()));
      }
    }

    /** The award's name, unless someone else's of that name is here: then both are told apart. */
    private String free(Posting.Grant grant) {
      String award = grant.lot();
      if (lots.stream().noneMatch(lot -> Twins.award(lot.id()).equals(award))) {
        return award;
      }
      int plain = exactly(award);
      if (plain >= 0) {
        rename(plain, Twins.named(award, lots.get(plain).terms().strand()));
      }
      String own = Twins.named(award, grant.terms().strand());
      if (exactly(own) >= 0) {
        throw new BrokenLedger("award " + award + " is granted already");
      }
      return own;
    }

    private void rename(int place, String name) {
      String before = lots.get(place).id();
      lots.set(place, lots.get(place).named(name));
      spends.replaceAll(spend -> spend.renamed(before, name));
    }

    void call(Posting.Call call) {
      int place = place(call.lot());
      if (place >= 0) {
        var parts = new ArrayList<>(lots.get(place).parts());
        parts.set(call.part(), parts.get(call.part()).take(call.points()));
        lots.set(place, lots.get(place).with(parts));
      }
    }

    /** What was spent elsewhere is here, and is taken. */
    void forgive(Posting.Forgiven forgiven) {
      int place = place(forgiven.lot());
      if (place >= 0) {
        long used = Math.min(forgiven.points(), lots.get(place).used());
        lots.set(place, lots.get(place).forgive(used));
        takeActive(place, forgiven.points() - used);
      }
    }

    /**
     * On each side alone of two people told apart, a lot may have gone where on the other it had
     * gone already, or may not have gone where it then came back from. Of such a move here happens
     * what can, and the rest is a debt or settles one.
     */
    void move(Move move) {
      int place = place(move.lot());
      if (place < 0) {
        moveElsewhere(move);
        return;
      }
      switch (move.from()) {
        case ACTIVE -> leaveActive(place, move);
        case SPENT -> comeBack(place, move);
        case NEGATIVE, OWED -> owe(place, move);
        case ISSUED, PENDING, EXPIRED, REVERSED ->
            moveHere(place, move.from(), move.to(), move.points());
      }
    }

    private void moveElsewhere(Move move) {
      if (move.to() == Account.SPENT) {
        charge(move.lot(), Account.NEGATIVE, Account.SPENT, move.points());
      } else if (move.from() == Account.SPENT) {
        charge(move.lot(), Account.SPENT, Account.NEGATIVE, move.points());
      }
    }

    private void leaveActive(int place, Move move) {
      Lot lot = lots.get(place);
      long twice = Math.clamp(move.points() - lot.active(), 0, lot.used());
      // What was let be, or was taken here for it, is nobody's any more.
      long gone = lot.forgiven() + lot.reversed();
      long let = Math.clamp(move.points() - lot.active() - twice, 0, gone);
      moveHere(place, Account.ACTIVE, move.to(), move.points() - twice - let);
      if (!move.to().isDebt()) {
        moveHere(place, Account.NEGATIVE, move.to(), twice);
      }
      if (move.to() == Account.SPENT) {
        charge(move.lot(), Account.NEGATIVE, Account.SPENT, let);
      }
    }

    /** Given back: first as the posting says, then to be spent again, then where it was owed. */
    private void comeBack(int place, Move move) {
      Lot lot = lots.get(place);
      long points = Math.min(move.points(), lot.spent());
      charge(move.lot(), Account.SPENT, Account.NEGATIVE, move.points() - points);
      Account debt = move.to().isDebt() ? move.to() : Account.NEGATIVE;
      long settled = move.to().isDebt() ? Math.min(points, lot.indebted()) : 0;
      long taken = move.to() == Account.REVERSED ? Math.min(points, lot.forgiven()) : 0;
      long active = Math.min(points - settled - taken, lot.used());
      long rest = points - settled - taken - active;
      long more = Math.min(rest, lot.indebted() - settled);
      moveHere(place, Account.SPENT, debt, settled + more);
      moveHere(place, Account.SPENT, Account.ACTIVE, active);
      moveHere(place, Account.SPENT, Account.REVERSED, taken + rest - more);
    }

    private void owe(int place, Move move) {
      Lot lot = lots.get(place);
      long most =
          switch (move.to()) {
            case ACTIVE -> lot.returnable();
            case NEGATIVE, OWED -> Math.min(lot.repaid(), lot.indebted());
            case ISSUED, PENDING, SPENT, EXPIRED, REVERSED -> lot.used();
          };
      long here = Math.min(move.points(), most);
      moveHere(place, move.from(), move.to(), here);
      if (move.to() == Account.REVERSED) {
        takeActive(place, move.points() - here);
      }
    }

    private void takeActive(int place, long points) {
      long there = Math.min(points, lots.get(place).active());
      moveHere(place, Account.ACTIVE, Account.REVERSED, there);
    }

    private void moveHere(int place, Account from, Account to, long points) {
      if (points > 0) {
        var move = new Move(lots.get(place).id(), from, to, points);
        lots.set(place, lots.get(place).moved(move));
        enter(move);
      }
    }

    private void charge(String lot, Account from, Account to, long points) {
      if (points > 0) {
        enter(new Move(lot, from, to, points));
      }
    }

    private void enter(Move move) {
      balances.merge(move.from(), -move.points(), Math::addExact);
      balances.merge(move.to(), move.points(), Math::addExact);
    }

    void spent(Posting posting) {
      List<Spend.Allocation> from =
          posting.moves().stream()
              .filter(move -> move.to() == Account.SPENT)
              .map(move -> new Spend.Allocation(here(move.lot()), move.points()))
              .toList();
      spends.add(new Spend(posting.id(), strand, from, false));
    }

    void undone(String id) {
      spends.replaceAll(spend -> spend.id().equals(id) ? spend.undo() : spend);
    }

    /** What a lot that a posting names is called here. */
    private String here(String name) {
      int place = place(name);
      return place < 0 ? name : lots.get(place).id();
    }

    private int place(String name) {
      int exactly = exactly(name);
      return exactly >= 0 ? exactly : Twins.place(lots, name, strand);
    }

    private int exactly(String id) {
      for (int i = lots.size() - 1; i >= 0; i--) {
        if (lots.get(i).id().equals(id)) {
          return i;
        }
      }
      return -1;
    }
  }
}
