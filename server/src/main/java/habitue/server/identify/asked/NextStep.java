package habitue.server.identify.asked;

import habitue.engine.standing.Stands;
import habitue.engine.standing.Stands.Place;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is best done next for someone, in the playbook's words: to ask what waits for an answer;
 * else what the first rule says that holds and has such words, flags before the stage before
 * segments.
 *
 * @param words by language
 * @param because the rule's label, by language; empty for a question, and where it is the stage,
 *     which has reasons of its own
 */
public record NextStep(Map<String, String> words, Map<String, String> because) {

  public static Optional<NextStep> of(Stands stands, List<Asked> open) {
    Optional<NextStep> question =
        open.stream().findFirst().map(it -> new NextStep(it.ask(), Map.of()));
    return question.or(() -> byRule(stands));
  }

  private static Optional<NextStep> byRule(Stands stands) {
    return Stream.of(
            stands.flags().stream(), Stream.ofNullable(stands.stage()), stands.segments().stream())
        .flatMap(each -> each)
        .filter(place -> !place.next().isEmpty())
        .findFirst()
        .map(place -> of(place, place.equals(stands.stage())));
  }

  private static NextStep of(Place place, boolean stage) {
    if (stage) {
      return new NextStep(place.next(), Map.of());
    }
    Map<String, String> label =
        place.label().isEmpty() ? Map.of("fr", place.name(), "en", place.name()) : place.label();
    return new NextStep(place.next(), label);
  }

  /** Whether nothing is to be said of why, beside what waits or where they stand. */
  public boolean plain() {
    return because.isEmpty();
  }

  /** In a language, or else in the one there is. */
  public String in(String language) {
    return said(words, language);
  }

  /** The rule, in a language. */
  public String because(String language) {
    return said(because, language);
  }

  private static String said(Map<String, String> words, String language) {
    String said = words.get(language);
    return said != null ? said : words.values().stream().findFirst().orElse("");
  }
}
