package habitue.server.discretion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MaskTest {
  private final Mask mask = Mask.NOBODYS;

  @Test
  void an_e_mail_keeps_its_first_letters_and_its_end() {
    assertThat(mask.text("alice.martin@example.com")).isEqualTo("a…@e….com");
    assertThat(mask.text("write to bo@x.fr, please")).isEqualTo("write to b…@x….fr, please");
    assertThat(mask.text("/hello?mail=bo%40shop.example&x=1"))
        .isEqualTo("/hello?mail=b…@s….example&x=1");
    assertThat(mask.text("élo@exämple.org")).isEqualTo("é…@e….org");
  }

  @Test
  void phones_and_streets_go_wherever_they_stand() {
    assertThat(mask.text("call +33 6 12 34 56 78 today")).isEqualTo("call … today");
    assertThat(mask.text("06.12.34.56.78")).isEqualTo("…");
    assertThat(mask.text("12 bis rue de la Paix, Paris")).isEqualTo("…, Paris");
    assertThat(mask.text("221 Baker Street, London")).isEqualTo("…, London");
  }

  @Test
  void what_is_no_contact_stays() {
    for (String text :
        new String[] {
          "order 580753", "2026-11-22T10:42:07Z", "6 RIBBONS RUSTIC CHARM", "c1a2b", "€12.50", ""
        }) {
      assertThat(mask.text(text)).isEqualTo(text);
    }
    assertThat(mask.value("city", "Lyon")).isEqualTo("Lyon");
    assertThat(mask.value("category", "cards")).isEqualTo("cards");
  }

  @Test
  void a_contact_by_its_name_goes_whole() {
    for (String name :
        new String[] {
          "phone",
          "mobilePhone",
          "shipping.street",
          "billing_address.line1",
          "card",
          "zip",
          "customer.postcode",
          "address"
        }) {
      assertThat(mask.value(name, "anything 12")).as(name).isEqualTo("…");
    }
    assertThat(mask.value("email", "alice@example.com")).isEqualTo("a…@e….com");
    assertThat(mask.value("email", "alice")).isEqualTo("…");
  }
}
