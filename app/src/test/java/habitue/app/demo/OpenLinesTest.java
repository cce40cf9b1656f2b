package habitue.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OpenLinesTest {
  private final OpenLines open = new OpenLines();

  @Test
  void a_line_goes_back_to_the_newest_earlier_order_of_that_product() {
    open.add(Rows.invoice("1", "17850", "A,6,2.5"));
    open.add(Rows.invoice("2", "17850", "A,6,2.5"));
    open.add(Rows.invoice("3", "17850", "B,6,2.5"));
    assertThat(cancel("17850", "A,-4,2.5")).containsExactly("2: 4 A");
  }

  @Test
  void the_same_price_comes_before_a_newer_line() {
    open.add(Rows.invoice("1", "17850", "A,6,2.5"));
    open.add(Rows.invoice("2", "17850", "A,6,2.1"));
    assertThat(cancel("17850", "A,-6,2.5")).containsExactly("1: 6 A");
    assertThat(cancel("17850", "A,-6,2.5")).containsExactly("2: 6 A");
  }

  @Test
  void what_one_line_cannot_hold_goes_to_the_next_newest_and_the_rest_to_no_order() {
    open.add(Rows.invoice("1", "17850", "A,2,2.1"));
    open.add(Rows.invoice("2", "17850", "A,3,2.5"));
    open.add(Rows.invoice("3", "17850", "A,4,2.5"));
    assertThat(cancel("17850", "A,-12,2.5"))
        .containsExactly("3: 4 A", "2: 3 A", "1: 2 A", "-: 3 A");
  }

  @Test
  void nothing_is_given_back_twice() {
    open.add(Rows.invoice("1", "17850", "A,6,2.5"));
    assertThat(cancel("17850", "A,-6,2.5")).containsExactly("1: 6 A");
    assertThat(cancel("17850", "A,-6,2.5")).containsExactly("-: 6 A");
  }

  @Test
  void a_cancellation_makes_one_refund_for_each_order() {
    open.add(Rows.invoice("1", "17850", "A,6,2.5", "B,1,9.0", "POST,1,18.0"));
    assertThat(cancel("17850", "A,-1,2.5", "D,-1,5.0", "POST,-1,18.0"))
        .containsExactly("1: 1 A, 1 POST", "-: 1 D");
  }

  @Test
  void two_spellings_of_a_code_are_one_product() {
    open.add(Rows.invoice("1", "17850", "85123A,6,2.5"));
    assertThat(cancel("17850", "85123a,-6,2.5")).containsExactly("1: 6 85123a");
  }

  @Test
  void other_customers_and_guests_give_nothing() {
    open.add(Rows.invoice("1", "13047", "A,6,2.5"));
    open.add(Rows.invoice("2", "", "A,6,2.5"));
    assertThat(cancel("17850", "A,-6,2.5")).containsExactly("-: 6 A");
    assertThat(cancel("", "A,-6,2.5")).containsExactly("-: 6 A");
  }

  private List<String> cancel(String customer, String... rows) {
    return open.cancel(Rows.invoice("C9", customer, rows)).stream()
        .map(refund -> (refund.order() == null ? "-" : refund.order()) + ": " + parts(refund))
        .toList();
  }

  private static String parts(Refund refund) {
    return String.join(
        ", ",
        refund.parts().stream().map(part -> part.quantity() + " " + part.line().code()).toList());
  }
}
