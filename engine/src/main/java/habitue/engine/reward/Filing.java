package habitue.engine.reward;

import habitue.engine.Pledge;
import habitue.engine.reward.ledger.Account;
import habitue.engine.reward.ledger.Ledger;
import habitue.engine.reward.ledger.Lot;
import habitue.engine.reward.ledger.Move;
import habitue.engine.reward.ledger.Posting;
import habitue.engine.reward.ledger.Posting.Kind;
import habitue.engine.reward.ledger.Spend;
import habitue.engine.reward.ledger.Terms;
import habitue.model.Because;
import habitue.model.Strand;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/*
 * What is posted of a lot is filed under the strand that earned it, and a redemption under the one
 * it was made to. A person's strands are one mostly, and so is the posting. Where it is of several, it
 * becomes a run of postings in the same order, so that each strand has its own part should they be
 * told apart.
 */

/** Says under which strand each part of a posting goes. */
public final class Filing {
  private final Ledger ledger;
  private final Posting posting;
  private final @Nullable Strand own;

  private Filing(Ledger ledger, Posting posting, @Nullable Strand own) {
    this.ledger = ledger;
    this.posting = posting;
    this.own = own;
  }

  /** What goes under one strand; null for the record's. */
  record Filed(Posting posting, @Nullable Strand strand) {}

  /**
   * @param ledger before the posting
   * @param own the strand of the record that brings it about; null where none does
   */
  public static List<Pledge> pledges(
      String programme, Ledger ledger, Posting posting, @Nullable Strand own, Because because) {
    return filed(ledger, posting, own).stream()
        .map(each -> Commitments.posted(programme, each.posting(), each.strand(), because))
        .toList();
  }

  static List<Filed> filed(Ledger ledger, Posting posting, @Nullable Strand own) {
    return new Filing(ledger, posting, own).filed();
  }

  private List<Filed> filed() {
    Set<@Nullable Strand> strands = new LinkedHashSet<>();
    posting.moves().forEach(move -> strands.add(strand(move)));
    posting.granted().forEach(grant -> strands.add(whose(grant.terms().strand())));
    posting.calls().forEach(call -> strands.add(strand(call.lot())));
    if (strands.size() <= 1) {
      return List.of(new Filed(posting, strands.isEmpty() ? own : strands.iterator().next()));
    }
    return apart();
  }

  private List<Filed> apart() {
    var filed = new ArrayList<Filed>();
    for (Posting.Grant grant : posting.granted()) {
      var alone =
          new Posting(
              posting.kind(), posting.id(), List.of(grant), List.of(), List.of(), List.of());
      filed.add(new Filed(alone, whose(grant.terms().strand())));
    }
    runs(filed);
    if (!posting.calls().isEmpty() || !posting.forgiven().isEmpty()) {
      String lot =
          posting.calls().isEmpty()
              ? posting.forgiven().getFirst().lot()
              : posting.calls().getFirst().lot();
      var called =
          new Posting(
              posting.kind(),
              posting.id(),
              List.of(),
              posting.calls(),
              posting.forgiven(),
              List.of());
      filed.add(new Filed(called, strand(lot)));
    }
    return filed;
  }

  private void runs(List<Filed> filed) {
    var run = new ArrayList<Move>();
    for (int i = 0; i < posting.moves().size(); i++) {
      Move move = posting.moves().get(i);
      run.add(move);
      boolean last = i + 1 == posting.moves().size() || !together(move, posting.moves().get(i + 1));
      if (last) {
        boolean itself = ofSpending(move);
        Kind kind = itself ? posting.kind() : Kind.TIME;
        String id = itself ? posting.id() : "";
        filed.add(new Filed(Posting.of(kind, id, run), strand(move)));
        run.clear();
      }
    }
  }

  private boolean together(Move one, Move other) {
    return Objects.equals(strand(one), strand(other)) && ofSpending(one) == ofSpending(other);
  }

  private boolean ofSpending(Move move) {
    return switch (posting.kind()) {
      case SPEND -> move.to() == Account.SPENT;
      case RESTORE -> move.from() == Account.SPENT;
      case REVERSE -> move.to() == Account.REVERSED;
      case AWARD, TIME -> false;
    };
  }

  private @Nullable Strand strand(Move move) {
    boolean spending = posting.kind() == Kind.SPEND || posting.kind() == Kind.RESTORE;
    return spending && ofSpending(move) ? spender() : strand(move.lot());
  }

  /** Where a redemption is made, or was. */
  private @Nullable Strand spender() {
    return posting.kind() == Kind.RESTORE
        ? ledger.spend(posting.id()).map(Spend::strand).orElse(own)
        : own;
  }

  private @Nullable Strand strand(String lot) {
    return ledger
        .lot(lot)
        .map(Lot::terms)
        .or(() ->
            posting.granted().stream()
                .filter(grant -> grant.lot().equals(lot))
                .map(Posting.Grant::terms)
                .findFirst())
        .map(Terms::strand)
        .map(this::whose)
        .orElse(own);
  }

  private @Nullable Strand whose(Strand strand) {
    return strand.equals(Ledger.NOBODYS) ? own : strand;
  }
}
