package habitue.engine.standing;

import habitue.engine.Context;
import habitue.insight.rfm.Rfm;
import habitue.model.Fields;
import habitue.model.Value;
import habitue.playbook.plan.Plan;
import habitue.playbook.rule.Look;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where someone stands at an instant, by names.
 *
 * @param stage null before anything was known of them
 * @param flags those that are up
 * @param tags by score, the highest first; those that faded to less than a hundredth are left out
 * @param moments what is supposed of their life
 * @param rfm null before the first fit, and of who never ordered
 * @param forecast null where there is none: too little data, no fit yet, or under contract
 * @param fitted whether anything was fitted over the base yet
 * @param contract whether they are under contract
 * @param byHand the tags that were set by hand, by name; among {@code tags} too
 */
public record Stands(
    @Nullable Place stage,
    List<Place> flags,
    List<Place> segments,
    SequencedMap<String, Double> tags,
    List<Supposed> moments,
    double score,
    @Nullable Rfm rfm,
    @Nullable Forecast forecast,
    boolean fitted,
    boolean contract,
    List<Tagged> byHand) {
  private static final double FADED = 0.01;

  /** Of whom nothing was concluded. */
  public static final Stands NONE =
      new Stands(
          null,
          List.of(),
          List.of(),
          new LinkedHashMap<>(),
          List.of(),
          0,
          null,
          null,
          false,
          false,
          List.of());

  /**
   * A rule that holds.
   *
   * @param label by language
   * @param said the rule's condition as it was written; empty for none
   * @param next what is best done for them, by language; empty for nothing
   * @param until the first instant at which it may be otherwise with nothing happening; null for
   *     never
   */
  public record Place(
      String name,
      Map<String, String> label,
      Map<String, String> next,
      String said,
      Instant since,
      @Nullable Instant until) {
    /** The label in a language; the name where there is none. */
    public String in(String language) {
      return label.getOrDefault(language, name);
    }
  }

  /**
   * What is supposed of someone's life, or was not far from it.
   *
   * @param strength how likely it is, from 0 to 1
   * @param signs how many there were
   * @param supposed whether it is likely enough
   * @param until when that ends without another sign; null where it is not supposed
   */
  public record Supposed(
      String name,
      Map<String, String> label,
      double strength,
      long signs,
      boolean supposed,
      @Nullable Instant until) {
    /** The label in a language; the name where there is none. */
    public String in(String language) {
      return label.getOrDefault(language, name);
    }
  }

  /**
   * @param alive how likely they are still a customer
   * @param nextOrder by when the next order is as likely as not, if they are
   * @param nextFrom by when it comes in one of ten cases
   * @param nextTo by when it comes in nine of ten
   * @param value what they are expected to spend in 12 months, in minor units; null where unknown
   */
  public record Forecast(
      double alive, Instant nextOrder, Instant nextFrom, Instant nextTo, @Nullable Long value) {}

  /**
   * A tag that someone set by hand.
   *
   * @param until when it ends by itself; null for never
   * @param by who set it
   * @param reason empty where they said none
   */
  public record Tagged(
      String name,
      Map<String, String> label,
      Instant at,
      @Nullable Instant until,
      String by,
      String reason) {
    /** The label in a language; the name where there is none. */
    public String in(String language) {
      return label.getOrDefault(language, name);
    }

    /** The same for another reason. */
    public Tagged because(String other) {
      return new Tagged(name, label, at, until, by, other);
    }
  }

  /** The same, with other words about the tags set by hand. */
  public Stands saying(List<Tagged> other) {
    return new Stands(
        stage,
        flags,
        segments,
        tags,
        moments,
        score,
        rfm,
        forecast,
        fitted,
        contract,
        List.copyOf(other));
  }

  /** The tags that events earned. */
  public SequencedMap<String, Double> earned() {
    var earned = new LinkedHashMap<>(tags);
    byHand.forEach(tagged -> earned.remove(tagged.name()));
    return earned;
  }

  public static Stands of(Context context, Memory memory, Standing standing, Instant at) {
    Plan plan = context.playbook().plan();
    long now = at.toEpochMilli();
    boolean contract = standing.underContract(plan, now);
    var outlook = new Outlook(context, memory.orders(), () -> contract);
    Standing.Concluded concluded = standing.concluded();
    List<Tagged> byHand = byHand(plan, standing, memory, now);
    return new Stands(
        stage(plan, concluded),
        flags(plan, concluded, now),
        segments(plan, concluded),
        tags(plan, standing, byHand, now),
        moments(plan, standing, now),
        standing.gathered().score().at(now, plan.score().halfLife()),
        outlook.rfm(now).orElse(null),
        outlook.foretold(now).orElse(null),
        outlook.fitted(now),
        contract,
        byHand);
  }

  /**
   * Where they stand otherwise than before: {@code stage} and {@code from}, the segments {@code
   * entered} and {@code left}, the flags {@code raised} and {@code lowered}; only what differs.
   */
  public Fields since(Stands before) {
    Fields moved = Fields.NONE;
    String was = before.stage == null ? "" : before.stage.name;
    String is = stage == null ? "" : stage.name;
    if (!was.equals(is)) {
      moved = moved.with("stage", is).with("from", was);
    }
    moved = with(moved, "entered", beside(segments, before.segments));
    moved = with(moved, "left", beside(before.segments, segments));
    moved = with(moved, "raised", beside(flags, before.flags));
    return with(moved, "lowered", beside(before.flags, flags));
  }

  private static List<Value> beside(List<Place> these, List<Place> those) {
    Set<String> known = those.stream().map(Place::name).collect(Collectors.toSet());
    return these.stream()
        .map(Place::name)
        .filter(name -> !known.contains(name))
        .<Value>map(Value::of)
        .toList();
  }

  private static Fields with(Fields fields, String name, List<Value> values) {
    return values.isEmpty() ? fields : fields.with(name, new Value.Many(values));
  }

  private static @Nullable Place stage(Plan plan, Standing.Concluded concluded) {
    int place = concluded.stage();
    if (place < 0 || place >= plan.stages().size()) {
      return null;
    }
    Plan.Stage stage = plan.stages().get(place);
    String said = stage.when() == null ? "" : stage.when().said();
    return place(stage.named(), said, concluded.staged());
  }

  private static Place place(Plan.Named named, String said, Held held) {
    Instant until = held.until() == Look.NEVER ? null : Instant.ofEpochMilli(held.until());
    Instant since = Instant.ofEpochMilli(held.since());
    return new Place(named.name(), named.label(), named.next(), said, since, until);
  }

  private static List<Place> flags(Plan plan, Standing.Concluded concluded, long now) {
    var up = new ArrayList<Place>();
    for (int i = 0; i < Math.min(concluded.flags().size(), plan.flags().size()); i++) {
      Plan.Flag flag = plan.flags().get(i);
      if (Standing.up(flag, concluded.flags().get(i), now)) {
        up.add(place(flag.named(), flag.when().said(), concluded.flags().get(i)));
      }
    }
    return up;
  }

  private static List<Supposed> moments(Plan plan, Standing standing, long now) {
    var supposed = new ArrayList<Supposed>();
    for (Plan.Moment moment : plan.talk().moments()) {
      Points points = standing.gathered().tags().getOrDefault(moment.tag(), Points.NONE);
      long halfLife = plan.halfLife(moment.tag());
      double strength = Plan.Moment.likely(points.at(now, halfLife));
      if (strength >= FADED) {
        boolean up = strength >= moment.over();
        long ends = points.fallsTo(Plan.Moment.points(moment.over()), halfLife);
        supposed.add(
            new Supposed(
                moment.named().name(),
                moment.named().label(),
                strength,
                points.signs(),
                up,
                up ? Instant.ofEpochMilli(ends) : null));
      }
    }
    return supposed;
  }

  private static List<Place> segments(Plan plan, Standing.Concluded concluded) {
    var in = new ArrayList<Place>();
    for (int i = 0; i < Math.min(concluded.segments().size(), plan.segments().size()); i++) {
      if (concluded.segments().get(i).yes()) {
        Plan.Segment segment = plan.segments().get(i);
        in.add(place(segment.named(), segment.when().said(), concluded.segments().get(i)));
      }
    }
    return in;
  }

  private static List<Tagged> byHand(Plan plan, Standing standing, Memory memory, long now) {
    var all = new ArrayList<Tagged>();
    standing
        .gathered()
        .hands()
        .forEach((name, hand) -> {
          Plan.Tag tag = plan.byHand(name);
          if (tag != null
              && now < hand.until()
              && StandingStep.mayRead(memory.consents(), tag.named().purposes())) {
            boolean never = hand.until() == Look.NEVER;
            all.add(
                new Tagged(
                    name,
                    tag.named().label(),
                    Instant.ofEpochMilli(hand.at()),
                    never ? null : Instant.ofEpochMilli(hand.until()),
                    hand.by(),
                    hand.reason()));
          }
        });
    return all;
  }

  private static SequencedMap<String, Double> tags(
      Plan plan, Standing standing, List<Tagged> byHand, long now) {
    Set<String> set = byHand.stream().map(Tagged::name).collect(Collectors.toSet());
    var byScore = new LinkedHashMap<String, Double>();
    standing.tags(plan).entrySet().stream()
        .filter(each -> !Plan.Moment.isTag(each.getKey()))
        .filter(each -> plan.byHand(each.getKey()) == null || set.contains(each.getKey()))
        .map(
            each -> Map.entry(each.getKey(), each.getValue().at(now, plan.halfLife(each.getKey()))))
        .filter(each -> each.getValue() >= FADED)
        .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()))
        .forEach(each -> byScore.put(each.getKey(), each.getValue()));
    return byScore;
  }
}
