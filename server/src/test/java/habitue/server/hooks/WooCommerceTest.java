package habitue.server.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.model.Fields;
import habitue.store.journal.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What WooCommerce's documents come to, without a server. */
class WooCommerceTest {
  private static final String NOON = "2026-05-04T12:00:00";

  private static Meaning meaning(String topic, boolean vouches, String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    String key = Delivery.key(HookKind.WOOCOMMERCE, topic, bytes);
    return WooCommerce.of(new Delivery(topic, key, false, vouches, "", Json.object(bytes)));
  }

  private static List<Fields> events(String topic, String json) {
    return ((Meaning.Events) meaning(topic, false, json)).messages();
  }

  private static String event(String topic, String status) {
    return events(topic, ShopDocuments.wooOrder(5, status, NOON, ""))
        .getFirst()
        .text("event")
        .orElseThrow();
  }

  @Test
  void an_orders_lines_are_without_tax_before_and_after_its_discounts() {
    Fields message =
        events("order.created", ShopDocuments.wooOrder(5, "processing", NOON, "")).getFirst();
    Fields said = message.fields("properties");
    assertThat(message.text("event")).contains("Order Completed");
    assertThat(message.text("timestamp")).contains("2026-05-04T08:00:00Z");
    assertThat(message.text("userId")).isEmpty();
    assertThat(said.text("updated_at")).contains("2026-05-04T12:00:00Z");
    assertThat(said.text("revenue")).contains("16.00");
    assertThat(said.flag("tax_included")).contains(false);
    assertThat(said.text("coupon")).contains("spring");
    assertThat(said.text("paid_by_gift_card")).contains("6");
    Fields mug = (Fields) said.list("products").getFirst();
    assertThat(mug.text("price")).contains("10");
    assertThat(mug.text("discount")).contains("4.00");
    assertThat(message.toString()).doesNotContain("quai Nord").doesNotContain("XXXX");
  }

  @Test
  void a_guests_e_mail_counts_as_theirs_only_where_the_shop_vouches() {
    String json = ShopDocuments.wooOrder(5, "processing", NOON, "");
    Fields plain = events("order.created", json).getFirst().fields("context");
    assertThat(plain.list("externalIds")).isEmpty();
    assertThat(plain.fields("traits").text("email")).contains("ivo@buyers.example");
    Fields vouched = ((Meaning.Events) meaning("order.created", true, json)).messages().getFirst();
    assertThat(vouched.fields("context").list("externalIds")).hasSize(1);
  }

  @Test
  void an_order_counts_from_when_it_is_paid_or_awaits_a_transfer() {
    assertThat(event("order.created", "pending")).isEqualTo("Order Pending");
    assertThat(event("order.updated", "failed")).isEqualTo("Order Pending");
    assertThat(event("order.updated", "on-hold")).isEqualTo("Order Updated");
    assertThat(event("order.updated", "a-shops-own-status")).isEqualTo("Order Updated");
    assertThat(event("order.updated", "cancelled")).isEqualTo("Order Cancelled");
    assertThat(events("order.deleted", "{\"id\":5}").getFirst().text("event"))
        .contains("Order Cancelled");
  }

  @Test
  void a_refund_bears_its_part_of_the_tax_and_a_whole_one_names_no_amount() {
    String part = ",\"refunds\":[{\"id\":91,\"reason\":\"\",\"total\":\"-12.60\"}]";
    List<Fields> told = events("order.updated", ShopDocuments.wooOrder(5, "completed", NOON, part));
    assertThat(told.get(1).fields("properties").text("revenue")).contains("10.5");
    String whole = ",\"refunds\":[{\"id\":92,\"total\":\"-25.20\"}]";
    List<Fields> all = events("order.updated", ShopDocuments.wooOrder(5, "refunded", NOON, whole));
    assertThat(all.get(1).fields("properties").text("refund_id")).contains("92");
    assertThat(all.get(1).fields("properties").text("revenue")).isEmpty();
    List<Fields> unsaid = events("order.updated", ShopDocuments.wooOrder(5, "refunded", NOON, ""));
    assertThat(unsaid.get(1).text("event")).contains("Order Refunded");
  }

  @Test
  void a_completed_order_is_fulfilled_once() {
    String done = ",\"date_completed_gmt\":\"2026-05-04T11:59:00\"";
    String json = ShopDocuments.wooOrder(5, "completed", NOON, done);
    assertThat(events("order.updated", json).getLast().text("event")).contains("Order Fulfilled");
    String muchLater = ShopDocuments.wooOrder(5, "completed", "2026-08-04T12:00:00", done);
    assertThat(events("order.updated", muchLater)).hasSize(1);
  }

  @Test
  void a_customer_is_identified() {
    String json =
        """
        {"id":33,"email":"ivo@buyers.example","first_name":"Ivo","last_name":"Blanc",
         "username":"ivo","role":"customer","date_created_gmt":"2026-01-01T10:00:00",
         "date_modified_gmt":null,"billing":{"city":"Nantes","country":"FR","phone":""}}
        """;
    Fields message = events("customer.updated", json).getFirst();
    assertThat(message.text("userId")).contains("33");
    assertThat(message.fields("traits").text("firstName")).contains("Ivo");
    assertThat(message.fields("context").list("externalIds")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"id\":1}", "{\"id\":0,\"date_modified_gmt\":\"x\"}"})
  void a_document_of_another_shape_is_unfit_and_never_throws(String json) {
    for (String topic : List.of("order.created", "order.updated", "customer.updated")) {
      assertThat(meaning(topic, false, json)).as(topic).isInstanceOf(Meaning.Unfit.class);
    }
  }
}
