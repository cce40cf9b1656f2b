package habitue.engine.customer;

import habitue.engine.Behaviour;
import habitue.engine.Context;
import habitue.engine.Happening;
import habitue.engine.Input;
import habitue.engine.Marks;
import habitue.engine.Owed;
import habitue.engine.reward.Book;
import habitue.engine.reward.Commitments;
import habitue.engine.reward.earn.Birthdays;
import habitue.engine.reward.earn.Met;
import habitue.engine.reward.earn.Rewards;
import habitue.engine.reward.earn.Undoing;
import habitue.engine.sell.Catalogued;
import habitue.engine.sell.orders.Order;
import habitue.engine.sell.orders.OrderKey;
import habitue.engine.sell.orders.Orders;
import habitue.engine.standing.Answering;
import habitue.engine.standing.Beside;
import habitue.engine.trust.Consents;
import habitue.model.Body;
import habitue.model.Commitment;
import habitue.model.Event;
import habitue.model.JournalRecord;
import habitue.model.Stamp;
import habitue.playbook.plan.Programme;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which records may earn points. Each is decided on once: live when it comes; of the past, those
 * that came late, and all of them in a programme that someone takes part in only now. What was
 * decided stands, whatever the programme says later.
 *
 * @param from the first position that was never decided on
 * @param joined the programmes in which all before it was
 * @param known their orders as they were known when that was
 */
record Owing(long from, Set<String> joined, Orders known) {
  /** Whatever comes is decided on. */
  static final Owing LIVE = new Owing(0, Set.of(), Orders.NONE);

  Owing {
    joined = Set.copyOf(joined);
  }

  private static boolean any(Context context) {
    return !context.playbook().plan().programmes().isEmpty();
  }

  /** Null where all was decided on. */
  static @Nullable Owing late(Context context, Orders known, List<Commitment> made, long from) {
    var joined = new HashSet<String>();
    for (Commitment each : made) {
      // Whoever is held out was decided on as well.
      if (List.of(Commitments.JOINED, Commitments.HELD_OUT).contains(each.name())) {
        joined.add(Commitments.programme(each));
      }
    }
    List<Programme> programmes = context.playbook().plan().programmes();
    boolean all = programmes.stream().map(Programme::name).allMatch(joined::contains);
    boolean none = programmes.isEmpty() && joined.isEmpty();
    return all && (from == Behaviour.DECIDED || none) ? null : new Owing(from, joined, known);
  }

  /** Nothing is owed to whose data is frozen, and nothing more to a child. */
  Owed dues(
      Context context,
      Behaviour.Turn<CustomerState> turn,
      Foreknown foreknown,
      Book book,
      Instant now) {
    Consents said = turn.after().consents();
    if (foreknown.frozen(said)) {
      return Owed.NOTHING;
    }
    return switch (turn.input()) {
      case Input.Woke _ when book.isEmpty() -> Owed.NOTHING;
      case Input.Woke(Instant at) ->
          Rewards.woke(
              context,
              book,
              new Rewards.Waking(
                  at,
                  now,
                  Birthdays.Birth.of(turn.after().profile(), context.zone()),
                  met(context, turn.after(), now),
                  programme -> !joined.contains(programme.name()),
                  turn.after().acquaintance()));
      case Input.Recorded(JournalRecord(Stamp stamp, Body.Happened(Event event)))
          when (any(context) || !book.members().isEmpty()) && Marks.real(context, stamp, event) -> {
        Happening happening = Catalogued.happening(context, stamp, event);
        yield heard(turn, happening, foreknown, book, now).and(undone(turn, happening));
      }
      case Input.Recorded(JournalRecord(Stamp stamp, Body.Asked asked))
          when any(context) && Answering.passedOn(stamp, asked) ->
          heard(turn, Answering.asked(context, stamp, asked), foreknown, book, now);
      case Input.Recorded(JournalRecord(Stamp stamp, Body.Asked asked)) ->
          Rewards.asked(context, book, stamp, asked, turn.after().acquaintance());
      case Input.Recorded _ -> Owed.NOTHING;
    };
  }

  private Owed heard(
      Behaviour.Turn<CustomerState> turn,
      Happening happening,
      Foreknown foreknown,
      Book book,
      Instant now) {
    Consents said = turn.after().consents();
    return foreknown.grown(said, happening.stamp())
            && Answering.heard(happening, turn.before().standing())
        ? happened(turn, happening.readFor(foreknown.consented(said, happening)), book, now)
        : Owed.NOTHING;
  }

  /** Codes are good again by the order alone, whoever had it. */
  private Owed undone(Behaviour.Turn<CustomerState> turn, Happening happening) {
    return happening.position() < from
        ? Owed.NOTHING
        : new Owed(
            List.of(), Undoing.told(turn.before().orders(), turn.after().orders(), happening));
  }

  private Owed happened(
      Behaviour.Turn<CustomerState> turn, Happening happening, Book book, Instant now) {
    CustomerState before = turn.before();
    CustomerState after = turn.after();
    var deed =
        new Rewards.Deed(
            happening,
            after.id(),
            now,
            Beside.of(happening, before.memory(), before.standing(), after.memory()),
            after.acquaintance(),
            before.orders(),
            after.profile().knownSince() != null,
            happening.readable(),
            new Deciding(this, happening.position() >= from),
            met(happening.context(), after, happening.now()));
    return Rewards.happened(book, deed);
  }

  /** What of a record may be decided on. */
  private record Deciding(Owing owing, boolean late) implements Rewards.Anew {
    @Override
    public boolean in(Programme programme) {
      return late || !owing.joined.contains(programme.name());
    }

    @Override
    public Optional<Order> live(Programme programme, OrderKey order) {
      return owing.joined.contains(programme.name())
          ? owing.known.find(order).filter(each -> each.version().position() < owing.from)
          : Optional.empty();
    }
  }

  private static Met met(Context context, CustomerState state, Instant now) {
    return new Met(when -> state.holds(context, when, now), () -> state.goal(context), now);
  }
}
