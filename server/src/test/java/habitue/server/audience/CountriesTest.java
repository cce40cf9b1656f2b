package habitue.server.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CountriesTest {
  @Test
  void a_country_is_known_by_its_codes_and_by_its_english_and_french_names() {
    for (String said : List.of("gb", "GBR", "United Kingdom", " royaume-uni ", "UK", "England")) {
      assertThat(Countries.code(said)).as(said).isEqualTo("GB");
    }
    assertThat(Countries.code("Etats-Unis")).isEqualTo("US");
    assertThat(Countries.code("Côte d'Ivoire")).isEqualTo("CI");
    assertThat(Countries.code("EIRE")).isEqualTo("IE");
    assertThat(Countries.code("Germany")).isEqualTo("DE");
  }

  @Test
  void what_is_no_country_is_none() {
    for (String said : List.of("", "XY", "Unspecified", "=1+1", "75001")) {
      assertThat(Countries.code(said)).as(said).isEmpty();
    }
  }
}
