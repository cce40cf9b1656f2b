package habitue.engine.reward.earn;

import habitue.engine.Context;
import habitue.engine.Happening;
import habitue.engine.Owed;
import habitue.engine.reward.Book;
import habitue.engine.reward.Filing;
import habitue.engine.reward.Member;
import habitue.engine.reward.ledger.Ledger;
import habitue.engine.reward.ledger.Posting;
import habitue.engine.reward.ledger.Teller;
import habitue.engine.reward.refer.Referred;
import habitue.engine.sell.orders.Order;
import habitue.engine.sell.orders.OrderKey;
import habitue.engine.sell.orders.Orders;
import habitue.engine.standing.Beside;
import habitue.model.Because;
import habitue.model.Body;
import habitue.model.CustomerId;
import habitue.model.Stamp;
import habitue.model.Strand;
import habitue.playbook.plan.Bygone;
import habitue.playbook.plan.Programme;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/*
 * What an order is to keep of what it earned follows from its document as it stands, and what it did
 * earn from the ledger: the difference is decided. So it does not matter whether a refund came before
 * its order, twice, or after an update; nor whether all of it was learnt late.
 */

/** Decides what the brand owes someone by its programmes. */
public final class Rewards {
  private Rewards() {}

  /**
   * Something a person did.
   *
   * @param person whose it is
   * @param now when it is decided on
   * @param beside they, as they were before it, to be asked
   * @param they how they are after it
   * @param before their orders before it
   * @param known whether they have a name by now that is not only a browser's
   * @param readable the purposes it may be read for, as bits
   * @param anew what of it may earn
   * @param met they, as they are after it
   */
  public record Deed(
      Happening happening,
      CustomerId person,
      Instant now,
      Beside beside,
      Acquaintance they,
      Orders before,
      boolean known,
      int readable,
      Anew anew,
      Met met) {

    Instant at() {
      return happening.at();
    }

    String event() {
      return happening.event().name();
    }

    /** The order it is about, as it stands now; null for none. */
    @Nullable Order order() {
      if (!OrderDeeds.ABOUT_ORDERS.contains(event())) {
        return null;
      }
      return they.orders().find(OrderKey.of(happening)).orElse(null);
    }

    /**
     * An order as a programme decided on it before: by what was said until then, or by what came
     * live where this was learnt late. Null for one that is new to it.
     */
    @Nullable Order decided(Programme programme, OrderKey key) {
      Order told = before.find(key).orElse(null);
      Order live = anew.live(programme, key).orElse(null);
      boolean better = live != null && (told == null || !told.version().trusted());
      return better ? live : told;
    }
  }

  /**
   * Time that passes.
   *
   * @param at the instant that came
   * @param now when it is decided; later where that came late
   * @param birth the day someone was born, as they say
   * @param anew in which programmes it may earn
   */
  public record Waking(
      Instant at, Instant now, Birthdays.Birth birth, Met met, Anew anew, Acquaintance they) {}

  /** Whether what a record says may still earn points in a programme: it is decided once. */
  public interface Anew {
    boolean in(Programme programme);

    /** An order that was decided on live, where what is decided on now lies before that. */
    default Optional<Order> live(Programme programme, OrderKey order) {
      return Optional.empty();
    }
  }

  /** What follows of an event. */
  public static Owed happened(Book book, Deed deed) {
    Context context = deed.happening().context();
    List<Programme> programmes = context.playbook().plan().programmes();
    Owed owed = Owed.NOTHING;
    for (Programme programme : programmes) {
      Member member = book.member(programme.name()).orElse(null);
      Strand strand = deed.happening().stamp().strand();
      boolean partly = deed.now().isAfter(deed.happening().now());
      var whom = new Whom(deed.they().orders(), partly, excluded(programme, deed.met()));
      var dealing = new Dealing(context, programme, member, Cause.of(deed), strand, whom);
      var befriended = new Befriended(dealing, book.referring(), deed.they());
      new Deeds(dealing, deed, befriended, book.heldOut().contains(programme.name())).decide();
      owed = owed.and(dealing.owed());
    }
    return owed.and(over(book, deed));
  }

  /** Of programmes that are no more nothing is given, and what comes back is taken back. */
  private static Owed over(Book book, Deed deed) {
    Order order = deed.order();
    Owed owed = Owed.NOTHING;
    for (Map.Entry<String, Member> each : book.members().entrySet()) {
      Context context = deed.happening().context();
      String name = each.getKey();
      if (order != null && context.playbook().plan().programme(name).isEmpty()) {
        Strand strand = deed.happening().stamp().strand();
        var whom = new Whom(deed.they().orders(), false, false);
        Programme gone = Bygone.named(name);
        var dealing = new Dealing(context, gone, each.getValue(), Cause.of(deed), strand, whom);
        new Settling(dealing, order).decide();
        owed = owed.and(dealing.owed());
      }
    }
    return owed;
  }

  private static boolean excluded(Programme programme, Met met) {
    return programme.exclude() != null && met.holds(programme.exclude());
  }

  /** The tier that follows of what someone brought: in a rehearsal, which takes that as given. */
  public static Owed asked(
      Context context, Book book, Stamp stamp, Body.Asked asked, Acquaintance they) {
    String name = asked.details().text("programme").orElse("");
    Programme programme = context.playbook().plan().programme(name).orElse(null);
    if (programme == null || !asked.name().equals(RewardCommands.OPEN)) {
      return Owed.NOTHING;
    }
    Member member = book.member(name).orElse(null);
    var cause = new Cause(asked.name(), stamp.position(), stamp.now());
    var whom = new Whom(they.orders(), false, false);
    var dealing = new Dealing(context, programme, member, cause, stamp.strand(), whom);
    dealing.tier();
    return dealing.owed();
  }

  /** What time brings about. */
  public static Owed woke(Context context, Book book, Waking waking) {
    Instant now = waking.now;
    Owed owed = befriended(context, book, waking);
    for (Map.Entry<String, Member> each : book.members().entrySet()) {
      String name = each.getKey();
      Member member = each.getValue();
      owed =
          owed.and(
              context
                  .playbook()
                  .plan()
                  .programme(name)
                  .map(programme -> woke(context, programme, member, book, waking))
                  .orElseGet(() -> over(name, member, now)));
    }
    return owed;
  }

  /** Of those who take no part, and of programmes that are no more. */
  private static Owed befriended(Context context, Book book, Waking waking) {
    Owed owed = Owed.NOTHING;
    for (Referred each : book.referring().came()) {
      Programme programme = context.playbook().plan().programme(each.programme()).orElse(null);
      if (programme == null) {
        owed = owed.and(Befriended.over(each, waking.at, Cause.time(waking.now)));
      }
    }
    for (Programme programme : context.playbook().plan().programmes()) {
      if (book.member(programme.name()).isEmpty()) {
        var dealing =
            new Dealing(
                context, programme, null, Cause.time(waking.now), null, whom(programme, waking));
        new Befriended(dealing, book.referring(), waking.they).kept(waking.at);
        owed = owed.and(dealing.owed());
      }
    }
    return owed;
  }

  private static Owed woke(
      Context context, Programme programme, Member member, Book book, Waking waking) {
    Whom whom = whom(programme, waking);
    var dealing = new Dealing(context, programme, member, Cause.time(waking.now), null, whom);
    dealing.time();
    new Befriended(dealing, book.referring(), waking.they).kept(waking.at);
    dealing.warn();
    if (waking.anew.in(programme) && !member.since().isAfter(waking.now)) {
      Birthdays.decide(dealing, waking.birth);
      if (!programme.challenges().isEmpty()) {
        new Challenges(dealing, waking.met).decide("", waking.now, Ledger.NOBODYS);
      }
    }
    dealing.tier();
    return dealing.owed();
  }

  private static Whom whom(Programme programme, Waking waking) {
    boolean partly = waking.now.isAfter(waking.at);
    return new Whom(waking.they.orders(), partly, excluded(programme, waking.met));
  }

  /** Of a programme that is no more, points live on as they were granted. */
  private static Owed over(String programme, Member member, Instant now) {
    Posting posting = Teller.time(member.ledger(), now);
    Because because = Cause.time(now).because(programme, "time", "reward.time", "", "");
    return posting.isEmpty()
        ? Owed.NOTHING
        : new Owed(Filing.pledges(programme, member.ledger(), posting, null, because), List.of());
  }
}
