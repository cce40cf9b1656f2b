package habitue.server.api.rules;

import habitue.engine.standing.Asking;
import habitue.playbook.plan.Talk.Choice;
import habitue.server.identify.Questioning;
import habitue.server.identify.asked.Asked;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a customer is asked.
 *
 * @param questions those that wait for an answer, the oldest first
 * @param answered those that were answered or lapsed, the newest first
 * @param pending where to look whether an answer is taken; null once it is
 */
record QuestionsAnswer(List<Open> questions, List<Answered> answered, @Nullable String pending) {

  /**
   * @param about not there where it is about nothing
   * @param takes {@code choice}, {@code text}, {@code number} or {@code date}
   * @param because the rule that opened it, and how unlike them what they did was
   */
  record Open(
      String question,
      @Nullable String about,
      Map<String, String> ask,
      List<Answer> answers,
      String takes,
      boolean again,
      Instant openedAt,
      Instant lapsesAt,
      Because because) {
    static Open of(Asked asked) {
      return new Open(
          asked.question(),
          asked.about().isEmpty() ? null : asked.about(),
          asked.ask(),
          asked.answers().stream().map(Answer::of).toList(),
          asked.takes().name().toLowerCase(Locale.ROOT),
          asked.again(),
          asked.openedAt(),
          asked.lapsesAt(),
          Because.of(asked));
    }
  }

  record Answer(String answer, Map<String, String> label) {
    static Answer of(Choice choice) {
      return new Answer(choice.name(), choice.label());
    }
  }

  /**
   * @param seen how many of their acts had what it is about
   * @param total of all their acts
   * @param usual the share of everyone's acts that have it
   */
  record Because(String rule, @Nullable Long seen, @Nullable Long total, @Nullable Double usual) {
    static Because of(Asked asked) {
      Asking.Odds odds = asked.odds();
      return odds == null
          ? new Because(asked.when(), null, null, null)
          : new Because(asked.when(), odds.seen(), odds.total(), odds.usual());
    }
  }

  /**
   * @param answer not there where it lapsed
   * @param until how long it steers what follows
   */
  record Answered(
      String question, @Nullable String about, @Nullable String answer, Instant at, Instant until) {
    static Answered of(Questioning.Answered answered) {
      return new Answered(
          answered.question(),
          answered.about().isEmpty() ? null : answered.about(),
          answered.answer(),
          answered.at(),
          answered.until());
    }
  }
}
