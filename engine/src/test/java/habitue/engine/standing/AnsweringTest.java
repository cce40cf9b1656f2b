package habitue.engine.standing;

import static habitue.engine.Life.SHOP;
import static habitue.engine.Life.WEB;
import static habitue.engine.Life.days;
import static habitue.engine.Said.said;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.Life;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnsweringTest {
  @Test
  void a_browser_answers_only_what_was_asked() {
    var life = new Life();
    life.track(days(0), WEB, "Products Searched", said("query", "moving boxes"));
    life.track(days(1), WEB, "Question Answered", said("question", "moving", "answer", "self"));
    assertThat(life.facts("Answer Given")).isEmpty();
    assertThat(life.facts("Moment Supposed")).isEmpty();
    life.track(days(2), SHOP, "Question Answered", said("question", "moving", "answer", "self"));
    assertThat(life.facts("Answer Given")).hasSize(1);
    assertThat(life.facts("Moment Supposed")).hasSize(1);
  }

  @Test
  void nobody_is_born_tomorrow_or_before_1900() {
    var life = new Life();
    for (String day : List.of("2035-01-01", "1899-12-31", "0001-01-01")) {
      life.track(days(1), SHOP, "Question Answered", said("question", "birthday", "answer", day));
      life.happens(days(1), SHOP, Life.message("identify", "traits", said("birthday", day)));
    }
    assertThat(life.state().profile().trait("birthday")).isEmpty();
    assertThat(life.facts("Answer Given")).isEmpty();
    assertThat(life.state().consents().ofAge()).isNull();
    life.happens(days(2), SHOP, Life.message("identify", "traits", said("birthday", "1990-05-31")));
    assertThat(life.state().profile().trait("birthday")).isPresent();
  }
}
