package habitue.store.door;

import habitue.model.Event;
import habitue.model.Fields;
import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.model.Source;
import habitue.model.Value;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The identifiers an event may be recognised by, strongest first. An e-mail, phone or card counts
 * only where a trusted source vouches for it: in {@code context.externalIds} (unless it says {@code
 * verified: false}), or as a trait beside {@code emailVerified} or {@code phoneVerified}.
 * Unverified ones stay traits.
 */
public final class Names {
  private static final int LONGEST = 512;

  private Names() {}

  public static List<Identifier> of(Event event, Source source) {
    Set<Identifier> names = new LinkedHashSet<>();
    add(names, IdentifierType.USER_ID, event.userId());
    if (source.trust().trusted()) {
      vouchedTraits(event.traits(), names);
    }
    externalIds(event.context(), source, names);
    add(names, IdentifierType.ANONYMOUS_ID, event.anonymousId());
    add(names, IdentifierType.DEVICE, event.context().fields("device").text("id").orElse(null));
    if (source.trust().trusted()) {
      event
          .properties()
          .text("order_id")
          .filter(id -> id.length() <= LONGEST)
          .ifPresent(
              id -> names.add(new Identifier(IdentifierType.ORDER_ID, id, store(event, source))));
    }
    return names.stream().sorted((one, other) -> one.type().compareTo(other.type())).toList();
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

  /** The shop an event speaks for: what it says itself, if its source may, else the source's. */
  public static String store(Event event, Source source) {
    return event.properties().text("store").filter(s -> s.length() <= 64).orElse(source.store());
  }

  /** The form an identifier is compared in: e-mails in lower case, phones as digits. */
  public static Optional<Identifier> normal(IdentifierType type, String value, String store) {
    String stripped = value.strip();
    String normal =
        switch (type) {
          case EMAIL -> stripped.toLowerCase(Locale.ROOT);
          case PHONE -> phone(stripped);
          case USER_ID, CARD, ANONYMOUS_ID, DEVICE, ORDER_ID -> stripped;
        };
    return normal.isEmpty() || normal.length() > LONGEST
        ? Optional.empty()
        : Optional.of(new Identifier(type, normal, type == IdentifierType.ORDER_ID ? store : ""));
  }

  private static void vouchedTraits(Fields traits, Set<Identifier> names) {
    vouched(traits, "email", "emailVerified", "email_verified", IdentifierType.EMAIL, names);
    vouched(traits, "phone", "phoneVerified", "phone_number_verified", IdentifierType.PHONE, names);
  }

  private static void vouched(
      Fields traits,
      String name,
      String flag,
      String claim,
      IdentifierType type,
      Set<Identifier> names) {
    if (traits.flag(flag).or(() -> traits.flag(claim)).orElse(false)) {
      add(names, type, traits.text(name).orElse(null));
    }
  }

  private static void externalIds(Fields context, Source source, Set<Identifier> names) {
    for (Value each : context.list("externalIds")) {
      if (each instanceof Fields said) {
        externalId(said, source, (type, value) -> add(names, type, value));
      }
    }
  }

  private static void externalId(
      Fields said, Source source, BiConsumer<IdentifierType, String> to) {
    Optional<IdentifierType> type = said.text("type").flatMap(IdentifierType::named);
    Optional<String> value = said.text("id");
    if (type.isEmpty() || value.isEmpty()) {
      return;
    }
    boolean vouched = source.trust().trusted() && said.flag("verified").orElse(true);
    switch (type.get().strength()) {
      case STRONG -> {}
      case MEDIUM -> {
        if (vouched) {
          to.accept(type.get(), value.get());
        }
      }
      case WEAK -> {
        if (type.get() != IdentifierType.ORDER_ID) {
          to.accept(type.get(), value.get());
        }
      }
    }
  }

  private static void add(
      Set<Identifier> names, IdentifierType type, @org.jspecify.annotations.Nullable String value) {
    if (value != null) {
      normal(type, value, "").ifPresent(names::add);
    }
  }

  private static String phone(String value) {
    var digits = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char each = value.charAt(i);
      if (each >= '0' && each <= '9' || each == '+' && digits.isEmpty()) {
        digits.append(each);
      }
    }
    return digits.toString();
  }
}
