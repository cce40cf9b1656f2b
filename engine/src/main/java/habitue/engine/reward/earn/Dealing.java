package habitue.engine.reward.earn;

import habitue.engine.Context;
import habitue.engine.Owed;
import habitue.engine.Pledge;
import habitue.engine.Send;
import habitue.engine.reward.Acceptance;
import habitue.engine.reward.Claim;
import habitue.engine.reward.Commitments;
import habitue.engine.reward.Filing;
import habitue.engine.reward.Member;
import habitue.engine.reward.TierHeld;
import habitue.engine.reward.Tiers;
import habitue.engine.reward.Win;
import habitue.engine.reward.ledger.Account;
import habitue.engine.reward.ledger.Decision;
import habitue.engine.reward.ledger.Ledger;
import habitue.engine.reward.ledger.Lot;
import habitue.engine.reward.ledger.Move;
import habitue.engine.reward.ledger.Part;
import habitue.engine.reward.ledger.Posting;
import habitue.engine.reward.ledger.Teller;
import habitue.engine.reward.ledger.Terms;
import habitue.engine.reward.ledger.Terms.Lasting;
import habitue.engine.reward.share.Budgets;
import habitue.model.Because;
import habitue.model.SharedId;
import habitue.model.Strand;
import habitue.playbook.plan.Programme;
import habitue.playbook.plan.Programme.By;
import habitue.playbook.plan.Programme.Challenge;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One programme's dealings with someone over one input: each decision knows those before it. */
final class Dealing {
  private static final int PLAYBOOK = 12;
  private static final String TIER_KEPT = "reward.tier-kept";
  private static final String TOO_MANY = "reward.too-many";

  private final Context context;
  private final Programme programme;
  private final Cause cause;
  private final @Nullable Strand strand;
  private final Whom whom;
  private final List<Pledge> pledges = new ArrayList<>();
  private final List<Send> sends = new ArrayList<>();
  private @Nullable Member member;

  /**
   * @param strand of the record; null where there is none
   */
  Dealing(
      Context context,
      Programme programme,
      @Nullable Member member,
      Cause cause,
      @Nullable Strand strand,
      Whom whom) {
    this.whom = whom;
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

  /** Whether they may be given something by a rule. */
  boolean earns() {
    return takesPart() && !whom.excluded();
  }

  boolean excluded() {
    return whom.excluded();
  }

  Instant now() {
    return cause.now();
  }

  List<Pledge> pledges() {
    return pledges;
  }

  List<Send> sends() {
    return sends;
  }

  /** What waits for a budget. */
  List<Claim> claims() {
    return member == null ? List.of() : member.claims();
  }

  Owed owed() {
    return new Owed(pledges, sends);
  }

  SortedMap<String, Win> wins() {
    return member == null ? Collections.emptySortedMap() : member.wins();
  }

  void won(Challenge challenge, Win win) {
    if (member != null) {
      String name = challenge.named().name();
      pledges.add(
          Commitments.won(
              programme.name(),
              name,
              win,
              challenge.points(),
              challenge.badge(),
              because(name, "reward.challenge", name)));
      member = member.won(name, win);
    }
  }

  void lost(String challenge) {
    if (member != null) {
      Because because = because(challenge, "reward.challenge-undone", challenge);
      pledges.add(Commitments.challenge(Commitments.LOST, programme.name(), challenge, because));
      member = member.lost(challenge);
    }
  }

  /** What was undone may be met again. */
  void reopen(String challenge) {
    if (member != null) {
      Because because = because(challenge, "reward.challenge-undone", challenge);
      pledges.add(Commitments.challenge(Commitments.OPENED, programme.name(), challenge, because));
      member = member.won(challenge, null);
    }
  }

  /** Tells others, where what was decided lives on. */
  void send(Send send) {
    sends.add(send);
  }

  Because because(String rule, String key, String about) {
    String playbook = context.playbook().hash().substring(0, PLAYBOOK);
    return cause.because(programme.name(), rule, key, about, playbook);
  }

  /**
   * They take part, or do not, as the lot fell.
   *
   * @param holdout the share of those who do not
   */
  void draw(BigDecimal holdout, boolean out, @Nullable Acceptance accepted) {
    if (out) {
      Because because = because("enrol", "reward.held-out", "");
      pledges.add(Commitments.heldOut(programme.name(), holdout, because));
    } else {
      Because because = because("enrol", "reward.joined", "");
      pledges.add(Commitments.drawn(programme.name(), holdout, accepted, because));
      member = Member.joined(now()).accepting(accepted);
    }
  }

  /**
   * @param accepted null where it is by no event of theirs
   */
  void join(@Nullable Acceptance accepted) {
    Because because = because("enrol", "reward.joined", "");
    pledges.add(Commitments.joined(programme.name(), accepted, because));
    Member joined = member == null ? Member.joined(now()) : member.joining(now());
    member = joined.accepting(accepted);
  }

  /** Who takes part accepts another version of the conditions. */
  void accept(Acceptance accepted) {
    if (member != null) {
      Because because = because("enrol", "reward.accepted", accepted.conditions());
      pledges.add(Commitments.accepted(programme.name(), accepted, because));
      member = member.accepting(accepted);
    }
  }

  void leave() {
    if (member != null) {
      pledges.add(Commitments.left(programme.name(), because("leave", "reward.left", "")));
      member = member.leaving(now());
    }
  }

  /** Binds the brand beside its points. */
  void pledge(Pledge pledge) {
    pledges.add(pledge);
  }

  /** Until when what is earned at an instant lives; null for ever. */
  @Nullable Lasting lasting(Instant earned) {
    Instant last = member == null ? null : member.activity();
    boolean slides = programme.expiry() != null && !programme.expiry().activity().isEmpty();
    Instant from = slides && last != null && last.isAfter(earned) ? last : earned;
    ZonedDateTime day = from.atZone(context.zone());
    Instant until = programme.expires(day);
    return until == null ? null : new Lasting(from, until, programme.warns(day));
  }

  /** Lets what has not run out by now live on by what they did, where that is their latest. */
  void extend(Instant activity) {
    if (member == null || member.activity() != null && !activity.isAfter(member.activity())) {
      return;
    }
    time();
    Lasting longer = lasting(activity);
    if (longer == null) {
      return;
    }
    Set<Strand> strands = new LinkedHashSet<>(ledger().endingBetween(now(), longer.until()));
    if (strand != null) {
      strands.add(strand);
    }
    strands.forEach(each -> extend(each, longer));
  }

  private void extend(Strand lots, Lasting longer) {
    if (member != null) {
      long points = ledger().endingBetween(lots, now(), longer.until());
      Because because = because("expires", "reward.extended", "");
      pledges.add(Commitments.extended(programme.name(), longer, lots, points, because));
      member = member.lasting(longer, lots, now());
    }
  }

  /**
   * So many points at once, that may be spent from then on.
   *
   * @param about the order they belong to; empty for none
   */
  Decision award(String id, String rule, String about, Strand owner, long points, Instant at) {
    Terms terms = terms(owner, rule, about, at, at, "");
    return Teller.award(ledger(), id, terms, List.of(new Part("", 0, points, 0)), now());
  }

  /** What points are granted on that live as long as the programme says. */
  Terms terms(
      Strand owner,
      String rule,
      String about,
      Instant earned,
      @Nullable Instant active,
      String budget) {
    Lasting lives = lasting(earned);
    return new Terms(
        owner,
        rule,
        about,
        earned,
        active,
        lives == null ? null : lives.until(),
        lives == null ? null : lives.warn(),
        purse(budget, earned));
  }

  /** What is drawn on for what was earned at an instant; empty for nothing. */
  private String purse(String budget, Instant at) {
    return programme
        .budget(budget)
        .map(it -> programme.purse(it, at.atZone(context.zone()).toLocalDate()))
        .orElse("");
  }

  /**
   * Grants an award, or claims it first where it draws on a budget; one that no ledger takes is
   * refused.
   */
  void give(String id, Terms terms, List<Part> parts, Because because) {
    if (Lot.sum(parts) > Teller.MOST) {
      denied(new Claim(id, terms, parts), because(terms.rule(), TOO_MANY, terms.about()));
      return;
    }
    if (terms.budget().isEmpty() || context.ample()) {
      post(Teller.award(ledger(), id, terms, parts, now()), because);
      return;
    }
    var claim = new Claim(id, terms, parts);
    boolean known =
        ledger().knows(id) || claims().stream().anyMatch(each -> each.award().equals(id));
    if (!known && claim.points() > 0) {
      claimed(claim, because);
      SharedId budget = Budgets.id(programme.name(), terms.budget());
      Strand owner = terms.strand();
      sends.add(
          Budgets.draw(budget, programme.name(), claim.key(), owner, claim.points(), because));
    }
  }

  /** It waits for its budget, by these terms. */
  void claimed(Claim claim, Because because) {
    pledges.add(Commitments.claim(Commitments.CLAIMED, programme.name(), claim, because));
    member = (member == null ? Member.joined(now()) : member).claiming(claim);
  }

  /** It is not granted. */
  void denied(Claim claim, Because because) {
    pledges.add(Commitments.claim(Commitments.DENIED, programme.name(), claim, because));
    member = member == null ? null : member.settled(claim);
  }

  /** Posts what was granted; a refusal changes nothing. */
  void post(Decision decision, Because because) {
    if (decision instanceof Decision.Granted(Posting posting) && !posting.isEmpty()) {
      pledges.addAll(Filing.pledges(programme.name(), ledger(), posting, strand, because));
      giveBack(posting);
      Member holder = member == null ? Member.joined(now()) : member;
      Ledger before = ledger();
      member = holder.with(strand == null ? before.post(posting) : before.post(posting, strand));
    }
  }

  /** What is taken back of an award is its budget's again. */
  private void giveBack(Posting posting) {
    var back = new TreeMap<String, Long>();
    for (Move move : posting.moves()) {
      if (move.to() == Account.REVERSED) {
        ledger()
            .lot(move.lot())
            .map(lot -> lot.terms().budget())
            .filter(budget -> !budget.isEmpty())
            .ifPresent(budget -> back.merge(budget, move.points(), Long::sum));
      }
    }
    back.forEach((budget, points) ->
        sends.add(Budgets.giveBack(Budgets.id(programme.name(), budget), points)));
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

  /**
   * The tier, decided anew where points moved or its time is up. By what was spent nobody falls
   * while not all of their orders are known.
   */
  void tier() {
    Tiers tiers = Tiers.of(programme, context.zone(), whom.orders()).orElse(null);
    if (member == null || tiers == null || !takesPart()) {
      return;
    }
    TierHeld before = member.tier();
    TierHeld after = tiers.decide(before, member.assured(), member.ledger(), now());
    if (after.equals(before) || spends() && whom.partly() && falls(tiers, before, after)) {
      return;
    }
    boolean same = before != null && before.name().equals(after.name());
    String usual = spends() ? "reward.tier-spend" : "reward.tier";
    String key = assured(after) ? "reward.tier-assured" : same ? TIER_KEPT : usual;
    long points = tiers.points(member.ledger(), now());
    Because because = because("tiers", key, after.name());
    pledges.add(Commitments.tier(programme.name(), after, before, points, because));
    member = member.with(after);
  }

  /** Whether tiers go by what was spent. */
  boolean spends() {
    return programme.ladder() != null && programme.ladder().by() == By.SPEND;
  }

  /** Before its time was up. */
  private boolean falls(Tiers tiers, @Nullable TierHeld before, TierHeld after) {
    return before != null && before.promised(now()) && tiers.falls(before, after);
  }
}
