package habitue.simulation.identity;

import habitue.model.Fields;
import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.model.IdentifierType.Strength;
import habitue.model.Trust;
import habitue.model.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message in which someone goes by some names.
 *
 * @param vouched whether the sender vouches for the addresses, numbers and cards in it
 * @param previousId what an alias says they were called before; null for all other kinds
 * @param at when it happened, by the client
 * @param history whether it is sent as history
 * @param name what they did
 */
public record Sighting(
    String messageId,
    Trust trust,
    List<Identifier> names,
    boolean vouched,
    @Nullable String previousId,
    Instant at,
    boolean history,
    String name) {
  public Sighting {
    names = List.copyOf(names);
  }

  /** The names it may be recognised by, strongest first. */
  public List<Identifier> believed() {
    return names.stream()
        .filter(this::believed)
        .sorted(Comparator.comparing(Identifier::type))
        .toList();
  }

  private boolean believed(Identifier name) {
    boolean trusted = trust != Trust.BROWSER;
    return switch (name.type().strength()) {
      case STRONG -> true;
      case MEDIUM -> trusted && vouched;
      case WEAK -> trusted || name.type() != IdentifierType.ORDER_ID;
    };
  }

  /** The userId that an alias by someone who may say so gives the person. */
  public Optional<Identifier> formerUser() {
    return trust == Trust.BROWSER ? Optional.empty() : former(IdentifierType.USER_ID);
  }

  /** The visitor an alias says the person was, unless a user is known by that name. */
  public Optional<Identifier> formerVisitor() {
    return former(IdentifierType.ANONYMOUS_ID);
  }

  /** Whether it tells of an order what came after it was placed. */
  boolean laterOrder() {
    return named("Order Updated") || named("Order Refunded");
  }

  /** Whether it may tell that an order was placed. */
  boolean placing() {
    return named("Order Completed") || named("Order Updated");
  }

  /** Whether it is a yes to be written to. */
  boolean agrees() {
    return named("Consent Given");
  }

  /** Whether it is surely of whom it names. */
  boolean proven() {
    return trust != Trust.BROWSER;
  }

  boolean named(String event) {
    return previousId == null && name.equals(event);
  }

  private Optional<Identifier> former(IdentifierType type) {
    return Optional.ofNullable(previousId).map(value -> new Identifier(type, value));
  }

  /** The same in Segment's words. */
  public Fields message() {
    Fields message =
        Fields.NONE
            .with("type", previousId != null ? "alias" : "track")
            .with("messageId", messageId)
            .with("event", name)
            .with("timestamp", at.toString());
    if (previousId != null) {
      message = message.with("previousId", previousId);
    }
    Fields context = Wishes.context(messageId);
    Fields properties = Wishes.properties(messageId);
    for (Identifier each : names) {
      switch (each.type()) {
        case USER_ID -> message = message.with("userId", each.value());
        case ANONYMOUS_ID -> message = message.with("anonymousId", each.value());
        case DEVICE -> context = context.with("device", Fields.NONE.with("id", each.value()));
        case ORDER_ID -> properties = properties.with("order_id", each.value());
        case EMAIL, PHONE, CARD -> {}
      }
    }
    context = context.with("externalIds", new Value.Many(externalIds()));
    return message.with("context", context).with("properties", properties);
  }

  private List<Value> externalIds() {
    var ids = new ArrayList<Value>();
    for (Identifier each : names) {
      if (each.type().strength() == Strength.MEDIUM) {
        ids.add(
            Fields.NONE
                .with("type", each.type().wireName())
                .with("id", each.value())
                .with("collection", "users")
                .with("verified", Value.of(vouched)));
      }
    }
    return ids;
  }

  @Override
  public String toString() {
    var words = new StringBuilder(messageId).append(' ');
    words.append(trust.name().toLowerCase(Locale.ROOT)).append(vouched ? "" : " unverified");
    names.forEach(each -> words.append(' ').append(each.value()));
    if (previousId != null) {
      words.append(" formerly ").append(previousId);
    }
    return words.append(history ? " history " : " ").append(at).toString();
  }
}
