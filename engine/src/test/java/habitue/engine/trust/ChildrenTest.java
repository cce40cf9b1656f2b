package habitue.engine.trust;

import static habitue.engine.Life.SHOP;
import static habitue.engine.Life.message;
import static habitue.engine.Life.minutes;
import static habitue.engine.Said.said;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.Life;
import habitue.engine.identify.Profile;
import habitue.model.Fields;
import habitue.model.IdentifierType;
import habitue.model.Source;
import habitue.model.Trust;
import habitue.model.Value;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A child is known by ids and age alone, until a parent agrees or the birthday comes. */
class ChildrenTest {
  private static final Source SILENT = new Source(7, "site", Trust.BROWSER, "uk", "web");
  private static final Fields ADDRESS = said("street", "1 rue Haute", "country", "FR");

  private final Life life = new Life();

  @Test
  void of_a_child_only_ids_the_birth_date_and_the_country_are_kept() {
    child(0);
    assertThat(profile().traits()).containsOnlyKeys("birthday", "address");
    assertThat(profile().trait("address")).contains(said("country", "FR"));
    assertThat(profile().identifiers())
        .extracting(each -> each.identifier().type())
        .containsExactlyInAnyOrder(
            IdentifierType.USER_ID, IdentifierType.CARD, IdentifierType.ANONYMOUS_ID);
    assertThat(life.state().consents().grown()).isFalse();
  }

  @Test
  void what_was_known_before_anyone_could_tell_is_let_go_of() {
    // Read for no purpose at all: who someone is, is read of every record.
    identify(minutes(0), SILENT, said("name", "Ada", "email", "ada@post.example"));
    identify(minutes(1), SHOP, said("birthday", "2015-03-03"));
    assertThat(profile().traits()).containsOnlyKeys("birthday");
    assertThat(profile().identifiers()).hasSize(1);
  }

  @Test
  void a_parent_who_agrees_opens_what_is_said_from_then_on() {
    child(0);
    agreed(5, "Consent Given");
    identify(minutes(10), SHOP, said("name", "Ada"));
    assertThat(profile().trait("name")).contains(Value.of("Ada"));
    assertThat(profile().trait("email")).isEmpty();
    agreed(15, "Consent Withdrawn");
    assertThat(profile().traits()).containsOnlyKeys("birthday", "address");
  }

  @Test
  void once_grown_up_a_late_word_of_their_childhood_takes_nothing_away() {
    Instant birthday = Instant.parse("2026-03-03T00:00:00Z");
    identify(minutes(0), SHOP, said("birthday", "2011-03-03", "country", "FR", "name", "A"));
    assertThat(profile().traits()).containsOnlyKeys("birthday", "country");
    life.wake(birthday);
    identify(birthday.plusSeconds(60), SHOP, said("name", "Ada"));
    Instant before = birthday.minusSeconds(60);
    life.lives(birthday.plusSeconds(120), before, SHOP, identified(said("city", "Lyon")));
    assertThat(profile().traits()).containsOnlyKeys("birthday", "country", "name");
    Profile lived = profile();
    assertThat(life.refold().state().profile()).isEqualTo(lived);
  }

  @Test
  void who_was_said_to_be_a_child_by_mistake_is_known_again() {
    identify(minutes(0), SHOP, said("name", "Ada"));
    identify(minutes(1), SHOP, said("birthday", "2015-03-03"));
    assertThat(profile().trait("name")).isEmpty();
    identify(minutes(2), SHOP, said("birthday", "1985-03-03"));
    assertThat(profile().trait("name")).contains(Value.of("Ada"));
  }

  private void child(long minute) {
    var mail = said("type", "email", "id", "ada@post.example");
    var card = said("type", "card", "id", "4711");
    Fields traits =
        said(
            "birthday",
            "2015-03-03",
            "name",
            "Ada",
            "email",
            "ada@post.example",
            "phone",
            "+33 6 12 34 56 78",
            "city",
            "Lyon",
            "address",
            ADDRESS);
    Fields context = said("externalIds", List.of(mail, card));
    Fields message = identified(traits).with("userId", "ada").with("context", context);
    life.lives(minutes(minute), minutes(minute), SHOP, message);
  }

  private void agreed(long minute, String event) {
    Fields said = message("track", "event", event, "properties", said("purpose", "parental"));
    life.lives(minutes(minute), minutes(minute), SHOP, said);
  }

  private void identify(Instant at, Source source, Fields traits) {
    life.lives(at, at, source, identified(traits));
  }

  private static Fields identified(Fields traits) {
    return message("identify", "traits", traits);
  }

  private Profile profile() {
    return life.state().profile();
  }
}
