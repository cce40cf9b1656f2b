package habitue.store.products;

import habitue.engine.Texts;
import habitue.engine.catalogue.Listing;
import habitue.model.Fields;
import habitue.model.Money;
import habitue.model.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The names in a product's document that the store itself reads. They are on disk. */
public final class Documents {
  public static final String ID = "id";
  public static final String GROUP = "group";
  public static final String NAME = "name";
  public static final String CATEGORY = "category";
  public static final String BRAND = "brand";

  public static final String PRICE = "price";

  public static final String SALE_PRICE = "salePrice";
  public static final String COST = "cost";
  public static final String SALE_FROM = "saleFrom";
  public static final String SALE_UNTIL = "saleUntil";
  public static final String CURRENCY = "currency";

  /** Ids of what this part fits. */
  public static final String FITS = "fits";

  /** Id of what replaces it. */
  public static final String REPLACED_BY = "replacedBy";

  /** How many there are and whether they can be had; not part of any version. */
  public static final String STOCK = "stock";

  private Documents() {}

  public static String id(Fields document) {
    return document.text(ID).orElseThrow();
  }

  /** What the engine knows of a version. */
  public static Listing listing(Version version) {
    return listing(version, new Words());
  }

  static Listing listing(Version version, Words words) {
    Fields said = version.document();
    Money price = money(said, PRICE, words);
    Money reduced = money(said, SALE_PRICE, words);
    return new Listing(
        version.since().toEpochMilli(),
        Texts.read(said, NAME, Texts.NAME),
        words.one(Texts.read(said, CATEGORY, Texts.NAME)),
        words.one(Texts.read(said, BRAND, Texts.NAME)),
        words.one(Texts.read(said, GROUP, Texts.KEY)),
        price,
        reduced == null ? null : sale(said, reduced));
  }

  private static Listing.Sale sale(Fields said, Money reduced) {
    return new Listing.Sale(
        reduced,
        instant(said, SALE_FROM).map(Instant::toEpochMilli).orElse(Long.MIN_VALUE),
        instant(said, SALE_UNTIL).map(Instant::toEpochMilli).orElse(Long.MAX_VALUE));
  }

  private static Optional<Instant> instant(Fields said, String name) {
    return said.text(name).map(Instant::parse);
  }

  private static @Nullable Money money(Fields said, String name, Words words) {
    String currency = words.one(said.text(CURRENCY).orElse(null));
    return currency == null
        ? null
        : said.number(name).map(amount -> Money.of(amount, currency)).orElse(null);
  }

  /** Ids of others that a document names. */
  static List<String> references(Fields document) {
    var all = new ArrayList<String>(texts(document, FITS));
    document.text(REPLACED_BY).ifPresent(all::add);
    return all;
  }

  /** The texts of a list. */
  public static List<String> texts(Fields document, String name) {
    return document.list(name).stream()
        .filter(Value.Text.class::isInstance)
        .map(each -> ((Value.Text) each).value())
        .toList();
  }
}
