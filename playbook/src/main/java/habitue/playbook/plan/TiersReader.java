package habitue.playbook.plan;

import habitue.playbook.plan.Programme.Benefit;
import habitue.playbook.plan.Programme.By;
import habitue.playbook.plan.Programme.Kind;
import habitue.playbook.plan.Programme.Ladder;
import habitue.playbook.plan.Programme.Tier;
import habitue.playbook.yaml.Entry;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the tiers of a programme, and what they bring. */
final class TiersReader {
  private static final int MOST_FROM = 1_000_000_000;
  private static final int MOST_TIERS = 12;
  private static final int MOST_BENEFITS = 50;
  private static final Period USUAL_WINDOW = Period.ofYears(1);

  private final Pieces pieces;

  TiersReader(Pieces pieces) {
    this.pieces = pieces;
  }

  /** The names of all benefits, which conditions may ask about. */
  static List<String> benefits(SequencedMap<String, Entry> programmes) {
    return programmes.values().stream()
        .flatMap(programme -> within(programme, "tiers"))
        .flatMap(tiers -> within(tiers, "ladder"))
        .flatMap(ladder -> ladder.names().stream().flatMap(tier -> within(ladder, tier)))
        .flatMap(tier -> within(tier, "benefits"))
        .flatMap(benefits -> benefits.names().stream())
        .distinct()
        .toList();
  }

  /** The names of all tiers, of every programme. */
  static List<String> tiers(SequencedMap<String, Entry> programmes) {
    return programmes.values().stream()
        .flatMap(programme -> within(programme, "tiers"))
        .flatMap(tiers -> within(tiers, "ladder"))
        .flatMap(ladder -> ladder.names().stream())
        .distinct()
        .toList();
  }

  private static Stream<Entry> within(Entry entry, String name) {
    return Stream.ofNullable(entry.find(name));
  }

  @Nullable Ladder read(@Nullable Entry entry) {
    if (entry == null) {
      return null;
    }
    Map<String, Entry> parts = entry.map(List.of("by", "window", "grace", "ladder"));
    Entry by = parts.get("by");
    Entry window = parts.get("window");
    Entry grace = parts.get("grace");
    Entry ladder = parts.get("ladder");
    if (ladder == null) {
      entry.mistake("ladder: the tiers are expected, such as ladder: {bronze: 0, silver: 500}");
      return null;
    }
    List<Tier> tiers = tiers(ladder);
    return tiers.isEmpty()
        ? null
        : new Ladder(
            by == null ? By.EARNED : by.choice(By.class),
            window == null ? USUAL_WINDOW : LoyaltyReader.days(window),
            grace == null ? Period.ZERO : grace.period(),
            tiers);
  }

  private List<Tier> tiers(Entry ladder) {
    var tiers = new ArrayList<Tier>();
    ladder
        .map()
        .forEach((name, each) -> {
          Pieces.named(name, each);
          Pieces.Said said = pieces.said(name, each, "from", List.of("from", "label", "benefits"));
          long least = said.condition().map(from -> from.whole(0, MOST_FROM)).orElse(0);
          boolean right = tiers.isEmpty() ? least == 0 : least > tiers.getLast().from();
          if (said.condition().isEmpty() || !right) {
            each.mistake("the first tier begins at 0, and each other above the one before it");
          }
          tiers.add(
              new Tier(
                  new Plan.Named(name, said.label(), 0), least, benefits(said.part("benefits"))));
        });
    if (tiers.isEmpty() || tiers.size() > MOST_TIERS) {
      ladder.mistake("from 1 to " + MOST_TIERS + " tiers are expected");
    }
    return tiers;
  }

  private List<Benefit> benefits(@Nullable Entry entry) {
    var benefits = new ArrayList<Benefit>();
    if (entry != null) {
      entry.map().forEach((name, each) -> benefits.add(benefit(name, each)));
      if (benefits.size() > MOST_BENEFITS) {
        entry.mistake("at most " + MOST_BENEFITS + " benefits are taken");
      }
    }
    return benefits;
  }

  private static Benefit benefit(String name, Entry entry) {
    Pieces.named(name, entry);
    Map<String, Entry> parts = entry.isMap() ? entry.map(List.of("kind", "label")) : Map.of();
    Entry kind = entry.isMap() ? parts.get("kind") : entry;
    Entry label = parts.get("label");
    Kind said = kind == null ? Kind.SERVICE : kind.choice(Kind.class);
    if (kind != null && said == Kind.AMOUNT) {
      kind.mistake("an amount off is a reward's: kind: discount is expected of a benefit");
    }
    return new Benefit(new Plan.Named(name, label == null ? Map.of() : label.words(), 0), said);
  }
}
