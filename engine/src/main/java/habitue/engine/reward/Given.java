package habitue.engine.reward;

import habitue.engine.reward.ledger.Account;
import habitue.engine.reward.ledger.Decision;
import habitue.engine.reward.ledger.Decision.Granted;
import habitue.engine.reward.ledger.Ledger;
import habitue.engine.reward.ledger.Lot;
import habitue.engine.reward.ledger.Move;
import habitue.engine.reward.ledger.Part;
import habitue.engine.reward.ledger.Posting;
import habitue.engine.reward.ledger.Posting.Kind;
import habitue.engine.reward.ledger.Teller;
import habitue.model.Commitment;
import habitue.playbook.plan.AwardNames;
import habitue.playbook.plan.Programme.Shortfall;
import habitue.playbook.plan.Referral;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/*
 * A rehearsal plays another programme over the past. What people were given by hand, what they
 * brought from elsewhere and what they gave for rewards is no rule's: it is taken as it was, but of
 * the lots that they would have had. Budgets are taken to have enough.
 */

/** What a rehearsal takes as given. */
public final class Given {
  /** A commitment that is decided anew on the ledger as it is. */
  static final String NAME = "Given";

  /** How awards, and points taken away, begin that people gave or took. */
  public static final String BY_HAND = AwardNames.BY_HAND;

  /** The rule of awards that stand for what people had elsewhere; no rule's name has a colon. */
  public static final String OPENING = AwardNames.OPENING;

  /** How awards for a friend begin: what brings them about is in another's book. */
  public static final String FOR_FRIEND = Referral.RULE;

  private Given() {}

  /**
   * How the award of an opening balance is named.
   *
   * @param line by which it is told from all others
   */
  public static String opening(String line) {
    return OPENING + ":" + line;
  }

  /** Whether an award is an opening balance. */
  public static boolean opened(String award) {
    return award.startsWith(opening(""));
  }

  /** Of all that was committed what a rehearsal takes as given, in order. */
  public static List<Commitment> of(List<Commitment> made) {
    return made.stream()
        .filter(Given::is)
        .map(each -> each.name().equals(Commitments.ASSURED) ? each : renamed(each))
        .toList();
  }

  private static boolean is(Commitment made) {
    if (!made.name().equals(Commitments.POSTED)) {
      return made.name().equals(Commitments.ASSURED);
    }
    Posting posting = Commitments.posting(made);
    return switch (posting.kind()) {
      case SPEND, RESTORE -> true;
      case AWARD, REVERSE ->
          posting.id().startsWith(BY_HAND + "@")
              || posting.id().startsWith(FOR_FRIEND + "@")
              || opened(posting.id());
      case TIME -> false;
    };
  }

  private static Commitment renamed(Commitment made) {
    return new Commitment(
        made.entity(),
        made.strand(),
        made.now(),
        made.position(),
        made.ordinal(),
        NAME,
        made.details(),
        made.because());
  }

  /** The ledger with it; as it is where there are too few points for it. */
  static Ledger with(Ledger ledger, Commitment given) {
    return decided(ledger, given) instanceof Granted(Posting posting)
        ? ledger.post(posting, given.strand())
        : ledger;
  }

  private static Decision decided(Ledger ledger, Commitment given) {
    Posting posting = Commitments.posting(given);
    String id = posting.id();
    var now = given.now();
    return switch (posting.kind()) {
      case SPEND -> Teller.spend(ledger, id, to(posting, Account.SPENT), now);
      case RESTORE -> Teller.restore(ledger, id, now);
      case REVERSE ->
          ledger
              .lot(id)
              .map(lot -> reversed(ledger, lot, posting, now))
              .orElseGet(() -> Teller.take(ledger, id, to(posting, Account.REVERSED), now));
      case AWARD -> granted(ledger, posting, given);
      case TIME -> new Granted(Posting.of(Kind.TIME, "", List.of()));
    };
  }

  private static Decision reversed(Ledger ledger, Lot lot, Posting posting, Instant now) {
    List<Long> all = lot.parts().stream().map(Part::points).toList();
    boolean owes = posting.moves().stream().anyMatch(move -> move.from() == Account.OWED);
    Shortfall negative = owes ? Shortfall.OWE : Shortfall.NEGATIVE;
    Shortfall shortfall = posting.forgiven().isEmpty() ? negative : Shortfall.FORGIVE;
    return Teller.reverse(ledger, lot.id(), all, shortfall, now);
  }

  private static Decision granted(Ledger ledger, Posting posting, Commitment given) {
    Optional<Posting.Grant> grant = posting.granted().stream().findFirst();
    return grant.isEmpty()
        ? new Granted(Posting.of(Kind.TIME, "", List.of()))
        : Teller.award(ledger, posting.id(), grant.get().terms(), grant.get().parts(), given.now());
  }

  private static long to(Posting posting, Account account) {
    return posting.moves().stream()
        .filter(move -> move.to() == account)
        .mapToLong(Move::points)
        .sum();
  }
}
