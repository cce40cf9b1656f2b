package habitue.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SearchesTest {
  private final Searches searches = new Searches();

  @Test
  void a_search_goes_on_under_its_number() {
    String number = searches.keep(null, " sa ");
    assertThat(searches.keep(number, "sam")).isEqualTo(number);
    assertThat(searches.text(number)).isEqualTo("sam");
    assertThat(searches.keep(null, "eve")).isNotEqualTo(number);
    assertThat(searches.text(number)).isEqualTo("sam");
  }

  @Test
  void what_is_not_ours_is_nothing() {
    assertThat(searches.text("77")).isEmpty();
    assertThat(searches.text(null)).isEmpty();
    assertThat(searches.text(searches.keep("77", "x"))).isEqualTo("x");
  }

  @Test
  void only_the_last_are_kept_and_none_is_long() {
    String first = searches.keep(null, "first");
    for (int i = 0; i < 60; i++) {
      searches.keep(null, "more");
    }
    assertThat(searches.text(first)).isEmpty();
    String longText = searches.text(searches.keep(null, "😀".repeat(900)));
    assertThat(longText.codePointCount(0, longText.length())).isEqualTo(200);
  }
}
