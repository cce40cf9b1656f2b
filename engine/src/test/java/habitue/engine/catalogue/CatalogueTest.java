package habitue.engine.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.model.Money;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CatalogueTest {

  private static Listing listing(long from, String category, @Nullable String group) {
    return new Listing(from, "Pan", category, "Cuivre", group, null, null);
  }

  private static Catalogue of(String id, Listing... listings) {
    return Catalogue.NONE.with(Map.of(id, Timeline.of(List.of(listings))));
  }

  @Test
  void a_product_is_what_it_was_at_the_instant_and_nothing_before_the_first() {
    Catalogue catalogue = of("p", listing(10, "Kitchen", null), listing(20, "Cooking", null));
    assertThat(catalogue.at("p", 9)).isNull();
    assertThat(catalogue.at("p", 10)).extracting(Listing::category).isEqualTo("Kitchen");
    assertThat(catalogue.at("p", 19)).extracting(Listing::category).isEqualTo("Kitchen");
    assertThat(catalogue.at("p", 20)).extracting(Listing::category).isEqualTo("Cooking");
    assertThat(catalogue.at("q", 20)).isNull();
  }

  @Test
  void of_two_from_the_same_instant_the_later_counts_and_repetitions_are_not_kept() {
    Timeline timeline =
        Timeline.of(
            List.of(
                listing(30, "Garden", null),
                listing(10, "Kitchen", null),
                listing(20, "Cooking", null),
                listing(20, "Kitchen", null)));
    assertThat(timeline.all()).extracting(Listing::from).containsExactly(10L, 30L);
  }

  @Test
  void what_comes_into_force_leaves_what_was_before_it() {
    Timeline known = Timeline.of(List.of(listing(10, "Kitchen", null)));
    Timeline truth =
        Timeline.of(
            List.of(listing(5, "Old", null), listing(15, "Cooking", null), listing(40, "X", null)));
    Timeline live = known.until(30, truth);
    assertThat(live.at(5)).isNull();
    assertThat(live.at(29)).extracting(Listing::category).isEqualTo("Kitchen");
    assertThat(live.at(30)).extracting(Listing::category).isEqualTo("Cooking");
    assertThat(live.at(40)).extracting(Listing::category).isEqualTo("X");
    assertThat(live.agrees(truth, 30)).isFalse();
    assertThat(live.agrees(known, 30)).isTrue();
  }

  @Test
  void a_group_is_known_by_the_first_of_its_variants_that_was_listed() {
    Catalogue before = of("b", listing(10, "Kitchen", "g"));
    Catalogue after =
        before.with(
            Map.of(
                "a",
                Timeline.of(List.of(listing(20, "Cooking", "g"), listing(30, "Cooking", "h")))));
    assertThat(after.anyOf("g", 5)).isNull();
    assertThat(after.anyOf("g", 19)).extracting(Listing::category).isEqualTo("Kitchen");
    assertThat(after.anyOf("g", 20)).extracting(Listing::category).isEqualTo("Cooking");
    assertThat(after.anyOf("g", 30)).extracting(Listing::category).isEqualTo("Kitchen");
    assertThat(after.variants("g")).containsExactly("a", "b");
    assertThat(before.variants("g")).containsExactly("b");
  }

  @Test
  void a_sale_holds_from_its_first_instant_up_to_its_last() {
    var sale = new Listing.Sale(new Money(800, "EUR"), 20, 30);
    var listing = new Listing(10, "Pan", null, null, null, new Money(1_000, "EUR"), sale);
    assertThat(listing.priceAt(19)).isEqualTo(new Money(1_000, "EUR"));
    assertThat(listing.priceAt(20)).isEqualTo(new Money(800, "EUR"));
    assertThat(listing.priceAt(30)).isEqualTo(new Money(1_000, "EUR"));
  }

  @Test
  void a_hundred_thousand_products_of_two_versions_take_a_few_tens_of_megabytes() {
    long before = used();
    Catalogue catalogue = Catalogue.NONE;
    for (int chunk = 0; chunk < 100; chunk++) {
      var fresh = new HashMap<String, Timeline>();
      for (int i = 0; i < 1_000; i++) {
        int number = chunk * 1_000 + i;
        var first = product(number, 10);
        fresh.put("sku-" + number, Timeline.of(List.of(first, product(number + 1, 20))));
      }
      catalogue = catalogue.with(fresh);
    }
    long taken = used() - before;
    assertThat(catalogue.size()).isEqualTo(100_000);
    assertThat(catalogue.at("sku-77777", 20)).isNotNull();
    assertThat(taken).isLessThan(80L << 20);
  }

  private static Listing product(int number, long from) {
    return new Listing(
        from,
        "Casserole en cuivre no. " + number,
        "Maison > Cuisine",
        "Cuivre & Fils",
        "group-" + number / 4,
        new Money(number, "EUR"),
        null);
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
