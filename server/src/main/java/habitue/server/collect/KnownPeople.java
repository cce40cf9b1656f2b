package habitue.server.collect;

import habitue.model.Fields;
import habitue.model.Identifier;
import habitue.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a browser must not change: the addresses of people the brand knows, and how old they are.
 */
@FunctionalInterface
public interface KnownPeople {
  /** The person behind a userId or anonymousId who has a userId; empty for strangers. */
  Optional<Contact> find(Identifier identifier);

  /** The traits that tell a date of birth. */
  default List<String> births() {
    return List.of();
  }

  /**
   * @param proven whether the shop itself named their userId, so that not even a first address is a
   *     browser's to say
   * @param born the traits of theirs that tell when they were born
   * @param closed the questions about that which do not wait for their answer
   */
  record Contact(
      @Nullable String email,
      @Nullable String phone,
      boolean proven,
      Fields born,
      Set<String> closed) {
    public Contact {
      closed = Set.copyOf(closed);
    }

    public Contact(@Nullable String email, @Nullable String phone, boolean proven) {
      this(email, phone, proven, Fields.NONE, Set.of());
    }

    /** What they said of their birth by the trait that a place names. */
    Value born(String place) {
      return born.value(place.substring(place.lastIndexOf('.') + 1)).orElse(Value.NOTHING);
    }

    /** Whether an address is none of theirs that a browser may say. */
    boolean refuses(Address said) {
      String known = said.phone() ? phone : email;
      return known == null ? proven : !said.plain(known).equals(said.plain(said.text));
    }
  }

  /**
   * An e-mail or phone as a message says it of its person.
   *
   * @param place where it stands
   * @param kind what it is, whatever the spelling of its name
   * @param fits whether it is a text
   */
  record Address(String place, String kind, String text, boolean fits) {
    private static final String PHONE = "phone";
    private static final Set<String> KINDS = Set.of("email", PHONE);

    /** However it is spelt: {@code email}, {@code Email} and {@code e-mail} are one. */
    static List<Address> of(Fields message) {
      var found = new ArrayList<Address>();
      add(found, "traits.", message.fields("traits"));
      add(found, "context.traits.", message.fields("context").fields("traits"));
      return found;
    }

    private static void add(List<Address> to, String place, Fields traits) {
      traits
          .values()
          .forEach((name, value) -> {
            String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
            if (KINDS.contains(plain) && !empty(value)) {
              Optional<String> text = traits.text(name);
              to.add(new Address(place, plain, text.orElse(""), text.isPresent()));
            }
          });
    }

    private static boolean empty(Value value) {
      return value instanceof Value.Nothing
          || value instanceof Value.Text(String text) && text.isBlank();
    }

    private boolean phone() {
      return kind.equals(PHONE);
    }

    String field() {
      return place + kind;
    }

    private String plain(String address) {
      return phone() ? address.replaceAll("[^0-9]", "") : address.strip().toLowerCase(Locale.ROOT);
    }
  }
}
