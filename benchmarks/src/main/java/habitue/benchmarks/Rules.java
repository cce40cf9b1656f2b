package habitue.benchmarks;

import habitue.benchmarks.workload.Catalogue;
import habitue.engine.Fits;
import habitue.insight.forecast.BgNbd;
import habitue.insight.forecast.GammaGamma;
import habitue.insight.rfm.Cuts;
import habitue.insight.rfm.RfmCuts;
import habitue.insight.surprise.Usual;
import habitue.playbook.Playbook;
import habitue.playbook.PlaybookFiles;
import habitue.playbook.plan.Talk;
import habitue.playbook.rule.Habit;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a contestant's playbook says. */
enum Rules {
  /** Nothing: events are remembered, and nothing is concluded. */
  NONE,
  /** What ships. */
  SHIPPED,
  /** Twenty tags and thirty segments, with what ships of the rest. */
  MANY,
  /** The same with one segment changed. */
  CHANGED,
  /** What ships, and a programme of points. */
  CLUB;

  static final String PROGRAMME = "club";

  private static final String SEGMENTS = "segments.yaml";
  private static final String TAGS = "tags.yaml";

  PlaybookFiles files() {
    return switch (this) {
      case SHIPPED -> PlaybookFiles.NONE;
      case NONE ->
          PlaybookFiles.of(
              Map.of(
                  TAGS,
                  "tags: {}",
                  "score.yaml",
                  "score: {fades: 30d, add: []}",
                  "stages.yaml",
                  "stages: {everyone: ''}",
                  SEGMENTS,
                  "segments: {}",
                  "moments.yaml",
                  "moments: {}",
                  "questions.yaml",
                  "questions: {}"));
      case MANY -> PlaybookFiles.of(Map.of(TAGS, text(TAGS), SEGMENTS, text(SEGMENTS)));
      case CLUB -> PlaybookFiles.of(Map.of("loyalty.yaml", text("loyalty.yaml")));
      case CHANGED ->
          PlaybookFiles.of(
              Map.of(
                  TAGS, text(TAGS), SEGMENTS, text(SEGMENTS).replace("score > 20", "score > 25")));
    };
  }

  Playbook playbook() {
    return switch (Playbook.read(files())) {
      case Playbook.Reading.Good(Playbook playbook) -> playbook;
      case Playbook.Reading.Bad(var mistakes) ->
          throw new IllegalStateException("the bench's rules are wrong: " + mistakes);
    };
  }

  /**
   * A fit of such a shop, in force from the beginning: the parameters are those of CDNOW's
   * customers (Fader, Hardie and Lee, 2005), the cuts what this workload comes to.
   */
  static Fits.Fit fit(Playbook playbook) {
    return new Fits.Fit(
        0,
        new RfmCuts(
            new Cuts(List.of(0L, 7L, 30L, 90L)),
            new Cuts(List.of(1L, 2L, 4L, 9L)),
            new Cuts(List.of(4_000L, 9_000L, 20_000L, 60_000L))),
        new BgNbd(0.243, 4.414, 0.793, 2.426),
        new GammaGamma(6.25, 3.74, 15.44),
        true,
        usual(playbook.plan().talk()));
  }

  private static Map<String, Usual> usual(Talk talk) {
    Map<String, Double> rates =
        Catalogue.categories().stream()
            .collect(Collectors.toMap(name -> name, _ -> 1.0 / Catalogue.categories().size()));
    var usual = new LinkedHashMap<String, Usual>();
    for (Habit habit : talk.habits()) {
      usual.put(habit.key(), Usual.of(rates, 0.05));
    }
    return usual;
  }

  private static String text(String name) {
    try (InputStream in = Rules.class.getResourceAsStream("rules/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the bench was built without " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
