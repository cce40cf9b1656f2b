package habitue.engine.identify;

import habitue.model.Event;
import habitue.model.Fields;
import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.model.IdentifierType.Strength;
import habitue.model.Value;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
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
  private static final int FIRST_FOREIGN = 0x80;
  private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}+");

  private Identifiers() {}

  /**
   * A name as an event carries it.
   *
   * @param former the form it was filed under before, where that was another
   * @param vouched whether the event says that it was checked; true only of a trusted source
   */
  public record Carried(Identifier identifier, @Nullable Identifier former, boolean vouched) {

    /** Whether it tells who the person is; others are shown and searched by. */
    public boolean recognises() {
      return vouched || identifier.type().strength() != Strength.MEDIUM;
    }

    /** Whether its former form was nobody else's: a number with its extension could be. */
    public boolean stillTheirs() {
      return former != null && !former.value().startsWith(identifier.value());
    }
  }

  /** As an event writes it, before it is brought into a form. */
  private record Written(IdentifierType type, String value, boolean vouched) {}

  /** Names in a fixed order: user, traits, external ids, anonymous, device. */
  public static List<Carried> of(Event event, boolean trusted) {
    var found = new ArrayList<Carried>(2);
    for (Written each : written(event, trusted)) {
      normal(each.type, each.value)
          .map(id -> new Carried(id, former(each.type, each.value).orElse(null), each.vouched))
          .ifPresent(found::add);
    }
    return found;
  }

  /** The names of an event, in the forms they were filed under before; none that has one form. */
  public static List<Identifier> former(Event event) {
    return written(event, true).stream()
        .flatMap(each -> former(each.type, each.value).stream())
        .toList();
  }

  private static List<Written> written(Event event, boolean trusted) {
    var found = new ArrayList<Written>(2);
    add(found, IdentifierType.USER_ID, event.userId(), true);
    Fields context = event.context();
    addTraits(found, event.traits(), trusted);
    addExternal(found, context.list("externalIds"), trusted);
    add(found, IdentifierType.ANONYMOUS_ID, event.anonymousId(), false);
    add(found, IdentifierType.DEVICE, context.fields("device").text("id").orElse(null), false);
    return found;
  }

  private static void addTraits(List<Written> to, Fields traits, boolean trusted) {
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

  private static void addExternal(List<Written> to, List<Value> ids, boolean trusted) {
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
      List<Written> to, IdentifierType type, @Nullable String value, boolean vouched) {
    if (value != null) {
      to.add(new Written(type, value, vouched));
    }
  }

  /** The identifier in the form it is compared in; empty when it cannot be one. */
  public static Optional<Identifier> normal(IdentifierType type, String value) {
    return fitting(
        type,
        switch (type) {
          case EMAIL -> Email.normal(plain(value));
          case PHONE -> Phone.normal(plain(value));
          case USER_ID, CARD, ANONYMOUS_ID, DEVICE, ORDER_ID -> value.strip();
        });
  }

  /**
   * The form that an e-mail or phone was compared in before letters of other widths, marks that
   * nobody sees, extensions and zeros of home were left out: what was filed under it then still
   * lies there. Empty when it is the same.
   */
  public static Optional<Identifier> former(IdentifierType type, String value) {
    Optional<Identifier> former =
        switch (type) {
          case EMAIL -> fitting(type, Email.normal(value.strip()));
          case PHONE -> fitting(type, Phone.former(value.strip()));
          case USER_ID, CARD, ANONYMOUS_ID, DEVICE, ORDER_ID -> Optional.empty();
        };
    return former.equals(normal(type, value)) ? Optional.empty() : former;
  }

  private static Optional<Identifier> fitting(IdentifierType type, String text) {
    boolean fits = !text.isEmpty() && text.length() <= LONGEST;
    return fits ? Optional.of(new Identifier(type, text)) : Optional.empty();
  }

  /** Letters and digits in their usual width, without marks that nobody sees. */
  private static String plain(String value) {
    if (value.chars().allMatch(c -> c < FIRST_FOREIGN)) {
      return value.strip();
    }
    return INVISIBLE
        .matcher(Normalizer.normalize(value, Normalizer.Form.NFKC))
        .replaceAll("")
        .strip();
  }
}
