package habitue.playbook.rule;

import habitue.playbook.trust.Purpose;
import java.util.Set;

/** What can be asked of a customer by name, beside traits, tags, folds and segments. */
public enum Field {
  ORDERS_COUNT("orders.count", Part.ORDERS, Type.WHOLE),
  /** Of which something is left. */
  ORDERS_KEPT("orders.kept", Part.ORDERS, Type.WHOLE),
  ORDERS_NET("orders.net", Part.ORDERS, Type.MONEY),
  ORDERS_GROSS("orders.gross", Part.ORDERS, Type.MONEY),
  ORDERS_REFUNDED("orders.refunded", Part.ORDERS, Type.MONEY),
  ORDERS_AVERAGE("orders.average", Part.ORDERS, Type.MONEY),
  ORDERS_MEDIAN("orders.median", Part.ORDERS, Type.MONEY),
  ORDERS_FIRST("orders.first", Part.ORDERS, Type.TIME),
  ORDERS_LAST("orders.last", Part.ORDERS, Type.TIME),
  ORDERS_INTERVAL("orders.interval", Part.ORDERS, Type.LENGTH),
  VISITS_COUNT("visits.count", Part.VISITS, Type.WHOLE, Purpose.MEASURE),
  VISITS_LAST("visits.last", Part.VISITS, Type.TIME, Purpose.MEASURE),
  FIRST_SEEN("first_seen", Part.SEEN, Type.TIME),
  LAST_SEEN("last_seen", Part.SEEN, Type.TIME),
  LAST_CONTACT("last_contact", Part.SEEN, Type.TIME),
  KNOWN("known", Part.PROFILE, Type.FLAG),
  CART_OPEN("cart.open", Part.BASKET, Type.FLAG, Purpose.PERSONALISE),
  CART_CHANGED("cart.changed", Part.BASKET, Type.TIME, Purpose.PERSONALISE),
  CART_VALUE("cart.value", Part.BASKET, Type.MONEY, Purpose.PERSONALISE),
  CHECKOUT_OPEN("checkout.open", Part.BASKET, Type.FLAG, Purpose.PERSONALISE),
  CHECKOUT_CHANGED("checkout.changed", Part.BASKET, Type.TIME, Purpose.PERSONALISE),
  SCORE("score", Part.SCORE, Type.FADING),
  STAGE("stage", Part.STAGE, Type.TEXT),
  RFM_RECENCY("rfm.recency", Part.FITS, Type.WHOLE),
  RFM_FREQUENCY("rfm.frequency", Part.FITS, Type.WHOLE),
  RFM_MONETARY("rfm.monetary", Part.FITS, Type.WHOLE),
  ALIVE("alive", Part.FITS, Type.FADING),
  NEXT_ORDER("next_order", Part.FITS, Type.TIME),
  VALUE("value", Part.FITS, Type.MONEY),
  SHOP_VISITS("shop.visits", Part.FITS, Type.FLAG),
  MEMBER("loyalty.member", Part.LOYALTY, Type.FLAG),
  MEMBER_SINCE("loyalty.since", Part.LOYALTY, Type.TIME),
  POINTS_ACTIVE("loyalty.points", Part.LOYALTY, Type.WHOLE),
  POINTS_PENDING("loyalty.pending", Part.LOYALTY, Type.WHOLE),
  /** When the next of their points expire. */
  POINTS_EXPIRE("loyalty.expire", Part.LOYALTY, Type.TIME),
  /** How many of their points expire then. */
  POINTS_EXPIRING("loyalty.expiring", Part.LOYALTY, Type.WHOLE),
  /** How many points were called back after they were spent, and not made good yet. */
  POINTS_OWING("loyalty.owing", Part.LOYALTY, Type.WHOLE),
  TIER("loyalty.tier", Part.LOYALTY, Type.TEXT),
  TIER_ENDS("loyalty.tier_ends", Part.LOYALTY, Type.TIME),
  /** The tier they will be in once that in force ends, if nothing more happens. */
  PROJECTED_TIER("loyalty.projected_tier", Part.LOYALTY, Type.TEXT),
  NEXT_TIER("loyalty.next_tier", Part.LOYALTY, Type.TEXT),
  /** How many points are missing to it. */
  NEXT_MISSING("loyalty.missing", Part.LOYALTY, Type.WHOLE),
  /** How many friends they were paid for. */
  REFERRALS("loyalty.referrals", Part.LOYALTY, Type.WHOLE);

  /** What a forecast says, of who has one. */
  public static final Set<Field> FORECAST = Set.of(ALIVE, NEXT_ORDER, VALUE);

  private final String path;
  private final Part part;
  private final Type type;
  private final int purposes;

  /** What a field holds. */
  public enum Type {
    FLAG,
    WHOLE,
    MONEY,
    TIME,
    LENGTH,
    TEXT,
    /** A number that falls while nothing happens. */
    FADING
  }

  Field(String path, Part part, Type type) {
    this(path, part, type, 0);
  }

  Field(String path, Part part, Type type, int purposes) {
    this.path = path;
    this.part = part;
    this.type = type;
    this.purposes = purposes;
  }

  /** The parts of a customer that fields are of; each changes by itself. */
  public enum Part {
    ORDERS(1),
    VISITS(2),
    SEEN(4),
    PROFILE(8),
    BASKET(16),
    SCORE(32),
    STAGE(64),
    CONSENTS(128),
    /** What was fitted over the whole base, with the orders it is applied to. */
    FITS(256),
    /** Points and tier, which the brand committed itself to. */
    LOYALTY(512);

    private final int bit;

    Part(int bit) {
      this.bit = bit;
    }

    /** Its place in a set of parts. */
    public int bit() {
      return bit;
    }
  }

  public Part part() {
    return part;
  }

  /** As conditions write it, after {@code customer.}. */
  public String path() {
    return path;
  }

  public Type type() {
    return type;
  }

  /** The purposes that what it holds was collected for, as bits. */
  public int purposes() {
    return purposes;
  }
}
