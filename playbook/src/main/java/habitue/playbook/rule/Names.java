package habitue.playbook.rule;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import habitue.playbook.rule.Builder.Wrong;
import habitue.playbook.trust.Channel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names a playbook gives, and the folds and habits its conditions come to need. */
public final class Names {
  private static final int MOST_FOLDS = 500;
  private static final long MOST_MATCHED = 20_000;
  private static final List<String> CHANNELS =
      Arrays.stream(Channel.values()).map(Channel::wireName).toList();

  final List<String> segments;
  final List<String> flags;
  final List<String> tags;
  final Map<String, CelType> measureTypes = new LinkedHashMap<>();
  private final Given given;
  private final Map<String, Integer> measures = new LinkedHashMap<>();
  private final List<Fold> folds = new ArrayList<>();
  private final List<Habit> habits = new ArrayList<>();
  private final Map<Integer, Integer> ofSegments = new HashMap<>();
  private final Map<Integer, Integer> ofFlags = new HashMap<>();
  private final Map<String, Integer> ofTags = new HashMap<>();
  private int ofStages;
  private long matched;

  /**
   * The names that a playbook gives.
   *
   * @param tags names of tags, or how they begin where each is of a value that events say
   */
  public record Given(
      List<String> segments,
      List<String> flags,
      List<String> tags,
      List<String> stages,
      List<String> challenges,
      List<String> benefits,
      List<String> tiers) {
    public Given {
      segments = List.copyOf(segments);
      flags = List.copyOf(flags);
      tags = List.copyOf(tags);
      stages = List.copyOf(stages);
      challenges = List.copyOf(challenges);
      benefits = List.copyOf(benefits);
      tiers = List.copyOf(tiers);
    }
  }

  public Names(Given given) {
    this.given = given;
    this.segments = given.segments;
    this.flags = given.flags;
    this.tags = given.tags;
  }

  public Given given() {
    return given;
  }

  /** A fold's place: the same fold said twice is gathered once. */
  int place(Fold fold, CelExpr at) {
    for (int i = 0; i < folds.size(); i++) {
      Fold known = folds.get(i);
      if (known.said().equals(fold.said()) && known.purposes() == fold.purposes()) {
        return i;
      }
    }
    if (folds.size() >= MOST_FOLDS) {
      throw new Wrong(
          at,
          "a playbook gathers at most %d different folds: this is one more".formatted(MOST_FOLDS));
    }
    folds.add(fold);
    return folds.size() - 1;
  }

  /** Counts what all expressions of the playbook come to. */
  void matches(long size, CelExpr at) {
    matched += size;
    if (matched > MOST_MATCHED) {
      throw new Wrong(
          at,
          "the expressions of a playbook come to at most %,d letters together"
              .formatted(MOST_MATCHED));
    }
  }

  /** A habit's place: the same habit said twice is counted once. */
  int place(Habit habit) {
    for (int i = 0; i < habits.size(); i++) {
      Habit known = habits.get(i);
      if (known.key().equals(habit.key()) && known.purposes() == habit.purposes()) {
        return i;
      }
    }
    habits.add(habit);
    return habits.size() - 1;
  }

  void measure(String name, CelType type, int place) {
    measureTypes.put(name, type);
    measures.put(name, place);
  }

  boolean isMeasure(String name) {
    return measures.containsKey(name);
  }

  int measure(String name) {
    Integer place = measures.get(name);
    if (place == null) {
      throw new IllegalStateException("no measure " + name);
    }
    return place;
  }

  public Fold fold(int place) {
    return folds.get(place);
  }

  public List<Fold> folds() {
    return List.copyOf(folds);
  }

  public List<Habit> habits() {
    return List.copyOf(habits);
  }

  public List<String> segments() {
    return segments;
  }

  public List<String> flags() {
    return flags;
  }

  /** What the rules are for that a condition asks, as far as it is known yet, as bits. */
  public int purposes(Condition.Reads reads) {
    int bits = reads.fields().contains(Field.STAGE) ? ofStages : 0;
    for (int place : reads.segments()) {
      bits |= ofSegments.getOrDefault(place, 0);
    }
    for (int place : reads.flags()) {
      bits |= ofFlags.getOrDefault(place, 0);
    }
    for (String tag : reads.tags()) {
      bits |=
          ofTags.entrySet().stream()
              .filter(each -> isTag(each.getKey(), tag))
              .mapToInt(Map.Entry::getValue)
              .reduce(0, (one, other) -> one | other);
    }
    return bits;
  }

  /** Says what a segment is for. */
  public void segmentIsFor(int place, int purposes) {
    ofSegments.put(place, purposes);
  }

  /** Says what a flag is for. */
  public void flagIsFor(int place, int purposes) {
    ofFlags.put(place, purposes);
  }

  /** Says what a tag is for, by its name or how it begins. */
  public void tagIsFor(String tag, int purposes) {
    ofTags.merge(tag, purposes, (one, other) -> one | other);
  }

  /** Says what one of the stages is for: whoever asks for the stage asks all of them. */
  public void stageIsFor(int purposes) {
    ofStages |= purposes;
  }

  /** A name that the playbook has. */
  String known(CelExpr at, String what, String name) {
    String unknown = unknown(what, name);
    if (unknown != null) {
      throw new Wrong(at, unknown);
    }
    return name;
  }

  /** What is said of a name that stands nowhere; null where it does. */
  @Nullable String unknown(String what, String name) {
    List<String> known =
        switch (what) {
          case "segment" -> given.segments;
          case "flag" -> given.flags;
          case "tag" -> given.tags;
          case "stage" -> given.stages;
          case "challenge" -> given.challenges;
          case "benefit" -> given.benefits;
          case "tier" -> given.tiers;
          case "channel" -> CHANNELS;
          default -> throw new IllegalArgumentException(what);
        };
    return known.stream().anyMatch(each -> isTag(each, name))
        ? null
        : "no %s is called %s%s".formatted(what, name, Builder.near(name, known));
  }

  private static boolean isTag(String tag, String name) {
    return tag.endsWith("*")
        ? name.startsWith(tag.substring(0, tag.length() - 1))
        : tag.equals(name);
  }
}
