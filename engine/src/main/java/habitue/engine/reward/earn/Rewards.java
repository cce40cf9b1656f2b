package habitue.engine.reward.earn;

import habitue.engine.Context;
import habitue.engine.Happening;
import habitue.engine.Pledge;
import habitue.engine.reward.Book;
import habitue.engine.reward.Filing;
import habitue.engine.reward.Member;
import habitue.engine.reward.Posting;
import habitue.engine.reward.Teller;
import habitue.engine.sell.orders.Order;
import habitue.engine.sell.orders.OrderKey;
import habitue.engine.sell.orders.Orders;
import habitue.engine.standing.Beside;
import habitue.model.Because;
import habitue.model.Body;
import habitue.model.Stamp;
import habitue.model.Strand;
import habitue.playbook.plan.Programme;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/*
 * What an order is to have earned follows from its document as it stands, and what it did earn from
 * the ledger: the difference is decided. So it does not matter whether a refund came before its
 * order, twice, or after an update; nor whether all of it was learnt late.
 */

/** Decides what the brand owes someone by its programmes. */
public final class Rewards {
  private Rewards() {}

  /**
   * Something a person did.
   *
   * @param now when it is decided on
   * @param beside they, as they were before it, to be asked
   * @param orders theirs after it
   * @param known whether they have a name by now that is not only a browser's
   * @param readable the purposes it may be read for, as bits
   * @param anew what of it may earn
   */
  public record Deed(
      Happening happening,
      Instant now,
      Beside beside,
      Orders orders,
      boolean known,
      int readable,
      Anew anew) {

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
      return orders.find(OrderKey.of(happening)).orElse(null);
    }
  }

  /** Whether what a record says may still earn points in a programme: it is decided once. */
  public interface Anew {
    boolean in(Programme programme);
  }

  /** What follows of an event. */
  public static List<Pledge> happened(Book book, Deed deed) {
    Context context = deed.happening().context();
    List<Programme> programmes = context.playbook().plan().programmes();
    if (programmes.isEmpty()) {
      return List.of();
    }
    var pledges = new ArrayList<Pledge>();
    for (Programme programme : programmes) {
      Member member = book.member(programme.name()).orElse(null);
      Strand strand = deed.happening().stamp().strand();
      var dealing = new Dealing(context, programme, member, Cause.of(deed), strand);
      new Deeds(dealing, deed).decide();
      pledges.addAll(dealing.pledges());
    }
    return pledges;
  }

  /** The tier that follows of what someone brought: in a rehearsal, which takes that as given. */
  public static List<Pledge> asked(Context context, Book book, Stamp stamp, Body.Asked asked) {
    String name = asked.details().text("programme").orElse("");
    Programme programme = context.playbook().plan().programme(name).orElse(null);
    if (programme == null || !asked.name().equals(RewardCommands.OPEN)) {
      return List.of();
    }
    Member member = book.member(name).orElse(null);
    var cause = new Cause(asked.name(), stamp.position(), stamp.now());
    var dealing = new Dealing(context, programme, member, cause, stamp.strand());
    dealing.tier();
    return dealing.pledges();
  }

  /** What time brings about. */
  public static List<Pledge> woke(Context context, Book book, Instant now) {
    var pledges = new ArrayList<Pledge>();
    book.members()
        .forEach((name, member) ->
            pledges.addAll(
                context
                    .playbook()
                    .plan()
                    .programme(name)
                    .map(programme -> woke(context, programme, member, now))
                    .orElseGet(() -> over(name, member, now))));
    return pledges;
  }

  private static List<Pledge> woke(
      Context context, Programme programme, Member member, Instant now) {
    var dealing = new Dealing(context, programme, member, Cause.time(now), null);
    dealing.time();
    dealing.warn();
    dealing.tier();
    return dealing.pledges();
  }

  /** Of a programme that is no more, points live on as they were granted. */
  private static List<Pledge> over(String programme, Member member, Instant now) {
    Posting posting = Teller.time(member.ledger(), now);
    Because because = Cause.time(now).because(programme, "time", "reward.time", "", "");
    return posting.isEmpty()
        ? List.of()
        : Filing.pledges(programme, member.ledger(), posting, null, because);
  }
}
