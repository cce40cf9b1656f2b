package habitue.engine.identify;

import habitue.model.Event;
import habitue.model.Fields;
import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.model.IdentifierType.Strength;
import habitue.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The names an event carries of its person, read the same way by the door, which recognises people
 * by them, and by the profile, which shows them. Order numbers are not among them: those are found
 * with the orders.
 *
 * <p>An e-mail, phone or card counts only where a trusted source vouches for it: in {@code
 * context.externalIds} (unless that says {@code verified: false}), or, for the first two, by a flag
 * beside the trait. A userId is the message's own alone: nobody is named beside it.
 */
public final class Identifiers {
  private static final int LONGEST = 512;
  private static final int SHORTEST_PHONE = 6;

  private Identifiers() {}

  /**
   * A name as an event carries it.
   *
   * @param vouched whether the event says that it was checked; true only of a trusted source
   */
  public record Carried(Identifier identifier, boolean vouched) {

    /** Whether it tells who the person is; others are shown and searched by. */
    public boolean recognises() {
      return vouched || identifier.type().strength() != Strength.MEDIUM;
    }
  }

  /** Names in a fixed order: user, traits, external ids, anonymous, device. */
  public static List<Carried> of(Event event, boolean trusted) {
    var found = new ArrayList<Carried>(2);
    add(found, IdentifierType.USER_ID, event.userId(), true);
    Fields context = event.context();
    addTraits(found, event.traits(), trusted);
    addExternal(found, context.list("externalIds"), trusted);
    add(found, IdentifierType.ANONYMOUS_ID, event.anonymousId(), false);
    add(found, IdentifierType.DEVICE, context.fields("device").text("id").orElse(null), false);
    return found;
  }

  private static void addTraits(List<Carried> to, Fields traits, boolean trusted) {
    if (traits.isEmpty()) {
      return;
    }
    // Each flag in Segment's spelling and in that of OpenID Connect.
    boolean email = said(traits, "emailVerified", "email_verified");
    boolean phone = said(traits, "phoneVerified", "phone_number_verified");
    add(to, IdentifierType.EMAIL, traits.text("email").orElse(null), trusted && email);
    add(to, IdentifierType.PHONE, traits.text("phone").orElse(null), trusted && phone);
    add(to, IdentifierType.CARD, traits.text("card").orElse(null), false);
  }

  private static void addExternal(List<Carried> to, List<Value> ids, boolean trusted) {
    for (Value each : ids) {
      if (each instanceof Fields id) {
        boolean vouched = trusted && id.flag("verified").orElse(true);
        IdentifierType.named(id.text("type").orElse(""))
            .filter(Identifiers::maybeExternal)
            .ifPresent(type -> add(to, type, id.text("id").orElse(null), vouched));
      }
    }
  }

  private static boolean maybeExternal(IdentifierType type) {
    return type.strength() != Strength.STRONG && type != IdentifierType.ORDER_ID;
  }

  private static boolean said(Fields traits, String one, String other) {
    return traits.flag(one).or(() -> traits.flag(other)).orElse(false);
  }

  private static void add(
      List<Carried> to, IdentifierType type, @Nullable String value, boolean vouched) {
    if (value != null) {
      normal(type, value).ifPresent(id -> to.add(new Carried(id, vouched)));
    }
  }

  /** The identifier in the form it is compared in; empty when it cannot be one. */
  public static Optional<Identifier> normal(IdentifierType type, String value) {
    String stripped = value.strip();
    String text =
        switch (type) {
          case EMAIL -> email(stripped);
          case PHONE -> phone(stripped);
          case USER_ID, CARD, ANONYMOUS_ID, DEVICE, ORDER_ID -> stripped;
        };
    boolean fits = !text.isEmpty() && text.length() <= LONGEST;
    return fits ? Optional.of(new Identifier(type, text)) : Optional.empty();
  }

  private static String email(String value) {
    return value.indexOf('@') > 0 ? value.toLowerCase(Locale.ROOT) : "";
  }

  /** Digits alone, after a plus sign where the country is said ({@code 0033…} says it too). */
  private static String phone(String value) {
    var digits = new StringBuilder();
    value.chars().filter(c -> c >= '0' && c <= '9').forEach(c -> digits.append((char) c));
    boolean international = plusFirst(value);
    if (!international && digits.indexOf("00") == 0) {
      digits.delete(0, 2);
      international = true;
    }
    return digits.length() < SHORTEST_PHONE ? "" : (international ? "+" : "") + digits;
  }

  /** Whether a plus sign stands before any digit, in brackets or not. */
  private static boolean plusFirst(String value) {
    int plus = value.indexOf('+');
    return plus >= 0 && value.chars().limit(plus).noneMatch(c -> c >= '0' && c <= '9');
  }
}
