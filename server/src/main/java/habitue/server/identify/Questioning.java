package habitue.server.identify;

import habitue.engine.customer.CustomerState;
import habitue.engine.standing.Answering;
import habitue.engine.standing.Asking;
import habitue.model.CustomerId;
import habitue.model.Fields;
import habitue.model.Value;
import habitue.playbook.plan.Talk;
import habitue.playbook.plan.Talk.Choice;
import habitue.playbook.plan.Talk.Question;
import habitue.playbook.trust.Children;
import habitue.server.audit.Action;
import habitue.server.identify.asked.Asked;
import habitue.server.privacy.Consenting;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import habitue.store.Store;
import habitue.store.door.Receipt;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
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
  private final InstantSource clock;

  public Questioning(Store store, Consenting commands, InstantSource clock) {
    this.store = store;
    this.commands = commands;
    this.clock = clock;
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
    String answer = answer(question, given.answer);
    Asking asking = asking(customer);
    if (!question.on().isEmpty() && !asking.asked(given.question, given.about)) {
      throw new RefusedRequest(Code.NOT_ASKED, "they were not asked this about that", "about");
    }
    if (Answering.unlearns(question, given.about, answer, asking)) {
      throw new RefusedRequest(
          Code.ALREADY_LEARNT,
          "what they answered was learnt from and is not taken back",
          "answer");
    }
    Fields details =
        Fields.of("question", Value.of(given.question))
            .with("about", given.about)
            .with("answer", answer);
    return commands.ask(customer, Answering.EVENT, once, details, Action.ANSWERED, author);
  }

  /** What someone says. */
  public record Given(String question, String about, Value answer) {}

  private String answer(Question question, Value said) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), store.context().zone());
    Children children = store.context().playbook().sensitive().children();
    String answer = Answering.answer(question, said, children, today);
    if (answer == null) {
      throw new RefusedRequest(Code.BAD_ANSWER, expected(question, children), "answer");
    }
    return answer;
  }

  private Asking asking(CustomerId customer) {
    return store
        .reader()
        .person(customer)
        .map(person -> person.state().standing().asking())
        .orElse(Asking.NONE);
  }

  private static String expected(Question question, Children children) {
    return switch (question.takes()) {
      case CHOICE ->
          "answer is one of "
              + question.answers().stream().map(Choice::name).collect(Collectors.joining(", "));
      case TEXT -> "answer is a text of at most 200 characters";
      case NUMBER -> "answer is a number";
      case DATE ->
          children.traits().contains(String.valueOf(question.trait()))
              ? "answer is a day such as 1990-05-31, from 1900 to today"
              : "answer is a day such as 1990-05-31";
    };
  }
}
