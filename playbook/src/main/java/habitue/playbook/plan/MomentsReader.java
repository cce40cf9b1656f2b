package habitue.playbook.plan;

import habitue.playbook.rule.Compiler;
import habitue.playbook.rule.Condition;
import habitue.playbook.yaml.Entry;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is supposed of customers' lives: each moment becomes a flag, and a tag of its signs.
 */
final class MomentsReader {
  private static final double USUALLY_OVER = 0.6;

  private final Pieces pieces;
  private final List<Plan.Tag> tags;
  private final List<Plan.Flag> flags;
  private final List<Turns.Rule> rules;
  private final List<Plan.Moment> moments = new ArrayList<>();

  /**
   * @param tags where the moments' tags go
   * @param flags where their flags go, after all others
   * @param rules where it goes how those are written
   */
  MomentsReader(Pieces pieces, List<Plan.Tag> tags, List<Plan.Flag> flags, List<Turns.Rule> rules) {
    this.rules = rules;
    this.pieces = pieces;
    this.tags = tags;
    this.flags = flags;
  }

  List<Plan.Moment> read(SequencedMap<String, Entry> all, Set<String> others) {
    all.forEach((name, entry) -> {
      if (others.contains(name)) {
        entry.mistake(name + " is a flag already (stages.yaml)");
      }
      moment(name, entry);
    });
    return moments;
  }

  private void moment(String name, Entry entry) {
    Pieces.named(name, entry);
    Pieces.Said said =
        pieces.said(
            name, entry, "signs", List.of("signs", "fades", "over", "label", "next", "purpose"));
    int purposes = said.purposes() == 0 ? Pieces.usual() : said.purposes();
    var named = new Plan.Named(name, said.label(), said.next(), purposes);
    Entry fades = said.part("fades");
    if (fades == null || said.condition().isEmpty()) {
      entry.mistake("signs: and fades: are expected, such as fades: 60d: no moment lasts for ever");
    }
    said.condition()
        .ifPresent(
            signs -> signs.list().forEach(sign -> sign(named, sign, Pieces.halfLife(fades))));
    double over = likely(said.part("over"), USUALLY_OVER);
    rules.add(new Turns.Rule(entry, said));
    Condition when = Compiler.likely(name + " >= " + over, Plan.Moment.tag(name), over);
    flags.add(new Plan.Flag(named, when, 0));
    moments.add(new Plan.Moment(named, flags.size() - 1, over));
  }

  private void sign(Plan.Named moment, Entry entry, long halfLife) {
    Map<String, Entry> parts = entry.map(List.of("on", "when", "strength"));
    Entry when = parts.get("when");
    if (parts.get("on") == null) {
      entry.mistake("on: an event is expected, such as Products Searched");
    }
    tags.add(
        new Plan.Tag(
            new Plan.Named(Plan.Moment.tag(moment.name()), Map.of(), moment.purposes()),
            null,
            Pieces.on(parts.get("on")),
            when == null ? null : pieces.onEvent(when, moment.purposes()).orElse(null),
            null,
            Plan.Moment.points(likely(parts.get("strength"), 0.3)),
            halfLife,
            false));
  }

  private static double likely(@Nullable Entry entry, double usually) {
    if (entry == null) {
      return usually;
    }
    BigDecimal number = entry.positive(4);
    if (number.doubleValue() > 0.99) {
      entry.mistake("a likelihood above 0, of at most 0.99, is expected");
      return usually;
    }
    return number.doubleValue();
  }
}
