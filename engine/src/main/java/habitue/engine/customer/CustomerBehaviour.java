package habitue.engine.customer;

import habitue.engine.Behaviour;
import habitue.engine.Context;
import habitue.engine.Findings;
import habitue.engine.Happening;
import habitue.engine.Input;
import habitue.engine.Instants;
import habitue.engine.Marks;
import habitue.engine.Owed;
import habitue.engine.Step;
import habitue.engine.attract.ActivityStep;
import habitue.engine.attract.Coming;
import habitue.engine.engage.Interests;
import habitue.engine.engage.InterestsStep;
import habitue.engine.identify.Profile;
import habitue.engine.identify.ProfileStep;
import habitue.engine.identify.Spared;
import habitue.engine.reward.RewardFacts;
import habitue.engine.reward.earn.Birthdays;
import habitue.engine.reward.earn.RewardCommands;
import habitue.engine.reward.earn.Unsettled;
import habitue.engine.sell.Catalogued;
import habitue.engine.sell.basket.Basket;
import habitue.engine.sell.basket.BasketStep;
import habitue.engine.sell.orders.Orders;
import habitue.engine.sell.orders.OrdersStep;
import habitue.engine.standing.Answering;
import habitue.engine.standing.AskingStep;
import habitue.engine.standing.Heard;
import habitue.engine.standing.Standing;
import habitue.engine.standing.StandingStep;
import habitue.engine.standing.TagCommands;
import habitue.engine.trust.AgeStep;
import habitue.engine.trust.ConsentCommands;
import habitue.engine.trust.ConsentStep;
import habitue.engine.trust.Consents;
import habitue.engine.trust.Permits;
import habitue.model.Body;
import habitue.model.Commitment;
import habitue.model.CustomerId;
import habitue.model.EntityId;
import habitue.model.Fact;
import habitue.model.Fields;
import habitue.model.JournalRecord;
import habitue.model.Reality;
import habitue.model.Stamp;
import habitue.model.Value;
import habitue.playbook.rule.Field.Part;
import habitue.playbook.rule.Look;
import habitue.playbook.trust.Children;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a customer lives: each event is folded by every capability that may read it, in turn. What
 * may be read follows from what the person says in the end; see {@link Permits}.
 */
public final class CustomerBehaviour implements Behaviour<CustomerState> {
  private static final int VERSION = 13;
  private static final String ORDER = "Order Completed";
  private static final CustomerPart[] PARTS = CustomerPart.values();

  private final Foreknown foreknown;
  private final boolean surely;
  private final boolean traced;
  private final Owing owing;

  public CustomerBehaviour() {
    this(Foreknown.NOTHING, false, false, Owing.LIVE);
  }

  /**
   * @param surely whether that was told by a fold which itself knew of restrictions to be lifted
   * @param traced whether it finds what each point was earned by too
   * @param owing which records may earn
   */
  private CustomerBehaviour(Foreknown foreknown, boolean surely, boolean traced, Owing owing) {
    this.foreknown = foreknown;
    this.surely = surely;
    this.traced = traced;
    this.owing = owing;
  }

  @Override
  public CustomerBehaviour traced() {
    return new CustomerBehaviour(foreknown, surely, true, owing);
  }

  @Override
  public CustomerBehaviour knowing(CustomerState end) {
    return new CustomerBehaviour(
        new Foreknown(end.consents()), foreknown.end() != null, traced, owing);
  }

  @Override
  public int version() {
    return VERSION;
  }

  @Override
  public CustomerState initial(EntityId id) {
    return CustomerState.empty((CustomerId) id);
  }

  @Override
  public Step<CustomerState> step(Context context, CustomerState state, Input input) {
    var findings = new Findings(VERSION, traced);
    return switch (input) {
      case Input.Woke(Instant now) -> {
        CustomerState woken = woke(context, state, now, findings);
        yield done(context, woken, findings, null, false);
      }
      case Input.Recorded(JournalRecord record) -> recorded(context, state, record, findings);
    };
  }

  private Step<CustomerState> recorded(
      Context context, CustomerState state, JournalRecord record, Findings findings) {
    Stamp stamp = record.stamp();
    boolean real = stamp.reality() == Reality.REAL;
    return switch (record.body()) {
      case Body.Happened happened when Marks.real(context, stamp, happened.event()) -> {
        var happening = Catalogued.happening(context, stamp, happened.event());
        CustomerState after = happened(state, happening, findings);
        yield done(
            context, after, findings, null, foreknown.misread(context, state, after, surely));
      }
      case Body.Regrouped regrouped when real -> {
        Regrouping.state(state.id(), stamp, regrouped, findings);
        yield done(context, state, findings, null, false);
      }
      case Body.Asked asked when Answering.passedOn(stamp, asked) ->
          answered(context, state, stamp, asked, findings);
      case Body.Asked asked when ConsentCommands.knows(asked.name()) ->
          asked(context, state, stamp, asked, findings);
      case Body.Asked asked when RewardCommands.knows(asked.name()) ->
          rewarded(context, state, stamp, asked, findings);
      case Body.Delivered told when RewardCommands.hears(told.name()) ->
          rewarded(context, state, stamp, told, findings);
      case Body.Asked asked when TagCommands.knows(asked.name()) ->
          tagged(context, state, stamp, asked, findings);
      case Body.Asked _ ->
          done(context, state, findings, Fields.of("code", Value.of("unknown-command")), false);
      case Body.Happened _, Body.Regrouped _, Body.Delivered _, Body.Erased _, Body.Forgotten _ ->
          done(context, state, findings, null, false);
    };
  }

  private Step<CustomerState> asked(
      Context context, CustomerState state, Stamp stamp, Body.Asked asked, Findings findings) {
    CustomerState woken = woke(context, state, stamp.now(), findings);
    Consents told = ConsentCommands.step(woken.consents(), context, stamp, asked, findings);
    Consents consents = told.reading(foreknown.agreed(context, woken, told, stamp));
    CustomerState said = woken.with(consents);
    int opened = consents.opened(woken.consents());
    String name = asked.name();
    CustomerState after =
        foreknown.frozen(consents)
            ? said
            : said.with(
                StandingStep.said(
                    said.standing(), context, said.memory(), opened, stamp, name, findings));
    Fields outcome = ConsentCommands.outcome(consents);
    return done(
        context, after, findings, outcome, foreknown.misread(context, state, after, surely));
  }

  /** An answer that someone passed on: it is what it would be as an event. */
  private Step<CustomerState> answered(
      Context context, CustomerState state, Stamp stamp, Body.Asked asked, Findings findings) {
    Happening happening = Answering.asked(context, stamp, asked);
    CustomerState after = happened(state, happening, findings);
    Fields outcome = Fields.of("status", Value.of("done"));
    return done(
        context, after, findings, outcome, foreknown.misread(context, state, after, surely));
  }

  /** Nothing is said of who is restricted, nor of a child. */
  private Step<CustomerState> tagged(
      Context context, CustomerState state, Stamp stamp, Body.Asked asked, Findings findings) {
    CustomerState woken = woke(context, state, stamp.now(), findings);
    Consents said = woken.consents();
    boolean grown = foreknown.grown(said, stamp);
    String code = foreknown.frozen(said) ? "restricted" : grown ? "done" : "child";
    CustomerState after =
        code.equals("done")
            ? woken.with(
                TagCommands.step(woken.standing(), context, woken.memory(), stamp, asked, findings))
            : woken;
    return done(context, after, findings, Fields.of("code", Value.of(code)), false);
  }

  /** Decided by the book as it is; what it comes to is pledged. */
  private Step<CustomerState> rewarded(
      Context context, CustomerState state, Stamp stamp, Body body, Findings findings) {
    CustomerState woken = woke(context, state, stamp.now(), findings);
    if (body instanceof Body.Asked && foreknown.frozen(woken.consents())) {
      return done(context, woken, findings, RewardCommands.restricted(), false);
    }
    RewardCommands.Done done = RewardCommands.step(woken.meant(context, stamp, foreknown), body);
    return done(context, woken, findings, null, false)
        .pledging(done.pledges())
        .sending(done.sends())
        .answering(done.answers(), done.outcome());
  }

  /** What was due by an instant, each at its own and in their order, however late it is told. */
  private CustomerState woke(
      Context context, CustomerState before, Instant now, Findings findings) {
    CustomerState state = before;
    Instant due = wakeAt(context, state);
    while (due != null && due.isBefore(now)) {
      state = wokeAt(context, state, due, findings);
      Instant next = wakeAt(context, state);
      due = next == null || next.isAfter(due) ? next : due.plusMillis(1);
    }
    return wokeAt(context, state, now, findings);
  }

  private CustomerState wokeAt(
      Context context, CustomerState before, Instant now, Findings findings) {
    CustomerState state = before.with(stood(context, before, now, findings));
    var coming = new Coming(state.activity(), state.visits());
    Coming after = ActivityStep.woke(coming, now, findings);
    CustomerState seen = after.equals(coming) ? state : state.with(after);
    return seen.with(AgeStep.woke(seen.consents(), now, findings));
  }

  /** Of who is restricted nothing is concluded, and what was stays as it was. */
  private Standing stood(Context context, CustomerState state, Instant now, Findings findings) {
    return foreknown.frozen(state.consents())
        ? state.standing()
        : StandingStep.woke(state.standing(), context, state.memory(), now, findings);
  }

  private CustomerState happened(CustomerState before, Happening unread, Findings findings) {
    // What was due by now comes first, whether or not a timer told it.
    CustomerState state = woke(unread.context(), before, unread.now(), findings);
    Consents said = ConsentStep.step(state.consents(), state.profile(), unread, findings);
    int consented = foreknown.consented(said, unread);
    if (foreknown.frozen(said)) {
      int reading = foreknown.grown(said, unread.stamp()) ? consented : 0;
      return folded(state, state.profile(), said.reading(reading), unread, findings);
    }
    Happening read = Answering.told(unread.readFor(consented));
    Profile told = ProfileStep.told(state.profile(), read);
    Consents consents = aged(said, state.profile(), told, read);
    if (foreknown.grown(consents, read.stamp())) {
      Profile profile = ProfileStep.named(state.profile(), told, read, findings);
      return folded(state, profile, consents.reading(consented), read, findings);
    }
    Profile profile = ProfileStep.step(state.profile(), spared(read), findings);
    return folded(state, profile, consents.reading(0), unread, findings);
  }

  private static Happening spared(Happening childs) {
    Children children = childs.context().playbook().sensitive().children();
    return childs.with(Spared.of(childs.event(), children));
  }

  private CustomerState folded(
      CustomerState state,
      Profile profile,
      Consents consents,
      Happening happening,
      Findings findings) {
    boolean visits = Needs.VISITS.metBy(happening.readable());
    var before = new Coming(state.activity(), state.visits());
    Coming coming = ActivityStep.step(before, happening, visits, findings);
    Orders orders = OrdersStep.step(state.orders(), happening, findings);
    boolean ordered = orders.count() > state.orders().count();
    var weighed = weighed(state, consents, happening, ordered, findings);
    var remembered =
        new CustomerState(
            state.id(),
            profile,
            coming.activity(),
            coming.visits(),
            interests(state.interests(), weighed.heard()),
            basket(state.basket(), happening, ordered),
            orders,
            consents,
            weighed.standing(),
            state.book());
    return foreknown.frozen(consents)
        ? remembered
        : remembered.with(
            StandingStep.happened(
                weighed.standing(),
                remembered.memory(),
                weighed
                    .heard()
                    .changing(changed(state, remembered), consents.opened(state.consents())),
                findings));
  }

  /** What of an event may be learnt from at once, by how the person was before it. */
  private AskingStep.Weighed weighed(
      CustomerState state,
      Consents consents,
      Happening happening,
      boolean ordered,
      Findings findings) {
    boolean counts = ordered || !happening.event().name().equals(ORDER);
    return AskingStep.weigh(
        state.standing(),
        state.memory(),
        happening,
        counts && !foreknown.frozen(consents),
        findings);
  }

  /** The parts of what rules ask about that an event changed, as bits. */
  @SuppressWarnings("ReferenceEquality") // Whoever changes nothing hands on what was there.
  private static int changed(CustomerState before, CustomerState after) {
    int bits = Part.SEEN.bit();
    bits |= before.activity().visits() == after.activity().visits() ? 0 : Part.VISITS.bit();
    bits |= before.profile() == after.profile() ? 0 : Part.PROFILE.bit();
    bits |= before.basket() == after.basket() ? 0 : Part.BASKET.bit();
    bits |= before.consents() == after.consents() ? 0 : Part.CONSENTS.bit();
    boolean ordersSame = before.orders() == after.orders();
    return bits | (ordersSame ? 0 : Part.ORDERS.bit() | Part.FITS.bit());
  }

  @SuppressWarnings("ReferenceEquality") // The same profile says the same date of birth.
  private static Consents aged(
      Consents consents, Profile before, Profile profile, Happening happening) {
    return profile == before
        ? consents
        : AgeStep.step(consents, profile, happening.context(), happening.now());
  }

  private static Interests interests(Interests old, Heard heard) {
    Interests interests = old;
    for (Happening learnt : heard.learnt()) {
      if (Needs.INTERESTS.metBy(learnt.readable())) {
        boolean ordered = heard.counts() && learnt.event().name().equals(ORDER);
        interests =
            ordered
                ? InterestsStep.bought(interests, learnt)
                : InterestsStep.step(interests, learnt);
      }
    }
    return interests;
  }

  private static Basket basket(Basket old, Happening happening, boolean ordered) {
    // Nothing is kept of an order that may not be read for it; that a known basket is over is.
    if (!Needs.BASKET.metBy(happening.readable()) && (!ordered || old.equals(Basket.EMPTY))) {
      return old;
    }
    return ordered ? BasketStep.ordered(old, happening) : BasketStep.step(old, happening);
  }

  private Step<CustomerState> done(
      Context context,
      CustomerState state,
      Findings findings,
      @Nullable Fields outcome,
      boolean refold) {
    Instant wakeAt = wakeAt(context, state);
    return new Step<>(state, findings.facts(), List.of(), List.of(), wakeAt, outcome, 0, refold);
  }

  private @Nullable Instant wakeAt(Context context, CustomerState state) {
    Instant visits = state.activity().wakeAt().orElse(null);
    Instant consents = state.consents().wakeAt().orElse(null);
    return Instants.earlier(Instants.earlier(visits, consents), standingAt(context, state));
  }

  private @Nullable Instant standingAt(Context context, CustomerState state) {
    long next = StandingStep.next(state.standing(), context);
    boolean never = next == Look.NEVER || foreknown.frozen(state.consents());
    return never ? null : Instant.ofEpochMilli(next);
  }

  @Override
  public CustomerState opening(CustomerState state) {
    return Opening.of(state);
  }

  @Override
  public CustomerState reading(CustomerState end) {
    return Opening.reading(end);
  }

  @Override
  public List<String> shape(Context context) {
    return Opening.shape(context);
  }

  @Override
  public Set<String> unknown(Context context, List<String> shape) {
    return Opening.unknown(context, shape);
  }

  @Override
  public CustomerState opened(Context context, Kept<CustomerState> opening) {
    return Opening.opened(context, opening, foreknown.end());
  }

  @Override
  public CustomerState merged(CustomerState earlier, CustomerState later) {
    return Opening.merged(earlier, later);
  }

  /** Orders, whose records are always kept. */
  @Override
  public Step<CustomerState> again(
      Context context, CustomerState state, JournalRecord covered, Set<String> unknown) {
    var findings = new Findings(VERSION);
    CustomerState after = new Covered(context, foreknown, unknown).again(state, covered, findings);
    return new Step<>(after, findings.facts(), List.of(), List.of(), null, null);
  }

  @Override
  public CustomerState commit(CustomerState state, Commitment commitment) {
    return state.with(state.book().with(commitment));
  }

  @Override
  public List<Fact> told(Commitment commitment) {
    return RewardFacts.of(commitment);
  }

  @Override
  public @Nullable CustomerBehaviour catchingUp(
      Context context, CustomerState known, List<Commitment> made, long from) {
    Owing late = Owing.late(context, known.orders(), made, from);
    return late == null ? null : new CustomerBehaviour(foreknown, surely, traced, late);
  }

  /** Of who is restricted: what they did meanwhile is decided on when that is lifted. */
  @Override
  public boolean putsOff(CustomerState state) {
    return state.consents().restriction() != null;
  }

  @Override
  public CustomerState booked(CustomerState state, CustomerState book) {
    return state.with(book.book());
  }

  /** While someone is restricted, nothing of theirs changes by itself. */
  @Override
  public @Nullable Instant due(Context context, CustomerState state, Instant after) {
    return state.consents().restriction() != null
        ? null
        : Instants.earlier(
            state.book().next(), Birthdays.next(context, state.profile(), state.book(), after));
  }

  @Override
  public boolean unsettled(Context context, CustomerState state, Instant now) {
    return !putsOff(state) && Unsettled.is(context, state.book(), state.orders(), now);
  }

  @Override
  public Owed dues(Context context, Turn<CustomerState> turn, CustomerState booked, Instant now) {
    return owing.dues(context, turn, foreknown, booked.book(), now);
  }

  @Override
  public @Nullable Step<CustomerState> bound(
      Context context, CustomerState state, Commitment last) {
    boolean asked = context.playbook().plan().asks(Part.LOYALTY);
    if (!asked || foreknown.frozen(state.consents())) {
      return null;
    }
    var findings = new Findings(VERSION, traced);
    Standing standing =
        StandingStep.bound(state.standing(), context, state.memory(), last, findings);
    return done(context, state.with(standing), findings, null, false);
  }

  @Override
  public int parts() {
    return PARTS.length;
  }

  @Override
  public boolean same(CustomerState one, CustomerState other, int part) {
    return CustomerCodec.same(one, other, PARTS[part]);
  }

  @Override
  public byte[] write(CustomerState state, int part) {
    return CustomerCodec.write(state, PARTS[part]);
  }

  @Override
  public CustomerState read(EntityId id, byte[][] parts) {
    return CustomerCodec.read((CustomerId) id, parts);
  }
}
