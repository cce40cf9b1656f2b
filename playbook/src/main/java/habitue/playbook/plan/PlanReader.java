package habitue.playbook.plan;

import habitue.playbook.rule.Condition;
import habitue.playbook.rule.Names;
import habitue.playbook.trust.Purposes;
import habitue.playbook.trust.Retention;
import habitue.playbook.trust.Sensitive;
import habitue.playbook.yaml.Entry;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the rules of a playbook: measures, tags, the score, stages, flags and segments. */
public final class PlanReader {
  private static final Pattern TAG = Pattern.compile("[A-Z][A-Z0-9_]{0,60}");
  private static final Pattern EACH_TAG = Pattern.compile("([A-Z][A-Z0-9_]*_)\\{[a-z_]{1,40}\\}");
  private static final String TRIED = "tried";
  private static final int MOST = 500;

  private final Names names;
  private final Pieces pieces;
  private final List<Plan.Tag> tags = new ArrayList<>();
  private final List<Plan.Stage> stages = new ArrayList<>();
  private final List<Plan.Flag> flags = new ArrayList<>();
  private final List<Plan.Segment> segments = new ArrayList<>();
  private final List<Turns.Rule> stageRules = new ArrayList<>();
  private final List<Turns.Rule> flagRules = new ArrayList<>();
  private final List<Turns.Rule> segmentRules = new ArrayList<>();

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
      Entry moments,
      Entry questions,
      Entry loyalty,
      @Nullable Entry tried) {}

  private record Rules(
      SequencedMap<String, Entry> measures,
      SequencedMap<String, Entry> tags,
      SequencedMap<String, Entry> stages,
      SequencedMap<String, Entry> flags,
      SequencedMap<String, Entry> segments,
      SequencedMap<String, Entry> moments,
      SequencedMap<String, Entry> programmes) {}

  private PlanReader(Rules rules, Purposes purposes, Bounds bounds) {
    this.names =
        new Names(
            new Names.Given(
                List.copyOf(rules.segments.keySet()),
                Stream.concat(rules.flags.keySet().stream(), rules.moments.keySet().stream())
                    .toList(),
                Stream.concat(
                        rules.tags.keySet().stream().map(PlanReader::known),
                        rules.moments.keySet().stream().map(Plan.Moment::tag))
                    .toList(),
                List.copyOf(rules.stages.keySet()),
                LoyaltyReader.challenges(rules.programmes),
                TiersReader.benefits(rules.programmes),
                TiersReader.tiers(rules.programmes)));
    this.pieces = new Pieces(purposes, bounds, names, rules.measures);
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
            under(files.segments, "segments"),
            under(files.moments, "moments"),
            under(files.loyalty, "loyalty"));
    var reader = new PlanReader(rules, purposes, new Bounds(sensitive, retention));
    Entry score = files.score.map(List.of("score")).get("score");
    return reader.plan(rules, score, files);
  }

  private Plan plan(Rules rules, @Nullable Entry scored, Files files) {
    rules.tags.forEach(this::tag);
    Plan.Score score = scored == null ? Plan.Score.NONE : score(scored);
    rules.flags.forEach(this::flag);
    var moments =
        new MomentsReader(pieces, tags, flags, flagRules).read(rules.moments, rules.flags.keySet());
    stages(rules.stages, files.stages);
    rules.segments.forEach(this::segment);
    if (files.tried != null) {
      segment(TRIED, files.tried);
    }
    tags.forEach(tag -> names.tagIsFor(known(tag.named().name()), tag.named().purposes()));
    var written = new Turns.Written(stageRules, flagRules, segmentRules);
    List<Plan.Turn> order = new Turns(names, stages, flags, segments, written).order();
    new Asked(names, pieces, written).carry(order, stages, flags, segments);
    Talk talk = new QuestionsReader(pieces, names, moments).read(files.questions);
    List<Programme> programmes = new LoyaltyReader(pieces).read(rules.programmes);
    return new Plan(names.folds(), tags, score, stages, flags, segments, order, talk, programmes);
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

  private void tag(String name, Entry entry) {
    java.util.regex.Matcher each = EACH_TAG.matcher(name);
    boolean many = each.matches();
    if (!many && !TAG.matcher(name).matches()) {
      entry.mistake(
          name + ": a tag has capitals, digits and low lines: KITCHEN, CATEGORY_{category}");
    }
    Pieces.Said said =
        pieces.said(
            name,
            entry,
            "when",
            List.of("on", "when", "each", "points", "fades", "label", "purpose", "manual"));
    boolean byHand = byHand(entry, said, many);
    if (!byHand && said.part("on") == null && said.condition().isEmpty() && !many) {
      entry.mistake("on: or when: is expected: a tag is not earned by every event");
    }
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
                name,
                said.label(),
                said.purposes() == 0 && !byHand ? Pieces.usual() : said.purposes()),
            many ? each.group(1) : null,
            Pieces.on(said.part("on")),
            said.condition().flatMap(when -> pieces.onEvent(when, said.purposes())).orElse(null),
            value == null ? null : pieces.taken(value, said.purposes()).orElse(null),
            Pieces.points(said.part("points")),
            Pieces.halfLife(said.part("fades")),
            byHand));
  }

  /** What people set is earned by nothing. */
  private static boolean byHand(Entry entry, Pieces.Said said, boolean many) {
    Entry manual = said.part("manual");
    if (manual == null || !manual.flag()) {
      return false;
    }
    boolean earned = said.part("on") != null || said.condition().isPresent();
    if (many || earned || said.part("each") != null) {
      entry.mistake("a tag set by hand is earned by nothing: leave out on, when and each");
    }
    return true;
  }

  private Plan.Score score(Entry entry) {
    SequencedMap<String, Entry> parts = entry.map(List.of("fades", "add", "purpose"));
    var add = new ArrayList<Plan.Points>();
    Entry list = parts.get("add");
    if (list != null) {
      list.list().forEach(each -> add.add(points(each)));
    }
    Entry purpose = parts.get("purpose");
    return new Plan.Score(
        add,
        Pieces.halfLife(parts.get("fades")),
        purpose == null ? Pieces.usual() : pieces.purposes(purpose));
  }

  private Plan.Points points(Entry entry) {
    Map<String, Entry> parts = entry.map(List.of("on", "when", "points"));
    Entry when = parts.get("when");
    if (when == null && parts.get("on") == null) {
      entry.mistake("on: or when: is expected: points are not added for every event");
    }
    Condition condition = when == null ? null : pieces.onEvent(when, 0).orElse(null);
    Entry points = parts.get("points");
    BigDecimal number = points == null ? BigDecimal.ONE : points.positive(9);
    return new Plan.Points(Pieces.on(parts.get("on")), condition, number.doubleValue());
  }

  private void stages(SequencedMap<String, Entry> all, Entry file) {
    if (all.isEmpty()) {
      file.mistake("stages: at least one is expected, the last without a condition");
    }
    int place = 0;
    for (Map.Entry<String, Entry> each : all.sequencedEntrySet()) {
      place++;
      Pieces.named(each.getKey(), each.getValue());
      Pieces.Said said =
          pieces.said(
              each.getKey(), each.getValue(), "when", List.of("when", "label", "next", "purpose"));
      boolean last = place == all.size();
      boolean empty = said.condition().isEmpty() || said.condition().get().text().isBlank();
      if (last != empty) {
        each.getValue()
            .mistake(
                last
                    ? "the last stage has no condition, so that everyone has a stage"
                    : "a condition is expected: only the last stage has none");
      }
      Condition when = empty ? null : pieces.condition(said).orElse(null);
      stages.add(new Plan.Stage(Pieces.rule(each.getKey(), said, when), when));
      stageRules.add(new Turns.Rule(each.getValue(), said));
    }
  }

  /** What is wrong stands for a rule that never holds, so that places stay right. */
  private Condition required(Pieces.Said said, Entry entry) {
    return pieces.required(said, entry).orElse(Condition.NEVER);
  }

  private void flag(String name, Entry entry) {
    Pieces.named(name, entry);
    Pieces.Said said =
        pieces.said(name, entry, "when", List.of("when", "for", "label", "next", "purpose"));
    Entry lasts = said.part("for");
    Condition when = required(said, entry);
    flags.add(
        new Plan.Flag(
            Pieces.rule(name, said, when), when, lasts == null ? 0 : Pieces.length(lasts)));
    flagRules.add(new Turns.Rule(entry, said));
  }

  private void segment(String name, Entry entry) {
    Pieces.named(name, entry);
    Pieces.Said said =
        pieces.said(
            name, entry, "when", List.of("when", "label", "next", "purpose", "include", "exclude"));
    Condition when = required(said, entry);
    segments.add(
        new Plan.Segment(
            Pieces.rule(name, said, when),
            when,
            Pieces.on(said.part("include")),
            Pieces.on(said.part("exclude"))));
    segmentRules.add(new Turns.Rule(entry, said));
  }
}
