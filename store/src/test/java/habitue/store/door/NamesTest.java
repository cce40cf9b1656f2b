package habitue.store.door;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.identify.Identifiers;
import habitue.model.Event;
import habitue.model.Fields;
import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.model.Source;
import habitue.model.Trust;
import habitue.model.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the door recognises people by; the profile must show the same as verified. */
class NamesTest {
  private static final Source SERVER = new Source(1, "shop", Trust.SERVER, "uk", "web");
  private static final Source BROWSER = new Source(2, "web", Trust.BROWSER, "uk", "web");

  private static List<String> names(Source source, Fields message) {
    return Names.of(Event.of(message), source).stream().map(NamesTest::words).toList();
  }

  private static String words(Identifier each) {
    return each.type().wireName() + " " + each.value();
  }

  private static Fields traits(Fields traits) {
    return Fields.of("type", Value.of("identify")).with("traits", traits);
  }

  private static Fields external(String type, String id) {
    return external(Fields.of("type", Value.of(type)).with("id", id));
  }

  private static Fields external(Fields id) {
    Fields context = Fields.of("externalIds", new Value.Many(List.of(id)));
    return Fields.of("type", Value.of("identify")).with("context", context);
  }

  private static Fields flagged(String name, String value, String flag) {
    return traits(Fields.of(name, Value.of(value)).with(flag, Value.of(true)));
  }

  @Test
  void a_user_is_named_by_the_message_and_never_among_external_ids() {
    assertThat(names(SERVER, external("userId", "u1"))).isEmpty();
    assertThat(names(BROWSER, external("userId", "u1"))).isEmpty();
    assertThat(names(SERVER, Fields.of("type", Value.of("identify")).with("userId", " u1 ")))
        .containsExactly("userId u1");
  }

  @Test
  void an_external_id_counts_unless_it_says_that_nobody_checked_it() {
    Fields id = Fields.of("type", Value.of("email")).with("id", "Ann@Shop.Test");
    assertThat(names(SERVER, external(id))).containsExactly("email ann@shop.test");
    assertThat(names(SERVER, external(id.with("verified", Value.of(false))))).isEmpty();
    assertThat(names(BROWSER, external(id))).isEmpty();
    assertThat(names(BROWSER, external("device", "d1"))).containsExactly("device d1");
    assertThat(names(SERVER, external("orderId", "1"))).isEmpty();
  }

  @Test
  void a_card_is_vouched_for_among_external_ids_alone() {
    assertThat(names(SERVER, external("card", "c1"))).containsExactly("card c1");
    assertThat(names(SERVER, traits(Fields.of("card", Value.of("c1"))))).isEmpty();
  }

  @Test
  void flags_beside_traits_are_known_in_two_spellings() {
    assertThat(names(SERVER, flagged("email", "a@b.test", "emailVerified"))).hasSize(1);
    assertThat(names(SERVER, flagged("email", "a@b.test", "email_verified"))).hasSize(1);
    assertThat(names(SERVER, flagged("phone", "+33612345678", "phoneVerified"))).hasSize(1);
    assertThat(names(SERVER, flagged("phone", "+33612345678", "phone_number_verified"))).hasSize(1);
    assertThat(names(SERVER, flagged("phone", "+33612345678", "phone_verified"))).isEmpty();
    assertThat(names(BROWSER, flagged("email", "a@b.test", "emailVerified"))).isEmpty();
  }

  @Test
  void one_number_is_one_name_however_it_is_spelt() {
    for (String spelt : List.of("+33 612-345-678", "0033 612 345 678", "(+33) 612345678")) {
      assertThat(names(SERVER, external("phone", spelt)))
          .as(spelt)
          .containsExactly("phone +33612345678");
    }
    assertThat(names(SERVER, external("phone", "0612 345 678")))
        .containsExactly("phone 0612345678");
  }

  @Test
  void what_cannot_be_an_address_names_nobody() {
    assertThat(names(SERVER, external("email", "null"))).isEmpty();
    assertThat(names(SERVER, external("phone", "0"))).isEmpty();
    assertThat(names(SERVER, external("card", "x".repeat(513)))).isEmpty();
  }

  @Test
  void names_come_strongest_first_and_once() {
    Fields message =
        external("email", "ann@shop.test")
            .with("traits", flagged("email", "ann@shop.test", "emailVerified").fields("traits"))
            .with("anonymousId", "a1")
            .with("userId", "u1")
            .with("properties", Fields.of("order_id", Value.of("1")));
    assertThat(names(SERVER, message))
        .containsExactly("userId u1", "email ann@shop.test", "anonymousId a1", "orderId 1");
    assertThat(names(BROWSER, message)).containsExactly("userId u1", "anonymousId a1");
  }

  @Test
  void an_order_counts_in_the_shop_the_event_speaks_for() {
    Source both = new Source(3, "both", Trust.SERVER, "", "web");
    Fields order = Fields.of("order_id", Value.of("1")).with("store", "fr");
    Fields message = Fields.of("type", Value.of("track")).with("properties", order);
    assertThat(Names.of(Event.of(message), both))
        .containsExactly(new Identifier(IdentifierType.ORDER_ID, "1", "fr"));
  }

  @Test
  void an_identifier_asked_for_has_the_form_of_one_that_came() {
    assertThat(Names.normal(IdentifierType.PHONE, " 0033 612 345 678", "uk"))
        .isEqualTo(Identifiers.normal(IdentifierType.PHONE, "+33612345678"));
    assertThat(Names.normal(IdentifierType.ORDER_ID, " 1 ", "uk"))
        .contains(new Identifier(IdentifierType.ORDER_ID, "1", "uk"));
  }

  @Test
  void who_is_filed_under_a_former_form_is_recognised_by_it_unless_it_may_be_anothers() {
    assertThat(names(SERVER, external("phone", "+33 (0)6 12 34 56 78")))
        .containsExactly("phone +33612345678", "phone +330612345678");
    assertThat(names(SERVER, external("phone", "+1 (650) 555-0123 ext 4")))
        .containsExactly("phone +16505550123");
    Event event = Event.of(external("phone", "+1 (650) 555-0123 ext 4"));
    assertThat(Names.all(event, SERVER))
        .contains(new Identifier(IdentifierType.PHONE, "+165055501234"));
  }
}
