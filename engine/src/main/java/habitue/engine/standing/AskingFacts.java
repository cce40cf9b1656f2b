package habitue.engine.standing;

import habitue.engine.Findings;
import habitue.model.Because;
import habitue.model.Fact;
import habitue.model.Fields;
import habitue.model.Value;
import habitue.playbook.plan.Talk.Question;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** States what someone is asked, and what became of it. */
final class AskingFacts {
  private final Findings findings;
  private final StandingFacts.Cause cause;

  AskingFacts(Findings findings, StandingFacts.Cause cause) {
    this.findings = findings;
    this.cause = cause;
  }

  void opened(Question question, Asking.Open open) {
    Fields words =
        Fields.of("key", Value.of("standing.question")).with("rule", question.when().said());
    Asking.Odds odds = open.odds();
    if (odds != null) {
      words =
          Fields.of("key", Value.of("standing.surprise"))
              .with("seen", odds.seen())
              .with("total", odds.total())
              .with("usual", percent(odds.usual()));
    }
    Fields details = details(open.question(), open.about());
    state(
        "Question Opened",
        question,
        open.again() ? details.with("again", Value.of(true)) : details,
        words);
  }

  private static String percent(double share) {
    return new BigDecimal(share * 100).setScale(1, RoundingMode.HALF_UP).toPlainString();
  }

  void answered(Answering.Said said) {
    String name = said.question().named().name();
    Fields details = details(name, said.about()).with("answer", said.answer());
    state("Answer Given", said.question(), details, Fields.of("key", Value.of("standing.answer")));
  }

  void lapsed(Question question, Asking.Open open) {
    ended("Question Lapsed", "standing.lapsed", question, open);
  }

  void withdrawn(Question question, Asking.Open open) {
    ended("Question Withdrawn", "standing.withdrawn", question, open);
  }

  void gaveWay(Question question, Asking.Open open) {
    ended("Question Withdrawn", "standing.later", question, open);
  }

  private void ended(String name, String key, Question question, Asking.Open open) {
    Fields words = Fields.of("key", Value.of(key)).with("rule", question.when().said());
    state(name, question, details(open.question(), open.about()), words);
  }

  private static Fields details(String question, String about) {
    Fields details = Fields.of("question", Value.of(question));
    return about.isEmpty() ? details : details.with("about", about);
  }

  private void state(String name, Question question, Fields details, Fields words) {
    Fields said = words.with(StandingFacts.PURPOSES, question.named().purposes());
    String rule = StandingFacts.RULE + ".question." + question.named().name();
    var because = new Because(cause.position(), cause.event(), rule, findings.version(), said);
    findings.add(new Fact(name, cause.now(), cause.now(), details, because));
  }
}
