package habitue.server.loyalty;

import habitue.model.Body;
import habitue.model.CustomerId;
import habitue.playbook.plan.Programme;
import habitue.server.audit.Action;
import habitue.server.audit.Audit;
import habitue.server.privacy.Consenting;
import habitue.server.security.Hashes;
import habitue.server.wire.Code;
import habitue.server.wire.Later;
import habitue.server.wire.RefusedRequest;
import habitue.store.Store;
import habitue.store.door.DoorClosed;
import habitue.store.door.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/*
 * That somebody allowed an adjustment is on disk before it is done, and it is done under a key of its
 * own: so whatever stops in between, it is done once. What a stop left undone is done at the next
 * start, or by whoever allows it again. Whoever asks for the same customer at once waits for one
 * another: each sum has all that was done before in it.
 */

/** Gives points by hand, or takes them: at once up to one's limit, above it once another allows. */
@Component
@Lazy(false)
public final class Adjusting {
  private static final int TURNS = 64;
  private static final Duration LATELY = Duration.ofDays(30);

  private final Store store;
  private final Loyalty loyalty;
  private final HandLimits limits;
  private final Consenting commands;
  private final Audit audit;
  private final Wishes wishes;
  private final HandSums sums;
  private final Object[] turns = Stream.generate(Object::new).limit(TURNS).toArray();

  public Adjusting(
      Store store, Loyalty loyalty, HandLimits limits, Consenting commands, Audit audit) {
    this.store = store;
    this.loyalty = loyalty;
    this.limits = limits;
    this.commands = commands;
    this.audit = audit;
    this.wishes = new Wishes(store.settings());
    this.sums = new HandSums(store, commands);
    finish();
  }

  /** What came of asking for one. */
  public sealed interface Asked {
    record Done(Receipt.Accepted accepted) implements Asked {}

    /** It is kept: somebody else is to allow it, or decided on it meanwhile. */
    record Kept(Wish wish) implements Asked {}
  }

  /** As a colleague reads it. */
  public record Shown(Wish wish, CustomerId customer, String reason) {}

  /**
   * Gives points, or takes them away.
   *
   * @param once asked again under it, nothing is done twice
   */
  public Asked ask(
      CustomerId id, Programme programme, long points, String reason, String once, Asker asker) {
    synchronized (turn(id)) {
      return inTurn(id, programme, points, reason, once, asker);
    }
  }

  private Object turn(CustomerId id) {
    return turns[(int) Long.remainderUnsigned(id.number(), TURNS)];
  }

  private Asked inTurn(
      CustomerId id, Programme programme, long points, String reason, String once, Asker asker) {
    String known = Hashes.sha256(id + "\n" + once);
    Optional<Wish> before =
        wishes.all().stream().filter(each -> each.once().equals(known)).findFirst();
    if (before.isPresent()) {
      return new Asked.Kept(same(before.get(), programme, points, reason));
    }
    if (alone(id, points, asker) || sums.done(id, once)) {
      Receipt.Accepted done = loyalty.adjust(id, programme, points, reason, once, asker.name());
      sums.taken(done, asker.name(), points, loyalty.now());
      return new Asked.Done(done);
    }
    if (wishes.full()) {
      throw new RefusedRequest(Code.BUSY, "a thousand adjustments wait to be decided");
    }
    Receipt.Accepted taken = loyalty.putOff(id, programme, points, reason, once, asker.name());
    var wish =
        new Wish(
            (CustomerId) taken.entity(),
            taken.position(),
            programme.name(),
            points,
            known,
            asker.name(),
            loyalty.now(),
            Wish.State.WAITING,
            "",
            null);
    return new Asked.Kept(wishes.add(wish));
  }

  /** Whether it is within somebody's limit, with all that they did for the customer in a day. */
  private boolean alone(CustomerId id, long points, Asker asker) {
    long limit = limits.of(asker);
    return Math.abs(points) <= limit
        && Math.abs(points) + sums.of(id, asker.name(), loyalty.now()) <= limit;
  }

  /** A key stands for one request. */
  private Wish same(Wish wish, Programme programme, long points, String reason) {
    boolean another =
        !wish.programme().equals(programme.name())
            || wish.points() != points
            || reason(wish).filter(said -> !said.equals(reason.strip())).isPresent();
    if (another) {
      throw new RefusedRequest(Code.KEY_REUSED, "the key was used for another request");
    }
    return wish;
  }

  /** What waits, the longest first; nothing of those who were erased since. */
  public List<Shown> waiting() {
    return shown(wishes.all().stream().filter(each -> !each.state().over()).toList());
  }

  /** What was decided in the last thirty days, the latest first. */
  public List<Shown> decided() {
    Instant from = loyalty.now().minus(LATELY);
    return shown(
        wishes.all().stream()
            .filter(each -> each.state().over())
            .filter(each -> each.decidedAt() != null && each.decidedAt().isAfter(from))
            .toList()
            .reversed());
  }

  private List<Shown> shown(List<Wish> some) {
    return some.stream()
        .flatMap(wish ->
            whose(wish).stream()
                .map(customer -> new Shown(wish, customer, reason(wish).orElse(""))))
        .toList();
  }

  private Optional<CustomerId> whose(Wish wish) {
    return store.reader().resolve(wish.customer()).filter(id -> !gone(id));
  }

  private boolean gone(CustomerId id) {
    return store.reader().person(id).isEmpty();
  }

  private Optional<String> reason(Wish wish) {
    return commands
        .asked(wish.customer(), wish.position())
        .map(Body.Asked::details)
        .flatMap(details -> details.text("reason"));
  }

  /** Whether someone may decide on it. */
  public boolean may(Wish wish, Asker asker) {
    return asker.role() != null
        && !asker.name().equals(wish.author())
        && (wish.state() == Wish.State.ALLOWED
            || alone(whose(wish).orElse(wish.customer()), wish.points(), asker));
  }

  /** Allows one, and does it. */
  public synchronized Wish allow(String id, Asker asker) {
    Wish wish = open(id, asker);
    if (wish.state() == Wish.State.WAITING) {
      wish = wish.with(Wish.State.ALLOWED, asker.name(), loyalty.now());
      wishes.put(wish);
    }
    return carryOut(wish);
  }

  /** Refuses one: nothing is done. */
  public synchronized Wish refuse(String id, Asker asker) {
    Wish wish = open(id, asker);
    if (wish.state() != Wish.State.WAITING) {
      throw new RefusedRequest(Code.ALREADY_DECIDED, "somebody allowed it already");
    }
    Wish refused = wish.with(Wish.State.REFUSED, asker.name(), loyalty.now());
    wishes.put(refused);
    audit.record(asker.name(), Action.ADJUSTMENT_REFUSED, wish.customer().toString());
    return refused;
  }

  private Wish open(String id, Asker asker) {
    Wish wish =
        wishes
            .find(id)
            .orElseThrow(
                () -> new RefusedRequest(Code.UNKNOWN_ADJUSTMENT, "nothing of this id waits"));
    if (wish.state().over()) {
      throw new RefusedRequest(Code.ALREADY_DECIDED, "somebody decided on it already");
    }
    if (asker.role() == null || asker.name().equals(wish.author())) {
      throw new RefusedRequest(
          Code.SECOND_PERSON, "a colleague who did not ask for it must allow it");
    }
    if (!may(wish, asker)) {
      throw new RefusedRequest(Code.ABOVE_LIMIT, "a colleague with a higher limit must allow it");
    }
    return wish;
  }

  private Wish carryOut(Wish wish) {
    try {
      CustomerId customer =
          whose(wish)
              .orElseThrow(() -> new RefusedRequest(Code.ERASED, "whoever it was for was erased"));
      String reason =
          reason(wish)
              .orElseThrow(() ->
                  new RefusedRequest(Code.UNKNOWN_ADJUSTMENT, "why it was asked is kept no more"));
      Receipt.Accepted done = loyalty.allow(customer, wish, reason);
      sums.taken(done, wish.by(), wish.points(), loyalty.now());
      return Later.is(done) ? wish : over(wish, Wish.State.DONE);
    } catch (RefusedRequest refused) {
      over(wish, Wish.State.FAILED);
      throw refused;
    }
  }

  private Wish over(Wish wish, Wish.State state) {
    Wish over = wish.with(state, wish.by(), loyalty.now());
    wishes.put(over);
    return over;
  }

  /** What was allowed before the last stop, and not done. */
  private void finish() {
    for (Wish wish : wishes.all()) {
      if (wish.state() == Wish.State.ALLOWED) {
        try {
          carryOut(wish);
        } catch (RefusedRequest | DoorClosed undone) {
          // Refused, it is on record; with a closed door it stays to be allowed again.
        }
      }
    }
  }
}
