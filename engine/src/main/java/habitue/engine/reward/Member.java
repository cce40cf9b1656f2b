package habitue.engine.reward;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Someone's part in one programme.
 *
 * @param since when they joined it, last
 * @param leftAt when they left it; null while they take part
 * @param tier null before the first
 */
public record Member(
    Instant since, @Nullable Instant leftAt, Ledger ledger, @Nullable TierHeld tier) {

  public static Member joined(Instant since) {
    return new Member(since, null, Ledger.EMPTY, null);
  }

  public boolean active() {
    return leftAt == null;
  }

  public Member with(Ledger fresh) {
    return new Member(since, leftAt, fresh, tier);
  }

  public Member with(TierHeld fresh) {
    return new Member(since, leftAt, ledger, fresh);
  }

  public Member joining(Instant at) {
    return new Member(at, null, ledger, tier);
  }

  public Member leaving(Instant at) {
    return new Member(since, at, ledger, tier);
  }

  /** When time does something next. */
  Optional<Instant> next() {
    Stream<Instant> tiers =
        tier == null || tier.until() == null ? Stream.of() : Stream.of(tier.until());
    return Stream.concat(tiers, Teller.next(ledger).stream()).min(Instant::compareTo);
  }
}
