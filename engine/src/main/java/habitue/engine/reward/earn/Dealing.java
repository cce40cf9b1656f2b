package habitue.engine.reward.earn;

import habitue.engine.Context;
import habitue.engine.Pledge;
import habitue.engine.reward.Commitments;
import habitue.engine.reward.Decision;
import habitue.engine.reward.Filing;
import habitue.engine.reward.Ledger;
import habitue.engine.reward.Lot;
import habitue.engine.reward.Member;
import habitue.engine.reward.Posting;
import habitue.engine.reward.Teller;
import habitue.engine.reward.TierHeld;
import habitue.model.Because;
import habitue.model.Strand;
import habitue.playbook.plan.Programme;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One programme's dealings with someone over one input: each decision knows those before it. */
final class Dealing {
  private static final int PLAYBOOK = 12;
  private static final String TIER_KEPT = "reward.tier-kept";

  private final Context context;
  private final Programme programme;
  private final Cause cause;
  private final @Nullable Strand strand;
  private final List<Pledge> pledges = new ArrayList<>();
  private @Nullable Member member;

  /**
   * @param strand of the record; null where there is none
   */
  Dealing(
      Context context,
      Programme programme,
      @Nullable Member member,
      Cause cause,
      @Nullable Strand strand) {
    this.context = context;
    this.programme = programme;
    this.member = member;
    this.cause = cause;
    this.strand = strand;
  }

  Context context() {
    return context;
  }

  Programme programme() {
    return programme;
  }

  @Nullable Member member() {
    return member;
  }

  Ledger ledger() {
    return member == null ? Ledger.EMPTY : member.ledger();
  }

  boolean takesPart() {
    return member != null && member.active();
  }

  Instant now() {
    return cause.now();
  }

  List<Pledge> pledges() {
    return pledges;
  }

  Because because(String rule, String key, String about) {
    String playbook = context.playbook().hash().substring(0, PLAYBOOK);
    return cause.because(programme.name(), rule, key, about, playbook);
  }

  void join() {
    pledges.add(Commitments.joined(programme.name(), because("enrol", "reward.joined", "")));
    member = member == null ? Member.joined(now()) : member.joining(now());
  }

  void leave() {
    if (member != null) {
      pledges.add(Commitments.left(programme.name(), because("leave", "reward.left", "")));
      member = member.leaving(now());
    }
  }

  /** Posts what was granted; a refusal changes nothing. */
  void post(Decision decision, Because because) {
    if (decision instanceof Decision.Granted(Posting posting) && !posting.isEmpty()) {
      pledges.addAll(Filing.pledges(programme.name(), ledger(), posting, strand, because));
      Member holder = member == null ? Member.joined(now()) : member;
      Ledger before = ledger();
      member = holder.with(strand == null ? before.post(posting) : before.post(posting, strand));
    }
  }

  /** What is due by now. */
  void time() {
    Posting posting = Teller.time(ledger(), now());
    post(new Decision.Granted(posting), because("time", "reward.time", ""));
  }

  /** Tells once that points will expire. */
  void warn() {
    List<Lot> lots = member == null ? List.of() : member.toWarn(now());
    Instant first =
        lots.stream()
            .flatMap(lot -> Stream.ofNullable(lot.terms().expiresAt()))
            .min(Instant::compareTo)
            .orElse(null);
    if (first != null) {
      long points = lots.stream().mapToLong(Lot::remaining).sum();
      Because because = because("expires", "reward.expiring", "");
      pledges.add(Commitments.warned(programme.name(), points, first, because));
    }
  }

  /** They are in a tier at least until an instant. */
  void assure(String tier, Instant until, Because because) {
    var given = new TierHeld(tier, now(), until);
    pledges.add(Commitments.assured(programme.name(), given, until, because));
    member = (member == null ? Member.joined(now()) : member).assured(given);
  }

  private boolean assured(TierHeld held) {
    TierHeld given = member == null ? null : member.assured();
    return given != null
        && given.name().equals(held.name())
        && Objects.equals(given.until(), held.until());
  }

  /** The tier, decided anew where points moved or its time is up. */
  void tier() {
    if (member == null || programme.ladder() == null || !takesPart()) {
      return;
    }
    var tiers = new Tiers(programme.ladder(), context.zone());
    TierHeld before = member.tier();
    TierHeld after = tiers.decide(before, member.assured(), member.ledger(), now());
    if (!after.equals(before)) {
      boolean same = before != null && before.name().equals(after.name());
      String key = assured(after) ? "reward.tier-assured" : same ? TIER_KEPT : "reward.tier";
      long points = tiers.points(member.ledger(), now());
      Because because = because("tiers", key, after.name());
      pledges.add(Commitments.tier(programme.name(), after, before, points, because));
      member = member.with(after);
    }
  }
}
