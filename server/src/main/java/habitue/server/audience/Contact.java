package habitue.server.audience;

import habitue.engine.identify.Profile;
import habitue.engine.trust.Destination;
import habitue.model.Value;
import habitue.playbook.trust.Channel;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a person is found by, from the addresses that decide by what they are reached. Empty texts
 * for what is not known.
 *
 * @param email in small letters
 * @param phone with its country, after a plus sign; empty where the country is not known
 * @param country two capitals (ISO 3166-1)
 */
record Contact(
    String email,
    String phone,
    String first,
    String last,
    String city,
    String postcode,
    String country) {

  static Contact of(Profile profile) {
    var said = habitue.warehouse.rows.Contact.of(profile);
    String phone = normal(profile, Channel.PHONE);
    return new Contact(
        normal(profile, Channel.EMAIL),
        phone.startsWith("+") ? phone : "",
        trait(profile, "firstName", "first_name"),
        trait(profile, "lastName", "last_name"),
        orEmpty(said.city()),
        orEmpty(said.postcode()),
        Countries.code(orEmpty(said.country())));
  }

  private static String normal(Profile profile, Channel channel) {
    return Destination.of(profile, channel).orElse("");
  }

  private static String trait(Profile profile, String... names) {
    return Stream.of(names)
        .flatMap(name -> profile.trait(name).stream())
        .map(value -> value instanceof Value.Text(String text) ? text.strip() : "")
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
