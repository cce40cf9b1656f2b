package habitue.server.identify;

import habitue.engine.customer.CustomerState;
import habitue.engine.standing.Answering;
import habitue.model.CustomerId;
import habitue.model.Fields;
import habitue.model.Value;
import habitue.playbook.plan.Talk;
import habitue.playbook.plan.Talk.Choice;
import habitue.playbook.plan.Talk.Question;
import habitue.server.audit.Action;
import habitue.server.identify.asked.Asked;
import habitue.server.privacy.Consenting;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import habitue.store.Store;
import habitue.store.door.Receipt;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What customers are asked, and the one way to put their answers on record. */
@Component
public final class Questioning {
  private final Store store;
  private final Consenting commands;

  public Questioning(Store store, Consenting commands) {
    this.store = store;
    this.commands = commands;
  }

  /**
   * A question that was answered, or lapsed.
   *
   * @param answer null where it lapsed
   * @param label of the answer in each language; empty where it was free
   */
  public record Answered(
      String question,
      String about,
      @Nullable String answer,
      Map<String, String> label,
      Instant at,
      Instant until) {}

  /** Those that wait, the oldest first. */
  public List<Asked> open(CustomerState state) {
    return Asked.all(state, talk());
  }

  private Talk talk() {
    return store.context().playbook().plan().talk();
  }

  /** Answers that steer what comes, the newest first. */
  public List<Answered> answered(CustomerState state) {
    Talk talk = talk();
    return state.standing().asking().settled().reversed().stream()
        .map(settled ->
            new Answered(
                settled.question(),
                settled.about(),
                settled.lapsed() ? null : settled.answer(),
                talk.question(settled.question())
                    .flatMap(it -> it.choice(settled.answer()))
                    .map(Choice::label)
                    .orElse(Map.of()),
                Instant.ofEpochMilli(settled.at()),
                Instant.ofEpochMilli(settled.until())))
        .toList();
  }

  /**
   * Puts an answer on record. A question of the person themselves takes one at any time; one about
   * something they did only where it was asked.
   *
   * @param once asked again under it, nothing is done twice
   */
  public Receipt.Accepted answer(CustomerId customer, Given given, String once, String author) {
    Question question =
        talk()
            .question(given.question)
            .orElseThrow(() ->
                new RefusedRequest(
                    Code.UNKNOWN_QUESTION, "the playbook asks nothing of this name", "question"));
    String answer = Answering.answer(question, given.answer);
    if (answer == null) {
      throw new RefusedRequest(Code.BAD_ANSWER, expected(question), "answer");
    }
    if (!question.on().isEmpty() && !asked(customer, given)) {
      throw new RefusedRequest(Code.NOT_ASKED, "they were not asked this about that", "about");
    }
    Fields details =
        Fields.of("question", Value.of(given.question))
            .with("about", given.about)
            .with("answer", answer);
    return commands.ask(customer, Answering.EVENT, once, details, Action.ANSWERED, author);
  }

  /** What someone says. */
  public record Given(String question, String about, Value answer) {}

  private boolean asked(CustomerId customer, Given given) {
    return store.reader().person(customer).stream()
        .map(person -> person.state().standing().asking())
        .anyMatch(asking -> asking.asked(given.question, given.about));
  }

  private static String expected(Question question) {
    return switch (question.takes()) {
      case CHOICE ->
          "answer is one of "
              + question.answers().stream().map(Choice::name).collect(Collectors.joining(", "));
      case TEXT -> "answer is a text of at most 200 characters";
      case NUMBER -> "answer is a number";
      case DATE -> "answer is a day such as 1990-05-31";
    };
  }
}
