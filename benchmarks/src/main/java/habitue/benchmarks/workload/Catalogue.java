package habitue.benchmarks.workload;

import static habitue.benchmarks.workload.Literal.object;

import habitue.model.Fields;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** A seeded shop: its name, its address on the web and two thousand things it sells. */
public final class Catalogue {
  private static final int PRODUCTS = 2_000;
  private static final List<String> LOOKS =
      List.of(
          "Blue",
          "Striped",
          "Vintage",
          "Small",
          "Large",
          "Linen",
          "Wooden",
          "Glass",
          "Enamel",
          "Rose",
          "Ivory",
          "Hanging",
          "Folding",
          "Woven",
          "Painted",
          "Set of 3",
          "Red Spotty",
          "Organic",
          "Classic",
          "Rustic");
  private static final List<String> THINGS =
      List.of(
          "Lantern",
          "Shirt",
          "Mug",
          "Tea Towel",
          "Cushion",
          "Scarf",
          "Jar",
          "Notebook",
          "Candle",
          "Basket",
          "Apron",
          "Frame",
          "Lunch Box",
          "Umbrella",
          "Clock",
          "Doorstop",
          "Teapot",
          "Blanket",
          "Bag",
          "Garland");

  /** What its things are filed under. */
  public static List<String> categories() {
    return CATEGORIES;
  }

  private static final List<String> CATEGORIES =
      List.of("Kitchen", "Clothing", "Home", "Garden", "Stationery", "Gifts", "Bags", "Lighting");
  private static final List<String> SHOPS =
      List.of(
          "willow-and-co", "maison-aubrac", "northstore", "larkspur", "petit-atelier", "hearth");

  private final String shop;
  private final List<Product> products = new ArrayList<>(PRODUCTS);

  /** Something for sale; the price is in pence. */
  record Product(String id, String sku, String name, String category, String slug, int price) {}

  Catalogue(long seed) {
    var random = new SplittableRandom(seed);
    this.shop = of(SHOPS, random);
    for (int i = 0; i < PRODUCTS; i++) {
      products.add(product(i, random));
    }
  }

  Product product(SplittableRandom random) {
    // The square of a uniform number: a few things are looked at often.
    double drawn = random.nextDouble();
    return products.get((int) (drawn * drawn * PRODUCTS));
  }

  /** The shop's address, as pages and links begin with it. */
  String home() {
    return "https://www." + shop + ".example";
  }

  String shop() {
    return shop;
  }

  /** A product as track events carry it. */
  Fields seen(Product product) {
    return object(
        "product_id",
        product.id,
        "sku",
        product.sku,
        "name",
        product.name,
        "category",
        product.category,
        "brand",
        shop,
        "price",
        pounds(product.price),
        "currency",
        "GBP",
        "url",
        url(product),
        "image_url",
        "https://cdn." + shop + ".example/i/" + product.id + ".jpg");
  }

  /** A product as a line of a cart or an order. */
  Fields line(Product product, int quantity) {
    return object(
        "product_id", product.id,
        "sku", product.sku,
        "name", product.name,
        "category", product.category,
        "price", pounds(product.price),
        "quantity", quantity);
  }

  String url(Product product) {
    return home() + "/products/" + product.slug;
  }

  static BigDecimal pounds(long pence) {
    return BigDecimal.valueOf(pence, 2);
  }

  static <T> T of(List<T> list, SplittableRandom random) {
    return list.get(random.nextInt(list.size()));
  }

  private static Product product(int number, SplittableRandom random) {
    String name = of(LOOKS, random) + " " + of(LOOKS, random) + " " + of(THINGS, random);
    String slug = name.toLowerCase(Locale.ROOT).replace(' ', '-') + "-" + number;
    String id = Integer.toString(100_000 + number * 37 % 900_000);
    String sku = name.substring(0, 2).toUpperCase(Locale.ROOT) + "-" + random.nextInt(10_000);
    int price = 95 + 5 * random.nextInt(20, 900);
    return new Product(id, sku, name, of(CATEGORIES, random), slug, price);
  }
}
