package habitue.playbook.rule;

import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import habitue.playbook.trust.Purpose;
import habitue.playbook.trust.Purposes;
import habitue.playbook.trust.Retention;
import habitue.playbook.trust.Sensitive;
import habitue.playbook.yaml.Entry;
import java.math.BigDecimal;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the rules of a playbook: measures, tags, the score, stages, flags and segments. */
public final class PlanReader {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final Pattern MEASURE = Pattern.compile("[a-z][a-z0-9_]{0,60}");
  private static final Pattern TAG = Pattern.compile("[A-Z][A-Z0-9_]{0,60}");
  private static final Pattern EACH_TAG = Pattern.compile("([A-Z][A-Z0-9_]*_)\\{[a-z_]{1,40}\\}");
  private static final String TRIED = "tried";
  private static final long DAY = 86_400_000;
  private static final int MOST = 500;
  private static final List<String> NO_MEASURES =
      List.of("customer", "event", "now", "in", "true", "false", "null");

  private final Purposes purposes;
  private final Bounds bounds;
  private final Names names;
  private final Compiler compiler;
  private final CelCompiler onCustomers;
  private final List<Plan.Tag> tags = new ArrayList<>();
  private final List<Plan.Stage> stages = new ArrayList<>();
  private final List<Plan.Flag> flags = new ArrayList<>();
  private final List<Plan.Segment> segments = new ArrayList<>();

  /**
   * The files that rules are written in.
   *
   * @param tried a condition that is tried as one more segment, the last; null for none
   */
  public record Files(
      Entry measures,
      Entry tags,
      Entry score,
      Entry stages,
      Entry segments,
      @Nullable Entry tried) {}

  private record Rules(
      SequencedMap<String, Entry> measures,
      SequencedMap<String, Entry> tags,
      SequencedMap<String, Entry> stages,
      SequencedMap<String, Entry> flags,
      SequencedMap<String, Entry> segments) {}

  private PlanReader(Rules rules, Purposes purposes, Bounds bounds) {
    this.purposes = purposes;
    this.bounds = bounds;
    this.names =
        new Names(
            List.copyOf(rules.segments.keySet()),
            List.copyOf(rules.flags.keySet()),
            rules.tags.keySet().stream().map(PlanReader::known).toList());
    this.compiler = new Compiler(names);
    CelCompiler noneYet = compiler.onCustomers(SimpleType.DYN);
    rules.measures.forEach((name, entry) -> measure(name, entry, noneYet));
    this.onCustomers = compiler.onCustomers(SimpleType.BOOL);
  }

  /**
   * @param sensitive what rules may not ask about
   * @param retention how long the events they gather are kept
   */
  public static Plan read(
      Files files, Purposes purposes, Sensitive sensitive, Retention retention) {
    Map<String, Entry> standing = files.stages.map(List.of("stages", "flags"));
    var rules =
        new Rules(
            under(files.measures, "measures"),
            under(files.tags, "tags"),
            of(standing.get("stages")),
            of(standing.get("flags")),
            under(files.segments, "segments"));
    var reader = new PlanReader(rules, purposes, new Bounds(sensitive, retention));
    Entry score = files.score.map(List.of("score")).get("score");
    return reader.plan(rules, score, files);
  }

  private Plan plan(Rules rules, @Nullable Entry scored, Files files) {
    rules.tags.forEach(this::tag);
    Plan.Score score = scored == null ? Plan.Score.NONE : score(scored);
    rules.flags.forEach(this::flag);
    stages(rules.stages);
    rules.segments.forEach(this::segment);
    boolean all = flags.size() == rules.flags.size() && segments.size() == rules.segments.size();
    if (files.tried != null) {
      segment(TRIED, files.tried);
    }
    List<Plan.Turn> order =
        all ? Turns.order(names, stages, flags, segments, files.segments) : List.of();
    return new Plan(names.folds(), tags, score, stages, flags, segments, order);
  }

  private static SequencedMap<String, Entry> under(Entry file, String name) {
    return of(file.map(List.of(name)).get(name));
  }

  private static SequencedMap<String, Entry> of(@Nullable Entry entry) {
    if (entry == null) {
      return new LinkedHashMap<>();
    }
    SequencedMap<String, Entry> map = entry.map();
    if (map.size() > MOST) {
      entry.mistake("at most " + MOST + " are taken");
    }
    return map;
  }

  /** A tag as conditions may name it; a star stands for what events say. */
  private static String known(String name) {
    return name.contains("{") ? name.substring(0, name.indexOf('{')) + "*" : name;
  }

  private void measure(String name, Entry entry, CelCompiler noneYet) {
    if (!MEASURE.matcher(name).matches() || NO_MEASURES.contains(name)) {
      entry.mistake(name + ": a measure has small letters, digits and low lines: spend_year");
      return;
    }
    Said said = said(entry, "is", List.of("is", "label", "purpose"));
    said.condition()
        .ifPresent(fold -> {
          bounds.harmless(fold, said.purposes == 0 ? usual() : said.purposes);
          compiler.measure(name, fold, noneYet, said.purposes);
        });
  }

  /** A rule written as its condition alone, or with more about it. */
  private record Said(
      Map<String, Entry> parts, @Nullable Entry stated, Map<String, String> label, int purposes) {
    Optional<Entry> condition() {
      return Optional.ofNullable(stated);
    }

    @Nullable Entry part(String name) {
      return parts.get(name);
    }
  }

  private Said said(Entry entry, String condition, List<String> known) {
    if (!entry.isMap()) {
      return new Said(Map.of(), entry, Map.of(), 0);
    }
    SequencedMap<String, Entry> parts = entry.map(known);
    Entry label = parts.get("label");
    Entry purpose = parts.get("purpose");
    return new Said(
        parts,
        parts.get(condition),
        label == null ? Map.of() : label.words(),
        purpose == null ? 0 : purposes(purpose));
  }

  private int purposes(Entry entry) {
    int bits = 0;
    for (Entry each : entry.list()) {
      int bit = purposes.bit(each.text());
      if (bit == 0) {
        each.unknown(each.text(), purposes.purposes().stream().map(Purpose::name).toList());
      }
      bits |= bit;
    }
    return bits;
  }

  private void tag(String name, Entry entry) {
    java.util.regex.Matcher each = EACH_TAG.matcher(name);
    boolean many = each.matches();
    if (!many && !TAG.matcher(name).matches()) {
      entry.mistake(
          name + ": a tag has capitals, digits and low lines: KITCHEN, CATEGORY_{category}");
    }
    Said said =
        said(
            entry,
            "when",
            List.of("on", "when", "each", "points", "fades", "label", "purpose", "manual"));
    boolean byHand = byHand(name, entry, said, many);
    Entry value = said.part("each");
    if (many != (value != null)) {
      entry.mistake(
          many
              ? "each: says which value of an event stands for {…}, such as event.product.category"
              : "each: belongs to a tag with {…} in its name");
    }
    tags.add(
        new Plan.Tag(
            new Plan.Named(
                name, said.label, said.purposes == 0 && !byHand ? usual() : said.purposes),
            many ? each.group(1) : null,
            on(said.part("on")),
            said.condition().flatMap(when -> onEvent(when, said.purposes)).orElse(null),
            value == null ? null : compiler.taken(value).orElse(null),
            points(said.part("points")),
            halfLife(said.part("fades")),
            byHand));
  }

  /** What people set is earned by nothing, and says nothing sensitive of them. */
  private boolean byHand(String name, Entry entry, Said said, boolean many) {
    Entry manual = said.part("manual");
    if (manual == null || !manual.flag()) {
      return false;
    }
    boolean earned = said.part("on") != null || said.condition().isPresent();
    if (many || earned || said.part("each") != null) {
      entry.mistake("a tag set by hand is earned by nothing: leave out on, when and each");
    }
    bounds.harmless(entry, name, said.purposes);
    said.label.values().forEach(words -> bounds.harmless(entry, words, said.purposes));
    return true;
  }

  private Optional<Condition> onEvent(Entry when, int purposes) {
    bounds.harmless(when, purposes == 0 ? usual() : purposes);
    return compiler.onEvent(when);
  }

  private static int usual() {
    return Purpose.PERSONALISE;
  }

  private static Set<String> on(@Nullable Entry entry) {
    var events = new HashSet<String>();
    if (entry != null) {
      entry.list().forEach(each -> events.add(each.text()));
    }
    return events;
  }

  private static double points(@Nullable Entry entry) {
    return entry == null ? 1 : entry.positive(9).doubleValue();
  }

  private static long halfLife(@Nullable Entry entry) {
    return entry == null || entry.text().equals("never") ? Plan.NEVER_FADES : length(entry);
  }

  private static long length(Entry entry) {
    Period period = entry.period();
    long days = period.getYears() * 365L + period.getMonths() * 30L + period.getDays();
    if (days < 1) {
      entry.mistake("a length of time of a day or more is expected, such as 30d");
    }
    return Math.max(1, days) * DAY;
  }

  private Plan.Score score(Entry entry) {
    SequencedMap<String, Entry> parts = entry.map(List.of("fades", "add", "purpose"));
    var add = new ArrayList<Plan.Points>();
    Entry list = parts.get("add");
    if (list != null) {
      list.list().forEach(each -> add.add(points(each.map(List.of("on", "when", "points")))));
    }
    Entry purpose = parts.get("purpose");
    return new Plan.Score(
        add, halfLife(parts.get("fades")), purpose == null ? usual() : purposes(purpose));
  }

  private Plan.Points points(Map<String, Entry> parts) {
    Entry when = parts.get("when");
    Condition condition = when == null ? null : onEvent(when, 0).orElse(null);
    Entry points = parts.get("points");
    BigDecimal number = points == null ? BigDecimal.ONE : points.positive(9);
    return new Plan.Points(on(parts.get("on")), condition, number.doubleValue());
  }

  private void stages(SequencedMap<String, Entry> all) {
    int place = 0;
    for (Map.Entry<String, Entry> each : all.sequencedEntrySet()) {
      place++;
      named(each.getKey(), each.getValue());
      Said said = said(each.getValue(), "when", List.of("when", "label", "purpose"));
      boolean last = place == all.size();
      boolean empty = said.condition().isEmpty() || said.condition().get().text().isBlank();
      if (last != empty) {
        each.getValue()
            .mistake(
                last
                    ? "the last stage has no condition, so that everyone has a stage"
                    : "a condition is expected: only the last stage has none");
      }
      Condition when = empty ? null : condition(said).orElse(null);
      stages.add(new Plan.Stage(rule(each.getKey(), said, when), when));
    }
  }

  private void flag(String name, Entry entry) {
    named(name, entry);
    Said said = said(entry, "when", List.of("when", "for", "label", "purpose"));
    Entry lasts = said.part("for");
    required(said, entry)
        .ifPresent(when ->
            flags.add(
                new Plan.Flag(rule(name, said, when), when, lasts == null ? 0 : length(lasts))));
  }

  private void segment(String name, Entry entry) {
    named(name, entry);
    Said said = said(entry, "when", List.of("when", "label", "purpose", "include", "exclude"));
    required(said, entry)
        .ifPresent(when ->
            segments.add(
                new Plan.Segment(
                    rule(name, said, when),
                    when,
                    on(said.part("include")),
                    on(said.part("exclude")))));
  }

  private Optional<Condition> required(Said said, Entry entry) {
    if (said.condition().isEmpty()) {
      entry.mistake("when: a condition is expected");
    }
    return condition(said);
  }

  private Optional<Condition> condition(Said said) {
    Optional<Condition> condition =
        said.condition().flatMap(when -> compiler.onCustomer(when, onCustomers, said.purposes));
    condition.ifPresent(when -> onlyForItsOwn(when, said));
    said.condition()
        .ifPresent(entry ->
            bounds.harmless(entry, said.purposes | condition.map(Condition::purposes).orElse(0)));
    condition.ifPresent(when ->
        said.condition().ifPresent(entry -> bounds.kept(entry, when.reads().folds(), names)));
    return condition;
  }

  /** What a rule reads must have been collected for what the rule says it is for. */
  private void onlyForItsOwn(Condition when, Said said) {
    int foreign = when.purposes() & ~said.purposes;
    if (said.purposes != 0 && foreign != 0) {
      List<String> missing =
          purposes.purposes().stream()
              .filter(purpose -> (purpose.bit() & foreign) != 0)
              .map(Purpose::name)
              .toList();
      said.condition()
          .ifPresent(entry ->
              entry.mistake(
                  "it reads what was collected for %s: add that to purpose, or leave it out"
                      .formatted(String.join(", ", missing))));
    }
  }

  /** A rule is for what it says; or else for what its data was collected for. */
  private static Plan.Named rule(String name, Said said, @Nullable Condition when) {
    int inherited = when == null ? 0 : when.purposes();
    return new Plan.Named(name, said.label, said.purposes == 0 ? inherited : said.purposes);
  }

  private static void named(String name, Entry entry) {
    if (!NAME.matcher(name).matches() || name.length() > 60) {
      entry.mistake(name + ": a name has small letters, digits and hyphens: kitchen-fans");
    }
  }
}
