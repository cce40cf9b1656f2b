package habitue.playbook.plan;

import habitue.playbook.rule.Condition;
import habitue.playbook.rule.Habit;
import habitue.playbook.rule.Look;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of customers rather than assumed, and supposed of their lives.
 *
 * @param habits what is counted of everyone, to know what is unusual for them
 * @param open the most questions open with one person at a time
 * @param questionsOf places of the questions that an event may open, by its name
 * @param habitsOf places of the habits that an event counts for, by its name
 */
public record Talk(
    List<Question> questions,
    List<Plan.Moment> moments,
    List<Habit> habits,
    int open,
    Map<String, List<Integer>> questionsOf,
    Map<String, List<Integer>> habitsOf) {
  /** What a person may answer with, where it is not one of the question's own answers. */
  public enum Takes {
    /** One of the question's answers. */
    CHOICE,
    TEXT,
    NUMBER,
    /** A day such as 1990-05-31. */
    DATE
  }

  /**
   * A question.
   *
   * @param on the events that may open it, each held back until it is answered; empty for one that
   *     is open while its condition holds and nobody answered
   * @param about what of an event it is about; null where it is about nothing
   * @param ask by language; {@code {about}} in it stands for what it is about
   * @param again the same, where an unclear answer is followed up; empty for not
   * @param trait the name under which the answer is said of the person; null for none
   * @param since from which day on it is asked; null for always
   * @param lapses how long it is open, in milliseconds
   * @param steers how long an answer holds for what comes after, and how long one that lapsed is
   *     not asked again, in milliseconds
   */
  public record Question(
      Plan.Named named,
      Set<String> on,
      Condition when,
      Look.@Nullable Taken about,
      Map<String, String> ask,
      Map<String, String> again,
      List<Choice> answers,
      Takes takes,
      @Nullable String trait,
      @Nullable LocalDate since,
      long lapses,
      long steers) {
    public Question {
      on = Set.copyOf(on);
      ask = Map.copyOf(ask);
      again = Map.copyOf(again);
      answers = List.copyOf(answers);
    }

    public Optional<Choice> choice(String name) {
      return answers.stream().filter(each -> each.name().equals(name)).findFirst();
    }
  }

  /**
   * An answer to choose.
   *
   * @param forget whether nothing is learnt of what was held back
   * @param unclear whether it says nothing yet, and the question may be asked once more
   * @param confirms the tag of a moment that it makes certain; null for none
   * @param denies the tag of a moment that it ends; null for none
   * @param objects whether it is an objection to marketing
   */
  public record Choice(
      String name,
      Map<String, String> label,
      boolean forget,
      boolean unclear,
      @Nullable String confirms,
      @Nullable String denies,
      boolean objects) {
    public Choice {
      label = Map.copyOf(label);
    }
  }

  public Talk {
    questions = List.copyOf(questions);
    moments = List.copyOf(moments);
    habits = List.copyOf(habits);
    questionsOf = Map.copyOf(questionsOf);
    habitsOf = Map.copyOf(habitsOf);
  }

  Talk(List<Question> questions, List<Plan.Moment> moments, List<Habit> habits, int open) {
    this(
        questions,
        moments,
        habits,
        open,
        places(questions.stream().map(Question::on).toList()),
        places(habits.stream().map(Habit::on).toList()));
  }

  /** By each name the places at which it stands. */
  static Map<String, List<Integer>> places(List<Set<String>> events) {
    var places = new HashMap<String, List<Integer>>();
    for (int i = 0; i < events.size(); i++) {
      int place = i;
      events
          .get(i)
          .forEach(event -> places.computeIfAbsent(event, _ -> new ArrayList<>()).add(place));
    }
    return places;
  }

  public Optional<Question> question(String name) {
    return questions.stream().filter(each -> each.named().name().equals(name)).findFirst();
  }

  /** The moment whose flag is at a place; empty where it is a flag of its own. */
  public Optional<Plan.Moment> ofFlag(int flag) {
    return moments.stream().filter(each -> each.flag() == flag).findFirst();
  }
}
