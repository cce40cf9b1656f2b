package habitue.server.me;

import habitue.engine.identify.Profile;
import habitue.model.Fields;
import habitue.model.Value;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Something a person may correct: what they are called, where they are, how they are reached. What
 * the shop decides of them, such as a tier, is not for them to set; they ask the shop.
 *
 * @param name the trait's, with a dot for a part of the address
 * @param autocomplete what a browser may fill in, by the names of HTML
 */
public record Detail(String name, String value, String autocomplete) {
  private static final int LONGEST = 200;
  private static final int SHORTEST_PHONE = 6;
  private static final String ADDRESS = "address";

  private static final SequencedMap<String, String> KNOWN = known();

  private static SequencedMap<String, String> known() {
    var known = new LinkedHashMap<String, String>();
    known.put("title", "organization-title");
    known.put("name", "name");
    known.put("firstName", "given-name");
    known.put("first_name", "given-name");
    known.put("lastName", "family-name");
    known.put("last_name", "family-name");
    known.put("email", "email");
    known.put("phone", "tel");
    known.put("birthday", "bday");
    known.put("gender", "sex");
    known.put("language", "language");
    known.put("address.street", "street-address");
    known.put("address.postalCode", "postal-code");
    known.put("address.city", "address-level2");
    known.put("address.state", "address-level1");
    known.put("address.country", "country-name");
    known.put("city", "address-level2");
    known.put("country", "country-name");
    return known;
  }

  /** What of someone's they may correct: what is held, and how they are reached. */
  static List<Detail> of(Profile profile) {
    var details = new ArrayList<Detail>();
    KNOWN.forEach((name, autocomplete) -> {
      String value = value(profile, name);
      boolean offered = name.equals("email") || name.equals("phone");
      if (value != null || offered && profile.trait(name).isEmpty()) {
        details.add(new Detail(name, value == null ? "" : value, autocomplete));
      }
    });
    return details;
  }

  /** A text that fits into a line; null where there is none. */
  private static @Nullable String value(Profile profile, String name) {
    Value said =
        name.startsWith(ADDRESS + ".")
            ? address(profile).value(part(name)).orElse(null)
            : profile.trait(name).orElse(null);
    return said instanceof Value.Text(String text) && line(text) ? text : null;
  }

  private static boolean line(String text) {
    return text.length() <= LONGEST && text.chars().noneMatch(Character::isISOControl);
  }

  private static Fields address(Profile profile) {
    return profile.trait(ADDRESS).orElse(Value.NOTHING) instanceof Fields fields
        ? fields
        : Fields.NONE;
  }

  private static String part(String name) {
    return name.substring(ADDRESS.length() + 1);
  }

  /** The kind of field it is written in. */
  public String type() {
    return switch (name) {
      case "email" -> "email";
      case "phone" -> "tel";
      case "birthday" -> date(value) ? "date" : "text";
      default -> "text";
    };
  }

  /** Whether a text may take its place; an empty one takes it away. */
  boolean takes(String text) {
    return line(text)
        && (text.isEmpty()
            || switch (name) {
              case "email" -> text.matches("[^\\s@]+@[^\\s@]+\\.[^\\s@.]{2,}");
              case "phone" -> text.matches("[+0-9 ()./-]+") && digits(text) >= SHORTEST_PHONE;
              case "birthday" -> !date(value) || date(text);
              default -> true;
            });
  }

  private static long digits(String text) {
    return text.chars().filter(Character::isDigit).count();
  }

  private static boolean date(String text) {
    try {
      LocalDate.parse(text);
      return true;
    } catch (DateTimeException other) {
      return false;
    }
  }

  /**
   * The traits that corrections come to. A new address is not a checked one, whatever was known of
   * the old.
   *
   * @param corrected values by name, only those that are to change
   */
  static Fields traits(Profile profile, Map<String, String> corrected) {
    Fields traits = Fields.NONE;
    Fields address = address(profile);
    for (var each : corrected.entrySet()) {
      String name = each.getKey();
      Value value = each.getValue().isEmpty() ? Value.NOTHING : Value.of(each.getValue());
      if (name.startsWith(ADDRESS + ".")) {
        address =
            value instanceof Value.Nothing
                ? address.without(part(name))
                : address.with(part(name), value);
        traits = traits.with(ADDRESS, address.isEmpty() ? Value.NOTHING : address);
      } else {
        traits = unchecked(traits.with(name, value), name, profile);
      }
    }
    return traits;
  }

  private static Fields unchecked(Fields traits, String name, Profile profile) {
    Fields all = traits;
    for (String checked : List.of(name + "Verified", name + "_verified")) {
      if (profile.trait(checked).isPresent()) {
        all = all.with(checked, Value.of(false));
      }
    }
    return all;
  }
}
