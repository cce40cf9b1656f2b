package habitue.server.identify;

import habitue.engine.Context;
import habitue.engine.Fits;
import habitue.engine.customer.CustomerState;
import habitue.engine.sell.orders.Orders;
import habitue.engine.sell.orders.Rhythm;
import habitue.engine.standing.Stands;
import habitue.insight.rfm.Cuts;
import habitue.insight.rfm.Rfm;
import habitue.insight.rfm.RfmCuts;
import habitue.model.CustomerId;
import habitue.playbook.plan.Plan;
import habitue.playbook.rule.Condition;
import habitue.store.PublishedPlaybook;
import habitue.store.Reader;
import habitue.store.Reader.Earned;
import habitue.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Why someone stands where they do, and why not elsewhere. */
@Component
public final class Reasons {
  private static final int MOST_TAGS = 12;
  private static final double HOURS = 24;

  private final Store store;
  private final InstantSource clock;

  public Reasons(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * A rule and how it comes out for someone.
   *
   * @param said its condition; empty for the last stage
   * @param since when they came into it; null where they are not
   * @param parts what it asks, one by one
   */
  public record Rule(
      String name,
      Map<String, String> label,
      String said,
      boolean in,
      @Nullable Instant since,
      List<Condition.Part> parts) {
    /** The label in a language; the name where there is none. */
    public String in(String language) {
      return label.getOrDefault(language, name);
    }
  }

  /**
   * A score of recency, frequency or monetary value.
   *
   * @param own the customer's own figure: days since the last order, orders, or net minor units
   * @param cuts the highest figure of each fifth but the last, by the fit in force
   */
  public record Scored(int score, long own, List<Long> cuts) {
    static Scored of(int score, long own, Cuts cuts) {
      return new Scored(score, own, cuts.highest());
    }
  }

  /** The three scores with what they are made of. */
  public record Scores(Scored recency, Scored frequency, Scored monetary) {
    static @Nullable Scores of(
        @Nullable Rfm rfm, @Nullable RfmCuts cuts, Orders orders, long days) {
      return rfm == null || cuts == null
          ? null
          : new Scores(
              Scored.of(rfm.recency(), days, cuts.recency()),
              Scored.of(rfm.frequency(), orders.count(), cuts.frequency()),
              Scored.of(rfm.monetary(), orders.home().net().minor(), cuts.monetary()));
    }
  }

  /**
   * What forecast and scores are made of.
   *
   * @param fitted when the fit in force was made
   * @param repeats days with orders after the first
   * @param rhythm days that usually lie between their orders; null before two
   * @param silent days since the last order
   * @param forecast null where there is none
   * @param scores null where nothing was cut yet
   */
  public record Foretold(
      Instant fitted,
      long repeats,
      @Nullable Double rhythm,
      long silent,
      Stands.@Nullable Forecast forecast,
      @Nullable Scores scores) {

    static @Nullable Foretold of(Stands stands, Orders orders, Context context, Instant now) {
      Fits.Fit fit = context.fits().at(now.toEpochMilli());
      Rhythm rhythm = orders.rhythm();
      if (fit == null || fit.empty() || rhythm.days().isEmpty()) {
        return null;
      }
      LocalDate today = LocalDate.ofInstant(now, context.zone());
      long silent = Math.max(0, ChronoUnit.DAYS.between(rhythm.days().getLast(), today));
      return new Foretold(
          Instant.ofEpochMilli(fit.from()),
          rhythm.count() - 1,
          rhythm.median().map(gap -> gap.toHours() / HOURS).orElse(null),
          silent,
          stands.forecast(),
          Scores.of(stands.rfm(), fit.rfm(), orders, silent));
    }
  }

  /**
   * @param version of the playbook that says so
   * @param stages those asked before theirs, then theirs
   * @param forecast null before the first fit, and of who never ordered
   * @param score what earned the contact score
   * @param tags what earned each tag, the strongest first
   * @param byHand the tags that someone set, and who
   */
  public record Why(
      int version,
      List<Rule> stages,
      List<Rule> segments,
      List<Rule> flags,
      @Nullable Foretold forecast,
      List<Earned> score,
      SequencedMap<String, List<Earned>> tags,
      List<Stands.Tagged> byHand) {}

  public Optional<Why> of(CustomerId id) {
    Reader reader = store.reader();
    return reader.person(id).map(person -> why(reader, id, person.state()));
  }

  private Why why(Reader reader, CustomerId id, CustomerState state) {
    Context context = store.context();
    Plan plan = context.playbook().plan();
    Instant now = clock.instant();
    Stands stands = state.stands(context, now);
    Map<String, List<Earned>> earned = reader.earned(id, now);
    var tags = new LinkedHashMap<String, List<Earned>>();
    stands.tags().keySet().stream()
        .filter(tag -> plan.byHand(tag) == null)
        .limit(MOST_TAGS)
        .forEach(tag -> tags.put(tag, earned.getOrDefault(tag, List.of())));
    return new Why(
        PublishedPlaybook.version(store.settings()),
        stages(plan, stands, state, context, now),
        plan.segments().stream()
            .map(it -> rule(it.named(), it.when(), stands.segments(), state, context, now))
            .toList(),
        plan.flags().stream()
            .map(it -> rule(it.named(), it.when(), stands.flags(), state, context, now))
            .toList(),
        Foretold.of(stands, state.orders(), context, now),
        earned.getOrDefault("", List.of()),
        tags,
        stands.byHand());
  }

  private static List<Rule> stages(
      Plan plan, Stands stands, CustomerState state, Context context, Instant now) {
    Stands.Place current = stands.stage();
    var rules = new ArrayList<Rule>();
    if (current == null) {
      return rules;
    }
    for (Plan.Stage stage : plan.stages()) {
      rules.add(rule(stage.named(), stage.when(), List.of(current), state, context, now));
      if (stage.named().name().equals(current.name())) {
        return rules;
      }
    }
    return rules;
  }

  private static Rule rule(
      Plan.Named named,
      @Nullable Condition when,
      List<Stands.Place> places,
      CustomerState state,
      Context context,
      Instant now) {
    Set<String> in = places.stream().map(Stands.Place::name).collect(Collectors.toSet());
    Instant since =
        places.stream()
            .filter(place -> place.name().equals(named.name()))
            .map(Stands.Place::since)
            .findFirst()
            .orElse(null);
    return new Rule(
        named.name(),
        named.label(),
        when == null ? "" : when.said(),
        in.contains(named.name()),
        since,
        when == null ? List.of() : state.explained(context, when, now));
  }
}
