package habitue.server.catalogue;

import habitue.engine.Texts;
import habitue.model.Fields;
import habitue.model.Money;
import habitue.server.catalogue.Sheet.Fact;
import habitue.server.console.ConsoleData;
import habitue.server.console.Desk;
import habitue.server.console.Pages;
import habitue.server.console.Place;
import habitue.server.console.Shell;
import habitue.server.console.words.Words;
import habitue.store.Store;
import habitue.store.products.Documents;
import habitue.store.products.Product;
import habitue.store.products.Products;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** What is sold: the list, and a page of each product with its history. */
@Controller
final class CataloguePages {
  private static final int ROWS = 50;
  private static final int OTHERS = 40;
  private static final int STEPS = 50;
  private static final List<String> FACTS = List.of("id", "group", "category", "brand", "gtin");

  private final Products products;
  private final ConsoleData data;
  private final Desk desk;
  private final Pages pages;

  CataloguePages(Store store, ConsoleData data, Desk desk, Pages pages) {
    this.products = store.products();
    this.data = data;
    this.desk = desk;
    this.pages = pages;
  }

  @GetMapping("/catalogue")
  ResponseEntity<String> list(
      HttpServletRequest request,
      @RequestParam(name = "q", defaultValue = "") String text,
      @RequestParam(name = "after", defaultValue = "") String after) {
    Shell shell = desk.shell(request, Place.CATALOGUE);
    Instant now = data.shop().now();
    String wanted = Texts.cut(text, Texts.KEY);
    List<Product> found = products.list(wanted, after, ROWS + 1, now);
    List<Item> items = found.stream().limit(ROWS).map(product -> Item.of(product, now)).toList();
    var values = new HashMap<String, Object>();
    values.put("shell", shell);
    values.put("items", items);
    values.put("count", (long) products.size());
    values.put("text", wanted);
    values.put("first", after.isEmpty());
    values.put("next", found.size() > ROWS ? items.getLast().id() : "");
    return pages.show("catalogue/list", values);
  }

  @GetMapping("/catalogue/product")
  ResponseEntity<String> product(
      HttpServletRequest request, @RequestParam(name = "id", defaultValue = "") String id) {
    Instant now = data.shop().now();
    Product product =
        products.find(id, now).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    Shell shell = desk.shell(request, Place.CATALOGUE);
    return pages.show(
        "catalogue/product",
        Map.of(
            "shell",
            shell,
            "sheet",
            sheet(product, shell.words(), now),
            "sold",
            data.sold(product.id())));
  }

  private Sheet sheet(Product product, Words words, Instant now) {
    String id = product.id();
    Fields said = product.current().document();
    String group = said.text(Documents.GROUP).orElse("");
    List<Step> history = Histories.of(product.versions(), now);
    return new Sheet(
        Item.of(product, now),
        product.current().since(),
        said.text("description").orElse(""),
        facts(product, words),
        attributes(said),
        said.text("link").orElse(null),
        Documents.texts(said, "pictures"),
        group.isEmpty() ? List.of() : items(products.variants(id, group, OTHERS, now), now),
        items(products.partsOf(id, OTHERS, now), now),
        named(Documents.texts(said, Documents.FITS), now),
        named(said.text(Documents.REPLACED_BY).stream().toList(), now),
        items(products.replacedBy(id, OTHERS, now), now),
        history.subList(0, Math.min(history.size(), STEPS)),
        Math.max(0, history.size() - STEPS));
  }

  private static List<Item> items(List<Product> products, Instant now) {
    return products.stream().map(each -> Item.of(each, now)).toList();
  }

  private List<Item> named(List<String> ids, Instant now) {
    return ids.stream()
        .limit(OTHERS)
        .map(each -> Item.named(each, products.find(each, now), now))
        .toList();
  }

  private static List<Fact> facts(Product product, Words words) {
    Fields said = product.current().document();
    var facts = new ArrayList<Fact>();
    FACTS.forEach(name -> said.text(name).ifPresent(text -> facts.add(new Fact(name, text))));
    for (String name : List.of("price", "salePrice", "cost")) {
      said.number(name)
          .map(amount -> Money.of(amount, said.text(Documents.CURRENCY).orElseThrow()))
          .ifPresent(money -> facts.add(new Fact(name, words.money(money))));
    }
    for (String name : List.of(Documents.SALE_FROM, Documents.SALE_UNTIL)) {
      said.text(name)
          .map(Instant::parse)
          .ifPresent(at -> facts.add(new Fact(name, words.dateTime(at))));
    }
    product
        .stock()
        .number("quantity")
        .ifPresent(pieces -> facts.add(new Fact("stock", words.quantity(pieces))));
    product
        .stock()
        .text("availability")
        .ifPresent(text -> facts.add(new Fact("availability", text)));
    return facts;
  }

  private static List<Fact> attributes(Fields said) {
    var all = new ArrayList<Fact>();
    for (String map : List.of("variant", "attributes")) {
      said.fields(map)
          .values()
          .forEach((name, value) -> all.add(new Fact(name, Histories.text(value))));
    }
    return all;
  }
}
