package habitue.engine.standing;

import habitue.engine.reward.Book;
import habitue.engine.reward.Member;
import habitue.engine.reward.Membership;
import habitue.engine.reward.Progress;
import habitue.engine.reward.TierHeld;
import habitue.engine.reward.Tiers;
import habitue.engine.reward.ledger.Account;
import habitue.engine.reward.ledger.Lot;
import habitue.engine.reward.refer.Friend;
import habitue.engine.reward.refer.Referring;
import habitue.playbook.plan.Plan;
import habitue.playbook.rule.Field;
import habitue.playbook.rule.Look;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What conditions ask of someone's points and tier.
 *
 * @param membership null where they have part in no programme
 */
record Loyal(@Nullable Membership membership, Referring referring, @Nullable Tiers tiers) {

  static Loyal of(Plan plan, Memory memory, ZoneId zone) {
    Book book = memory.book();
    Membership membership = Membership.of(plan.programmes(), book).orElse(null);
    Tiers tiers =
        membership == null
            ? null
            : Tiers.of(membership.programme(), zone, memory.orders()).orElse(null);
    return new Loyal(membership, book.referring(), tiers);
  }

  /** Whether a tier in any programme they take part in brings a benefit. */
  static boolean benefit(Plan plan, Book book, String name) {
    return Membership.all(plan.programmes(), book).stream()
        .filter(each -> each.member().active())
        .flatMap(each -> each.benefits().stream())
        .anyMatch(benefit -> benefit.named().name().equals(name));
  }

  boolean has(Field field, long now) {
    return switch (field) {
      case MEMBER, POINTS_ACTIVE, POINTS_PENDING, POINTS_EXPIRING, POINTS_OWING, REFERRALS -> true;
      case MEMBER_SINCE -> membership != null;
      case POINTS_EXPIRE -> expire().isPresent();
      case TIER -> tier() != null;
      case TIER_ENDS -> tierEnds() != null;
      case PROJECTED_TIER -> projected() != null;
      default -> progress(now).isPresent();
    };
  }

  long whole(Field field, long now) {
    return switch (field) {
      case MEMBER -> membership != null && membership.member().active() ? 1 : 0;
      case MEMBER_SINCE -> member().since().toEpochMilli();
      case POINTS_ACTIVE -> balance(Account.ACTIVE);
      case POINTS_PENDING -> balance(Account.PENDING);
      case POINTS_EXPIRING -> expiring();
      case POINTS_OWING -> -balance(Account.NEGATIVE) - balance(Account.OWED);
      case REFERRALS -> paid();
      case POINTS_EXPIRE -> expire().orElseThrow().toEpochMilli();
      case TIER_ENDS -> Objects.requireNonNull(tierEnds()).toEpochMilli();
      default -> progress(now).orElseThrow().missing();
    };
  }

  private Member member() {
    return Objects.requireNonNull(membership).member();
  }

  private long balance(Account account) {
    return membership == null ? 0 : member().ledger().balances().of(account);
  }

  /** How many friends they were paid for. */
  private long paid() {
    return membership == null
        ? 0
        : referring
            .friends(membership.programme().name())
            .filter(each -> each.state() == Friend.State.PAID)
            .count();
  }

  /** When the next of their points expire. */
  private Optional<Instant> expire() {
    return membership == null
        ? Optional.empty()
        : member().ledger().lots().stream()
            .filter(lot -> lot.remaining() > 0)
            .map(Lot::terms)
            .flatMap(terms -> Optional.ofNullable(terms.expiresAt()).stream())
            .min(Instant::compareTo);
  }

  /** How many expire then. */
  private long expiring() {
    return membership == null
        ? 0
        : member().ledger().expiring().values().stream().findFirst().orElse(0L);
  }

  @Nullable String tier() {
    return membership == null || member().tier() == null ? null : member().tier().name();
  }

  private @Nullable Instant tierEnds() {
    return membership == null || member().tier() == null ? null : member().tier().until();
  }

  @Nullable String projected() {
    TierHeld then = membership == null || tiers == null ? null : tiers.projected(member());
    return then == null ? null : then.name();
  }

  @Nullable String next(long now) {
    return progress(now).map(it -> it.next().named().name()).orElse(null);
  }

  /** Until when as much is missing to the next tier with nothing happening. */
  long until(long now) {
    return membership == null || tiers == null
        ? Look.NEVER
        : Progress.changes(tiers, member(), Instant.ofEpochMilli(now))
            .map(Instant::toEpochMilli)
            .orElse(Look.NEVER);
  }

  private Optional<Progress> progress(long now) {
    return membership == null || tiers == null
        ? Optional.empty()
        : Progress.of(tiers, member(), Instant.ofEpochMilli(now));
  }
}
