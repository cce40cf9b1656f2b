package habitue.store.door;

import habitue.model.Event;
import habitue.model.EventKind;
import habitue.model.Fields;
import habitue.model.IdentifierType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an event about an order goes. What a back office tells of an order once it is placed comes
 * with whatever name its program asks for: it goes to the buyer, and names nobody else.
 *
 * @param names those to go by, of the ones it came with
 * @param left what is left out of it
 * @param rival a userId it came with that is not the buyer's
 */
record OrderWay(List<Named> names, Left left, @Nullable Named rival) {

  /** What an event tells of the order whose number it carries. */
  enum News {
    NONE,
    PLACED,
    /** How it is now; of one not heard of before, that it was placed. */
    CHANGED,
    /** What became of it: paid back, cancelled, sent. */
    FOLLOWED;

    static News of(Event event) {
      boolean order = event.name().startsWith("Order ");
      if (event.kind() != EventKind.TRACK || !order) {
        return NONE;
      }
      return switch (event.name()) {
        case "Order Completed" -> PLACED;
        case "Order Updated" -> CHANGED;
        default -> FOLLOWED;
      };
    }

    boolean placing() {
      return this == PLACED || this == CHANGED;
    }
  }

  /** Names that tell nothing of the buyer. */
  enum Left {
    NOTHING,
    WEAK,
    ALL;

    /** The same event where nothing is left out. */
    Event of(Event event) {
      Fields context = event.context().without("device");
      return switch (this) {
        case NOTHING -> event;
        case WEAK -> of(event.message().without("anonymousId"), context);
        case ALL ->
            of(
                event.message().without("anonymousId").without("userId"),
                context.without("externalIds").without("traits"));
      };
    }

    private static Event of(Fields message, Fields context) {
      return Event.of(
          context.isEmpty() ? message.without("context") : message.with("context", context));
    }
  }

  static OrderWay of(List<Named> names, News news, Directory directory) {
    Named order = names.getLast();
    boolean later = news == News.CHANGED || news == News.FOLLOWED;
    if (!later || names.size() == 1 || order.type() != IdentifierType.ORDER_ID) {
      return asNamed(names);
    }
    Entry entry = directory.entry(order.token());
    boolean user = names.getFirst().type() == IdentifierType.USER_ID;
    if (entry == null) {
      return user || news == News.CHANGED ? asNamed(names) : withoutWeak(names);
    }
    if (entry.closed()) {
      return asNamed(names);
    }
    return user ? named(names, news, entry, directory) : byOrder(names);
  }

  private static OrderWay named(List<Named> names, News news, Entry order, Directory directory) {
    Named user = names.getFirst();
    Party buyer = directory.owner(order.strand());
    Entry entry = directory.entry(user.token());
    boolean same = entry != null && directory.owner(entry.strand()).id().equals(buyer.id());
    boolean free = !buyer.hasUserId() && (news == News.CHANGED || order.claimant() == 0);
    return same || free ? asNamed(names) : new OrderWay(List.of(names.getLast()), Left.ALL, user);
  }

  private static OrderWay asNamed(List<Named> names) {
    return new OrderWay(names, Left.NOTHING, null);
  }

  private static OrderWay withoutWeak(List<Named> names) {
    List<Named> left =
        names.stream()
            .filter(name -> !name.weak() || name.type() == IdentifierType.ORDER_ID)
            .toList();
    return new OrderWay(left, Left.WEAK, null);
  }

  private static OrderWay byOrder(List<Named> names) {
    var order = new ArrayList<Named>();
    order.add(names.getLast());
    names.stream().filter(name -> !name.weak()).forEach(order::add);
    return new OrderWay(order, Left.WEAK, null);
  }
}
