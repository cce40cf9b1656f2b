package habitue.server.console.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GlossaryTest {
  /** Words that French and English really share. */
  private static final Set<String> IDENTICAL =
      Set.of(
          "menu",
          "place.catalogue",
          "product.field.description",
          "product.field.gtin",
          "product.attribute.pattern",
          "for.minutes.one",
          "for.minutes.other",
          "rhythm.order",
          "sources.title",
          "purpose.marketing",
          "revenue.total",
          "version",
          "visits.pages.one",
          "visits.pages.other",
          "events.type",
          "figure.person_net");

  private static final Pattern HOLE = Pattern.compile("\\{[a-z0-9_]*}");
  private static final Pattern SAID =
      Pattern.compile("\\.(say|tell|plural|tellPlural)\\(\\s*\"([a-z0-9_.-]+)\"\\s*[,)]");

  private final Glossary english = Glossary.of(Language.ENGLISH);
  private final Glossary french = Glossary.of(Language.FRENCH);

  @Test
  void both_languages_say_the_same_things() {
    assertThat(french.keys()).containsExactlyInAnyOrderElementsOf(english.keys());
  }

  @Test
  void no_key_is_said_twice() throws IOException {
    for (String language : List.of("en", "fr")) {
      Path file = Path.of("src/main/resources/messages_" + language + ".properties");
      assertThat(Files.readAllLines(file).stream().filter(line -> line.contains(" = ")))
          .extracting(line -> line.substring(0, line.indexOf(" = ")))
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void nothing_is_left_untranslated() {
    assertThat(english.keys().stream().filter(key -> !IDENTICAL.contains(key)))
        .allSatisfy(key -> {
          assertThat(french.phrase(key)).as(key).isNotBlank().isNotEqualTo(english.phrase(key));
          assertThat(english.phrase(key)).as(key).isNotBlank();
        });
  }

  @Test
  void holes_are_the_same() {
    assertThat(english.keys())
        .allSatisfy(key ->
            assertThat(holes(french.phrase(key))).as(key).isEqualTo(holes(english.phrase(key))));
  }

  @Test
  void french_is_set_as_french() {
    for (String key : french.keys()) {
      String phrase = french.phrase(key);
      assertThat(phrase).as(key).doesNotContain("'").doesNotContain("\"").doesNotContain("...");
      assertThat(phrase).as(key).doesNotContainPattern("(?<!https)[^\u00a0\u202f][;!?»%](?:\\s|$)");
      assertThat(phrase)
          .as(key)
          .doesNotContainPattern("[^\u00a0]:(?:\\s|$)")
          .doesNotContainPattern("«[^\u00a0]");
    }
  }

  @Test
  void english_is_set_as_english() {
    assertThat(english.keys())
        .allSatisfy(key ->
            assertThat(english.phrase(key)).as(key).doesNotContain("'").doesNotContain("..."));
  }

  @Test
  void counting_phrases_have_both_forms() {
    for (String key : english.keys()) {
      if (key.endsWith(".one")) {
        assertThat(english.keys()).contains(key.replaceAll("one$", "other"));
      }
    }
  }

  @Test
  void all_that_pages_say_is_there() throws IOException {
    var missing = new TreeSet<String>();
    for (Path source : sources()) {
      SAID.matcher(Files.readString(source))
          .results()
          .forEach(said -> {
            String key =
                said.group(1).startsWith("p") || said.group(1).endsWith("Plural")
                    ? said.group(2) + ".one"
                    : said.group(2);
            if (!key.endsWith(".") && !english.keys().contains(key)) {
              missing.add(key);
            }
          });
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void the_words_agreed_on_are_used() {
    assertThat(english.phrase("interests.fade")).isEqualTo("halves every 60 days without a sign");
    assertThat(french.phrase("interests.fade")).isEqualTo("diminue de moitié tous les 60 jours");
    assertThat(english.phrase("identifier.userid")).isEqualTo("shop customer no.");
    assertThat(french.phrase("identifier.userid")).isEqualTo("n°\u00a0client boutique");
    assertThat(english.phrase("basis.ordered")).isEqualTo("ordered, before cancellations");
    assertThat(french.phrase("basis.ordered")).isEqualTo("commandé, avant annulations");
    assertThat(french.phrase("join.device") + " · " + french.phrase("separate"))
        .isEqualTo("Reconnu sur un autre appareil · dissocier");
    assertThat(french.phrase("revenue.regulars")).isEqualTo("habitués (2 commandes et plus)");
    assertThat(french.phrase("timeline.facts")).isEqualTo("nos conclusions");
    assertThat(french.phrase("happening.live")).isEqualTo("En direct");
  }

  private static Set<String> holes(String phrase) {
    return HOLE.matcher(phrase).results().map(MatchResult::group).collect(Collectors.toSet());
  }

  private static List<Path> sources() throws IOException {
    var all = new ArrayList<Path>();
    for (String folder : List.of("src/main/jte", "src/main/java/habitue/server/console")) {
      try (Stream<Path> files = Files.walk(Path.of(folder))) {
        files.filter(Files::isRegularFile).forEach(all::add);
      }
    }
    assertThat(all).hasSizeGreaterThan(40);
    return all;
  }
}
