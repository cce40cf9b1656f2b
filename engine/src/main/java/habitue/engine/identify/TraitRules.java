package habitue.engine.identify;

import habitue.model.Event;
import habitue.model.Packer;
import habitue.model.Value;
import habitue.model.ValueCodec;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which statement about a person holds when two differ. */
final class TraitRules {
  private static final String SAID_BY = "saidBy";
  private static final int LONGEST_NAME = 100;

  /** Where to reach them: whoever changes these could read what is meant for another. */
  private static final Set<String> ADDRESSES = Set.of("email", "phone", "card");

  /** What they agreed to, by how such traits begin in common client code. */
  private static final List<String> GRANTS =
      List.of("consent", "grant", "optin", "optout", "subscribe", "unsubscribe", "verified");

  private TraitRules() {}

  /** Whether an event is what the person says of themselves, and no system of the brand. */
  static boolean ownWord(Event event) {
    return event.name().equals(Trait.ANSWERED)
        || event.context().text(SAID_BY).filter("customer"::equals).isPresent();
  }

  static boolean fits(String name, Value value) {
    return name.length() <= LONGEST_NAME && (small(value) || size(value) <= Profile.TRAIT_BYTES);
  }

  private static boolean small(Value value) {
    return switch (value) {
      case Value.Text(String text) -> text.length() < Profile.TRAIT_BYTES / 4;
      case Value.Whole _, Value.Flag _, Value.Nothing _ -> true;
      default -> false;
    };
  }

  private static int size(Value value) {
    var packer = new Packer();
    ValueCodec.write(value, packer);
    return packer.bytes().length;
  }

  /**
   * Whether the fresh statement takes the old one's place: the later by its own time does. Of an
   * address or a grant, a browser may only make the first statement, and a trusted source always
   * outranks a browser.
   */
  static boolean wins(String name, Trait fresh, Trait old) {
    if (!guarded(name)) {
      return fresh.laterThan(old);
    }
    boolean trusted = fresh.trust().trusted();
    boolean bothTrusted = trusted && old.trust().trusted();
    return bothTrusted ? fresh.laterThan(old) : trusted;
  }

  static boolean guarded(String name) {
    if (ADDRESSES.contains(name)) {
      return true;
    }
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    return plain.endsWith("verified") || GRANTS.stream().anyMatch(plain::startsWith);
  }
}
