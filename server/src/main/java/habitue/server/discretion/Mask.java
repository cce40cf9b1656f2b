package habitue.server.discretion;

import habitue.server.console.view.Customer;
import habitue.server.console.view.Identity;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Takes contact details out of texts. What is one by its name goes whole; in everything else what
 * looks like an e-mail or a phone does, and what is known to be one of this person's.
 */
final class Mask {
  /** Knows nobody's details: for lines of many people. */
  static final Mask NOBODYS = new Mask(List.of());

  private static final String GONE = "…";
  private static final int SHORTEST_SECRET = 4;
  private static final Pattern EMAIL =
      Pattern.compile("([^\\s@<>\"'=&?/,;:()%]+)(@|%40)([^\\s@<>\"'=&?/,;:()%]+)");
  private static final Pattern PHONE =
      Pattern.compile("(?<![\\w.])(?:\\+|00|\\(?0)[0-9()\\[\\] ./-]{7,22}[0-9](?!\\w)");
  private static final Pattern STREET =
      Pattern.compile(
          "(?i)\\b\\d{1,5}(?: ?(?:bis|ter|[a-d]))?,? +(?:(?:rue|avenue|av\\.|boulevard|bd|place|chemin"
              + "|allée|impasse|quai|route|cours|square) [^,\\n]+|[\\p{L}' -]{2,40} (?:street|st\\.?"
              + "|road|rd\\.?|lane|avenue|ave\\.?|drive|close|way|court|square|terrace)\\b)");
  private static final Set<String> CONTACT_TYPES = Set.of("email", "phone", "card");
  private static final Pattern CONTACT_NAME =
      Pattern.compile(
          "mail|phone|mobile|telephone|^tel$|_tel$|fax|card|address|street|^line_?[12]$|postcode"
              + "|post_code|postal|zip|iban|^rue$|adresse");

  private final List<String> secrets;

  private Mask(List<String> secrets) {
    this.secrets = secrets;
  }

  /** Knows this person's details wherever they stand. */
  static Mask of(Customer customer) {
    Identity identity = customer.identity();
    Stream<String> names =
        identity.identifiers().stream()
            .filter(each -> CONTACT_TYPES.contains(each.type()))
            .map(Identity.Identifier::value);
    Stream<String> traits =
        identity.traits().stream()
            .filter(each -> contact(each.name()))
            .flatMap(each -> Stream.concat(Stream.of(each.value()), each.others().stream()));
    return new Mask(
        Stream.concat(Stream.concat(names, traits), Stream.of(customer.person().email()))
            .filter(secret -> secret.length() >= SHORTEST_SECRET)
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList());
  }

  /** Whether a field of this name holds a contact detail. */
  static boolean contact(String name) {
    String plain =
        name.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT).replace('-', '_');
    return CONTACT_NAME.matcher(plain).find()
        || Stream.of(plain.split("\\.")).anyMatch(part -> CONTACT_NAME.matcher(part).find());
  }

  /** A value by the name it stands under: {@code email}, {@code shipping.street}, {@code city}. */
  String value(String name, String value) {
    return contact(name) ? whole(value) : text(value);
  }

  /** A text that may have anything in it. */
  String text(String text) {
    if (text.isEmpty()) {
      return text;
    }
    String left = text;
    for (String secret : secrets) {
      left =
          Pattern.compile(Pattern.quote(secret), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
              .matcher(left)
              .replaceAll(found -> Matcher.quoteReplacement(whole(found.group())));
    }
    left = EMAIL.matcher(left).replaceAll(Mask::email);
    left = PHONE.matcher(left).replaceAll(GONE);
    return STREET.matcher(left).replaceAll(GONE);
  }

  /** {@code a…@e….com} of an e-mail; of anything else only that something is there. */
  private static String whole(String value) {
    if (value.isBlank()) {
      return value;
    }
    Matcher email = EMAIL.matcher(value.strip());
    return email.matches() ? email.replaceAll(Mask::email) : GONE;
  }

  private static String email(MatchResult found) {
    String host = found.group(3);
    int dot = host.lastIndexOf('.');
    String end = dot > 0 ? host.substring(dot) : "";
    return Matcher.quoteReplacement(first(found.group(1)) + GONE + "@" + first(host) + GONE + end);
  }

  private static String first(String text) {
    return text.substring(0, text.offsetByCodePoints(0, 1));
  }
}
