package habitue.benchmarks.workload;

import static habitue.benchmarks.workload.Literal.object;

import habitue.benchmarks.workload.Catalogue.Product;
import habitue.model.Fields;
import habitue.model.Value;
import habitue.store.journal.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Seeded Segment messages of one shop, as its browsers, its server and its mailer send them: 70 %
 * page and product views, 15 % carts and checkouts, 5 % orders of one to eight lines, 10 % e-mail
 * events. Customers come by Zipf's law; six in ten have an account and are mostly signed in, so
 * about four events in ten carry userId and anonymousId, one the userId alone, and the rest are
 * anonymous. The same seed and start give the same bytes.
 */
public final class Workload {
  private final SplittableRandom random;
  private final Zipf zipf;
  private final @Nullable Shopper[] shoppers;
  private final long seed;
  private final Catalogue catalogue;
  private long millis;
  private int orders;

  /**
   * @param browser whether a browser says so; servers say the rest
   */
  public record Message(boolean browser, byte[] json) {}

  /**
   * @param start the time of the first message; each next one is a millisecond or two later
   */
  public Workload(long seed, int customers, Instant start) {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
    this.zipf = new Zipf(customers);
    this.shoppers = new Shopper[customers];
    this.catalogue = new Catalogue(seed);
    this.millis = start.toEpochMilli();
  }

  public List<Message> next(int count) {
    var messages = new ArrayList<Message>(count);
    for (int i = 0; i < count; i++) {
      messages.add(next());
    }
    return messages;
  }

  /** Each customer's first page view, from one customer on, whoever they are. */
  public List<Message> arrivals(int from, int count) {
    var messages = new ArrayList<Message>(count);
    for (int i = from; i < from + count; i++) {
      millis += random.nextInt(1, 3);
      var shopper = new Shopper(seed, i);
      shopper.act(random);
      messages.add(new Message(true, Json.bytes(page(shopper))));
    }
    return messages;
  }

  public Message next() {
    millis += random.nextInt(1, 3);
    int drawn = random.nextInt(100);
    Shopper shopper = shopper();
    shopper.act(random);
    if (drawn < 70) {
      return new Message(true, Json.bytes(drawn < 40 ? page(shopper) : viewed(shopper)));
    } else if (drawn < 85) {
      return new Message(true, Json.bytes(drawn < 79 ? added(shopper) : checkout(shopper)));
    } else if (drawn < 90) {
      return new Message(false, Json.bytes(ordered(shopper)));
    }
    return new Message(false, Json.bytes(mailed(shopper)));
  }

  private Shopper shopper() {
    int rank = zipf.next(random);
    Shopper known = shoppers[rank];
    Shopper shopper = known != null ? known : new Shopper(seed, rank);
    shoppers[rank] = shopper;
    return shopper;
  }

  private Fields page(Shopper shopper) {
    Product product = catalogue.product(random);
    Fields page = pageOf(product, shopper);
    return fromBrowser(shopper, "page", null, page, page);
  }

  private Fields viewed(Shopper shopper) {
    Product product = catalogue.product(random);
    return fromBrowser(
        shopper, "track", "Product Viewed", catalogue.seen(product), pageOf(product, shopper));
  }

  private Fields added(Shopper shopper) {
    Product product = catalogue.product(random);
    String event = random.nextInt(5) == 0 ? "Product Removed" : "Product Added";
    Fields properties =
        catalogue
            .seen(product)
            .with("cart_id", hex(shopper.anonymousId()))
            .with("quantity", random.nextInt(1, 4));
    return fromBrowser(shopper, "track", event, properties, pageOf(product, shopper));
  }

  private Fields checkout(Shopper shopper) {
    boolean started = random.nextBoolean();
    List<Fields> lines = lines(random.nextInt(1, 5));
    Fields properties =
        started
            ? totals(lines).with("order_id", "W" + hex(uuid())).with("products", many(lines))
            : object("cart_id", hex(shopper.anonymousId()), "products", lines);
    Fields page =
        Browsers.page(catalogue.home(), started ? "/checkout" : "/cart", "Your basket", "");
    return fromBrowser(
        shopper, "track", started ? "Checkout Started" : "Cart Viewed", properties, page);
  }

  private Fields ordered(Shopper shopper) {
    List<Fields> lines = lines(random.nextInt(1, 9));
    Fields properties =
        totals(lines)
            .with("order_id", catalogue.shop() + "-" + ++orders)
            .with("checkout_id", hex(uuid()))
            .with("affiliation", "Online shop")
            .with("coupon", random.nextInt(8) == 0 ? "SPRING10" : "")
            .with("products", many(lines));
    return fromServer(shopper, "Order Completed", properties, true);
  }

  private Fields mailed(Shopper anyone) {
    Shopper shopper = anyone;
    while (!shopper.registered()) {
      shopper = shopper();
    }
    int drawn = random.nextInt(10);
    String event =
        drawn < 5 ? "Email Delivered" : drawn < 8 ? "Email Opened" : "Email Link Clicked";
    int campaign = random.nextInt(40);
    Fields properties =
        object(
            "email_id", hex(uuid()),
            "email_subject", catalogue.product(random).name() + ", just for you",
            "campaign_id", "cmp_" + campaign,
            "campaign_name", "Newsletter " + campaign);
    if (drawn >= 8) {
      String link = catalogue.url(catalogue.product(random)) + "?utm_source=newsletter";
      properties = properties.with("link_id", "link-" + random.nextInt(6)).with("link_url", link);
    }
    return fromServer(shopper, event, properties, false);
  }

  private Fields totals(List<Fields> lines) {
    long pence =
        lines.stream()
            .mapToLong(line ->
                line.number("price").orElseThrow().movePointRight(2).longValueExact()
                    * line.number("quantity").orElseThrow().longValueExact())
            .sum();
    return object(
        "total", Catalogue.pounds(pence + 495),
        "subtotal", Catalogue.pounds(pence),
        "shipping", Catalogue.pounds(495),
        "tax", Catalogue.pounds(pence / 6),
        "discount", 0,
        "currency", "GBP");
  }

  private List<Fields> lines(int count) {
    var lines = new ArrayList<Fields>(count);
    for (int i = 0; i < count; i++) {
      lines.add(catalogue.line(catalogue.product(random), random.nextInt(1, 4)));
    }
    return lines;
  }

  private Fields pageOf(Product product, Shopper shopper) {
    return Browsers.page(
        catalogue.home(),
        "/products/" + product.slug(),
        product.name() + " | " + catalogue.shop(),
        shopper.visit().referrer());
  }

  private Fields fromBrowser(
      Shopper shopper, String type, @Nullable String event, Fields properties, Fields page) {
    Map<String, Value> message = start(type, event, "ajs-next-" + millis + "-" + uuid());
    message.put("anonymousId", Value.of(shopper.anonymousId()));
    if (shopper.signedIn()) {
      message.put("userId", Value.of(shopper.userId()));
    }
    message.put("properties", properties);
    message.put("context", Browsers.context(shopper.visit(), page));
    message.put("integrations", Fields.NONE);
    return Fields.of(message);
  }

  private Fields fromServer(Shopper shopper, String event, Fields properties, boolean atCheckout) {
    Map<String, Value> message = start("track", event, "node-next-" + millis + "-" + uuid());
    if (shopper.registered()) {
      message.put("userId", Value.of(shopper.userId()));
    }
    if (atCheckout) {
      message.put("anonymousId", Value.of(shopper.anonymousId()));
    }
    message.put("properties", properties);
    message.put(
        "context",
        object(
            "library", object("name", "@segment/analytics-node", "version", "2.3.0"),
            "traits", shopper.traits()));
    return Fields.of(message);
  }

  private Map<String, Value> start(String type, @Nullable String event, String messageId) {
    var message = new LinkedHashMap<String, Value>();
    message.put("type", Value.of(type));
    if (event != null) {
      message.put("event", Value.of(event));
    }
    message.put("messageId", Value.of(messageId));
    message.put("timestamp", Value.of(Instant.ofEpochMilli(millis).toString()));
    return message;
  }

  private static Value many(List<Fields> lines) {
    return new Value.Many(List.copyOf(lines));
  }

  private String uuid() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  private static String hex(String uuid) {
    return uuid.replace("-", "").substring(0, 16);
  }
}
