package habitue.benchmarks.workload;

import static habitue.benchmarks.workload.Literal.object;

import habitue.model.Fields;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Someone who visits the shop. What they are follows from their number; what they are doing (the
 * visit under way) is kept.
 */
final class Shopper {
  private static final List<String> FIRST =
      List.of(
          "Ada", "Zoë", "Marie", "John", "Priya", "Chloé", "Omar", "Lena", "Tom", "Inès", "Paul",
          "Grace", "Hugo", "Amelia", "Noah", "Sofia");
  private static final List<String> LAST =
      List.of(
          "Smith", "Dubois", "Patel", "Müller", "Jones", "Laurent", "Khan", "Moreau", "Brown",
          "Garcia", "Wilson", "Petit", "O'Neil", "Rossi", "Novak", "Young");

  private final int number;
  private final long seed;
  private final boolean registered;
  private int eventsLeft;
  private boolean signedIn;
  private int device;
  private Visit visit = Visit.NONE;

  /**
   * How someone came and with what they look at the pages: the context of all events of a visit.
   *
   * @param agreed what they clicked on the banner, from 0 for all to 99 for nothing
   */
  record Visit(
      String agent, String locale, String timezone, String referrer, String campaign, int agreed) {
    static final Visit NONE = new Visit("", "", "", "", "", 99);
  }

  Shopper(long seed, int number) {
    // Room for sixteen seeds of each customer's own.
    this.seed = (seed << 32 | number) << 4;
    this.number = number;
    this.registered = new SplittableRandom(this.seed).nextInt(100) < 60;
  }

  /** Goes on with the visit, or begins another: about eight events, often signed in. */
  void act(SplittableRandom random) {
    if (eventsLeft-- > 0) {
      return;
    }
    eventsLeft = random.nextInt(16);
    signedIn = registered && random.nextInt(100) < 70;
    device = random.nextInt(100) < 80 ? 0 : 1;
    visit = Browsers.visit(new SplittableRandom(seed + 2 + device), random);
  }

  boolean registered() {
    return registered;
  }

  boolean signedIn() {
    return signedIn;
  }

  Visit visit() {
    return visit;
  }

  String userId() {
    return Integer.toString(100_000 + number);
  }

  String anonymousId() {
    var random = new SplittableRandom(seed + 4 + device);
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  /** The traits a shop's server repeats with its events. */
  Fields traits() {
    var random = new SplittableRandom(seed + 1);
    String first = Catalogue.of(FIRST, random);
    String last = Catalogue.of(LAST, random);
    String email =
        (first.charAt(0) + "." + last + number).toLowerCase(Locale.ROOT) + "@mail.example";
    return object("email", email, "firstName", first, "lastName", last);
  }
}
