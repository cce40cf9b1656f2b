package habitue.playbook.plan;

import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import habitue.playbook.rule.Compiler;
import habitue.playbook.rule.Condition;
import habitue.playbook.rule.Look;
import habitue.playbook.rule.Names;
import habitue.playbook.trust.Purpose;
import habitue.playbook.trust.Purposes;
import habitue.playbook.yaml.Entry;
import java.time.Period;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what rules of all kinds are made of: conditions, purposes, names and lengths of time. */
final class Pieces {
  private static final Pattern MEASURE = Pattern.compile("[a-z][a-z0-9_]{0,60}");
  private static final List<String> NO_MEASURES =
      List.of("customer", "event", "now", "in", "true", "false", "null");
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final long DAY = 86_400_000;

  private final Purposes purposes;
  private final Bounds bounds;
  private final Names names;
  private final Compiler compiler;
  private final CelCompiler onCustomers;

  /**
   * Names the measures first: every condition may use them.
   *
   * @param names all others that conditions may use
   */
  Pieces(Purposes purposes, Bounds bounds, Names names, SequencedMap<String, Entry> measures) {
    this.purposes = purposes;
    this.bounds = bounds;
    this.names = names;
    this.compiler = new Compiler(names);
    CelCompiler noneYet = compiler.onCustomers(SimpleType.DYN);
    measures.forEach((name, entry) -> measure(name, entry, noneYet));
    this.onCustomers = compiler.onCustomers(SimpleType.BOOL);
  }

  Bounds bounds() {
    return bounds;
  }

  private void measure(String name, Entry entry, CelCompiler noneYet) {
    if (!MEASURE.matcher(name).matches() || NO_MEASURES.contains(name)) {
      entry.mistake(name + ": a measure has small letters, digits and low lines: spend_year");
      return;
    }
    Said said = said(name, entry, "is", List.of("is", "label", "purpose"));
    said.condition()
        .ifPresent(fold -> {
          harmless(fold, said.purposes == 0 ? usual() : said.purposes);
          compiler.measure(name, fold, noneYet, said.purposes);
        });
  }

  /** A rule written as its condition alone, or with more about it. */
  record Said(
      Map<String, Entry> parts,
      @Nullable Entry stated,
      Map<String, String> label,
      Map<String, String> next,
      int purposes) {
    Optional<Entry> condition() {
      return Optional.ofNullable(stated);
    }

    @Nullable Entry part(String name) {
      return parts.get(name);
    }

    /** The same with another condition. */
    Said stating(Entry condition) {
      return new Said(parts, condition, label, next, purposes);
    }
  }

  /** A rule that has a name: neither that nor its words may be sensitive. */
  Said said(String name, Entry entry, String condition, List<String> known) {
    Said said = said(entry, condition, known);
    bounds.harmless(entry, name, said.purposes);
    harmless(said.label, entry, said);
    harmless(said.next, entry, said);
    return said;
  }

  /** That none of the words of a rule is sensitive. */
  void harmless(Map<String, String> words, Entry entry, Said said) {
    words.values().forEach(each -> bounds.harmless(entry, each, said.purposes));
  }

  private void harmless(Entry condition, int purposes) {
    bounds.harmless(condition, compiler.mentioned(condition), purposes);
  }

  Said said(Entry entry, String condition, List<String> known) {
    if (!entry.isMap()) {
      return new Said(Map.of(), entry, Map.of(), Map.of(), 0);
    }
    SequencedMap<String, Entry> parts = entry.map(known);
    Entry label = parts.get("label");
    Entry next = parts.get("next");
    Entry purpose = parts.get("purpose");
    return new Said(
        parts,
        parts.get(condition),
        label == null ? Map.of() : label.words(),
        next == null ? Map.of() : next.words(),
        purpose == null ? 0 : purposes(purpose));
  }

  int purposes(Entry entry) {
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

  Optional<Condition> onEvent(Entry when, int purposes) {
    harmless(when, purposes == 0 ? usual() : purposes);
    return compiler.onEvent(when);
  }

  /** What is taken from an event, for people to be told apart by. */
  Optional<Look.Taken> taken(Entry value, int purposes) {
    harmless(value, purposes == 0 ? usual() : purposes);
    return compiler.taken(value);
  }

  static int usual() {
    return Purpose.PERSONALISE;
  }

  static Set<String> on(@Nullable Entry entry) {
    var events = new HashSet<String>();
    if (entry != null) {
      entry.list().forEach(each -> events.add(each.text()));
    }
    return events;
  }

  static double points(@Nullable Entry entry) {
    return entry == null ? 1 : entry.positive(9).doubleValue();
  }

  static long halfLife(@Nullable Entry entry) {
    return entry == null || entry.text().equals("never") ? Plan.NEVER_FADES : length(entry);
  }

  static long length(Entry entry) {
    Period period = entry.period();
    long days = period.getYears() * 365L + period.getMonths() * 30L + period.getDays();
    if (days < 1) {
      entry.mistake("a length of time of a day or more is expected, such as 30d");
    }
    return Math.max(1, days) * DAY;
  }

  Optional<Condition> required(Said said, Entry entry) {
    if (said.condition().isEmpty()) {
      entry.mistake("when: a condition is expected");
    }
    return condition(said);
  }

  /** A condition on an event, and on the customer as they were before it. */
  Optional<Condition> beside(Said said, Set<String> on) {
    return checked(said, when -> compiler.beside(when, onCustomers, said.purposes, on));
  }

  Optional<Condition> condition(Said said) {
    return checked(said, when -> compiler.onCustomer(when, onCustomers, said.purposes));
  }

  private Optional<Condition> checked(Said said, Function<Entry, Optional<Condition>> compiled) {
    Optional<Condition> condition = said.condition().flatMap(compiled);
    condition.ifPresent(when -> onlyForItsOwn(when, said));
    said.condition()
        .ifPresent(
            entry -> harmless(entry, said.purposes | condition.map(Condition::purposes).orElse(0)));
    condition.ifPresent(when ->
        said.condition().ifPresent(entry -> bounds.kept(entry, when.reads().folds(), names)));
    return condition;
  }

  /** What a rule reads must have been collected for what the rule says it is for. */
  private void onlyForItsOwn(Condition when, Said said) {
    onlyForItsOwn(when.purposes(), said);
  }

  void onlyForItsOwn(int read, Said said) {
    int foreign = read & ~said.purposes;
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
  static Plan.Named rule(String name, Said said, @Nullable Condition when) {
    int inherited = when == null ? 0 : when.purposes();
    int purposes = said.purposes == 0 ? inherited : said.purposes;
    return new Plan.Named(name, said.label, said.next, purposes);
  }

  static void named(String name, Entry entry) {
    if (!NAME.matcher(name).matches() || name.length() > 60) {
      entry.mistake(name + ": a name has small letters, digits and hyphens: kitchen-fans");
    }
  }
}
