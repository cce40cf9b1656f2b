package habitue.store;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.customer.CustomerState;
import habitue.engine.engage.Interest;
import habitue.engine.standing.Stands;
import habitue.model.CustomerId;
import habitue.model.Fields;
import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.model.Reality;
import habitue.model.Source;
import habitue.model.Trust;
import habitue.model.Value;
import habitue.playbook.Playbook;
import habitue.playbook.PlaybookFiles;
import habitue.store.door.Arrival;
import habitue.store.products.Product;
import habitue.store.products.Products;
import habitue.store.products.Taken;
import habitue.store.products.Version;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProductsTest {
  private static final Source SHOP = new Source(1, "shop", Trust.SERVER, "uk", "web");
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final String RULES =
      """
      segments:
        cooks: count("Product Viewed", event.product.category == "Kitchen", days(30)) >= 1
        spoilt: max("Product Viewed", event.product.price, days(30)) > 49.99
        fans: count("Product Viewed", event.product.brand == "Cuivre", days(30)) >= 2
      """;

  @TempDir Path folder;

  private int messages;

  private Store open() {
    Playbook rules =
        ((Playbook.Reading.Good) Playbook.read(PlaybookFiles.of(Map.of("segments.yaml", RULES))))
            .playbook();
    return Store.open(folder, Options.of(StoreTest.CONTEXT.with(rules)));
  }

  private static Fields pan(String category, String price) {
    return Fields.of("id", Value.of("pan"))
        .with("name", "Copper pan")
        .with("category", category)
        .with("brand", "Cuivre")
        .with("price", Value.of(new BigDecimal(price)))
        .with("currency", "EUR");
  }

  private static Taken put(Store store, Fields... documents) {
    return store.products().put(List.of(documents), null);
  }

  @Test
  void an_event_means_what_it_meant_when_it_happened() throws InterruptedException {
    List<CustomerState> live;
    try (Store store = open()) {
      views(store, "early", Instant.now());
      assertThat(put(store, pan("Kitchen", "50"))).isEqualTo(new Taken(1, 0, 0, false));
      Thread.sleep(20);
      Instant between = Instant.now();
      views(store, "middle", between);
      Thread.sleep(20);
      assertThat(put(store, pan("Garden", "10"))).isEqualTo(new Taken(0, 1, 0, false));
      Thread.sleep(20);
      views(store, "tardy", between);
      views(store, "late", Instant.now());
      views(store, "late", Instant.now());
      assertThat(store.settle(LONGEST)).isTrue();
      assertThat(segments(store, "early")).isEmpty();
      assertThat(segments(store, "middle")).containsExactlyInAnyOrder("cooks", "spoilt");
      assertThat(segments(store, "tardy")).containsExactlyInAnyOrder("cooks", "spoilt");
      assertThat(segments(store, "late")).containsExactly("fans");
      assertThat(state(store, "tardy").interests().categories())
          .extracting(Interest::key)
          .containsExactly("Kitchen");
      live = states(store);
      assertThat(live).isEqualTo(foldedAnew(store));
    }
    try (Store store = open()) {
      assertThat(store.status().refolding()).isZero();
      assertThat(states(store)).isEqualTo(live);
      assertThat(foldedAnew(store)).isEqualTo(live);
      assertThat(put(store, pan("Garden", "10"))).isEqualTo(new Taken(0, 0, 1, false));
    }
  }

  @Test
  void what_holds_since_the_past_counts_from_now_on_and_once_restated_for_the_past()
      throws InterruptedException {
    Instant yesterday = Instant.now().minus(Duration.ofDays(1));
    List<CustomerState> restated;
    try (Store store = open()) {
      views(store, "early", Instant.now());
      assertThat(store.settle(LONGEST)).isTrue();
      assertThat(store.products().put(List.of(pan("Kitchen", "50")), yesterday))
          .isEqualTo(new Taken(1, 0, 0, true));
      Thread.sleep(20);
      views(store, "late", Instant.now());
      assertThat(store.settle(LONGEST)).isTrue();
      assertThat(segments(store, "early")).isEmpty();
      assertThat(states(store, "early", "late")).isEqualTo(foldedAnew(store, "early", "late"));

      store.products().restate();
      assertThat(store.settle(LONGEST)).isTrue();
      assertThat(segments(store, "early")).containsExactlyInAnyOrder("cooks", "spoilt");
      restated = states(store, "early", "late");
      assertThat(restated).isEqualTo(foldedAnew(store, "early", "late"));
      assertThat(store.products().put(List.of(pan("Kitchen", "50")), yesterday))
          .isEqualTo(new Taken(0, 0, 1, false));
    }
    try (Store store = open()) {
      assertThat(store.status().refolding()).isZero();
      assertThat(states(store, "early", "late")).isEqualTo(restated);
    }
  }

  @Test
  void a_stop_before_the_past_is_restated_restates_it_at_the_next_start() {
    try (Store store = open()) {
      views(store, "early", Instant.now());
      assertThat(store.settle(LONGEST)).isTrue();
      Instant yesterday = Instant.now().minus(Duration.ofDays(1));
      assertThat(store.products().put(List.of(pan("Kitchen", "50")), yesterday).restating())
          .isTrue();
    }
    try (Store store = open()) {
      assertThat(store.settle(LONGEST)).isTrue();
      assertThat(segments(store, "early")).containsExactlyInAnyOrder("cooks", "spoilt");
      assertThat(states(store, "early")).isEqualTo(foldedAnew(store, "early"));
    }
  }

  @Test
  void stock_makes_no_version_and_what_is_discontinued_keeps_its_history() {
    try (Store store = open()) {
      Products products = store.products();
      var _ = put(store, pan("Kitchen", "50").with("stock", stock(3)));
      assertThat(put(store, pan("Kitchen", "50").with("stock", stock(2))))
          .isEqualTo(new Taken(0, 0, 1, false));
      Product pan = find(store, "pan");
      assertThat(pan.stock()).isEqualTo(stock(2));
      assertThat(pan.versions()).hasSize(1);

      assertThat(products.discontinue("pot")).isFalse();
      assertThat(products.discontinue("pan")).isTrue();
      assertThat(products.discontinue("pan")).isTrue();
      pan = find(store, "pan");
      assertThat(pan.versions()).extracting(Version::discontinued).containsExactly(false, true);
      assertThat(pan.current().document()).isEqualTo(pan("Kitchen", "50"));
      assertThat(put(store, pan("Kitchen", "50")).changed()).isEqualTo(1);
      assertThat(find(store, "pan").current().discontinued()).isFalse();
    }
    try (Store store = open()) {
      assertThat(find(store, "pan").versions()).hasSize(3);
      assertThat(find(store, "pan").stock()).isEqualTo(stock(2));
    }
  }

  @Test
  void a_version_may_begin_later() {
    try (Store store = open()) {
      var _ = put(store, pan("Kitchen", "50"));
      Instant monday = Instant.now().plus(Duration.ofDays(3));
      assertThat(store.products().put(List.of(pan("Garden", "50")), monday))
          .isEqualTo(new Taken(0, 1, 0, false));
      assertThat(find(store, "pan").current().document().text("category")).contains("Kitchen");
      assertThat(store.products().find("pan", monday).orElseThrow().current().document())
          .isEqualTo(pan("Garden", "50"));
    }
  }

  @Test
  void parts_know_what_they_fit_and_successors_what_they_replace() {
    try (Store store = open()) {
      Products products = store.products();
      Value fits = new Value.Many(List.of(Value.of("pan"), Value.of("pot")));
      Fields lid = Fields.of("id", Value.of("lid")).with("name", "Lid").with("fits", fits);
      Fields old = Fields.of("id", Value.of("old")).with("replacedBy", "pan");
      var _ = put(store, pan("Kitchen", "50"), lid, old);
      Instant now = Instant.now();
      assertThat(products.partsOf("pan", 10, now)).extracting(Product::id).containsExactly("lid");
      assertThat(products.replacedBy("pan", 10, now))
          .extracting(Product::id)
          .containsExactly("old");
      var _ = put(store, lid.without("fits"));
      assertThat(products.partsOf("pan", 10, Instant.now())).isEmpty();
    }
  }

  @Test
  void a_hundred_thousand_products_are_put_found_and_there_again_after_a_restart() {
    try (Store store = open()) {
      for (int chunk = 0; chunk < 100; chunk++) {
        var documents = new ArrayList<Fields>();
        for (int i = 0; i < 1_000; i++) {
          String id = "sku-%06d".formatted(chunk * 1_000 + i);
          documents.add(
              pan("Kitchen > " + i % 40, "12.5").with("id", id).with("name", "Pan " + id));
        }
        assertThat(store.products().put(documents, null).fresh()).isEqualTo(1_000);
      }
    }
    try (Store store = open()) {
      Products products = store.products();
      assertThat(products.size()).isEqualTo(100_000);
      assertThat(find(store, "sku-077777").current().document().text("name"))
          .contains("Pan sku-077777");
      assertThat(products.list("kitchen > 39", "sku-050000", 3, Instant.now()))
          .extracting(Product::id)
          .containsExactly("sku-050039", "sku-050079", "sku-050119");
      assertThat(products.list("", "", 2, Instant.now()))
          .extracting(Product::id)
          .containsExactly("sku-000000", "sku-000001");
      assertThat(products.list("077777", "", 2, Instant.now())).hasSize(1);
    }
  }

  private static Fields stock(int quantity) {
    return Fields.of("quantity", Value.of(quantity));
  }

  private static Product find(Store store, String id) {
    return store.products().find(id, Instant.now()).orElseThrow();
  }

  private void views(Store store, String user, Instant at) {
    Fields message =
        Fields.NONE
            .with("type", "track")
            .with("event", "Product Viewed")
            .with("messageId", "m" + messages++)
            .with("userId", user)
            .with("timestamp", at.toString())
            .with("properties", Fields.of("product_id", Value.of("pan")));
    Arrival arrival =
        new Arrival.EventArrival(SHOP, message, Instant.now(), null, false, Reality.REAL);
    var _ = store.door().accept(List.of(arrival));
  }

  private static CustomerId id(Store store, String user) {
    return store.reader().resolve(new Identifier(IdentifierType.USER_ID, user)).orElseThrow();
  }

  private static CustomerState state(Store store, String user) {
    return store.reader().person(id(store, user)).orElseThrow().state();
  }

  private static List<String> segments(Store store, String user) {
    return state(store, user).stands(store.context(), Instant.now()).segments().stream()
        .map(Stands.Place::name)
        .toList();
  }

  private static final String[] ALL = {"early", "middle", "tardy", "late"};

  private static List<CustomerState> states(Store store, String... users) {
    return List.of(users.length == 0 ? ALL : users).stream()
        .map(user -> state(store, user))
        .toList();
  }

  private static List<CustomerState> foldedAnew(Store store, String... users) {
    return List.of(users.length == 0 ? ALL : users).stream()
        .map(user -> store.reader().restated(id(store, user)).state())
        .toList();
  }
}
