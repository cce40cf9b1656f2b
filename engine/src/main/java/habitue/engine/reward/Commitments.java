package habitue.engine.reward;

import habitue.engine.Pledge;
import habitue.engine.reward.TierHeld.Reached;
import habitue.engine.reward.ledger.Account;
import habitue.engine.reward.ledger.Ledger;
import habitue.engine.reward.ledger.Lot;
import habitue.engine.reward.ledger.Move;
import habitue.engine.reward.ledger.Part;
import habitue.engine.reward.ledger.Posting;
import habitue.engine.reward.ledger.Posting.Call;
import habitue.engine.reward.ledger.Posting.Forgiven;
import habitue.engine.reward.ledger.Posting.Grant;
import habitue.engine.reward.ledger.Posting.Kind;
import habitue.engine.reward.ledger.Terms;
import habitue.engine.reward.ledger.Terms.Lasting;
import habitue.model.Because;
import habitue.model.Commitment;
import habitue.model.Fields;
import habitue.model.Strand;
import habitue.model.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/*
 * A posting's own figures stand at the top of its details: so much of each account. They are what is
 * left of it once a person is erased, and what a brand's sums are still made of then.
 */

/** How a programme's decisions are written down as commitments, and read again. */
public final class Commitments {
  public static final String JOINED = "Programme Joined";

  /** Drawn by lot: they take no part, to be compared with those who do. */
  public static final String HELD_OUT = "Programme Held Out";

  public static final String LEFT = "Programme Left";
  public static final String POSTED = "Points Posted";
  public static final String TIER = "Tier Given";
  public static final String ASSURED = "Tier Assured";
  public static final String ACCEPTED = "Conditions Accepted";
  public static final String EXTENDED = "Points Extended";
  public static final String WARNED = "Expiry Warned";
  public static final String REDEEMED = "Reward Redeemed";
  public static final String FULFILLED = "Reward Fulfilled";
  public static final String USED = "Reward Used";

  /** The order that used its code was undone: the code is good again. */
  public static final String REOPENED = "Reward Reopened";

  public static final String UNDONE = "Reward Undone";
  public static final String WON = "Challenge Met";
  public static final String LOST = "Challenge Undone";
  public static final String OPENED = "Challenge Opened";

  /** An award waits for its budget. */
  public static final String CLAIMED = "Points Claimed";

  /** Its budget had too few left: it is not granted. */
  public static final String DENIED = "Points Refused";

  static final String PROGRAMME = "programme";
  private static final String HOLDOUT = "holdout";
  static final String POINTS = "points";
  private static final String LOT = "lot";
  private static final String CHALLENGE = "challenge";

  private static final String EXPIRES = "expires_at";
  private static final String WARN = "warn_at";

  private Commitments() {}

  public static boolean knows(Commitment made) {
    return switch (made.name()) {
      case JOINED,
          HELD_OUT,
          LEFT,
          POSTED,
          TIER,
          ASSURED,
          ACCEPTED,
          EXTENDED,
          WARNED,
          REDEEMED,
          FULFILLED,
          USED,
          REOPENED,
          UNDONE,
          WON,
          LOST,
          OPENED ->
          true;
      default -> false;
    };
  }

  public static String programme(Commitment made) {
    return made.details().text(PROGRAMME).orElse("");
  }

  /**
   * @param accepted null where it was by no event of theirs
   */
  public static Pledge joined(String programme, @Nullable Acceptance accepted, Because because) {
    return new Pledge(JOINED, accepted(programme, accepted), because);
  }

  /** Of who takes part already. */
  public static Pledge accepted(String programme, Acceptance accepted, Because because) {
    return new Pledge(ACCEPTED, accepted(programme, accepted), because);
  }

  private static Fields accepted(String programme, @Nullable Acceptance accepted) {
    Fields details = Fields.of(PROGRAMME, Value.of(programme));
    if (accepted == null) {
      return details;
    }
    Fields where = details.with("store", accepted.store()).with("channel", accepted.channel());
    return accepted.conditions().isEmpty()
        ? where
        : where.with("conditions", accepted.conditions());
  }

  /** Null where it tells of none. */
  static @Nullable Acceptance acceptance(Commitment made) {
    Fields details = made.details();
    return details.text("channel").isEmpty()
        ? null
        : new Acceptance(
            made.now(),
            text(details, "conditions"),
            text(details, "store"),
            text(details, "channel"));
  }

  /**
   * @param strand whose lots live on
   * @param points that may still be spent of those
   */
  public static Pledge extended(
      String programme, Lasting longer, Strand strand, long points, Because because) {
    Fields details =
        Fields.of(PROGRAMME, Value.of(programme))
            .with(POINTS, points)
            .with("activity_at", longer.activity().toString())
            .with(EXPIRES, longer.until().toString());
    Instant warn = longer.warn();
    Fields warned = warn == null ? details : details.with(WARN, warn.toString());
    return new Pledge(EXTENDED, warned, because, strand);
  }

  static Lasting lasting(Commitment made) {
    Fields details = made.details();
    Instant activity = Optional.ofNullable(instant(details, "activity_at")).orElse(made.now());
    Instant until = Optional.ofNullable(instant(details, EXPIRES)).orElse(activity);
    return new Lasting(activity, until, instant(details, WARN));
  }

  /**
   * They join by lot.
   *
   * @param holdout the share of those left out
   */
  public static Pledge drawn(
      String programme, BigDecimal holdout, @Nullable Acceptance accepted, Because because) {
    Fields details = accepted(programme, accepted).with(HOLDOUT, holdout.toPlainString());
    return new Pledge(JOINED, details, because);
  }

  /** They are left out by lot. */
  public static Pledge heldOut(String programme, BigDecimal holdout, Because because) {
    Fields details =
        Fields.of(PROGRAMME, Value.of(programme)).with(HOLDOUT, holdout.toPlainString());
    return new Pledge(HELD_OUT, details, because);
  }

  public static Pledge left(String programme, Because because) {
    return new Pledge(LEFT, Fields.of(PROGRAMME, Value.of(programme)), because);
  }

  /**
   * @param first when the first of them expire
   */
  public static Pledge warned(String programme, long points, Instant first, Because because) {
    Fields details =
        Fields.of(PROGRAMME, Value.of(programme))
            .with(POINTS, points)
            .with(EXPIRES, first.toString());
    return new Pledge(WARNED, details, because);
  }

  /**
   * @param points that it earns; 0 for none
   * @param badge whether it is a badge to be shown
   */
  public static Pledge won(
      String programme, String challenge, Win win, long points, boolean badge, Because because) {
    Fields details =
        Fields.of(PROGRAMME, Value.of(programme)).with(CHALLENGE, challenge).with(POINTS, points);
    Fields awarded = win.award().isEmpty() ? details : details.with("award", win.award());
    Fields about = win.about().isEmpty() ? awarded : awarded.with("about", win.about());
    return new Pledge(WON, badge ? about.with("badge", Value.of(true)) : about, because);
  }

  static Win won(Commitment made) {
    Fields details = made.details();
    return new Win(made.now(), text(details, "award"), text(details, "about"), false);
  }

  static String challenge(Commitment made) {
    return text(made.details(), CHALLENGE);
  }

  /**
   * @param name {@link #LOST}: what met it came back; {@link #OPENED}: it may be met again
   */
  public static Pledge challenge(String name, String programme, String challenge, Because because) {
    Fields details = Fields.of(PROGRAMME, Value.of(programme)).with(CHALLENGE, challenge);
    return new Pledge(name, details, because);
  }

  /**
   * @param before the tier until then; null for none
   */
  public static Pledge tier(
      String programme, TierHeld held, @Nullable TierHeld before, long points, Because because) {
    Fields details =
        Fields.of(PROGRAMME, Value.of(programme))
            .with("tier", held.name())
            .with(POINTS, points)
            .with("since", held.since().toString());
    Fields until = held.until() == null ? details : details.with("until", held.until().toString());
    Fields took = held.reached() == null ? until : held.reached().write(until);
    return new Pledge(TIER, before == null ? took : took.with("from", before.name()), because);
  }

  /** A tier that someone is in at least, until its end. */
  public static Pledge assured(String programme, TierHeld given, Instant until, Because because) {
    Fields details =
        Fields.of(PROGRAMME, Value.of(programme))
            .with("tier", given.name())
            .with("since", given.since().toString())
            .with("until", until.toString());
    return new Pledge(ASSURED, details, because);
  }

  static TierHeld tier(Commitment made) {
    Fields details = made.details();
    return new TierHeld(
        details.text("tier").orElse(""),
        details.text("since").map(Instant::parse).orElse(made.now()),
        instant(details, "until"),
        Reached.read(details));
  }

  /**
   * An award that waits for its budget, or that it refused.
   *
   * @param name {@link #CLAIMED} or {@link #DENIED}
   */
  public static Pledge claim(String name, String programme, Claim claim, Because because) {
    var to = new LinkedHashMap<>(Fields.of(PROGRAMME, Value.of(programme)).values());
    var grant = new Grant(claim.award(), claim.terms(), claim.parts());
    to.putAll(grant(grant).values());
    to.put(POINTS, Value.of(claim.points()));
    Strand strand = claim.terms().strand();
    return new Pledge(name, new Fields(to), because, strand.equals(Ledger.NOBODYS) ? null : strand);
  }

  static Claim claim(Commitment made) {
    Grant grant = readGrant(made.details(), made.strand());
    return new Claim(grant.lot(), grant.terms(), grant.parts());
  }

  /**
   * @param strand whose it is; null for the record's
   */
  static Pledge posted(
      String programme, Posting posting, @Nullable Strand strand, Because because) {
    return new Pledge(POSTED, write(programme, posting), because, strand);
  }

  private static Fields write(String programme, Posting posting) {
    var to = new LinkedHashMap<String, Value>();
    to.put(PROGRAMME, Value.of(programme));
    to.put("kind", Value.of(posting.kind().wireName()));
    if (!posting.id().isEmpty()) {
      to.put("id", Value.of(posting.id()));
    }
    sums(posting).forEach((account, points) -> to.put(account.wireName(), Value.of(points)));
    many(to, "granted", posting.granted(), Commitments::grant);
    many(to, "called", posting.calls(), Commitments::call);
    many(to, "forgiven", posting.forgiven(), each -> lot(each.lot()).with(POINTS, each.points()));
    many(to, "moves", posting.moves(), Commitments::move);
    return new Fields(to);
  }

  /** What a posting changes of each account; together zero. */
  private static Map<Account, Long> sums(Posting posting) {
    var sums = new EnumMap<Account, Long>(Account.class);
    for (Grant grant : posting.granted()) {
      sums.merge(Account.ISSUED, -Lot.sum(grant.parts()), Long::sum);
      sums.merge(Account.PENDING, Lot.sum(grant.parts()), Long::sum);
    }
    for (Move move : posting.moves()) {
      sums.merge(move.from(), -move.points(), Long::sum);
      sums.merge(move.to(), move.points(), Long::sum);
    }
    sums.values().removeIf(points -> points == 0);
    return sums;
  }

  private static <T> void many(
      Map<String, Value> to, String name, List<T> all, Function<T, Fields> write) {
    if (!all.isEmpty()) {
      to.put(name, new Value.Many(all.stream().map(write).map(Value.class::cast).toList()));
    }
  }

  private static Fields lot(String id) {
    return Fields.of(LOT, Value.of(id));
  }

  private static Fields grant(Grant grant) {
    var to = new LinkedHashMap<>(lot(grant.lot()).values());
    Terms terms = grant.terms();
    to.put("rule", Value.of(terms.rule()));
    if (!terms.about().isEmpty()) {
      to.put("about", Value.of(terms.about()));
    }
    to.put("earned_at", Value.of(terms.earnedAt().toString()));
    if (terms.activeAt() != null) {
      to.put("active_at", Value.of(terms.activeAt().toString()));
    }
    if (terms.expiresAt() != null) {
      to.put(EXPIRES, Value.of(terms.expiresAt().toString()));
    }
    if (terms.warnAt() != null) {
      to.put(WARN, Value.of(terms.warnAt().toString()));
    }
    if (!terms.budget().isEmpty()) {
      to.put("budget", Value.of(terms.budget()));
    }
    many(to, "parts", grant.parts(), Commitments::part);
    return new Fields(to);
  }

  private static Fields part(Part part) {
    return Fields.of("line", Value.of(part.line()))
        .with("worth", part.worth())
        .with(POINTS, part.points());
  }

  private static Fields call(Call call) {
    return lot(call.lot()).with("part", call.part()).with(POINTS, call.points());
  }

  private static Fields move(Move move) {
    return lot(move.lot())
        .with("from", move.from().wireName())
        .with("to", move.to().wireName())
        .with(POINTS, move.points());
  }

  /** The posting of a commitment. */
  public static Posting posting(Commitment made) {
    Fields from = made.details();
    return new Posting(
        Kind.named(from.text("kind").orElse("")),
        from.text("id").orElse(""),
        all(from, "granted", each -> readGrant(each, made.strand())),
        all(from, "called", Commitments::readCall),
        all(from, "forgiven", each -> new Forgiven(text(each, LOT), whole(each, POINTS))),
        all(from, "moves", Commitments::readMove));
  }

  private static <T> List<T> all(Fields from, String name, Function<Fields, T> read) {
    var all = new ArrayList<T>();
    for (Value each : from.list(name)) {
      if (each instanceof Fields fields) {
        all.add(read.apply(fields));
      }
    }
    return all;
  }

  private static Grant readGrant(Fields from, Strand strand) {
    var terms =
        new Terms(
            strand,
            text(from, "rule"),
            text(from, "about"),
            Optional.ofNullable(instant(from, "earned_at")).orElse(Instant.EPOCH),
            instant(from, "active_at"),
            instant(from, EXPIRES),
            instant(from, WARN),
            text(from, "budget"));
    return new Grant(text(from, LOT), terms, all(from, "parts", Commitments::readPart));
  }

  private static Part readPart(Fields from) {
    return new Part(text(from, "line"), whole(from, "worth"), whole(from, POINTS), 0);
  }

  private static Call readCall(Fields from) {
    return new Call(text(from, LOT), (int) whole(from, "part"), whole(from, POINTS));
  }

  private static Move readMove(Fields from) {
    return new Move(
        text(from, LOT),
        Account.named(text(from, "from")),
        Account.named(text(from, "to")),
        whole(from, POINTS));
  }

  static String text(Fields from, String name) {
    return from.text(name).orElse("");
  }

  static long whole(Fields from, String name) {
    return from.number(name).map(BigDecimal::longValueExact).orElse(0L);
  }

  private static @Nullable Instant instant(Fields from, String name) {
    return from.text(name).map(Instant::parse).orElse(null);
  }
}
