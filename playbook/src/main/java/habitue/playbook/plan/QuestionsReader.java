package habitue.playbook.plan;

import habitue.model.IdentifierType;
import habitue.playbook.plan.Talk.Choice;
import habitue.playbook.plan.Talk.Question;
import habitue.playbook.plan.Talk.Takes;
import habitue.playbook.rule.Condition;
import habitue.playbook.rule.Look;
import habitue.playbook.rule.Names;
import habitue.playbook.trust.Purpose;
import habitue.playbook.yaml.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what is asked of customers. */
final class QuestionsReader {
  private static final Pattern TRAIT = Pattern.compile("[a-z][a-zA-Z0-9_]{0,60}");
  private static final List<String> KNOWN =
      List.of(
          "on", "about", "when", "ask", "again", "answers", "takes", "trait", "since", "lapses",
          "steers", "label", "purpose");
  private static final long DAY = 86_400_000;
  private static final int MOST_OPEN = 10;
  private static final int USUALLY_OPEN = 2;
  private static final int MOST = 100;
  private static final String MARKETING = "marketing";
  private static final int LONGEST = 300;

  private final Pieces pieces;
  private final Names names;
  private final List<Plan.Moment> moments;
  private final List<Question> questions = new ArrayList<>();

  QuestionsReader(Pieces pieces, Names names, List<Plan.Moment> moments) {
    this.pieces = pieces;
    this.names = names;
    this.moments = moments;
  }

  Talk read(Entry file) {
    Map<String, Entry> parts = file.map(List.of("questions", "open"));
    Entry all = parts.get("questions");
    SequencedMap<String, Entry> written = all == null ? new LinkedHashMap<>() : all.map();
    if (written.size() > MOST && all != null) {
      all.mistake("at most " + MOST + " are taken");
    }
    written.forEach(this::question);
    Entry open = parts.get("open");
    int most = open == null ? USUALLY_OPEN : open.whole(1, MOST_OPEN);
    return new Talk(questions, moments, names.habits(), most);
  }

  private void question(String name, Entry entry) {
    Pieces.named(name, entry);
    Pieces.Said said = pieces.said(name, entry, "when", KNOWN);
    Set<String> on = Pieces.on(said.part("on"));
    List<Choice> answers = answers(said.part("answers"));
    Entry taken = said.part("takes");
    Takes takes = taken == null ? Takes.CHOICE : taken.choice(Takes.class);
    Optional<Condition> when =
        on.isEmpty() ? pieces.required(said, entry) : beside(said, entry, on);
    Condition condition = when.orElse(Condition.NEVER);
    complete(said, entry, answers, takes);
    harmless(said, entry, answers);
    Entry since = said.part("since");
    questions.add(
        new Question(
            named(name, said, condition),
            on,
            condition,
            about(said, entry, on),
            words(said.part("ask")),
            words(said.part("again")),
            answers,
            takes,
            trait(said.part("trait")),
            since == null ? null : since.day(),
            length(said.part("lapses"), 30),
            length(said.part("steers"), on.isEmpty() ? 60 : 180)));
  }

  private Optional<Condition> beside(Pieces.Said said, Entry entry, Set<String> on) {
    if (said.condition().isEmpty()) {
      entry.mistake("when: a condition is expected");
    }
    return pieces.beside(said, on);
  }

  /** Whatever else it is for, a question is asked to treat someone as who they are. */
  private static Plan.Named named(String name, Pieces.Said said, Condition when) {
    Plan.Named rule = Pieces.rule(name, said, when);
    return new Plan.Named(name, rule.label(), rule.purposes() | Purpose.PERSONALISE);
  }

  private void complete(Pieces.Said said, Entry entry, List<Choice> answers, Takes takes) {
    if (said.part("ask") == null) {
      entry.mistake("ask: the question is expected, by language: {fr: …, en: …}");
    }
    if (answers.isEmpty() == (takes == Takes.CHOICE)) {
      entry.mistake("either answers: or takes: text, number or date is expected");
    }
    if (takes != Takes.CHOICE && said.part("trait") == null) {
      entry.mistake("trait: the name under which the answer is kept is expected");
    }
    boolean unclear = answers.stream().anyMatch(Choice::unclear);
    if (said.part("again") != null && !unclear) {
      entry.mistake("again: follows up an answer that is unclear: true, and there is none");
    }
  }

  /** Neither what is asked nor what may be answered is sensitive. */
  private void harmless(Pieces.Said said, Entry entry, List<Choice> answers) {
    for (String part : List.of("ask", "again")) {
      Entry words = said.part(part);
      if (words != null) {
        pieces.harmless(words.words(), words, said);
      }
    }
    for (Choice answer : answers) {
      pieces.bounds().harmless(entry, answer.name(), said.purposes());
      pieces.harmless(answer.label(), entry, said);
    }
    Entry trait = said.part("trait");
    if (trait != null) {
      pieces.bounds().harmlessTrait(trait, trait.text(), said.purposes());
    }
  }

  private Look.@Nullable Taken about(Pieces.Said said, Entry entry, Set<String> on) {
    Entry about = said.part("about");
    if ((about != null) == on.isEmpty()) {
      (about == null ? entry : about)
          .mistake(
              on.isEmpty()
                  ? "about: belongs to a question with on:"
                  : "about: says what of the event it is about, such as event.product.category");
    }
    return about == null ? null : pieces.taken(about, said.purposes()).orElse(null);
  }

  private List<Choice> answers(@Nullable Entry entry) {
    var answers = new ArrayList<Choice>();
    if (entry != null) {
      entry
          .map()
          .forEach((name, each) -> {
            Pieces.named(name, each);
            answers.add(answer(name, each));
          });
    }
    return answers;
  }

  private Choice answer(String name, Entry entry) {
    if (!entry.isMap()) {
      return new Choice(name, entry.words(), false, false, null, null, false);
    }
    Map<String, Entry> parts =
        entry.map(
            List.of("label", "fr", "en", "forget", "unclear", "confirms", "denies", "objects"));
    Entry label = parts.get("label");
    return new Choice(
        name,
        label == null ? plain(parts) : label.words(),
        flag(parts.get("forget")),
        flag(parts.get("unclear")),
        moment(parts.get("confirms")),
        moment(parts.get("denies")),
        objects(parts.get("objects")));
  }

  private static boolean objects(@Nullable Entry entry) {
    if (entry != null && !entry.text().equals(MARKETING)) {
      entry.unknown(entry.text(), List.of(MARKETING));
    }
    return entry != null;
  }

  private static Map<String, String> plain(Map<String, Entry> parts) {
    var words = new HashMap<String, String>();
    Stream.of("fr", "en")
        .forEach(language -> {
          Entry text = parts.get(language);
          if (text != null) {
            words.put(language, text.text());
          }
        });
    return words;
  }

  private static boolean flag(@Nullable Entry entry) {
    return entry != null && entry.flag();
  }

  private @Nullable String moment(@Nullable Entry entry) {
    if (entry == null) {
      return null;
    }
    List<String> known = moments.stream().map(each -> each.named().name()).toList();
    if (!known.contains(entry.text())) {
      entry.unknown(entry.text(), known);
    }
    return Plan.Moment.tag(entry.text());
  }

  private static Map<String, String> words(@Nullable Entry entry) {
    if (entry == null) {
      return Map.of();
    }
    Map<String, String> words = entry.words();
    if (words.values().stream().anyMatch(text -> text.isBlank() || text.length() > LONGEST)) {
      entry.mistake("a question has at most " + LONGEST + " characters");
    }
    return words;
  }

  /** Who someone is, is never an answer: addresses have doors of their own. */
  private static @Nullable String trait(@Nullable Entry entry) {
    if (entry == null) {
      return null;
    }
    String name = entry.text();
    if (!TRAIT.matcher(name).matches() || IdentifierType.named(name).isPresent()) {
      entry.mistake(name + ": a trait is expected that names nobody, such as preferred_channel");
    }
    return name;
  }

  private static long length(@Nullable Entry entry, int days) {
    return entry == null ? days * DAY : Pieces.length(entry);
  }
}
