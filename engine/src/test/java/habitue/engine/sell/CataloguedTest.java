package habitue.engine.sell;

import static habitue.engine.Said.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import habitue.engine.Context;
import habitue.engine.Input;
import habitue.engine.Life;
import habitue.engine.catalogue.Catalogue;
import habitue.engine.catalogue.Listing;
import habitue.engine.catalogue.Timeline;
import habitue.engine.customer.CustomerBehaviour;
import habitue.engine.customer.CustomerState;
import habitue.engine.engage.Interest;
import habitue.model.Body;
import habitue.model.CustomerId;
import habitue.model.Event;
import habitue.model.Fields;
import habitue.model.JournalRecord;
import habitue.model.Money;
import habitue.model.Reality;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CataloguedTest {
  private static final long CHANGED = Life.days(10).toEpochMilli();
  private static final Catalogue CATALOGUE =
      Catalogue.NONE.with(
          Map.of(
              "pan-1",
              Timeline.of(
                  List.of(
                      listing(Life.START.toEpochMilli(), "Kitchen"),
                      listing(CHANGED, "Cooking")))));

  private static Listing listing(long from, String category) {
    return new Listing(
        from, "Copper pan", category, "Cuivre", "pan", new Money(9_900, "GBP"), null);
  }

  private static Event event(String name, Fields properties) {
    return Event.of(Life.message("track", "event", name, "properties", properties));
  }

  private static Fields filled(String name, Fields properties, Instant at) {
    return Catalogued.of(event(name, properties), CATALOGUE, at.toEpochMilli()).properties();
  }

  @Test
  void what_an_event_leaves_out_is_what_held_when_it_happened() {
    Fields view = said("product_id", "pan-1");
    assertThat(filled("Product Viewed", view, Life.days(9)))
        .isEqualTo(
            said("product_id", "pan-1", "name", "Copper pan", "category", "Kitchen")
                .with("brand", "Cuivre"));
    assertThat(filled("Product Viewed", view, Life.days(10)).text("category")).contains("Cooking");
    assertThat(filled("Product Viewed", view, Life.days(-1))).isEqualTo(view);
  }

  @Test
  void what_an_event_says_itself_stands() {
    Fields view = said("sku", "pan-1", "name", "Poêle", "category", "Cuisine", "brand", "Nous");
    assertThat(filled("Product Viewed", view, Life.days(1))).isEqualTo(view);
  }

  @Test
  void each_product_of_an_order_is_filled_in_but_for_what_was_paid() {
    Fields order = said("order_id", "o1", "products", List.of(said("sku", "pan-1"), said("x", 1)));
    assertThat(filled("Order Completed", order, Life.days(1)).list("products"))
        .containsExactly(
            said("sku", "pan-1", "name", "Copper pan", "category", "Kitchen")
                .with("brand", "Cuivre"),
            said("x", 1));
  }

  @Test
  void of_a_group_the_category_and_brand_are_known_and_no_name_or_price() {
    assertThat(filled("Product Viewed", said("product_id", "pan"), Life.days(1)))
        .isEqualTo(said("product_id", "pan", "category", "Kitchen", "brand", "Cuivre"));
    Listing group = Catalogued.listing(Product.of(said("product_id", "pan")), CATALOGUE, CHANGED);
    assertThat(group).isNotNull();
    assertThat(group.name()).isNull();
    assertThat(group.priceAt(CHANGED)).isNull();
  }

  @Test
  void a_bare_id_names_a_product_only_where_an_event_is_about_one() {
    assertThat(filled("Product Viewed", said("id", "pan-1"), Life.days(1)).text("name"))
        .contains("Copper pan");
    Fields video = said("id", "pan-1");
    assertThat(filled("Video Played", video, Life.days(1))).isEqualTo(video);
  }

  @Test
  void interests_and_order_lines_know_the_category_and_amounts_stay_as_said() {
    Context context = Life.CONTEXT.with(CATALOGUE);
    var life = new Life();
    CustomerState state = CustomerState.empty(new CustomerId(1));
    state = step(context, life, state, "Product Viewed", said("product_id", "pan-1"), 1);
    Fields order = said("order_id", "o1", "products", List.of(said("sku", "pan-1")));
    state = step(context, life, state, "Order Completed", order, 11);
    assertThat(state.interests().categories())
        .extracting(Interest::key, Interest::purchases)
        .containsExactlyInAnyOrder(tuple("Kitchen", 0), tuple("Cooking", 1));
    var line = state.orders().recent().getFirst().lines().getFirst();
    assertThat(line.product().name()).isEqualTo("Copper pan");
    assertThat(line.amount().isZero()).isTrue();
  }

  private static CustomerState step(
      Context context, Life life, CustomerState state, String name, Fields said, int day) {
    Instant at = Life.days(day);
    var record =
        new JournalRecord(
            life.stamp(at, at, Life.SHOP, Reality.REAL), new Body.Happened(event(name, said)));
    return new CustomerBehaviour().step(context, state, new Input.Recorded(record)).state();
  }
}
