package habitue.server.identify.asked;

import habitue.engine.customer.CustomerState;
import habitue.engine.standing.Asking;
import habitue.playbook.plan.Talk;
import habitue.playbook.plan.Talk.Choice;
import habitue.playbook.plan.Talk.Question;
import habitue.playbook.plan.Talk.Takes;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A question that waits for someone's answer.
 *
 * @param about what it is about; empty for nothing
 * @param ask in each language, with what it is about
 * @param again whether it follows up an unclear answer
 * @param odds how unlike them it was; null where the rule did not ask that
 * @param when the rule that opened it
 */
public record Asked(
    String question,
    String about,
    Map<String, String> ask,
    List<Choice> answers,
    Takes takes,
    boolean again,
    Asking.@Nullable Odds odds,
    String when,
    Instant openedAt,
    Instant lapsesAt) {
  private static final String ABOUT = "{about}";

  public Asked {
    ask = Map.copyOf(ask);
    answers = List.copyOf(answers);
  }

  /** The oldest first. */
  public static List<Asked> all(CustomerState state, Talk talk) {
    return state.standing().asking().open().stream()
        .flatMap(open -> talk.question(open.question()).map(it -> of(it, open)).stream())
        .toList();
  }

  private static Asked of(Question question, Asking.Open open) {
    var ask = new HashMap<>(question.ask());
    if (open.again()) {
      ask.putAll(question.again());
    }
    ask.replaceAll((_, text) -> text.replace(ABOUT, open.about()));
    return new Asked(
        open.question(),
        open.about(),
        ask,
        question.answers(),
        question.takes(),
        open.again(),
        open.odds(),
        question.when().said(),
        Instant.ofEpochMilli(open.at()),
        Instant.ofEpochMilli(open.until()));
  }

  /** With its words written otherwise. */
  public Asked saying(UnaryOperator<String> words) {
    var said = new HashMap<>(ask);
    said.replaceAll((_, text) -> words.apply(text));
    return new Asked(
        question, words.apply(about), said, answers, takes, again, odds, when, openedAt, lapsesAt);
  }

  /** The question in a language; its name where there is none. */
  public String in(String language) {
    return ask.getOrDefault(language, question);
  }
}
