package habitue.server.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Each platform's rules, on the examples they publish where they do. */
class FormatTest {
  private static Contact contact(String email, String phone, String first, String last) {
    return new Contact(email, phone, first, last, "", "", "");
  }

  @Test
  void meta_hashes_as_its_documentation_shows() {
    assertThat(
            Format.META.hashed(contact("john_smith@gmail.com", "+16505551212", " Mary ", "Valéry")))
        .startsWith(
            "62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f",
            "e323ec626319ca94ee8bff2e4c87cf613be6ea19919ed1364124e16807ab3176",
            "6915771be1c5aa0c886870b6951b03d7eafc121fea0e80a5ea83beb7c449f4ec",
            "08e1996b5dd49e62a4b4c010d44e4345592a863bb9f8e3976219bac29417149c");
    assertThat(Format.META.hashed(contact("a@b.example", "", "정", "")))
        .contains("8fa8cd9c440be61d0151429310034083132b35975c4bea67fdd74158eb51db14");
  }

  @Test
  void meta_reads_places_without_blanks_and_five_digits_in_the_us() {
    var contact = new Contact("a@b.example", "", "", "", "New York", "94035-1234", "US");
    List<String> row = Format.META.hashed(contact);
    assertThat(row.subList(4, 7))
        .containsExactly(Hashing.of("newyork"), Hashing.of("94035"), Hashing.of("us"));
    var british = new Contact("a@b.example", "", "", "", "", "M1 1AE", "GB");
    assertThat(Format.META.hashed(british).get(5)).isEqualTo(Hashing.of("m11ae"));
  }

  @Test
  void google_reads_gmail_without_dots_and_additions_and_others_as_they_are() {
    assertThat(Format.GOOGLE.hashed(contact("jane.doe+shop@googlemail.com", "", "", "")))
        .startsWith(Hashing.of("janedoe@googlemail.com"));
    assertThat(Format.GOOGLE.hashed(contact("jane.doe+shop@example.org", "", "", "")))
        .startsWith(Hashing.of("jane.doe+shop@example.org"));
    assertThat(Format.GOOGLE.hashed(contact("", "+16505551212", "", "")))
        .startsWith("", Hashing.of("+16505551212"));
  }

  @Test
  void google_gets_an_address_whole_or_not_at_all() {
    var whole = new Contact("", "", "Joanna", "Van  Der Smith", "", "WC2H 8LG", "GB");
    assertThat(Format.GOOGLE.hashed(whole))
        .containsExactly(
            "", "", Hashing.of("joanna"), Hashing.of("van der smith"), "GB", "WC2H 8LG");
    var nowhere = new Contact("a@b.example", "", "Joanna", "Smith", "", "", "GB");
    assertThat(Format.GOOGLE.hashed(nowhere).subList(2, 6)).containsOnly("");
    var hostile = new Contact("a@b.example", "", "Joanna", "Smith", "", "=cmd|' /C'!A0", "GB");
    assertThat(Format.GOOGLE.hashed(hostile).subList(2, 6)).containsOnly("");
  }

  @Test
  void tiktok_drops_additions_and_keeps_the_plus_of_a_phone() {
    assertThat(Format.TIKTOK.hashed(contact("jane.doe+shop@example.org", "+37493828222", "", "")))
        .containsExactly(Hashing.of("jane.doe@example.org"), Hashing.of("+37493828222"));
  }

  @Test
  void who_is_found_by_nothing_has_no_line() {
    assertThat(Format.META.hashed(contact("", "", "Ada", "Lovelace"))).isEmpty();
    assertThat(Format.GOOGLE.hashed(contact("", "", "Ada", "Lovelace"))).isEmpty();
    assertThat(Format.TIKTOK.hashed(contact("", "", "Ada", "Lovelace"))).isEmpty();
  }
}
