package habitue.store.products;

import habitue.model.Fields;
import habitue.model.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a product at once: all there is to say, or what is another now.
 *
 * @param partly whether what it does not name stays as it is
 */
record Statement(Fields said, boolean partly) {
  private static final List<String> AMOUNTS =
      List.of(Documents.PRICE, Documents.SALE_PRICE, Documents.COST, Documents.CURRENCY);

  static Statement whole(Fields said) {
    return new Statement(said, false);
  }

  static Statement partly(Fields said) {
    return new Statement(said, true);
  }

  /** The first, and what a later one says over it. */
  static Fields and(Fields first, Fields later) {
    Fields both = inOneCurrency(first, later);
    for (Map.Entry<String, Value> each : later.values().entrySet()) {
      both = both.with(each.getKey(), each.getValue());
    }
    return both;
  }

  /** Amounts of one product are in one currency: those in another go. */
  private static Fields inOneCurrency(Fields before, Fields said) {
    boolean another =
        said.text(Documents.CURRENCY)
            .filter(currency -> !before.text(Documents.CURRENCY).orElse(currency).equals(currency))
            .isPresent();
    return another ? without(before, AMOUNTS) : before;
  }

  private static Fields without(Fields fields, List<String> names) {
    Fields left = fields;
    for (String name : names) {
      left = left.without(name);
    }
    return left;
  }

  /**
   * @param before what holds until then
   */
  Fields document(@Nullable Version before) {
    Fields own = said.without(Documents.STOCK).without(Products.DISCONTINUED);
    if (!partly) {
      return own;
    }
    Fields both = and(before == null ? Fields.NONE : before.document(), own);
    List<String> gone =
        both.values().entrySet().stream()
            .filter(each -> each.getValue() instanceof Value.Nothing)
            .map(Map.Entry::getKey)
            .toList();
    return without(both, gone);
  }

  boolean discontinued(@Nullable Version before) {
    boolean stayed = partly && before != null && before.discontinued();
    return said.value(Products.DISCONTINUED).isEmpty()
        ? stayed
        : said.flag(Products.DISCONTINUED).orElse(false);
  }

  /** A list that says nothing of how many there are leaves that as it is. */
  Fields stock(Fields before) {
    Fields stock = said.fields(Documents.STOCK);
    boolean gone = partly && said.value(Documents.STOCK).isPresent();
    return stock.isEmpty() && !gone ? before : stock;
  }
}
