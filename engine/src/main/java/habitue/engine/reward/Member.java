package habitue.engine.reward;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Someone's part in one programme.
 *
 * @param since when they joined it, last
 * @param leftAt when they left it; null while they take part
 * @param tier null before the first
 * @param warnedAt when they were told last that points will expire; null for never
 * @param assured the tier they were given until its end, whatever they earn: they are in it at
 *     least; null where none was
 */
public record Member(
    Instant since,
    @Nullable Instant leftAt,
    Ledger ledger,
    @Nullable TierHeld tier,
    @Nullable Instant warnedAt,
    @Nullable TierHeld assured) {

  public static Member joined(Instant since) {
    return new Member(since, null, Ledger.EMPTY, null, null, null);
  }

  public boolean active() {
    return leftAt == null;
  }

  public Member with(Ledger fresh) {
    return new Member(since, leftAt, fresh, tier, warnedAt, assured);
  }

  public Member with(TierHeld fresh) {
    return new Member(since, leftAt, ledger, fresh, warnedAt, assured);
  }

  public Member joining(Instant at) {
    return new Member(at, null, ledger, tier, warnedAt, assured);
  }

  public Member leaving(Instant at) {
    return new Member(since, at, ledger, tier, warnedAt, assured);
  }

  /** When time does something next. */
  Optional<Instant> next() {
    Stream<Instant> tiers =
        tier == null || tier.until() == null ? Stream.of() : Stream.of(tier.until());
    Stream<Instant> warnings =
        ledger.lots().stream()
            .filter(this::unwarned)
            .flatMap(lot -> Stream.ofNullable(lot.terms().warnAt()));
    return Stream.of(tiers, warnings, Teller.next(ledger).stream())
        .flatMap(each -> each)
        .min(Instant::compareTo);
  }

  Member warned(Instant at) {
    return new Member(since, leftAt, ledger, tier, at, assured);
  }

  /** With a tier that they are in at least, until its end. */
  public Member assured(TierHeld given) {
    return new Member(since, leftAt, ledger, tier, warnedAt, given);
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
}
