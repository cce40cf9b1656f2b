package habitue.server.loyalty;

import habitue.playbook.plan.Programme;
import habitue.store.Store;
import habitue.warehouse.Warehouse;
import habitue.warehouse.proof.Cohorts;
import habitue.warehouse.proof.Effect;
import habitue.warehouse.proof.Holdouts;
import habitue.warehouse.proof.Liability;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/** What programmes come to for the business: the one entrance, for the API and the console. */
@Component
public final class Proof {
  private final Store store;
  private final InstantSource clock;
  private final Cohorts cohorts;
  private final Effect effect;
  private final Holdouts holdouts;
  private final HeldSince heldSince;

  public Proof(Store store, Warehouse warehouse, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    this.cohorts = new Cohorts(warehouse.readers(), store.context().zone());
    this.effect = new Effect(warehouse.readers(), store.context().zone());
    this.holdouts = new Holdouts(warehouse.readers(), store.context().zone());
    this.heldSince = new HeldSince(store.settings());
  }

  /** The day that is not over yet, in the brand's time zone. */
  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), store.context().zone());
  }

  /** How many customers are being folded anew: until it is 0 figures may still move. */
  public int refolding() {
    return store.status().refolding();
  }

  /** The instant at which a day begins. */
  public Instant start(LocalDate day) {
    return day.atStartOfDay(store.context().zone()).toInstant();
  }

  /** What is owed as of an instant, by what was known then. */
  public Owed owed(Programme programme, Instant asOf) {
    Liability liability = Liability.of(cohorts.of(programme.name(), asOf));
    return new Owed(programme, asOf, liability, Worth.of(programme), store.context().currency());
  }

  /**
   * @param to the first day that is no longer of the period
   */
  public Effects effects(Programme programme, LocalDate from, LocalDate to) {
    String currency = store.context().currency();
    return new Effects(
        effect.period(programme.name(), from, to),
        effect.joining(programme.name(), today()),
        lift(programme, from, to),
        currency);
  }

  /** What a draft of a programme would cost, beside what it costs. */
  public Stakes stakes(Programme draft, Rehearsing.Rehearsal played) {
    Programme current = store.context().playbook().plan().programme(draft.name()).orElse(null);
    String currency = store.context().currency();
    BigDecimal rate =
        current == null ? BigDecimal.ONE : owed(current, clock.instant()).liability().rate();
    Worth now = Worth.of(current == null ? draft : current);
    return new Stakes(
        rate,
        Stakes.Cost.of(played.before(), now, rate, currency),
        Stakes.Cost.of(played.after(), Worth.of(draft), rate, currency));
  }

  /** Within the days on which there was a holdout all day long. */
  private Lift lift(Programme programme, LocalDate from, LocalDate to) {
    HeldSince.While held = heldSince.of(programme.name());
    LocalDate first = held.from() == null ? from : later(from, day(held.from()).plusDays(1));
    LocalDate end = held.until() == null ? to : earlier(to, day(held.until()));
    return new Lift(
        holdouts.compared(programme.name(), first, end),
        first,
        programme.holdout(),
        store.context().currency());
  }

  private LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, store.context().zone());
  }

  private static LocalDate later(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? other : one;
  }

  private static LocalDate earlier(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? one : other;
  }
}
