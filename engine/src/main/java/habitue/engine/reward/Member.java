package habitue.engine.reward;

import habitue.engine.Instants;
import habitue.engine.Lists;
import habitue.engine.reward.ledger.Ledger;
import habitue.engine.reward.ledger.Lot;
import habitue.engine.reward.ledger.Posting;
import habitue.engine.reward.ledger.Teller;
import habitue.engine.reward.ledger.Terms.Lasting;
import habitue.model.Strand;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Someone's part in one programme.
 *
 * @param since when they joined it, last
 * @param leftAt when they left it; null while they take part
 * @param tier null before the first
 * @param assured the tier they were given until its end, whatever they earn: they are in it at
 *     least; null where none was
 * @param warnedAt when they were told last that points will expire; null for never
 * @param redemptions the latest {@link Redemption#KEPT}, oldest first
 * @param wins the challenges they met, by name
 * @param activity when they last did what lets their points live on; null for never
 * @param accepted what they accepted last; null where nobody told
 * @param claims what waits for a budget
 */
public record Member(
    Instant since,
    @Nullable Instant leftAt,
    Ledger ledger,
    @Nullable TierHeld tier,
    @Nullable TierHeld assured,
    @Nullable Instant warnedAt,
    List<Redemption> redemptions,
    SortedMap<String, Win> wins,
    @Nullable Instant activity,
    @Nullable Acceptance accepted,
    List<Claim> claims) {

  public Member {
    redemptions = List.copyOf(redemptions);
    wins = Collections.unmodifiableSortedMap(wins);
    claims = List.copyOf(claims);
  }

  public static Member joined(Instant since) {
    return new Member(
        since,
        null,
        Ledger.EMPTY,
        null,
        null,
        null,
        List.of(),
        new TreeMap<>(),
        null,
        null,
        List.of());
  }

  public boolean active() {
    return leftAt == null;
  }

  public Member with(Ledger fresh) {
    return changed(it -> it.ledger = fresh);
  }

  public Member with(TierHeld fresh) {
    return changed(it -> it.tier = fresh);
  }

  public Member joining(Instant at) {
    return changed(it -> {
      it.since = at;
      it.leftAt = null;
    });
  }

  public Member leaving(Instant at) {
    return changed(it -> it.leftAt = at);
  }

  /** With points that live on by what they did. */
  public Member lasting(Lasting longer, Strand strand, Instant now) {
    boolean later = activity == null || longer.activity().isAfter(activity);
    return changed(it -> {
      it.ledger = ledger.lasting(longer, strand, now);
      it.activity = later ? longer.activity() : activity;
    });
  }

  /**
   * @param fresh null where nobody told: what was accepted before stays
   */
  public Member accepting(@Nullable Acceptance fresh) {
    return fresh == null ? this : changed(it -> it.accepted = fresh);
  }

  /** A redemption by its id, as far as it is remembered. */
  public Optional<Redemption> redemption(String id) {
    return redemptions.stream().filter(each -> each.id().equals(id)).findFirst();
  }

  Member with(Redemption fresh) {
    List<Redemption> all = Lists.last(Lists.plus(redemptions, fresh), Redemption.KEPT);
    return changed(it -> it.redemptions = all);
  }

  /** With an award that waits for its budget; in place of the same where it is told again. */
  public Member claiming(Claim claim) {
    return changed(it -> it.claims = Lists.plus(without(claim), claim));
  }

  /** With nothing that waits by the name of an award: it was granted, or it was not. */
  public Member settled(Claim claim) {
    return claims.isEmpty() ? this : changed(it -> it.claims = without(claim));
  }

  private List<Claim> without(Claim claim) {
    return claims.stream().filter(each -> !each.same(claim)).toList();
  }

  /** What was granted waits for nothing any more. */
  Member granted(Posting posting) {
    Member now = this;
    for (Posting.Grant each : claims.isEmpty() ? List.<Posting.Grant>of() : posting.granted()) {
      now = now.settled(new Claim(each.lot(), each.terms(), each.parts()));
    }
    return now;
  }

  /** Whether a challenge was met, and not undone. */
  public boolean won(String challenge) {
    Win win = wins.get(challenge);
    return win != null && !win.lost();
  }

  /** What met a challenge came back. */
  public Member lost(String challenge) {
    Win win = wins.get(challenge);
    return win == null ? this : won(challenge, win.undone());
  }

  /**
   * @param fresh null where it is as if it never was
   */
  public Member won(String challenge, @Nullable Win fresh) {
    var all = new TreeMap<>(wins);
    if (fresh == null) {
      all.remove(challenge);
    } else {
      all.put(challenge, fresh);
    }
    return changed(it -> it.wins = all);
  }

  Member turned(String redemption, Redemption.State state) {
    List<Redemption> all =
        redemptions.stream()
            .map(each -> each.id().equals(redemption) ? each.now(state) : each)
            .toList();
    return changed(it -> it.redemptions = all);
  }

  /** When time does something next; null for never. */
  @Nullable Instant next() {
    Instant next = tier == null ? null : tier.until();
    for (Lot lot : ledger.lots()) {
      next = unwarned(lot) ? Instants.earlier(next, lot.terms().warnAt()) : next;
    }
    return Instants.earlier(next, Teller.next(ledger));
  }

  Member warned(Instant at) {
    return changed(it -> it.warnedAt = at);
  }

  /** With a tier that they are in at least, until its end. */
  public Member assured(TierHeld given) {
    return changed(it -> it.assured = given);
  }

  /** Whether points of a lot will expire, and nobody told them yet. */
  private boolean unwarned(Lot lot) {
    Instant at = lot.terms().warnAt();
    return at != null && lot.remaining() > 0 && (warnedAt == null || at.isAfter(warnedAt));
  }

  /** The lots of which it is to be told by now that they will expire. */
  public List<Lot> toWarn(Instant now) {
    return ledger.lots().stream()
        .filter(lot -> unwarned(lot) && !now.isBefore(Objects.requireNonNull(lot.terms().warnAt())))
        .toList();
  }

  private Member changed(Consumer<Draft> change) {
    var draft = new Draft(this);
    change.accept(draft);
    return draft.made();
  }

  /** One that is being changed. */
  private static final class Draft {
    private Instant since;
    private @Nullable Instant leftAt;
    private Ledger ledger;
    private @Nullable TierHeld tier;
    private @Nullable TierHeld assured;
    private @Nullable Instant warnedAt;
    private List<Redemption> redemptions;
    private SortedMap<String, Win> wins;
    private @Nullable Instant activity;
    private @Nullable Acceptance accepted;
    private List<Claim> claims;

    Draft(Member of) {
      since = of.since;
      leftAt = of.leftAt;
      ledger = of.ledger;
      tier = of.tier;
      assured = of.assured;
      warnedAt = of.warnedAt;
      redemptions = of.redemptions;
      wins = of.wins;
      activity = of.activity;
      accepted = of.accepted;
      claims = of.claims;
    }

    Member made() {
      return new Member(
          since,
          leftAt,
          ledger,
          tier,
          assured,
          warnedAt,
          redemptions,
          wins,
          activity,
          accepted,
          claims);
    }
  }
}
