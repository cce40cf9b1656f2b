package habitue.engine.identify;

import static habitue.engine.Life.SHOP;
import static habitue.engine.Life.WEB;
import static habitue.engine.Life.message;
import static habitue.engine.Life.minutes;
import static habitue.engine.Said.said;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.Life;
import habitue.model.Fields;
import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.model.Source;
import habitue.model.Trust;
import habitue.model.Value;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ProfileStepTest {
  private final Life life = new Life();

  private Profile identify(long minute, Source source, Fields traits) {
    return life.happens(minutes(minute), source, message("identify", "traits", traits))
        .state()
        .profile();
  }

  @Test
  void a_trait_keeps_where_it_came_from() {
    assertThat(identify(5, SHOP, said("city", "Lille")).traits())
        .containsEntry(
            "city",
            new Trait(
                Value.of("Lille"),
                minutes(5),
                minutes(5),
                SHOP.number(),
                Trust.SERVER,
                100,
                false));
  }

  @Test
  void the_later_word_by_its_own_time_wins() {
    identify(10, SHOP, said("city", "Lille"));
    life.comes(minutes(60), minutes(5), SHOP, message("identify", "traits", said("city", "Paris")));
    assertThat(life.state().profile().trait("city")).contains(Value.of("Lille"));
  }

  @Test
  void null_removes_a_trait_even_for_a_late_older_word() {
    identify(10, SHOP, said("city", "Lille"));
    identify(20, SHOP, said("city", null));
    life.comes(
        minutes(60), minutes(15), SHOP, message("identify", "traits", said("city", "Paris")));
    assertThat(life.state().profile().trait("city")).isEmpty();
  }

  @Test
  void a_browser_does_not_change_an_address_that_is_known() {
    identify(1, SHOP, said("email", "ann@shop.test", "city", "Lille"));
    Profile after = identify(2, WEB, said("email", "eve@evil.test", "city", "Paris"));
    assertThat(after.trait("email")).contains(Value.of("ann@shop.test"));
    assertThat(after.trait("city")).contains(Value.of("Paris"));
    assertThat(after.refusedTraits()).isEqualTo(1);
    assertThat(after.identifiers())
        .extracting(KnownIdentifier::identifier)
        .doesNotContain(new Identifier(IdentifierType.EMAIL, "eve@evil.test"));
  }

  @Test
  void a_browser_may_say_an_address_first_and_a_server_corrects_it_whenever() {
    identify(10, WEB, said("email", "a@b.test", "consent_marketing", true));
    identify(11, WEB, said("consent_marketing", false));
    Profile after = identify(5, SHOP, said("email", "ann@b.test"));
    assertThat(after.trait("email")).contains(Value.of("ann@b.test"));
    assertThat(after.trait("consent_marketing")).contains(Value.of(true));
  }

  @Test
  void a_browser_cannot_remove_a_grant() {
    identify(1, SHOP, said("Opt-in e-mail", true));
    assertThat(identify(2, WEB, said("Opt-in e-mail", null)).trait("Opt-in e-mail"))
        .contains(Value.of(true));
  }

  @Test
  void values_too_large_are_left_out_and_counted() {
    Profile after = identify(1, SHOP, said("bio", "x".repeat(2000), "name", "Ann"));
    assertThat(after.traits()).containsOnlyKeys("name");
    assertThat(after.ignoredTraits()).isEqualTo(1);
  }

  @Test
  void traits_beyond_the_bound_are_left_out_and_counted() {
    for (int i = 0; i < 300; i++) {
      identify(i, SHOP, said("trait" + i, i));
    }
    assertThat(life.state().profile().traits()).hasSize(Profile.TRAITS);
    assertThat(life.state().profile().ignoredTraits()).isEqualTo(300 - Profile.TRAITS);
  }

  @Test
  void a_group_call_tells_company_and_role() {
    Fields group = said("name", "Acme", "role", "buyer");
    life.happens(minutes(1), SHOP, message("group", "groupId", "g1", "traits", group));
    assertThat(life.state().profile().trait("role")).contains(Value.of("buyer"));
    assertThat(life.state().profile().trait("company")).contains(said("name", "Acme", "id", "g1"));
  }

  @Test
  void names_are_normalised_and_remembered_with_first_and_last_sight() {
    life.happens(
        minutes(0),
        SHOP,
        message(
            "identify",
            "userId",
            "u1",
            "traits",
            said("email", " Ann@Shop.Test ", "email_verified", true, "phone", "0033 612 345 678")));
    life.page(minutes(3 * 24 * 60), "https://shop.test/", "");
    List<KnownIdentifier> known = life.state().profile().identifiers();
    assertThat(known)
        .extracting(each -> each.identifier().value())
        .containsExactly("u1", "ann@shop.test", "+33612345678", "a1");
    assertThat(known)
        .extracting(KnownIdentifier::verified)
        .containsExactly(true, true, false, false);
    assertThat(known.getLast().lastDay()).isEqualTo(LocalDate.parse("2026-03-05"));
  }

  @Test
  void becoming_known_is_stated_once() {
    life.page(minutes(0), "https://shop.test/", "");
    assertThat(life.facts("Became Known")).isEmpty();
    for (int i = 1; i < 4; i++) {
      life.happens(minutes(i), WEB, message("identify", "userId", "u1"));
    }
    assertThat(life.facts("Became Known")).hasSize(1);
    assertThat(life.state().profile().knownSince()).isEqualTo(minutes(1));
  }

  @Test
  void an_unverified_address_makes_nobody_known() {
    identify(1, WEB, said("email", "a@b.test", "email_verified", true));
    assertThat(life.facts("Became Known")).isEmpty();
    identify(2, SHOP, said("email", "a@b.test", "email_verified", true));
    assertThat(life.facts("Became Known")).hasSize(1);
  }

  private Profile says(Source source, String type, Fields externalId) {
    Fields context = said("externalIds", List.of(externalId));
    return life.happens(minutes(1), source, message(type, "context", context)).state().profile();
  }

  @Test
  void an_external_id_names_no_user() {
    Profile after = says(WEB, "page", said("type", "userId", "id", "victim"));
    assertThat(after.identifiers())
        .extracting(each -> each.identifier().value())
        .containsExactly("a1");
    assertThat(after.knownSince()).isNull();
    assertThat(life.facts("Became Known")).isEmpty();
  }

  @Test
  void an_external_id_that_nobody_checked_is_not_shown_as_verified() {
    Fields id = said("type", "email", "id", "a@b.test");
    assertThat(says(SHOP, "page", id.with("verified", Value.of(false))).identifiers())
        .extracting(KnownIdentifier::verified)
        .containsExactly(false, false);
    assertThat(life.facts("Became Known")).isEmpty();
    assertThat(says(SHOP, "page", id).identifiers())
        .extracting(KnownIdentifier::verified)
        .containsExactly(true, false);
  }

  @Test
  void a_card_among_the_traits_is_shown_but_not_as_verified() {
    Profile after = identify(1, SHOP, said("card", "c1"));
    assertThat(after.known(new Identifier(IdentifierType.CARD, "c1")).orElseThrow().verified())
        .isFalse();
    assertThat(after.knownSince()).isNull();
  }

  @Test
  void a_phone_is_vouched_for_by_the_flags_the_door_knows_alone() {
    Fields phone = said("phone", "+33612345678");
    identify(1, SHOP, phone.with("phone_verified", Value.of(true)));
    assertThat(life.state().profile().knownSince()).isNull();
    identify(2, SHOP, phone.with("phone_number_verified", Value.of(true)));
    assertThat(life.state().profile().knownSince()).isEqualTo(minutes(2));
  }

  @Test
  void the_least_recent_identifiers_fall_out() {
    for (int i = 0; i < 210; i++) {
      life.happens(Life.days(i), WEB, message("page", "anonymousId", "visitor-" + i));
    }
    Profile profile = life.state().profile();
    assertThat(profile.identifiers()).hasSize(Profile.IDENTIFIERS);
    assertThat(profile.droppedIdentifiers()).isEqualTo(10);
    assertThat(profile.identifiers().getFirst().identifier().value()).isEqualTo("visitor-10");
  }

  @Test
  void traits_in_any_order_agree_with_sorting_all_statements() {
    for (int seed = 0; seed < 200; seed++) {
      var random = new Random(seed);
      var told = new Life();
      var latest = new TreeMap<String, Integer>();
      var values = new TreeMap<String, Value>();
      for (int i = 0; i < 40; i++) {
        String name = "t" + random.nextInt(4);
        int minute = random.nextInt(30);
        Value value = random.nextInt(5) == 0 ? Value.NOTHING : Value.of(random.nextInt(9));
        told.comes(
            minutes(100 + i),
            minutes(minute),
            SHOP,
            message("identify", "traits", said(name, value)));
        if (minute >= latest.getOrDefault(name, -1)) {
          latest.put(name, minute);
          values.put(name, value);
        }
      }
      values.values().removeIf(Value.NOTHING::equals);
      var folded = new TreeMap<String, Value>();
      Profile profile = told.state().profile();
      profile
          .traits()
          .keySet()
          .forEach(name -> profile.trait(name).ifPresent(v -> folded.put(name, v)));
      assertThat(folded).as("seed %s", seed).isEqualTo(values);
    }
  }
}
