package habitue.engine.standing;

import habitue.engine.Context;
import habitue.engine.Happening;
import habitue.engine.Texts;
import habitue.engine.catalogue.Listing;
import habitue.engine.sell.Amounts;
import habitue.engine.sell.Catalogued;
import habitue.engine.sell.Product;
import habitue.model.Fields;
import habitue.model.Money;
import habitue.model.Value;
import habitue.playbook.rule.Scene;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The products that one event names, as rules see them. */
final class Named {
  static final int MOST = 50;

  private final Happening happening;
  private final Context context;
  private final Amounts amounts;

  Named(Happening happening) {
    this.happening = happening;
    this.context = happening.context();
    this.amounts = new Amounts(happening.event().properties(), context.currency());
  }

  List<Scene.Product> products() {
    Fields said = happening.event().properties();
    List<Value> list = said.list("products");
    var products = new ArrayList<Scene.Product>();
    for (Value each : list.subList(0, Math.min(list.size(), MOST))) {
      if (each instanceof Fields fields) {
        product(fields).ifPresent(products::add);
      }
    }
    if (list.isEmpty()) {
      product(said).ifPresent(products::add);
    }
    return products;
  }

  /** What is sensitive is not seen by rules either. */
  private Optional<Scene.Product> product(Fields said) {
    Product product = Product.of(said);
    String brand = Texts.read(said, "brand", Texts.NAME);
    boolean named = !product.key().isEmpty() || product.category() != null;
    return named && product.harmless(happening) && happening.allows(brand)
        ? Optional.of(
            new Scene.Product(
                product.key(), product.name(), product.category(), brand, price(said, product)))
        : Optional.empty();
  }

  /** As the event says it, or else as listed, in the brand's currency. */
  private @Nullable Long price(Fields said, Product product) {
    Money price = amounts.money(said, "price");
    Money home = home(price == null ? listed(product) : price);
    return home == null ? null : home.minor();
  }

  private @Nullable Money listed(Product product) {
    long at = happening.at().toEpochMilli();
    Listing listing = Catalogued.listing(product, context.catalogue(), at);
    return listing == null ? null : listing.priceAt(at);
  }

  private @Nullable Money home(@Nullable Money price) {
    if (price == null) {
      return null;
    }
    LocalDate day = LocalDate.ofInstant(happening.at(), context.zone());
    BigDecimal rate = context.rates().rate(price.currency(), context.currency(), day).orElse(null);
    return rate == null ? null : Amounts.at(rate, price, context.currency());
  }
}
