package habitue.engine.sell;

import habitue.engine.Context;
import habitue.engine.Happening;
import habitue.engine.catalogue.Catalogue;
import habitue.engine.catalogue.Listing;
import habitue.model.Event;
import habitue.model.Fields;
import habitue.model.Stamp;
import habitue.model.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fills in what an event leaves out of the products it names: name, category and brand, as the
 * catalogue had them when it happened. What the event says itself stands; amounts are never filled
 * in, since what was paid is known by the shop alone.
 */
public final class Catalogued {
  private final Catalogue catalogue;
  private final long at;

  private Catalogued(Catalogue catalogue, long at) {
    this.catalogue = catalogue;
    this.at = at;
  }

  /** An event as it happened, its products filled in. */
  public static Happening happening(Context context, Stamp stamp, Event event) {
    long at = stamp.at().toEpochMilli();
    return new Happening(context, stamp, of(event, context.catalogue(), at), 0);
  }

  /** The same event where there is nothing to add. */
  @SuppressWarnings("ReferenceEquality") // Whoever adds nothing hands on what was there.
  public static Event of(Event event, Catalogue catalogue, long at) {
    Fields said = event.properties();
    if (catalogue.size() == 0 || said.isEmpty()) {
      return event;
    }
    var catalogued = new Catalogued(catalogue, at);
    Fields filled = catalogued.products(namesOne(event) ? catalogued.filled(said) : said);
    return filled == said ? event : event.saying(event.message().with("properties", filled));
  }

  /** What is listed of a product an event names; of a group, what all its variants share. */
  public static @Nullable Listing listing(Product product, Catalogue catalogue, long at) {
    return new Catalogued(catalogue, at).listing(product);
  }

  /** A bare {@code id} is a product's in events about products, and anything's in others. */
  private static boolean namesOne(Event event) {
    Fields said = event.properties();
    return said.text("product_id").isPresent()
        || said.text("productId").isPresent()
        || said.text("sku").isPresent()
        || event.name().startsWith("Product ");
  }

  private Fields products(Fields said) {
    List<Value> list = said.list("products");
    var filled = new ArrayList<Value>();
    for (Value each : list) {
      filled.add(each instanceof Fields fields ? filled(fields) : each);
    }
    return filled.equals(list) ? said : said.with("products", new Value.Many(filled));
  }

  private Fields filled(Fields said) {
    Product product = Product.of(said);
    Listing listing = listing(product);
    if (listing == null) {
      return said;
    }
    Fields named = fill(said, "name", listing.name());
    Fields sorted = fill(named, "category", listing.category());
    return fill(sorted, "brand", listing.brand());
  }

  private static Fields fill(Fields said, String name, @Nullable String listed) {
    return listed == null || said.text(name).isPresent() ? said : said.with(name, listed);
  }

  private @Nullable Listing listing(Product product) {
    Listing own = at(product.id());
    Listing same = own == null ? at(product.sku()) : own;
    if (same != null || product.id() == null) {
      return same;
    }
    Listing any = catalogue.anyOf(product.id(), at);
    return any == null
        ? null
        : new Listing(any.from(), null, any.category(), any.brand(), any.group(), null, null);
  }

  private @Nullable Listing at(@Nullable String id) {
    return id == null ? null : catalogue.at(id, at);
  }
}
