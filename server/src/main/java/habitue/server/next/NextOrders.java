package habitue.server.next;

import habitue.engine.trust.Permits;
import habitue.model.CustomerId;
import habitue.playbook.plan.Talk;
import habitue.server.next.Foretold.None;
import habitue.store.Store;
import habitue.store.feed.Person;
import habitue.warehouse.next.Learnt;
import habitue.warehouse.next.LearntOrders;
import habitue.warehouse.next.Next;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says what a customer will likely order next, of those alone whose orders may be read for it. */
@Component
public final class NextOrders implements Foresight {
  private static final int CATEGORIES = 5;
  private static final int PRODUCTS = 10;

  /** Some of the likeliest cannot be had. */
  private static final int ASKED = 60;

  private final Store store;
  private final LearntOrders learnt;

  public NextOrders(Store store, LearntOrders learnt) {
    this.store = store;
    this.learnt = learnt;
  }

  /** Learns first where that was not done of late; empty where nobody has the id. */
  public Optional<Foretold> of(CustomerId id, Instant now) {
    return store.reader().person(id).map(person -> of(person, learnt.at(now), now));
  }

  @Override
  public Foretold ready(Person person, Instant now) {
    return of(person, learnt.last().orElse(null), now);
  }

  private Foretold of(Person person, @Nullable Learnt by, Instant now) {
    LocalDate day = LocalDate.ofInstant(by == null ? now : by.at(), store.context().zone());
    Instant from =
        Permits.profiledFrom(person.state().consents(), store.context().playbook().purposes());
    if (from == null) {
      return Foretold.nothing(None.NOT_PERSONALISED, day);
    }
    if (by == null) {
      return Foretold.nothing(None.BEING_LEARNT, day);
    }
    Talk talk = store.context().playbook().plan().talk();
    Set<String> heldBack = person.state().standing().asking().heldBack(talk);
    Next next = by.tells() ? learnt.next(by, person.id(), from, heldBack, ASKED) : Next.NOTHING;
    if (next.isEmpty()) {
      return Foretold.nothing(None.TOO_LITTLE_DATA, day);
    }
    var range = new Range(store.products(), store.context(), now);
    List<Foretold.Product> products = range.of(next.products(), PRODUCTS);
    return new Foretold(
        null, next.categories().stream().limit(CATEGORIES).toList(), products, next.path(), day);
  }
}
