package habitue.engine.customer;

import habitue.engine.attract.Activity;
import habitue.engine.attract.ActivityCodec;
import habitue.engine.attract.Visits;
import habitue.engine.engage.Interests;
import habitue.engine.engage.InterestsCodec;
import habitue.engine.identify.Profile;
import habitue.engine.identify.ProfileCodec;
import habitue.engine.reward.Book;
import habitue.engine.reward.BookCodec;
import habitue.engine.sell.basket.Basket;
import habitue.engine.sell.basket.BasketCodec;
import habitue.engine.sell.orders.Order;
import habitue.engine.sell.orders.Orders;
import habitue.engine.sell.orders.OrdersCodec;
import habitue.engine.standing.Asking;
import habitue.engine.standing.AskingCodec;
import habitue.engine.standing.Standing;
import habitue.engine.standing.StandingCodec;
import habitue.engine.trust.Consents;
import habitue.engine.trust.ConsentsCodec;
import habitue.model.CustomerId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Writes a customer in parts, so that a page view rewrites a few hundred bytes and never an order.
 * Each part begins with the version it was written in; reading turns old versions into the newest.
 * An empty part is what a new customer has.
 */
final class CustomerCodec {
  private static final byte[] EMPTY = new byte[0];
  private static final Map<CustomerPart, Object> NOTHING = nothing();

  private CustomerCodec() {}

  /** By identity: whoever changes nothing hands on what was there. */
  @SuppressWarnings("ReferenceEquality")
  static boolean same(CustomerState one, CustomerState other, CustomerPart part) {
    return part.of(one) == part.of(other);
  }

  static byte[] write(CustomerState state, CustomerPart part) {
    return part.of(state).equals(NOTHING.get(part)) ? EMPTY : packed(state, part);
  }

  private static Map<CustomerPart, Object> nothing() {
    var nothing = new EnumMap<CustomerPart, Object>(CustomerPart.class);
    CustomerState nobody = CustomerState.empty(new CustomerId(0));
    for (CustomerPart part : CustomerPart.values()) {
      nothing.put(part, part.of(nobody));
    }
    return nothing;
  }

  private static byte[] packed(CustomerState state, CustomerPart part) {
    return switch (part) {
      case PROFILE -> ProfileCodec.write(state.profile());
      case ACTIVITY -> ActivityCodec.write(state.activity());
      case VISITS -> ActivityCodec.write(state.visits());
      case INTERESTS -> InterestsCodec.write(state.interests());
      case BASKET -> BasketCodec.write(state.basket());
      case ORDERS -> OrdersCodec.sums(state.orders());
      case RECENT_ORDERS -> OrdersCodec.shelf(state.orders().recent());
      case OLDER_ORDERS -> OrdersCodec.shelf(state.orders().older());
      case CONSENTS -> ConsentsCodec.write(state.consents());
      case GONE_ORDERS -> OrdersCodec.gone(state.orders().gone());
      case GATHERED -> StandingCodec.write(state.standing().gathered());
      case CONCLUDED -> StandingCodec.write(state.standing().concluded());
      case ASKING -> AskingCodec.write(state.standing().asking());
      case BOOK -> BookCodec.write(state.book());
    };
  }

  static CustomerState read(CustomerId id, byte[][] parts) {
    return new CustomerState(
        id,
        read(parts, CustomerPart.PROFILE, Profile.EMPTY, ProfileCodec::read),
        read(parts, CustomerPart.ACTIVITY, Activity.EMPTY, ActivityCodec::read),
        read(parts, CustomerPart.VISITS, Visits.EMPTY, ActivityCodec::readVisits),
        read(parts, CustomerPart.INTERESTS, Interests.EMPTY, InterestsCodec::read),
        read(parts, CustomerPart.BASKET, Basket.EMPTY, BasketCodec::read),
        orders(parts),
        read(parts, CustomerPart.CONSENTS, Consents.NONE, ConsentsCodec::read),
        new Standing(
            read(parts, CustomerPart.GATHERED, Standing.NONE.gathered(), StandingCodec::gathered),
            read(
                parts, CustomerPart.CONCLUDED, Standing.NONE.concluded(), StandingCodec::concluded),
            read(parts, CustomerPart.ASKING, Asking.NONE, AskingCodec::read)),
        read(parts, CustomerPart.BOOK, Book.EMPTY, BookCodec::read));
  }

  private static Orders orders(byte[][] parts) {
    List<Order> none = List.of();
    List<Order> recent = read(parts, CustomerPart.RECENT_ORDERS, none, OrdersCodec::readShelf);
    List<Order> older = read(parts, CustomerPart.OLDER_ORDERS, none, OrdersCodec::readShelf);
    List<Long> gone = read(parts, CustomerPart.GONE_ORDERS, List.of(), OrdersCodec::readGone);
    return read(
        parts,
        CustomerPart.ORDERS,
        Orders.NONE,
        sums -> OrdersCodec.read(sums, recent, older, gone));
  }

  private static <T> T read(byte[][] parts, CustomerPart part, T empty, Function<byte[], T> codec) {
    int index = part.place();
    boolean absent = index >= parts.length || parts[index].length == 0;
    return absent ? empty : codec.apply(parts[index]);
  }
}
