package habitue.playbook.rule;

import dev.cel.common.types.CelType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The names a playbook gives, and the folds and habits its conditions come to need. */
public final class Names {
  final List<String> segments;
  final List<String> flags;
  final List<String> tags;
  final List<String> challenges;
  final List<String> benefits;
  final Map<String, CelType> measureTypes = new LinkedHashMap<>();
  private final Map<String, Integer> measures = new LinkedHashMap<>();
  private final List<Fold> folds = new ArrayList<>();
  private final List<Habit> habits = new ArrayList<>();

  /**
   * @param tags names of tags, or how they begin where each is of a value that events say
   */
  public Names(
      List<String> segments,
      List<String> flags,
      List<String> tags,
      List<String> challenges,
      List<String> benefits) {
    this.segments = List.copyOf(segments);
    this.flags = List.copyOf(flags);
    this.tags = List.copyOf(tags);
    this.challenges = List.copyOf(challenges);
    this.benefits = List.copyOf(benefits);
  }

  /** A fold's place: the same fold said twice is gathered once. */
  int place(Fold fold) {
    for (int i = 0; i < folds.size(); i++) {
      Fold known = folds.get(i);
      if (known.said().equals(fold.said()) && known.purposes() == fold.purposes()) {
        return i;
      }
    }
    folds.add(fold);
    return folds.size() - 1;
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

  boolean knowsTag(String name) {
    return tags.stream()
        .anyMatch(tag ->
            tag.endsWith("*")
                ? name.startsWith(tag.substring(0, tag.length() - 1))
                : tag.equals(name));
  }
}
