package habitue.engine.identify;

import static habitue.model.IdentifierType.EMAIL;
import static habitue.model.IdentifierType.PHONE;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.model.Identifier;
import habitue.model.IdentifierType;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdentifiersTest {
  @Test
  void a_phone_is_the_same_number_however_it_is_written() {
    for (String written :
        List.of(
            "+33 6 12 34 56 78",
            "+33 (0)6 12 34 56 78",
            "+33 ( 0 ) 6 12.34.56.78",
            "+330612345678",
            "0033 6 12 34 56 78",
            "(+33) 06-12-34-56-78",
            "tel:+33612345678",
            "\u202A+33\u00A06\u00A012\u00A034\u00A056\u00A078\u202C",
            "＋３３ ６１２３４５６７８")) {
      assertThat(phone(written)).as(written).isEqualTo("+33612345678");
    }
    assertThat(phone("+44 07911 123456")).isEqualTo("+447911123456");
    assertThat(phone("+44 (0)20 7946 0000")).isEqualTo("+442079460000");
    assertThat(phone("+41 79-123 45 67")).isEqualTo("+41791234567");
    assertThat(phone("+353 (0)86 123 4567")).isEqualTo("+353861234567");
  }

  @Test
  void a_zero_stays_where_it_is_dialled_from_abroad_too() {
    assertThat(phone("+39 06 1234 5678")).isEqualTo("+390612345678");
    assertThat(phone("+39 (0)6 1234 5678")).isEqualTo("+390612345678");
    assertThat(phone("+225 07 01 02 03 04")).isEqualTo("+2250701020304");
    assertThat(phone("06 12 34 56 78")).isEqualTo("0612345678");
  }

  @Test
  void an_extension_is_not_of_the_number() {
    for (String written :
        List.of(
            "+1 (650) 555-0123 ext 4",
            "+1 650 555 0123 x4",
            "+16505550123;ext=4",
            "+1 650-555-0123 (ext. 4)",
            "+1 650 555 0123 #4",
            "+1 650 555 0123,4")) {
      assertThat(phone(written)).as(written).isEqualTo("+16505550123");
    }
  }

  @Test
  void what_has_too_few_or_too_many_digits_is_no_phone() {
    for (String written : List.of("12345", "+3361", "123456789012345678", "+1234567890123456")) {
      assertThat(phone(written)).as(written).isEmpty();
    }
  }

  @Test
  void an_email_has_letters_of_usual_width_and_nothing_invisible() {
    assertThat(normal(EMAIL, " Ａda@Example.org\u200B")).isEqualTo("ada@example.org");
  }

  @Test
  void only_one_address_with_a_domain_can_be_written_to() {
    for (String well : List.of("ada@example.org", "a.b+c@mail.shop.fr", "jürgen@müller.de")) {
      assertThat(Email.writable(well)).as(well).isTrue();
    }
    for (String badly :
        List.of(
            "not an email",
            "a@b.co; c@d.co",
            "a@b.co,c@d.co",
            "a@b",
            "a@@b.co",
            "a@b..co",
            "a@-b.co",
            "a b@c.co",
            "<a@b.co>",
            "a\u0007@b.co")) {
      assertThat(Email.writable(badly)).as(badly).isFalse();
    }
  }

  @Test
  void a_former_form_is_told_where_it_was_another() {
    assertThat(former(PHONE, "+33 (0)6 12 34 56 78")).isEqualTo("+330612345678");
    assertThat(former(PHONE, "123456789012345678")).isEqualTo("123456789012345678");
    assertThat(former(PHONE, "+33612345678")).isEmpty();
    assertThat(former(EMAIL, "Ａda@example.org")).isEqualTo("ａda@example.org");
    assertThat(former(EMAIL, "Ada@example.org")).isEmpty();
  }

  private static String phone(String written) {
    return normal(PHONE, written);
  }

  private static String normal(IdentifierType type, String written) {
    return Identifiers.normal(type, written).map(Identifier::value).orElse("");
  }

  private static String former(IdentifierType type, String written) {
    return Identifiers.former(type, written).map(Identifier::value).orElse("");
  }
}
