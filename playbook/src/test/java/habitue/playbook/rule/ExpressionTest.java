package habitue.playbook.rule;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.playbook.pattern.Expression;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(((a{1000}){1000}){1000})",
        "(((a{1,1000}){1,1000}){1,1000})",
        "((a{1,1000}){1,1000})",
        "(a{1000}){1000}",
        "(a{500,}){3}",
        "(?:[^]]{40}){40}",
        "([[:alpha:]]]{40}){40}",
        "(\\Q)\\E(b\\Q(\\Ea{100})\\)){20})",
        "(\\p{Greek}{40}[\\]]){40}",
        "(a{40}|b){40}",
        "(a{40})\\Q\\E{40}",
        "(a{40})(?i){40}",
        "(()()()()()()()()()()){100}",
      })
  void what_repeats_inside_repeats_come_to_is_bounded_before_it_is_compiled(String expression) {
    String text = "\"a\".matches(r\"%s\")".formatted(expression);
    assertThat(Compiled.mistake(text))
        .endsWith(
            "an expression comes to at most 1,000 letters, what is repeated counted as often as it"
                + " may be: {…} inside {…} multiply");
  }

  @Test
  void what_people_write_is_taken() throws Expression.Refused {
    for (String each :
        List.of(
            "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}$",
            "^/(de|fr)/[a-z0-9-]{1,80}/\\x{41}{3}$",
            "a{1000}",
            "{literal} a{,3}",
            "(?i)\\Qa.b{900}\\E.*[]x{900}]")) {
      assertThat(Expression.compiled(each)).isNotNull();
    }
  }

  @Test
  void what_is_no_expression_says_why() {
    assertThat(Compiled.mistake("\"a\".matches(\"(\")"))
        .endsWith("an expression of RE2 is expected: missing closing )");
    assertThat(Compiled.mistake("\"a\".matches(\"" + "a".repeat(201) + "\")"))
        .endsWith("an expression has at most 200 characters");
  }
}
