package habitue.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

class InvoiceTest {

  @Test
  void lines_with_one_number_are_one_invoice_at_the_time_of_the_earliest() {
    var invoices =
        Invoice.group(
            Rows.lines(
                "542806,1,A,1,2011-02-01 11:19:00,7.95,12836,EIRE",
                "542807,2,B,1,2011-02-01 11:19:00,7.95,,EIRE",
                "542806,3,C,1,2011-02-01 11:20:00,5.95,12836,EIRE"));
    assertThat(invoices).extracting(Invoice::number).containsExactly("542806", "542807");
    assertThat(invoices.getFirst().time()).isEqualTo(LocalDateTime.of(2011, 2, 1, 11, 19));
    assertThat(invoices.getFirst().lines()).extracting(Line::code).containsExactly("1", "3");
  }

  @Test
  void only_a_number_with_a_c_is_a_cancellation() {
    assertThat(Rows.invoice("C536379", "1", "1,-1,2.5").cancellation()).isTrue();
    assertThat(Rows.invoice("A563186", "", "B,1,-11062.06").cancellation()).isFalse();
    assertThat(Rows.invoice("536365", "1", "1,1,2.5").cancellation()).isFalse();
  }

  @Test
  void a_stock_movement_has_no_customer_and_no_price() {
    assertThat(Rows.invoice("1", "", "1,-5,0.0", "POST,1,0.0").stockMovement()).isTrue();
    assertThat(Rows.invoice("1", "", "1,5,0.0", "POST,1,9.5").stockMovement()).isFalse();
    assertThat(Rows.invoice("1", "17850", "1,5,0.0").stockMovement()).isFalse();
    assertThat(Rows.invoice("C1", "", "1,-5,0.0").stockMovement()).isFalse();
  }

  @Test
  void a_line_is_goods_unless_its_code_or_its_invoice_says_otherwise() {
    var sale = Rows.invoice("1", "17850", "85123a,1,2.55", "POST,1,18.0", "m,1,2.55", "PADS,1,0.0");
    assertThat(sale.lines())
        .extracting(line -> LineKind.of(sale, line))
        .containsExactly(LineKind.GOODS, LineKind.SHIPPING, LineKind.MANUAL, LineKind.GOODS);
    var lost = Rows.invoice("2", "", "85123a,-1,0.0", "POST,1,0.0");
    assertThat(lost.lines())
        .extracting(line -> LineKind.of(lost, line))
        .containsOnly(LineKind.STOCK);
  }
}
