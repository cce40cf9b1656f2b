package habitue.server.identify;

import habitue.engine.Context;
import habitue.engine.customer.CustomerState;
import habitue.engine.standing.Stands;
import habitue.model.CustomerId;
import habitue.playbook.plan.Plan;
import habitue.playbook.rule.Condition;
import habitue.store.PublishedPlaybook;
import habitue.store.Reader;
import habitue.store.Reader.Earned;
import habitue.store.Store;
import java.time.Instant;
import java.time.InstantSource;
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
   * @param version of the playbook that says so
   * @param stages those asked before theirs, then theirs
   * @param score what earned the contact score
   * @param tags what earned each tag, the strongest first
   * @param byHand the tags that someone set, and who
   */
  public record Why(
      int version,
      List<Rule> stages,
      List<Rule> segments,
      List<Rule> flags,
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
