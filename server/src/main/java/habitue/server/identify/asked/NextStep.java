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
 * @param because the rule's label, by language; empty for a question
 */
public record NextStep(Map<String, String> words, Map<String, String> because) {

  private static final String AT_RISK = "at-risk";

  public static Optional<NextStep> of(Stands stands, List<Asked> open) {
    Optional<Place> stage = Optional.ofNullable(stands.stage());
    return asking(open.stream().filter(it -> !it.about().isEmpty()))
        .or(() -> said(stands.flags().stream()))
        .or(() -> said(stage.filter(it -> it.name().equals(AT_RISK)).stream()))
        .or(() -> asking(open.stream()))
        .or(() -> said(Stream.concat(stage.stream(), stands.segments().stream())));
  }

  private static Optional<NextStep> asking(Stream<Asked> open) {
    return open.findFirst().map(it -> new NextStep(it.ask(), Map.of()));
  }

  private static Optional<NextStep> said(Stream<Place> places) {
    return places.filter(place -> !place.next().isEmpty()).findFirst().map(NextStep::of);
  }

  private static NextStep of(Place place) {
    Map<String, String> label =
        place.label().isEmpty() ? Map.of("fr", place.name(), "en", place.name()) : place.label();
    return new NextStep(place.next(), label);
  }

  public boolean asks() {
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
