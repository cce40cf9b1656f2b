package habitue.playbook.plan;

import habitue.playbook.rule.Condition;
import habitue.playbook.rule.Fold;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the places of a playbook's rules stand for: a line for each, its kind before what tells it
 * apart from all others in any version of a playbook. What was gathered under one playbook finds
 * its places in another by it.
 */
public record Shape(List<String> lines) {
  private static final String FOLD = "fold ";
  private static final String HABIT = "habit ";
  private static final String SCORE = "score ";
  private static final String STAGE = "stage ";
  private static final String FLAG = "flag ";
  private static final String SEGMENT = "segment ";

  public Shape {
    lines = List.copyOf(lines);
  }

  public static Shape of(Plan plan) {
    var lines = new ArrayList<String>();
    plan.folds().forEach(fold -> lines.add(of(fold)));
    plan.talk().habits().forEach(habit -> lines.add(HABIT + habit.key()));
    plan.score().add().forEach(points -> lines.add(SCORE + points(points)));
    lines.add(SCORE + plan.score().halfLife());
    plan.stages().forEach(stage -> lines.add(STAGE + stage.named().name()));
    plan.flags().forEach(flag -> lines.add(FLAG + flag.named().name()));
    plan.segments().forEach(segment -> lines.add(SEGMENT + segment.named().name()));
    // What these places hold may be another by a rule of the same name.
    Stream.of(
            plan.stages().stream().map(Plan.Stage::when),
            plan.flags().stream().map(Plan.Flag::when),
            plan.segments().stream().map(Plan.Segment::when))
        .flatMap(all -> all)
        .forEach(when -> lines.add("when " + said(when)));
    return new Shape(lines);
  }

  public static String of(Fold fold) {
    return FOLD + fold.said();
  }

  /** The folds that another playbook does not have. */
  public Set<String> unknownTo(Shape other) {
    var unknown = new HashSet<>(folds());
    unknown.removeAll(other.folds());
    return unknown;
  }

  private static String points(Plan.Points points) {
    List<String> on = points.on().stream().sorted().toList();
    return on + " " + said(points.when()) + " " + points.points();
  }

  private static String said(@Nullable Condition when) {
    return when == null ? "" : when.said();
  }

  public List<String> folds() {
    return of(FOLD);
  }

  public List<String> habits() {
    return of(HABIT);
  }

  /** What earns points of the contact score, and how they fade. */
  public List<String> score() {
    return of(SCORE);
  }

  public List<String> stages() {
    return of(STAGE);
  }

  public List<String> flags() {
    return of(FLAG);
  }

  public List<String> segments() {
    return of(SEGMENT);
  }

  private List<String> of(String kind) {
    return lines.stream().filter(line -> line.startsWith(kind)).toList();
  }
}
