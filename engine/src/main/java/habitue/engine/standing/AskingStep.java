package habitue.engine.standing;

import habitue.engine.Findings;
import habitue.engine.Happening;
import habitue.model.Event;
import habitue.model.Fields;
import habitue.model.Mode;
import habitue.model.Value;
import habitue.playbook.plan.Plan;
import habitue.playbook.plan.Programme;
import habitue.playbook.plan.Talk;
import habitue.playbook.plan.Talk.Question;
import habitue.playbook.rule.Look;
import habitue.playbook.rule.Scene;
import habitue.playbook.trust.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/*
 * What is unlike someone is not learnt from until they say what it means: the event opens a
 * question, and of it no interest, tag or habit comes. Their answer decides whether it does after
 * all, and how what follows is taken. That it happened counts at once: orders, measures and the
 * score do not wait.
 */

/** Holds an event back that asks for a question, and takes answers. */
public final class AskingStep {
  private final Talk talk;
  private final Person person;
  private final Happening happening;
  private final AskingFacts facts;
  private Asking asking;
  private @Nullable Scene sight;

  /**
   * What came of it.
   *
   * @param standing what they are asked now
   */
  public record Weighed(Standing standing, Heard heard) {}

  private AskingStep(Person person, Asking asking, Happening happening, Findings findings) {
    this.talk = person.plan().talk();
    this.person = person;
    this.happening = happening;
    this.asking = asking;
    this.facts = new AskingFacts(findings, StandingFacts.Cause.of(happening));
  }

  /**
   * Weighs an event by what was known before it.
   *
   * @param counts whether it is no repetition of an order that was told before
   */
  public static Weighed weigh(
      Standing standing, Memory memory, Happening happening, boolean counts, Findings findings) {
    Talk talk = happening.context().playbook().plan().talk();
    String name = happening.event().name();
    boolean answer = name.equals(Answering.EVENT);
    boolean live = happening.stamp().mode() == Mode.LIVE;
    if (!counts || !answer && !(live && asks(talk, happening))) {
      return whole(standing, happening, counts);
    }
    var draft = new Draft(standing, happening.context().playbook().plan(), now(happening));
    var person = new Person(happening.context(), memory, draft);
    var step = new AskingStep(person, standing.asking(), happening, findings);
    return answer ? step.answered(standing) : step.held(standing);
  }

  /** Whether a question is about such an event, and may be asked by what may be read of it. */
  private static boolean asks(Talk talk, Happening happening) {
    for (int place : talk.questionsOf().getOrDefault(happening.event().name(), List.of())) {
      if (happening.mayBeReadFor(talk.questions().get(place).named().purposes())) {
        return true;
      }
    }
    return false;
  }

  /** Nothing is held back. */
  private static Weighed whole(Standing standing, Happening happening, boolean counts) {
    return new Weighed(
        standing, new Heard(happening, List.of(happening), Set.of(), counts, null, 0, 0));
  }

  private Weighed learning(Standing standing, List<Happening> learnt, Set<String> tags) {
    return new Weighed(
        standing.with(asking), new Heard(happening, learnt, tags, true, sight, 0, 0));
  }

  private static long now(Happening happening) {
    return happening.now().toEpochMilli();
  }

  private Weighed held(Standing standing) {
    List<Happening> singles = singles();
    var learnt = new ArrayList<Happening>();
    for (Happening single : singles) {
      if (!held(single)) {
        learnt.add(single);
      }
    }
    List<Happening> left =
        learnt.size() == singles.size()
            ? List.of(happening)
            : learnt.isEmpty() ? List.of() : List.of(together(learnt));
    return learning(standing, left, Set.of());
  }

  /** An event of several products, each by itself. */
  private List<Happening> singles() {
    List<Value> products = products(happening);
    if (products.size() < 2) {
      return List.of(happening);
    }
    return products.stream().limit(Named.MOST).map(each -> with(List.of(each))).toList();
  }

  private static List<Value> products(Happening event) {
    return event.event().properties().list("products");
  }

  private Happening together(List<Happening> singles) {
    return with(singles.stream().flatMap(each -> products(each).stream()).toList());
  }

  private Happening with(List<Value> products) {
    Event event = happening.event();
    Fields properties = event.properties().with("products", new Value.Many(products));
    return happening.with(event.saying(event.message().with("properties", properties)));
  }

  @SuppressWarnings("ReferenceEquality") // An event of one product is looked at as it is.
  private boolean held(Happening single) {
    Scene scene = Gathering.scene(single, person.memory());
    // What an order is worth is seen once it is there.
    boolean lasts = single == happening && !single.event().name().equals(Programme.ORDER);
    sight = lasts ? scene : null;
    Look look = person.look(scene);
    for (int place : talk.questionsOf().getOrDefault(single.event().name(), List.of())) {
      Question question = talk.questions().get(place);
      String about = about(question, look);
      if (about != null && held(question, about, single, look)) {
        return true;
      }
    }
    return false;
  }

  /** What it is about, where that may be asked. */
  private @Nullable String about(Question question, Look look) {
    if (question.about() == null || !happening.mayBeReadFor(question.named().purposes())) {
      return null;
    }
    String about = question.about().value(look);
    return about == null || about.isBlank() || !happening.allows(about)
        ? null
        : Answering.shortened(about);
  }

  private boolean held(Question question, String about, Happening single, Look look) {
    String name = question.named().name();
    Optional<Asking.Settled> settled = asking.settled(name, about);
    if (settled.isPresent()) {
      return !Answering.learns(question, settled.get().answer());
    }
    Optional<Asking.Open> open = asking.open(name, about);
    if (open.isPresent()) {
      asking = asking.with(open.get().keeping(kept(single)));
      return true;
    }
    if (!question.when().holds(look)) {
      return false;
    }
    if (asking.open().size() >= talk.open()) {
      giveWay();
    }
    if (asking.open().size() < talk.open()) {
      open(question, about, single, look);
    }
    return true;
  }

  /**
   * What completes what is known can wait: the event was now. It is asked again once there is room.
   */
  private void giveWay() {
    for (Asking.Open waiting : asking.open().reversed()) {
      Question question = talk.question(waiting.question()).orElse(null);
      if (question != null && question.on().isEmpty()) {
        asking = asking.without(waiting);
        facts.gaveWay(question, waiting);
        return;
      }
    }
  }

  private void open(Question question, String about, Happening single, Look look) {
    long now = now(happening);
    var open =
        new Asking.Open(
            question.named().name(),
            about,
            now,
            now + question.lapses(),
            false,
            odds(question, look),
            List.of(),
            0);
    asking = asking.opening(open.keeping(kept(single)));
    facts.opened(question, open);
  }

  /** By the first habit that the condition asks about. */
  private Asking.@Nullable Odds odds(Question question, Look look) {
    for (int place : new TreeSet<>(question.when().reads().habits())) {
      String value = talk.habits().get(place).value(look);
      Asking.Odds odds = value == null ? null : person.odds(place, value);
      if (odds != null) {
        return odds;
      }
    }
    return null;
  }

  /** As much of an event as something could be learnt from; null where that is too much. */
  private static Asking.@Nullable Kept kept(Happening single) {
    var message = Asking.Message.of(Answering.reduced(single.event()));
    return message.size() > Asking.KEPT_BYTES
        ? null
        : new Asking.Kept(
            single.at().toEpochMilli(),
            now(single),
            single.position(),
            single.readable(),
            single.store(),
            single.source().channel(),
            message);
  }

  private Weighed answered(Standing standing) {
    Answering.Said said = Answering.said(happening).orElse(null);
    Optional<Asking.Open> open =
        said == null ? Optional.empty() : asking.open(said.question().named().name(), said.about());
    boolean asked =
        said != null
            && (happening.readable() & Purpose.PERSONALISE) != 0
            && Answering.asked(said, asking, happening);
    if (said == null || !asked) {
      return whole(standing, happening, true);
    }
    facts.answered(said);
    return unclear(said, open.orElse(null))
        ? once(standing, said, open)
        : settled(standing, said, open);
  }

  private static boolean unclear(Answering.Said said, Asking.@Nullable Open open) {
    return open != null
        && !open.again()
        && said.choice().filter(Talk.Choice::unclear).isPresent()
        && !said.question().again().isEmpty();
  }

  private Weighed once(Standing standing, Answering.Said said, Optional<Asking.Open> open) {
    Asking.Open again = open.orElseThrow().oncemore(now(happening), said.question().lapses());
    asking = asking.with(again);
    facts.opened(said.question(), again);
    return learning(standing, List.of(happening), Set.of());
  }

  private Weighed settled(Standing standing, Answering.Said said, Optional<Asking.Open> open) {
    Question question = said.question();
    long now = now(happening);
    asking =
        asking.settling(
            new Asking.Settled(
                question.named().name(),
                said.about(),
                said.answer(),
                now,
                now + question.steers()));
    var learnt = new ArrayList<Happening>();
    learnt.add(happening);
    if (Answering.learns(question, said.answer())) {
      open.ifPresent(
          each -> each.kept().forEach(kept -> learnt.add(Answering.again(kept, happening))));
    }
    Standing moved = said.choice().map(it -> moved(standing, it)).orElse(standing);
    Set<String> tags = said.choice().map(Answering::tags).orElse(Set.of());
    return learning(moved, learnt, tags);
  }

  /** What was supposed of their life is certain now, or over. */
  private Standing moved(Standing standing, Talk.Choice choice) {
    Standing moved = standing;
    String denied = choice.denies();
    if (denied != null) {
      moved = moved.withTag(denied, Points.NONE);
    }
    String confirmed = choice.confirms();
    if (confirmed != null) {
      double points = Plan.Moment.points(Answering.CERTAIN);
      moved = moved.withTag(confirmed, new Points(points, happening.at().toEpochMilli(), 1));
    }
    return moved;
  }
}
