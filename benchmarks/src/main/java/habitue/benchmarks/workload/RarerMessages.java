package habitue.benchmarks.workload;

import static habitue.benchmarks.workload.Literal.object;

import habitue.model.Fields;
import habitue.model.Value;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Messages the bench does not send but shops do: the rest of the Segment specification, so that the
 * dictionary knows its names too. Values are seeded noise, names are the specification's.
 */
public final class RarerMessages {
  private static final List<String> EVENTS =
      List.of(
          "Products Searched",
          "Product List Viewed",
          "Product List Filtered",
          "Promotion Viewed",
          "Promotion Clicked",
          "Product Clicked",
          "Cart Shared",
          "Checkout Step Viewed",
          "Checkout Step Completed",
          "Payment Info Entered",
          "Order Updated",
          "Order Refunded",
          "Order Cancelled",
          "Coupon Entered",
          "Coupon Applied",
          "Coupon Denied",
          "Coupon Removed",
          "Product Added to Wishlist",
          "Product Removed from Wishlist",
          "Product Shared",
          "Product Reviewed",
          "Email Bounced",
          "Email Marked as Spam",
          "Unsubscribed",
          "Application Opened",
          "Application Installed",
          "Signed Up",
          "Signed In");

  private final SplittableRandom random;
  private final Catalogue catalogue;

  public RarerMessages(long seed) {
    this.random = new SplittableRandom(seed);
    this.catalogue = new Catalogue(seed);
  }

  public Fields next() {
    return switch (random.nextInt(10)) {
      case 0, 1 -> identify();
      case 2, 3 -> screen();
      case 4 -> alias();
      default -> track();
    };
  }

  private Fields identify() {
    Shopper shopper = new Shopper(random.nextLong(1_000), random.nextInt(50_000));
    Fields traits = shopper.traits();
    return object(
        "type",
        "identify",
        "messageId",
        "ajs-next-" + uuid(),
        "timestamp",
        time(),
        "anonymousId",
        uuid(),
        "userId",
        shopper.userId(),
        "traits",
        traits
            .with("name", traits.text("firstName").orElse(""))
            .with("phone", "+44" + random.nextLong(1_000_000_000L))
            .with("emailVerified", Value.of(random.nextBoolean()))
            .with("birthday", "1984-06-12")
            .with("gender", "female")
            .with("createdAt", time())
            .with("company", object("name", "", "id", ""))
            .with("address", address()),
        "context",
        web());
  }

  private Fields address() {
    return object(
        "street", random.nextInt(90) + " High Street",
        "city", "London",
        "postalCode", "N" + random.nextInt(20),
        "state", "",
        "country", "GB");
  }

  private Fields screen() {
    return object(
        "type", "screen",
        "name", catalogue.product(random).name(),
        "messageId", uuid(),
        "timestamp", time(),
        "anonymousId", uuid(),
        "userId", Integer.toString(random.nextInt(900_000)),
        "properties", object("product_id", catalogue.product(random).id(), "variation", "a"),
        "context", phone());
  }

  private Fields phone() {
    boolean apple = random.nextBoolean();
    return object(
        "app",
            object(
                "name",
                catalogue.shop(),
                "version",
                "3." + random.nextInt(20) + ".0",
                "build",
                Integer.toString(random.nextInt(900)),
                "namespace",
                "com." + catalogue.shop() + ".app"),
        "device",
            object(
                "id",
                uuid(),
                "advertisingId",
                uuid(),
                "adTrackingEnabled",
                true,
                "manufacturer",
                apple ? "Apple" : "samsung",
                "model",
                apple ? "iPhone16,1" : "SM-S911B",
                "name",
                apple ? "iPhone" : "dm1q",
                "type",
                apple ? "ios" : "android",
                "token",
                uuid()),
        "library",
            object("name", apple ? "analytics-ios" : "analytics-android", "version", "4.1.8"),
        "ip", "81.2.69." + random.nextInt(256),
        "locale", "en-GB",
        "network", object("bluetooth", false, "carrier", "EE", "cellular", true, "wifi", false),
        "os", object("name", apple ? "iOS" : "Android", "version", apple ? "18.3" : "15"),
        "screen", object("density", 3, "height", 2556, "width", 1179),
        "timezone", "Europe/London",
        "consent", object("categoryPreferences", object("Advertising", false, "Analytics", true)));
  }

  private Fields alias() {
    return object(
        "type", "alias",
        "messageId", uuid(),
        "timestamp", time(),
        "userId", Integer.toString(random.nextInt(900_000)),
        "previousId", uuid(),
        "context", web());
  }

  private Fields track() {
    Fields seen = catalogue.seen(catalogue.product(random));
    String event = Catalogue.of(EVENTS, random);
    return object(
        "type", "track",
        "event", event,
        "messageId", uuid(),
        "timestamp", time(),
        "anonymousId", uuid(),
        "userId", Integer.toString(random.nextInt(900_000)),
        "properties", event.startsWith("Order") ? changed() : properties(seen),
        "context", web());
  }

  private Fields properties(Fields seen) {
    return switch (random.nextInt(6)) {
      case 0 -> object("query", "lantern", "products", List.of(seen));
      case 1 ->
          object(
              "list_id", "list_" + random.nextInt(90),
              "category", "Kitchen",
              "products", List.of(seen.with("position", random.nextInt(40)), seen),
              "filters", List.of(object("type", "department", "value", "home")),
              "sorts", List.of(object("type", "price", "value", "desc")));
      case 2 ->
          object(
              "promotion_id", "promo_" + random.nextInt(40),
              "creative", "top_banner",
              "name", "75% store-wide sale",
              "position", "home_banner_top");
      case 3 ->
          object(
              "checkout_id",
              uuid(),
              "step",
              random.nextInt(4),
              "shipping_method",
              "Royal Mail",
              "payment_method",
              "Visa");
      case 4 ->
          object(
              "order_id",
              uuid(),
              "cart_id",
              uuid(),
              "coupon_id",
              "SUMMER" + random.nextInt(40),
              "coupon_name",
              "Summer sale",
              "discount",
              random.nextInt(40),
              "reason",
              "Coupon expired");
      default ->
          seen.with("variant", "Black")
              .with("position", random.nextInt(40))
              .with("quantity", 1)
              .with("coupon", "MAYDEALS")
              .with("wishlist_name", "Birthday")
              .with("review_id", uuid())
              .with("review_body", "Lovely quality, arrived quickly")
              .with("rating", Integer.toString(random.nextInt(1, 6)));
    };
  }

  private Fields changed() {
    return object(
        "order_id", uuid(),
        "affiliation", "Online shop",
        "value", Catalogue.pounds(random.nextInt(9_000)),
        "total", Catalogue.pounds(random.nextInt(9_000)),
        "subtotal", Catalogue.pounds(random.nextInt(9_000)),
        "revenue", Catalogue.pounds(random.nextInt(9_000)),
        "shipping", Catalogue.pounds(495),
        "tax", Catalogue.pounds(random.nextInt(900)),
        "discount", Catalogue.pounds(random.nextInt(900)),
        "coupon", "hasbros",
        "currency", random.nextBoolean() ? "EUR" : "USD",
        "products", List.of(catalogue.line(catalogue.product(random), random.nextInt(1, 4))));
  }

  private Fields web() {
    Shopper.Visit visit = Browsers.visit(random, random);
    String path = "/products/" + catalogue.product(random).slug();
    return Browsers.context(visit, Browsers.page(catalogue.home(), path, "", visit.referrer()));
  }

  private String time() {
    return Instant.ofEpochMilli(1_750_000_000_000L + random.nextLong(60_000_000_000L)).toString();
  }

  private String uuid() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }
}
