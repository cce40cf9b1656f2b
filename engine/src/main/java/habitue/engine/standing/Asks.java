package habitue.engine.standing;

import habitue.playbook.plan.Talk;
import habitue.playbook.plan.Talk.Question;
import habitue.playbook.rule.Condition;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Decides which questions wait for an answer: those that time ended lapse, and those whose
 * condition came to hold are opened while there is room. Nothing is asked of a child, nor of who
 * lets nothing be made of what they do: of them no record is read for what questions are for.
 */
final class Asks {
  private final Talk talk;
  private final Draft draft;
  private final AskingFacts facts;
  private final ZoneId zone;
  private Asking asking;

  Asks(Person person, AskingFacts facts) {
    this.zone = person.zone();
    this.talk = person.plan().talk();
    this.draft = person.draft();
    this.asking = draft.asking();
    this.facts = facts;
  }

  /** Looks at a question's condition, if it could come out otherwise. */
  interface Verdicts {
    Held of(Condition when, int purposes, Held before);
  }

  /**
   * @param event whether something happened, rather than time passed
   */
  void decide(Verdicts verdicts, boolean event) {
    if (talk.questions().isEmpty()) {
      return;
    }
    asking = asking.forgetting(draft.now());
    asking.open().forEach(this::lapse);
    want(verdicts);
    for (int place = 0; place < talk.questions().size(); place++) {
      ask(talk.questions().get(place), asking.wanted().get(place), event);
    }
    draft.asking(asking);
  }

  private void lapse(Asking.Open open) {
    Question question = talk.question(open.question()).orElse(null);
    if (question == null) {
      asking = asking.without(open);
    } else if (open.until() <= draft.now()) {
      long forgotten = draft.now() + question.steers();
      asking =
          asking.settling(
              new Asking.Settled(open.question(), open.about(), "", draft.now(), forgotten));
      facts.lapsed(question, open);
    }
  }

  private void want(Verdicts verdicts) {
    int size = talk.questions().size();
    List<Held> before =
        asking.wanted().size() == size ? asking.wanted() : Collections.nCopies(size, Held.UNSEEN);
    var wanted = new ArrayList<Held>(size);
    for (int place = 0; place < size; place++) {
      Question question = talk.questions().get(place);
      wanted.add(
          question.on().isEmpty()
              ? verdicts.of(question.when(), question.named().purposes(), before.get(place))
              : Held.UNSEEN);
    }
    if (!wanted.equals(asking.wanted())) {
      asking = asking.wanting(wanted);
    }
  }

  private void ask(Question question, Held held, boolean event) {
    if (!question.on().isEmpty()) {
      return;
    }
    boolean wanted = held.yes();
    String name = question.named().name();
    Asking.Open open = asking.open(name, "").orElse(null);
    if (open != null && !wanted) {
      asking = asking.without(open);
      facts.withdrawn(question, open);
    } else if (open == null && wanted && now(question, held, event) && room(name)) {
      long now = draft.now();
      var fresh =
          new Asking.Open(name, "", now, now + question.lapses(), false, null, List.of(), 0);
      asking = asking.opening(fresh);
      facts.opened(question, fresh);
    }
  }

  /**
   * Whether this is an instant to ask at: they do something, or the condition just came to hold.
   * Who stays away is not asked again and again.
   */
  private boolean now(Question question, Held held, boolean event) {
    LocalDate since = question.since();
    boolean early =
        since != null && draft.now() < since.atStartOfDay(zone).toInstant().toEpochMilli();
    return asking.live() && !early && (event || held.since() == draft.now());
  }

  private boolean room(String question) {
    return asking.open().size() < talk.open() && asking.settled(question, "").isEmpty();
  }
}
