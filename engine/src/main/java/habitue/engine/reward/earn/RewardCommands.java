package habitue.engine.reward.earn;

import habitue.engine.Context;
import habitue.engine.Lists;
import habitue.engine.Pledge;
import habitue.engine.Send;
import habitue.engine.reward.Book;
import habitue.engine.reward.CodeRefused;
import habitue.engine.reward.Given;
import habitue.engine.reward.earn.Counter.Signed;
import habitue.engine.reward.ledger.Decision;
import habitue.engine.reward.ledger.Teller;
import habitue.engine.reward.refer.Referrals;
import habitue.engine.reward.share.Budgets;
import habitue.engine.reward.share.Sharing;
import habitue.model.Because;
import habitue.model.Body;
import habitue.model.Fields;
import habitue.model.Stamp;
import habitue.model.Value;
import habitue.playbook.plan.Programme;
import habitue.playbook.rule.Condition;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

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

  /** {@code {programme, reward, code, expires_at}}: a code that someone holds from elsewhere. */
  public static final String BRING = "Bring Voucher";

  /** {@code {programme, reward}}. */
  public static final String REDEEM = "Redeem Reward";

  /** {@code {programme, redemption}}. */
  public static final String UNDO = "Undo Redemption";

  /** {@code {programme, redemption}}: it was handed over. */
  public static final String FULFIL = "Fulfil Redemption";

  /**
   * {@code {programme, order, store, code, why}}: their order named a code that it could not use.
   * It is told, and changes nothing.
   */
  public static final String TELL_REFUSED = "Tell Refused Code";

  /** {@code {programme, friend}}: what is held is paid. */
  public static final String APPROVE_REFERRAL = "Approve Referral";

  /** {@code {programme, friend}}: what is held is not paid. */
  public static final String REFUSE_REFERRAL = "Refuse Referral";

  static final String CODE = "code";

  private RewardCommands() {}

  public static boolean knows(String command) {
    return List.of(
            ADJUST,
            ASK,
            OPEN,
            BRING,
            REDEEM,
            UNDO,
            FULFIL,
            TELL_REFUSED,
            APPROVE_REFERRAL,
            REFUSE_REFERRAL)
        .contains(command);
  }

  /** Whether it is the word of something that people share. */
  public static boolean hears(String word) {
    return Referrals.hears(word)
        || Budgets.hears(word)
        || List.of(
                Sharing.CLAIMED,
                Sharing.GONE,
                Sharing.VOIDED,
                Sharing.KEPT,
                Sharing.USED,
                Sharing.FREED,
                Sharing.REFUSED)
            .contains(word);
  }

  /**
   * Of whom something is asked, and when.
   *
   * @param stamp of the record that asks
   * @param they as friends and members are compared, and what they ordered
   * @param restricted whether nothing is given by itself: their data is frozen, or they are a child
   * @param holds whether a rule's condition holds of them now
   */
  public record Meant(
      Context context,
      Stamp stamp,
      Book book,
      Acquaintance they,
      boolean restricted,
      Predicate<Condition> holds) {}

  /**
   * What comes of a command, or of the word of something that people share.
   *
   * @param outcome {@code code} is {@code done}, or says why not; null where it comes later, or
   *     nobody waits
   * @param answers the position of the command it is the answer to; 0 for this one's own
   */
  public record Done(
      List<Pledge> pledges, List<Send> sends, @Nullable Fields outcome, long answers) {
    public Done {
      pledges = List.copyOf(pledges);
      sends = List.copyOf(sends);
    }

    static Done refused(String code) {
      return new Done(List.of(), List.of(), Fields.of(CODE, Value.of(code)), 0);
    }

    /** Asks what is shared: the answer comes later. */
    static Done asking(Send send) {
      return new Done(List.of(), List.of(send), null, 0);
    }

    static Done pledged(List<Pledge> pledges) {
      return new Done(pledges, List.of(), null, 0);
    }

    Done sending(Send send) {
      return new Done(pledges, Lists.plus(sends, send), outcome, answers);
    }

    Done answering(long asked) {
      return new Done(pledges, sends, outcome, asked);
    }
  }

  public static Done step(Meant meant, Body body) {
    return switch (body) {
      case Body.Asked asked -> asked(meant, asked);
      case Body.Delivered told -> heard(meant, told);
      default -> throw new IllegalArgumentException("neither asked nor told");
    };
  }

  private static Done asked(Meant meant, Body.Asked asked) {
    Fields details = asked.details();
    String programme = details.text(Sharing.PROGRAMME).orElse("");
    if (asked.name().equals(TELL_REFUSED)) {
      return told(meant, asked.name(), details);
    }
    Counter counter =
        counter(meant, programme, asked.name(), meant.stamp.position(), Signed.of(asked))
            .orElse(null);
    if (counter == null) {
      return Done.refused("unknown_programme");
    }
    var redeeming = new Redeeming(counter, meant);
    String redemption = details.text(Sharing.REDEMPTION).orElse("");
    return switch (asked.name()) {
      case ADJUST -> adjust(counter, meant.stamp, details);
      case ASK -> Done.refused("asked");
      case OPEN -> open(counter, meant.stamp, details);
      case REDEEM -> redeeming.redeem(details.text("reward").orElse(""), asked.author());
      case BRING -> redeeming.bring(details);
      case UNDO -> redeeming.undo(redemption, asked.author());
      case APPROVE_REFERRAL -> new Inviting(counter, meant).decided(details, true);
      case REFUSE_REFERRAL -> new Inviting(counter, meant).decided(details, false);
      default -> redeeming.fulfil(redemption);
    };
  }

  /** Of a programme that is no more nothing can be given, but what was claimed goes back. */
  private static Done heard(Meant meant, Body.Delivered told) {
    Fields details = told.details();
    String programme = details.text(Sharing.PROGRAMME).orElse("");
    if (Referrals.hears(told.name())) {
      return counter(meant, programme, told.name(), meant.stamp.position(), Signed.by(""))
          .map(counter -> new Inviting(counter, meant).heard(told))
          .orElseGet(() -> Done.pledged(List.of()));
    }
    if (Budgets.hears(told.name())) {
      return drawn(meant, programme, told);
    }
    if (told.name().equals(Sharing.REFUSED)) {
      return told(meant, told.name(), details.without(Sharing.STRAND));
    }
    String author = details.text(Sharing.AUTHOR).orElse("");
    long asked = details.number(Sharing.ASKED).map(BigDecimal::longValue).orElse(0L);
    String cause = asked == 0 ? told.name() : name(told.name());
    long position = asked == 0 ? meant.stamp.position() : asked;
    Counter counter = counter(meant, programme, cause, position, Signed.by(author)).orElse(null);
    if (counter == null) {
      var why = new Cause(cause, position, meant.stamp.now());
      return Redeeming.over(meant, programme, why, told).answering(asked);
    }
    return new Redeeming(counter, meant).heard(told).answering(asked);
  }

  /** Also of a programme that is no more: its codes are as good as ever. */
  private static Done told(Meant meant, String cause, Fields details) {
    String programme = details.text(Sharing.PROGRAMME).orElse("");
    String why = details.text(Sharing.WHY).orElse("");
    Because because =
        new Cause(cause, meant.stamp.position(), meant.stamp.now())
            .because(programme, "redeem", "reward." + why.replace('_', '-'), "", "");
    Fields outcome = Fields.of(CODE, Value.of("done"));
    Pledge pledge = CodeRefused.pledge(details, meant.stamp.strand(), because);
    return new Done(List.of(pledge), List.of(), outcome, 0);
  }

  private static Done drawn(Meant meant, String programme, Body.Delivered told) {
    Budgets.Asked asked = Budgets.Asked.of(told.details());
    return counter(meant, programme, asked.cause(), asked.position(), Signed.by(""))
        .map(counter -> new Drawing(counter.dealing(), meant.they.orders()).heard(told, asked))
        .orElseGet(() -> Drawing.over(meant, programme, told, asked));
  }

  /** The command that a word is about. */
  private static String name(String word) {
    return word.equals(Sharing.CLAIMED) || word.equals(Sharing.GONE) ? REDEEM : UNDO;
  }

  private static Optional<Counter> counter(
      Meant meant, String programme, String cause, long position, Signed signed) {
    Optional<Programme> found = meant.context.playbook().plan().programme(programme);
    return found.map(each -> {
      var why = new Cause(cause, position, meant.stamp.now());
      boolean excluded = each.exclude() != null && meant.holds.test(each.exclude());
      var dealing =
          new Dealing(
              meant.context,
              each,
              meant.book.member(programme).orElse(null),
              why,
              meant.stamp.strand(),
              new Whom(meant.they.orders(), false, excluded));
      return new Counter(dealing, signed);
    });
  }

  /** Whoever left is given what is owed to them, and takes part no more than before. */
  private static Done adjust(Counter counter, Stamp stamp, Fields details) {
    Dealing dealing = counter.dealing();
    long points = details.number("points").map(BigDecimal::longValue).orElse(0L);
    String id = Given.BY_HAND + "@" + stamp.position();
    Instant now = stamp.now();
    if (points < 0) {
      return counter.decided(
          Teller.take(dealing.ledger(), id, -points, now),
          id,
          Given.BY_HAND,
          byHand("taken", counter));
    }
    if (dealing.member() == null) {
      dealing.join(null);
    }
    Decision award = dealing.award(id, Given.BY_HAND, "", stamp.strand(), points, now);
    return counter.decided(award, id, Given.BY_HAND, byHand("given", counter));
  }

  /** Where another person allowed it, both are named. */
  private static String byHand(String done, Counter counter) {
    return "reward." + done + (counter.signed().approver().isEmpty() ? "-by-hand" : "-by-two");
  }

  private static Done open(Counter counter, Stamp stamp, Fields details) {
    Dealing dealing = counter.dealing();
    var opening = new Opening(dealing, details, dealing.context().zone());
    String refused = opening.refused();
    if (!refused.isEmpty()) {
      return Done.refused(refused);
    }
    if (dealing.member() == null) {
      dealing.join(null);
    }
    opening.assure(counter.because(Given.OPENING, "reward.assured", ""));
    return counter.decided(
        opening.award(stamp.strand()), opening.id(), Given.OPENING, "reward.opened");
  }

  /** Nothing is done for whose data is frozen. */
  public static Fields restricted() {
    return Fields.of(CODE, Value.of("restricted"));
  }
}
