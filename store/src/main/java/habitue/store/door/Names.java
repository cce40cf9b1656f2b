package habitue.store.door;

import habitue.engine.identify.Identifiers;
import habitue.engine.identify.Identifiers.Carried;
import habitue.model.Event;
import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.model.Source;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The identifiers that an event is filed by. */
public final class Names {
  private static final int LONGEST = 512;

  private Names() {}

  /**
   * Those it may be recognised by, strongest first; orders only as a trusted source tells them.
   * Whoever is known by a former form of an e-mail or phone is recognised by it too.
   */
  public static List<Identifier> of(Event event, Source source) {
    boolean trusted = source.trust().trusted();
    Set<Identifier> names = new LinkedHashSet<>();
    for (Carried carried : Identifiers.of(event, trusted)) {
      if (carried.recognises()) {
        names.add(carried.identifier());
        if (carried.stillTheirs()) {
          names.add(Objects.requireNonNull(carried.former()));
        }
      }
    }
    if (trusted) {
      order(event, source).ifPresent(names::add);
    }
    return names.stream().sorted(Comparator.comparing(Identifier::type)).toList();
  }

  private static Optional<Identifier> order(Event event, Source source) {
    return event
        .properties()
        .text("order_id")
        .filter(id -> id.length() <= LONGEST)
        .map(id -> new Identifier(IdentifierType.ORDER_ID, id, event.store(source)));
  }

  /** Further names an event tells of its person: addresses nobody vouched for, former ids. */
  static Set<Identifier> said(Event event) {
    Set<Identifier> said = new LinkedHashSet<>();
    add(said, IdentifierType.EMAIL, event.traits().text("email").orElse(null));
    add(said, IdentifierType.PHONE, event.traits().text("phone").orElse(null));
    add(said, IdentifierType.USER_ID, event.previousId());
    add(said, IdentifierType.ANONYMOUS_ID, event.previousId());
    return said;
  }

  /** All that its person may lie filed under, now or since earlier. */
  static Set<Identifier> all(Event event, Source source) {
    Set<Identifier> all = new LinkedHashSet<>(of(event, source));
    all.addAll(said(event));
    all.addAll(Identifiers.former(event));
    return all;
  }

  /** The form an identifier is compared in; an order's number counts within its store. */
  public static Optional<Identifier> normal(IdentifierType type, String value, String store) {
    Optional<Identifier> normal = Identifiers.normal(type, value);
    return type == IdentifierType.ORDER_ID
        ? normal.map(id -> new Identifier(type, id.value(), store))
        : normal;
  }

  private static void add(Set<Identifier> names, IdentifierType type, @Nullable String value) {
    if (value != null) {
      Identifiers.normal(type, value).ifPresent(names::add);
    }
  }
}
