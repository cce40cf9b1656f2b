package habitue.server.identify.asked;

import habitue.engine.standing.Stands;
import habitue.engine.standing.Stands.Place;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is best done next for someone, in the playbook's words: to ask about what they did; else
 * what a flag says, or the stage of who is at risk; else to ask what completes the profile; else
 * what the stage says, or a segment.
 *
 * @param words by language
 * @param because the rule's label, by language; empty for a question, and where it is the stage,
 *     which has reasons of its own
 */
public record NextStep(Map<String, String> words, Map<String, String> because) {

  private static final String AT_RISK = "at-risk";

  public static Optional<NextStep> of(Stands stands, List<Asked> open) {
    Optional<Place> stage = Optional.ofNullable(stands.stage());
    return asking(open.stream().filter(it -> !it.about().isEmpty()))
        .or(() -> ruled(stands.flags().stream()))
        .or(() -> staged(stage.stream().filter(it -> it.name().equals(AT_RISK))))
        .or(() -> asking(open.stream()))
        .or(() -> staged(stage.stream()))
        .or(() -> ruled(stands.segments().stream()));
  }

  private static Optional<NextStep> asking(Stream<Asked> open) {
    return open.findFirst().map(it -> new NextStep(it.ask(), Map.of()));
  }

  /** What the first of some rules says that has such words. */
  private static Optional<NextStep> ruled(Stream<Place> places) {
    return places
        .filter(place -> !place.next().isEmpty())
        .findFirst()
        .map(place -> new NextStep(place.next(), label(place)));
  }

  private static Optional<NextStep> staged(Stream<Place> stage) {
    return stage
        .filter(place -> !place.next().isEmpty())
        .findFirst()
        .map(place -> new NextStep(place.next(), Map.of()));
  }

  private static Map<String, String> label(Place place) {
    return place.label().isEmpty() ? Map.of("fr", place.name(), "en", place.name()) : place.label();
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
