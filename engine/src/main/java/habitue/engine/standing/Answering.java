package habitue.engine.standing;

import habitue.engine.Context;
import habitue.engine.Happening;
import habitue.engine.identify.Trait;
import habitue.model.Body;
import habitue.model.Decimals;
import habitue.model.Event;
import habitue.model.EventKind;
import habitue.model.Fields;
import habitue.model.Mode;
import habitue.model.Reality;
import habitue.model.Source;
import habitue.model.Stamp;
import habitue.model.Trust;
import habitue.model.Value;
import habitue.playbook.Playbook;
import habitue.playbook.plan.Talk.Choice;
import habitue.playbook.plan.Talk.Question;
import habitue.playbook.trust.Children;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An answer as it comes in: the event {@code Question Answered} with {@code question}, {@code
 * about} and {@code answer}, or the command of the same name.
 */
public final class Answering {
  public static final String EVENT = Trait.ANSWERED;

  /** How likely a moment is that the person confirmed. */
  static final double CERTAIN = 0.99;

  private static final int LONGEST = 200;

  /** In one order, so that the same event always packs to the same bytes. */
  private static final List<String> CONTEXT = List.of("page", "campaign");

  private Answering() {}

  /**
   * An answer that the playbook knows.
   *
   * @param answer as it is kept
   */
  record Said(Question question, String about, String answer) {
    Optional<Choice> choice() {
      return question.choice(answer);
    }
  }

  /**
   * Whether it is no answer, or one to what is asked: any other changes nothing.
   *
   * @param before how they stood before it
   */
  public static boolean heard(Happening happening, Standing before) {
    Event event = happening.event();
    if (!event.name().equals(EVENT)) {
      return true;
    }
    return said(happening).filter(said -> asked(said, before.asking(), happening)).isPresent();
  }

  /**
   * What belongs to an event is asked only once that came, and whoever is not trusted answers only
   * what was asked. What was learnt is not unlearnt by another answer.
   */
  static boolean asked(Said said, Asking asking, Happening happening) {
    Question question = said.question();
    boolean free = question.on().isEmpty() && happening.trusted();
    return (free || asking.asked(question.named().name(), said.about()))
        && !unlearns(question, said.about(), said.answer(), asking);
  }

  /** Whether an answer takes back one that something was learnt by. */
  public static boolean unlearns(Question question, String about, String answer, Asking asking) {
    return !question.on().isEmpty()
        && !learns(question, answer)
        && asking
            .settled(question.named().name(), about)
            .filter(settled -> learns(question, settled.answer()))
            .isPresent();
  }

  /** What lapsed, or stayed unclear, is not learnt from. */
  static boolean learns(Question question, String answer) {
    return question
        .choice(answer)
        .map(choice -> !choice.forget() && !choice.unclear())
        .orElse(false);
  }

  /** What an event answers; empty where it answers nothing that is asked. */
  static Optional<Said> said(Happening happening) {
    Playbook playbook = happening.context().playbook();
    Fields said = happening.event().properties();
    Question question =
        said.text("question").flatMap(playbook.plan().talk()::question).orElse(null);
    LocalDate today = LocalDate.ofInstant(happening.now(), happening.context().zone());
    Value given = said.value("answer").orElse(null);
    String answer =
        question == null ? null : answer(question, given, playbook.sensitive().children(), today);
    return question == null || answer == null
        ? Optional.empty()
        : Optional.of(new Said(question, shortened(said.text("about").orElse("")), answer));
  }

  /**
   * An answer as it is kept; null where the question does not take it.
   *
   * @param today by which nobody is born later
   */
  public static @Nullable String answer(
      Question question, @Nullable Value value, Children children, LocalDate today) {
    String answer = answer(question, value);
    String trait = question.trait();
    if (answer == null || trait == null) {
      return answer;
    }
    return children.plausible(trait, answer, today) ? answer : null;
  }

  private static @Nullable String answer(Question question, @Nullable Value value) {
    String text =
        switch (value) {
          case Value.Text(String said) -> said.strip();
          case Value.Whole(long number) -> Long.toString(number);
          case Value.Decimal(BigDecimal number) -> number.toPlainString();
          case null, default -> "";
        };
    if (text.isEmpty() || text.length() > LONGEST) {
      return null;
    }
    return switch (question.takes()) {
      case CHOICE -> question.choice(text).map(Choice::name).orElse(null);
      case TEXT -> text;
      case NUMBER -> Decimals.read(text).map(BigDecimal::toPlainString).orElse(null);
      case DATE -> date(text);
    };
  }

  private static @Nullable String date(String text) {
    try {
      return LocalDate.parse(text).toString();
    } catch (DateTimeException other) {
      return null;
    }
  }

  /** With the answer said of the person, under the name the question gives it. */
  public static Happening told(Happening happening) {
    Event event = happening.event();
    if (!event.name().equals(EVENT)) {
      return happening;
    }
    Said said = said(happening).orElse(null);
    String trait = said == null ? null : said.question().trait();
    if (said == null || trait == null || said.choice().filter(Choice::unclear).isPresent()) {
      return happening;
    }
    Fields traits = event.traits().with(trait, said.answer());
    Fields context = event.context().with("traits", traits);
    return happening.with(event.saying(event.message().with("context", context)));
  }

  /** Whether a command is an answer that someone passed on. */
  public static boolean passedOn(Stamp stamp, Body.Asked asked) {
    return asked.name().equals(EVENT) && stamp.reality() == Reality.REAL;
  }

  /** What a command is, as an event. */
  public static Happening asked(Context context, Stamp stamp, Body.Asked asked) {
    return new Happening(context, stamp, asked(asked.details()), 0);
  }

  /** The event that a command is. */
  public static Event asked(Fields details) {
    return Event.of(
        Fields.of("type", Value.of("track")).with("event", EVENT).with("properties", details));
  }

  /** What tags, interests and habits could be learnt from, and nothing of who it was. */
  static Fields reduced(Event event) {
    Fields reduced =
        Fields.of("type", Value.of(event.kind().name().toLowerCase(Locale.ROOT)))
            .with("properties", event.properties());
    if (event.kind() == EventKind.TRACK) {
      reduced = reduced.with("event", event.name());
    }
    Fields context = Fields.NONE;
    for (String part : CONTEXT) {
      Fields said = event.context().fields(part);
      context = said.isEmpty() ? context : context.with(part, said);
    }
    return context.isEmpty() ? reduced : reduced.with("context", context);
  }

  /** An event that was held back, as it is learnt from after all. */
  static Happening again(Asking.Kept kept, Happening answer) {
    Instant at = Instant.ofEpochMilli(kept.at());
    var source = new Source(0, "", Trust.BROWSER, kept.store(), kept.channel());
    var stamp =
        new Stamp(
            kept.position(),
            at,
            at,
            Instant.ofEpochMilli(kept.now()),
            Mode.LIVE,
            answer.stamp().strand(),
            answer.stamp().entity(),
            source,
            answer.stamp().consent(),
            Reality.REAL);
    return new Happening(
        answer.context(), stamp, Event.of(kept.message().fields()), kept.readable());
  }

  /** The tags of the moments that an answer confirms or denies. */
  static Set<String> tags(Choice choice) {
    return Stream.of(choice.confirms(), choice.denies())
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  static String shortened(String about) {
    String stripped = about.strip();
    return stripped.length() > LONGEST ? stripped.substring(0, LONGEST) : stripped;
  }
}
