package habitue.playbook.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class YamlReaderTest {
  private enum Colour {
    DARK_RED,
    BLUE
  }

  private final Mistakes mistakes = new Mistakes();

  @Test
  void values_know_their_type() {
    var map = read("keep: 13m\ncolour: dark-red\nyes: true\nnumber: 7\nlist: [a, b]").map();
    assertThat(at(map, "keep").period()).isEqualTo(Period.ofMonths(13));
    assertThat(at(map, "colour").choice(Colour.class)).isEqualTo(Colour.DARK_RED);
    assertThat(at(map, "yes").flag()).isTrue();
    assertThat(at(map, "number").whole(1, 9)).isEqualTo(7);
    assertThat(at(map, "list").list()).hasSize(2);
    assertThat(mistakes.none()).isTrue();
  }

  @Test
  void every_mistake_is_told_at_its_place_with_the_nearest_right_name() {
    var map = read("colour: dark-rod\nkeep: ages\ncolour: blue").map(List.of("colour", "keep"));
    at(map, "colour").choice(Colour.class);
    at(map, "keep").period();
    assertThat(mistakes.all().stream().map(Mistake::toString))
        .containsExactly(
            "x.yaml:1:9: dark-rod is not known here (did you mean dark-red?)",
            "x.yaml:2:7: a length of time such as 30d, 2w, 13m or 10y is expected",
            "x.yaml:3:1: colour is said twice");
  }

  @Test
  void what_is_no_yaml_says_where() {
    assertThat(YamlReader.read("x.yaml", "a: [1, 2", mistakes)).isEmpty();
    assertThat(mistakes.all().getFirst().toString()).startsWith("x.yaml:1:9: not YAML");
  }

  @Test
  void bombs_are_refused() {
    assertThat(YamlReader.read("x.yaml", "a: &a [x, x]\nb: [*a, *a]", mistakes)).isEmpty();
    assertThat(YamlReader.read("y.yaml", "[".repeat(100), mistakes)).isEmpty();
    assertThat(YamlReader.read("z.yaml", " ".repeat(1_000_001), mistakes)).isEmpty();
    assertThat(mistakes.all()).hasSize(3);
  }

  private Entry read(String text) {
    return YamlReader.read("x.yaml", text, mistakes).orElseThrow();
  }

  private static Entry at(Map<String, Entry> map, String name) {
    return Optional.ofNullable(map.get(name)).orElseThrow();
  }
}
