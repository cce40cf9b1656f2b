package habitue.server.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.model.Fields;
import habitue.model.Value;
import habitue.server.privacy.Right;
import habitue.store.journal.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Shopify's documents come to, without a server. */
class ShopifyTest {
  private static final String NOON = "2026-05-04T12:00:00+02:00";

  private static Meaning meaning(String topic, String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    String key = Delivery.key(HookKind.SHOPIFY, topic, bytes);
    return Shopify.of(new Delivery(topic, key, false, false, "", Json.object(bytes)));
  }

  private static List<Fields> events(String topic, String json) {
    return ((Meaning.Events) meaning(topic, json)).messages();
  }

  private static List<String> names(List<Fields> messages) {
    return messages.stream().map(each -> each.text("event").orElse("identify")).toList();
  }

  @Test
  void a_created_order_is_completed_when_it_was_placed_in_the_shops_own_money() {
    Fields message = events("orders/create", ShopDocuments.shopifyOrder(1001, NOON, "")).getFirst();
    Fields said = message.fields("properties");
    assertThat(message.text("event")).contains("Order Completed");
    assertThat(message.text("timestamp")).contains("2026-05-04T08:00:00Z");
    assertThat(message.text("userId")).contains("7001");
    assertThat(said.text("order_id")).contains("1001");
    assertThat(said.text("updated_at")).contains("2026-05-04T10:00:00Z");
    assertThat(said.text("currency")).contains("EUR");
    assertThat(said.text("revenue")).contains("25.00");
    assertThat(said.text("shipping")).contains("4.00");
    assertThat(said.text("coupon")).contains("MAY");
    assertThat(said.flag("tax_included")).contains(true);
    assertThat(said.value("cancelled_at")).contains(Value.NOTHING);
    Fields pot = (Fields) said.list("products").getFirst();
    assertThat(pot.text("price")).contains("10.00");
    assertThat(pot.text("discount")).contains("5.00");
  }

  @Test
  void an_e_mail_that_shopify_verified_is_vouched_for_and_no_street_is_taken() {
    Fields message = events("orders/create", ShopDocuments.shopifyOrder(1001, NOON, "")).getFirst();
    Fields id = (Fields) message.fields("context").list("externalIds").getFirst();
    assertThat(id.text("id")).contains("marthe@buyers.example");
    assertThat(id.flag("verified")).contains(true);
    assertThat(message.toString()).doesNotContain("rue du Puits");
    String typed =
        ShopDocuments.shopifyOrder(1001, NOON, "")
            .replace(
                "\"email\":\"marthe@buyers.example\",\"contact",
                "\"email\":\"o@x.example\",\"contact");
    assertThat(events("orders/create", typed).getFirst().fields("context").list("externalIds"))
        .isEmpty();
  }

  @Test
  void a_guest_without_customer_is_told_by_the_order_alone() {
    String guest =
        ShopDocuments.shopifyOrder(1001, NOON, "").replaceAll("\"customer\":\\{[^}]*},", "");
    Fields message = events("orders/create", guest).getFirst();
    assertThat(message.text("userId")).isEmpty();
    assertThat(message.fields("context").fields("traits").text("firstName")).contains("Marthe");
  }

  @Test
  void an_updated_order_tells_its_refunds_and_cancellation_again_each_under_its_own_name() {
    String more =
        ",\"refunds\":["
            + ShopDocuments.shopifyRefund(301, 1001)
            + "],\"cancel_reason\":\"customer\"";
    String json =
        ShopDocuments.shopifyOrder(1001, NOON, more)
            .replace("\"cancelled_at\":null", "\"cancelled_at\":\"2026-05-06T10:00:00+02:00\"");
    List<Fields> whole = events("orders/updated", json);
    assertThat(names(whole)).containsExactly("Order Updated", "Order Cancelled", "Order Refunded");
    List<Fields> alone = events("refunds/create", ShopDocuments.shopifyRefund(301, 1001));
    assertThat(alone.getFirst().text("messageId")).isEqualTo(whole.get(2).text("messageId"));
    assertThat(whole.get(1).fields("properties").text("reason")).contains("customer");
  }

  @Test
  void a_refund_is_its_lines_at_what_they_gave_back_and_shipping_is_none_of_the_goods() {
    Fields said =
        events("refunds/create", ShopDocuments.shopifyRefund(301, 1001))
            .getFirst()
            .fields("properties");
    Fields pot = (Fields) said.list("products").getFirst();
    assertThat(said.text("order_id")).contains("1001");
    assertThat(said.text("currency")).contains("EUR");
    assertThat(said.text("refunded_shipping")).contains("4.00");
    assertThat(pot.text("quantity")).contains("1");
    assertThat(pot.text("price")).contains("7.5");
  }

  @Test
  void what_was_kept_of_a_refund_lowers_its_lines_and_an_amount_alone_is_the_goods() {
    String kept =
        ShopDocuments.shopifyRefund(301, 1001)
            .replace(
                "\"shipping_refund\",\"amount\":\"-4.00\"",
                "\"refund_discrepancy\",\"amount\":\"1.50\"");
    Fields said = events("refunds/create", kept).getFirst().fields("properties");
    assertThat(((Fields) said.list("products").getFirst()).text("price")).contains("6");
    String goodwill =
        """
        {"id":302,"order_id":1001,"created_at":"2026-05-06T09:00:00Z","refund_line_items":[],
         "order_adjustments":[{"kind":"refund_discrepancy","amount":"-3.00"}],"transactions":[]}
        """;
    Fields other = events("refunds/create", goodwill).getFirst().fields("properties");
    assertThat(other.text("revenue")).contains("3.00");
    assertThat(other.list("products")).isEmpty();
  }

  @Test
  void a_fulfilled_order_tells_each_parcel_and_that_all_is_sent() {
    String more =
        """
        ,"fulfillments":[{"id":81,"order_id":1001,"status":"success","tracking_company":"Post",
          "created_at":"2026-05-05T09:00:00Z","line_items":[{"product_id":501,"quantity":2}]},
         {"id":82,"status":"cancelled","created_at":"2026-05-05T09:00:00Z","line_items":[]}]\
        """;
    List<Fields> told = events("orders/fulfilled", ShopDocuments.shopifyOrder(1001, NOON, more));
    assertThat(names(told)).containsExactly("Order Updated", "Order Shipped", "Order Fulfilled");
    assertThat(told.get(1).fields("properties").text("carrier")).contains("Post");
  }

  @Test
  void a_parcel_that_arrived_is_delivered_once() {
    String parcel =
        """
        {"id":81,"order_id":1001,"status":"success","shipment_status":"delivered",
         "created_at":"2026-05-05T09:00:00Z","updated_at":"2026-05-07T10:00:00Z","line_items":[]}\
        """;
    List<Fields> told = events("fulfillments/update", parcel);
    assertThat(names(told)).containsExactly("Order Shipped", "Order Delivered");
    assertThat(told.getLast().text("timestamp")).contains("2026-05-07T10:00:00Z");
    assertThat(told.getLast().fields("properties").text("order_id")).contains("1001");
    String order =
        ShopDocuments.shopifyOrder(1001, NOON, ",\"fulfillments\":[" + parcel.strip() + "]");
    assertThat(events("orders/fulfilled", order))
        .as("told by the order too, it is the same message")
        .anyMatch(each -> each.text("messageId").equals(told.getLast().text("messageId")));
    String sent = parcel.replace("\"delivered\"", "\"in_transit\"");
    assertThat(names(events("fulfillments/update", sent))).containsExactly("Order Shipped");
  }

  @Test
  void a_test_order_says_so_in_everything_it_tells() {
    String test =
        ShopDocuments.shopifyOrder(
                1001, NOON, ",\"refunds\":[" + ShopDocuments.shopifyRefund(3, 1001) + "]")
            .replace("\"test\":false", "\"test\":true");
    assertThat(events("orders/updated", test))
        .allMatch(each -> each.fields("properties").flag("test").orElse(false));
  }

  @Test
  void gift_cards_count_where_they_are_the_only_means_or_the_transactions_are_there() {
    String only =
        ShopDocuments.shopifyOrder(1001, NOON, "")
            .replace("[\"shopify_payments\"]", "[\"gift_card\"]");
    assertThat(
            events("orders/create", only).getFirst().fields("properties").text("paid_by_gift_card"))
        .contains("29.00");
    String more =
        """
        ,"transactions":[{"kind":"sale","status":"success","gateway":"gift_card","amount":"9.00"},
          {"kind":"sale","status":"success","gateway":"shopify_payments","amount":"20.00"}]\
        """;
    String mixed = ShopDocuments.shopifyOrder(1001, NOON, more);
    assertThat(
            events("orders/create", mixed)
                .getFirst()
                .fields("properties")
                .text("paid_by_gift_card"))
        .contains("9.00");
  }

  @Test
  void a_customer_is_identified_with_what_they_agreed_to() {
    List<Fields> told = events("customers/update", ShopDocuments.shopifyCustomer(7001, NOON));
    assertThat(names(told)).containsExactly("identify", "Consent Confirmed");
    assertThat(told.getFirst().fields("traits").fields("address").text("city")).contains("Lyon");
    assertThat(told.get(1).fields("properties").text("channel")).contains("email");
  }

  @Test
  void a_redaction_names_the_person_by_all_the_shop_knows() {
    String written =
        ShopDocuments.redact(7001)
            .replace("marthe@", " Marthe@")
            .replace("+33611223344", "+33 6 11 22 33 44");
    var wish = (Meaning.Wish) meaning("customers/redact", written);
    assertThat(wish.right()).isEqualTo(Right.ERASE);
    assertThat(wish.who())
        .extracting(each -> each.value())
        .containsExactly("7001", "marthe@buyers.example", "+33611223344", "1001");
  }

  @Test
  void no_other_document_becomes_an_erasure_under_a_forged_topic() {
    assertThat(meaning("customers/redact", ShopDocuments.shopifyOrder(1001, NOON, "")))
        .isInstanceOf(Meaning.Unfit.class);
    assertThat(meaning("customers/redact", ShopDocuments.shopifyCustomer(7001, NOON)))
        .isInstanceOf(Meaning.Unfit.class);
    assertThat(meaning("customers/data_request", ShopDocuments.redact(7001)))
        .isInstanceOf(Meaning.Unfit.class);
    assertThat(meaning("shop/redact", ShopDocuments.redact(7001)))
        .isInstanceOf(Meaning.Unfit.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"id\":1}", "{\"id\":1,\"updated_at\":\"soon\"}", "{\"id\":{}}"})
  void a_document_of_another_shape_is_unfit_and_never_throws(String json) {
    for (String topic :
        List.of(
            "orders/create",
            "orders/fulfilled",
            "refunds/create",
            "fulfillments/create",
            "customers/update",
            "customers/redact",
            "shop/redact")) {
      assertThat(meaning(topic, json)).as(topic).isInstanceOf(Meaning.Unfit.class);
    }
  }

  @Test
  void an_unknown_topic_means_nothing() {
    assertThat(meaning("products/update", "{\"id\":1}")).isInstanceOf(Meaning.Unknown.class);
  }
}
