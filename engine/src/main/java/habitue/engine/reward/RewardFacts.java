package habitue.engine.reward;

import habitue.engine.reward.ledger.Account;
import habitue.engine.reward.ledger.Lot;
import habitue.engine.reward.ledger.Move;
import habitue.engine.reward.ledger.Posting;
import habitue.engine.reward.ledger.Terms;
import habitue.engine.reward.refer.Referrals;
import habitue.model.Commitment;
import habitue.model.Fact;
import habitue.model.Fields;
import habitue.model.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a programme's decisions tell: one fact for each thing that became of points. Made of the
 * commitments alone, so that they are the same whenever someone is folded.
 */
public final class RewardFacts {
  public static final String GRANTED = "Points Granted";
  public static final String ACTIVATED = "Points Activated";
  public static final String EXPIRED = "Points Expired";
  public static final String SPENT = "Points Spent";
  public static final String RESTORED = "Points Restored";
  public static final String REVERSED = "Points Reversed";
  public static final String WARNED = "Points Expiring Soon";
  public static final String TIER_REACHED = "Tier Reached";

  /** The most lots that a fact names; points of more are in its sum alone. */
  public static final int MOST_LOTS = 200;

  private static final String POINTS = "points";

  private RewardFacts() {}

  public static List<Fact> of(Commitment made) {
    return switch (made.name()) {
      case Commitments.JOINED,
          Commitments.ACCEPTED,
          Commitments.HELD_OUT,
          Commitments.LEFT,
          Commitments.REDEEMED,
          Commitments.FULFILLED,
          Commitments.USED,
          Commitments.REOPENED,
          Commitments.UNDONE,
          Commitments.WON,
          Commitments.LOST ->
          List.of(fact(made, made.name(), made.now(), Redemptions.told(made)));
      case Commitments.EXTENDED -> extended(made);
      case CodeRefused.NAME -> List.of(fact(made, made.name(), made.now(), made.details()));
      case Commitments.DENIED -> List.of(denied(made));
      case Commitments.WARNED -> List.of(fact(made, WARNED, made.now(), made.details()));
      case Commitments.TIER -> tier(made);
      case Commitments.POSTED -> posted(made);
      default -> Referrals.told(made);
    };
  }

  /** Where there are no points that live longer it is no news. */
  private static List<Fact> extended(Commitment made) {
    boolean none = made.details().number(POINTS).map(BigDecimal::signum).orElse(0) <= 0;
    return none ? List.of() : List.of(fact(made, made.name(), made.now(), made.details()));
  }

  private static Fact denied(Commitment made) {
    Claim claim = Commitments.claim(made);
    Fields details =
        Fields.of("programme", Value.of(Commitments.programme(made)))
            .with("award", claim.award())
            .with("rule", claim.terms().rule())
            .with(POINTS, claim.points());
    String budget = claim.terms().budget();
    details = budget.isEmpty() ? details : details.with("budget", budget);
    String order = claim.terms().about();
    return fact(
        made,
        Commitments.DENIED,
        claim.terms().earnedAt(),
        order.isEmpty() ? details : details.with("order", order));
  }

  /** One that is held on to is no news. */
  private static List<Fact> tier(Commitment made) {
    boolean kept = made.details().text("from").equals(made.details().text("tier"));
    return kept ? List.of() : List.of(fact(made, TIER_REACHED, made.now(), made.details()));
  }

  private static List<Fact> posted(Commitment made) {
    Posting posting = Commitments.posting(made);
    var facts = new ArrayList<Fact>();
    for (Posting.Grant grant : posting.granted()) {
      facts.add(fact(made, GRANTED, grant.terms().earnedAt(), granted(made, grant)));
    }
    sum(facts, made, posting, ACTIVATED, Account.PENDING, Account.ACTIVE);
    switch (posting.kind()) {
      case SPEND -> sum(facts, made, posting, SPENT, null, Account.SPENT);
      case RESTORE -> sum(facts, made, posting, RESTORED, Account.SPENT, null);
      case AWARD, TIME, REVERSE -> {}
    }
    sum(facts, made, posting, EXPIRED, null, Account.EXPIRED);
    sum(facts, made, posting, REVERSED, null, Account.REVERSED);
    return facts;
  }

  private static Fields granted(Commitment made, Posting.Grant grant) {
    Terms terms = grant.terms();
    Fields details =
        Fields.of("programme", Value.of(Commitments.programme(made)))
            .with("award", grant.lot())
            .with("rule", terms.rule())
            .with(POINTS, Lot.sum(grant.parts()));
    details = terms.about().isEmpty() ? details : details.with("order", terms.about());
    details =
        terms.activeAt() == null ? details : details.with("active_at", terms.activeAt().toString());
    return terms.expiresAt() == null
        ? details
        : details.with("expires_at", terms.expiresAt().toString());
  }

  private static void sum(
      List<Fact> facts,
      Commitment made,
      Posting posting,
      String name,
      @Nullable Account from,
      @Nullable Account to) {
    var lots = new LinkedHashMap<String, Long>();
    for (Move move : posting.moves()) {
      if ((from == null || move.from() == from) && (to == null || move.to() == to)) {
        lots.merge(move.award(), move.points(), Long::sum);
      }
    }
    if (!lots.isEmpty()) {
      long points = lots.values().stream().mapToLong(Long::longValue).sum();
      Fields details =
          Fields.of("programme", Value.of(Commitments.programme(made)))
              .with(POINTS, points)
              .with("of", of(lots));
      Fields named = posting.id().isEmpty() ? details : details.with("id", posting.id());
      facts.add(fact(made, name, made.now(), named));
    }
  }

  /** Of which lots, as {@link #GRANTED} names them. */
  private static Value of(Map<String, Long> lots) {
    return new Value.Many(
        lots.entrySet().stream()
            .limit(MOST_LOTS)
            .map(lot -> Fields.of("award", Value.of(lot.getKey())).with(POINTS, lot.getValue()))
            .map(Value.class::cast)
            .toList());
  }

  private static Fact fact(Commitment made, String name, Instant at, Fields details) {
    return new Fact(name, at, made.now(), details, made.because());
  }
}
