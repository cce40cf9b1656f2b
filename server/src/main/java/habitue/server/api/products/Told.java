package habitue.server.api.products;

import habitue.model.Fields;
import habitue.model.Value;
import habitue.store.products.Documents;
import habitue.store.products.Version;
import java.math.BigDecimal;
import java.util.List;

/** A product as answers tell it: amounts as texts, so that no reader makes a double of them. */
final class Told {
  private static final List<String> AMOUNTS = List.of("price", "salePrice", "cost");

  private Told() {}

  static Fields of(Version version, Fields stock) {
    Fields told = version.document().without(Documents.ID);
    for (String name : AMOUNTS) {
      if (told.value(name).orElse(null) instanceof Value.Decimal(BigDecimal amount)) {
        told = told.with(name, amount.toPlainString());
      }
    }
    return stock.isEmpty() ? told : told.with(Documents.STOCK, stock);
  }
}
