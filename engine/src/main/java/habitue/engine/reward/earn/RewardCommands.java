package habitue.engine.reward.earn;

import habitue.engine.Context;
import habitue.engine.Pledge;
import habitue.engine.Texts;
import habitue.engine.reward.Account;
import habitue.engine.reward.Book;
import habitue.engine.reward.Decision;
import habitue.engine.reward.Given;
import habitue.engine.reward.Member;
import habitue.engine.reward.Part;
import habitue.engine.reward.Teller;
import habitue.engine.reward.Terms;
import habitue.engine.reward.TierHeld;
import habitue.model.Because;
import habitue.model.Body;
import habitue.model.Fields;
import habitue.model.Stamp;
import habitue.model.Value;
import habitue.playbook.plan.Programme;
import habitue.playbook.plan.Programme.Reward;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/** What people ask of a programme: points by hand, a reward, a redemption undone. */
public final class RewardCommands {
  /** {@code {programme, points, reason}}; points below zero are taken away. */
  public static final String ADJUST = "Adjust Points";

  /**
   * {@code {programme, points, reason}}: an adjustment that somebody else is to allow first. It is
   * kept, and changes nothing. Once allowed it is an {@link #ADJUST} with {@code asked_by}.
   */
  public static final String ASK = "Ask Adjustment";

  /**
   * {@code {programme, id, points, expires_at, tier, tier_until}}: what someone had elsewhere, once
   * for each programme. Points may be 0; expiry, tier and its end may be missing.
   */
  public static final String OPEN = "Open Balance";

  /** {@code {programme, reward}}. */
  public static final String REDEEM = "Redeem Reward";

  /** {@code {programme, redemption}}. */
  public static final String UNDO = "Undo Redemption";

  private static final String CODE = "code";

  private final Context context;
  private final Programme programme;
  private final Stamp stamp;
  private final Body.Asked asked;
  private final Dealing dealing;

  private RewardCommands(
      Context context, Programme programme, Book book, Stamp stamp, Body.Asked asked) {
    this.context = context;
    this.programme = programme;
    this.stamp = stamp;
    this.asked = asked;
    Member member = book.member(programme.name()).orElse(null);
    var cause = new Cause(asked.name(), stamp.position(), stamp.now());
    this.dealing = new Dealing(context, programme, member, cause, stamp.strand());
  }

  public static boolean knows(String command) {
    return List.of(ADJUST, ASK, OPEN, REDEEM, UNDO).contains(command);
  }

  /**
   * What comes of a command.
   *
   * @param outcome {@code code} is {@code done}, or says why not
   */
  public record Done(List<Pledge> pledges, Fields outcome) {
    static Done refused(String code) {
      return new Done(List.of(), Fields.of(CODE, Value.of(code)));
    }
  }

  public static Done step(Context context, Book book, Stamp stamp, Body.Asked asked) {
    String name = asked.details().text("programme").orElse("");
    Optional<Programme> programme = context.playbook().plan().programme(name);
    return programme.isEmpty()
        ? Done.refused("unknown_programme")
        : new RewardCommands(context, programme.get(), book, stamp, asked).done();
  }

  /** Nothing is done for whose data is frozen. */
  public static Fields restricted() {
    return Fields.of(CODE, Value.of("restricted"));
  }

  private Done done() {
    return switch (asked.name()) {
      case ADJUST -> adjust();
      case ASK -> new Done(List.of(), Fields.of(CODE, Value.of("asked")));
      case OPEN -> open();
      case REDEEM -> redeem();
      default -> undo();
    };
  }

  private Done adjust() {
    long points = asked.details().number("points").map(BigDecimal::longValue).orElse(0L);
    String id = Given.BY_HAND + "@" + stamp.position();
    if (points < 0) {
      return decided(Teller.take(dealing.ledger(), id, -points, stamp.now()), id, byHand("taken"));
    }
    if (!dealing.takesPart()) {
      dealing.join();
    }
    Instant now = stamp.now();
    ZonedDateTime day = now.atZone(context.zone());
    Instant expires = programme.expires(day);
    var terms =
        new Terms(stamp.strand(), Given.BY_HAND, "", now, now, expires, programme.warns(day));
    var parts = List.of(new Part("", 0, points, 0));
    Decision award = Teller.award(dealing.ledger(), id, terms, parts, now);
    return decided(award, id, byHand("given"));
  }

  /** Where another person allowed it, both are named. */
  private String byHand(String done) {
    return "reward." + done + (askedBy().isEmpty() ? "-by-hand" : "-by-two");
  }

  private String askedBy() {
    return asked.details().text("asked_by").orElse("");
  }

  private Done open() {
    var opening = new Opening(dealing, asked.details(), context.zone());
    String refused = opening.refused();
    if (!refused.isEmpty()) {
      return Done.refused(refused);
    }
    if (!dealing.takesPart()) {
      dealing.join();
    }
    opening.assure(signed("reward.assured", ""));
    return decided(opening.award(stamp.strand()), opening.id(), "reward.opened");
  }

  private Done redeem() {
    String name = asked.details().text("reward").orElse("");
    Reward reward = programme.reward(name).orElse(null);
    if (reward == null) {
      return Done.refused("unknown_reward");
    }
    if (reward.tier() != null && !reached(reward.tier())) {
      return Done.refused("tier_too_low");
    }
    String id = name + "@" + stamp.position();
    return decided(
        Teller.spend(dealing.ledger(), id, reward.points(), stamp.now()), id, "reward.redeemed");
  }

  private boolean reached(String tier) {
    Member member = dealing.member();
    TierHeld held = member == null ? null : member.tier();
    return programme.ladder() != null
        && held != null
        && programme.ladder().place(held.name()) >= programme.ladder().place(tier);
  }

  private Done undo() {
    String id = asked.details().text("redemption").orElse("");
    return decided(Teller.restore(dealing.ledger(), id, stamp.now()), id, "reward.undone");
  }

  private Done decided(Decision decision, String id, String key) {
    if (decision instanceof Decision.Refused(Decision.Reason reason)) {
      return Done.refused(reason.wireName());
    }
    dealing.post(decision, signed(key, id));
    dealing.tier();
    Fields outcome =
        Fields.of(CODE, Value.of("done"))
            .with("id", id)
            .with("active", dealing.ledger().balances().of(Account.ACTIVE));
    return new Done(dealing.pledges(), outcome);
  }

  /** Why, and on whose word. */
  private Because signed(String key, String id) {
    String said = Texts.cut(asked.details().text("reason").orElse(""), Texts.KEY);
    Because plain = dealing.because(rule(), key, id);
    Fields words = plain.words().with("author", asked.author()).with("reason", said);
    if (!askedBy().isEmpty()) {
      words = words.with("author", askedBy()).with("approver", asked.author());
    }
    return new Because(plain.position(), plain.cause(), plain.rule(), plain.version(), words);
  }

  private String rule() {
    return switch (asked.name()) {
      case ADJUST -> Given.BY_HAND;
      case OPEN -> Given.OPENING;
      default -> "redeem";
    };
  }
}
