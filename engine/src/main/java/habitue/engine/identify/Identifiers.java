package habitue.engine.identify;

import habitue.model.Event;
import habitue.model.Fields;
import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The names an event carries of its person. Order numbers are not among them: those are found with
 * the orders.
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
  public record Carried(Identifier identifier, boolean vouched) {}

  /** Names in a fixed order: user, e-mail, phone, card, anonymous, device. */
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
    boolean email = said(traits, "email_verified", "emailVerified");
    boolean phone = said(traits, "phone_verified", "phoneVerified");
    add(to, IdentifierType.EMAIL, traits.text("email").orElse(null), trusted && email);
    add(to, IdentifierType.PHONE, traits.text("phone").orElse(null), trusted && phone);
    add(to, IdentifierType.CARD, traits.text("card").orElse(null), trusted);
  }

  private static void addExternal(List<Carried> to, List<Value> ids, boolean trusted) {
    for (Value each : ids) {
      if (each instanceof Fields id) {
        IdentifierType.named(id.text("type").orElse(""))
            .filter(type -> type != IdentifierType.ORDER_ID)
            .ifPresent(type -> add(to, type, id.text("id").orElse(null), trusted));
      }
    }
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
    String text =
        switch (type) {
          case EMAIL -> email(value);
          case PHONE -> phone(value);
          case USER_ID, CARD, ANONYMOUS_ID, DEVICE, ORDER_ID -> value;
        };
    boolean fits = !text.isEmpty() && text.length() <= LONGEST;
    return fits ? Optional.of(new Identifier(type, text)) : Optional.empty();
  }

  private static String email(String value) {
    String text = value.strip().toLowerCase(Locale.ROOT);
    return text.indexOf('@') > 0 ? text : "";
  }

  /** Digits alone, after a plus sign where the country is said ({@code 0033…} says it too). */
  private static String phone(String value) {
    var digits = new StringBuilder();
    value.chars().filter(c -> c >= '0' && c <= '9').forEach(c -> digits.append((char) c));
    boolean international = value.strip().startsWith("+");
    if (!international && digits.toString().startsWith("00")) {
      digits.delete(0, 2);
      international = true;
    }
    return digits.length() < SHORTEST_PHONE ? "" : (international ? "+" : "") + digits;
  }
}
