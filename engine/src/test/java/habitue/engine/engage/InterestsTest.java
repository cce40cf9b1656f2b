package habitue.engine.engage;

import static habitue.engine.Life.SHOP;
import static habitue.engine.Life.WEB;
import static habitue.engine.Life.days;
import static habitue.engine.Life.minutes;
import static habitue.engine.Said.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import habitue.engine.Life;
import habitue.model.Fields;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class InterestsTest {
  private static final Offset<Double> NEAR = within(1e-9);
  private final Life life = new Life();

  private static Fields product(String id, String category) {
    return said("product_id", id, "name", "Name of " + id, "category", category);
  }

  private Interests interests() {
    return life.state().interests();
  }

  @Test
  void a_view_counts_one_and_halves_in_sixty_days() {
    life.track(days(0), WEB, "Product Viewed", product("p1", "Lamps"));
    Interest lamp = interests().products().getFirst();
    assertThat(lamp.scoreAt(days(0))).isCloseTo(1, NEAR);
    assertThat(lamp.scoreAt(days(60))).isCloseTo(0.5, NEAR);
    assertThat(lamp.scoreAt(days(120))).isCloseTo(0.25, NEAR);
    assertThat(interests().categories().getFirst().key()).isEqualTo("Lamps");
  }

  @Test
  void additions_and_purchases_weigh_more_than_views() {
    life.track(days(0), WEB, "Product Added", product("p1", "Lamps"));
    life.track(
        days(0),
        SHOP,
        "Order Completed",
        said("order_id", "1", "products", List.of(product("p1", "Lamps"))));
    Interest lamp = interests().products().getFirst();
    assertThat(lamp.scoreAt(days(0))).isCloseTo(8, NEAR);
    assertThat(lamp.adds()).isEqualTo(1);
    assertThat(lamp.purchases()).isEqualTo(1);
  }

  @Test
  void an_order_told_twice_is_bought_once() {
    Fields order = said("order_id", "1", "products", List.of(product("p1", "Lamps")));
    life.track(days(0), SHOP, "Order Completed", order);
    life.track(days(0), SHOP, "Order Completed", order);
    assertThat(interests().products().getFirst().purchases()).isEqualTo(1);
  }

  @Test
  void a_late_sign_counts_as_if_it_had_come_in_time() {
    life.track(days(0), WEB, "Product Viewed", product("p1", "Lamps"));
    life.track(days(30), WEB, "Product Viewed", product("p1", "Lamps"));
    var late = new Life();
    Fields view =
        Life.message("track", "event", "Product Viewed", "properties", product("p1", "Lamps"));
    late.comes(days(30), days(30), WEB, view).comes(days(30), days(0), WEB, view);
    assertThat(late.state().interests().products().getFirst().scoreAt(days(31)))
        .isCloseTo(interests().products().getFirst().scoreAt(days(31)), NEAR);
  }

  @Test
  void a_score_falls_to_a_mark_at_the_instant_it_says() {
    life.track(days(0), WEB, "Product Added", product("p1", "Lamps"));
    Interest lamp = interests().products().getFirst();
    Instant falls = lamp.fallsTo(0.75);
    assertThat(falls).isBetween(days(120).minusMillis(2), days(120).plusMillis(2));
    assertThat(lamp.scoreAt(falls)).isCloseTo(0.75, NEAR);
  }

  @Test
  void the_weakest_product_gives_way() {
    for (int i = 0; i < Interests.KEPT; i++) {
      life.track(minutes(i), WEB, "Product Added", product("p" + i, "Lamps"));
    }
    life.track(minutes(5), WEB, "Product Viewed", product("p0", "Lamps"));
    life.track(minutes(100), WEB, "Product Viewed", product("new", "Lamps"));
    assertThat(interests().products())
        .extracting(Interest::key)
        .hasSize(Interests.KEPT)
        .contains("p0", "new")
        .doesNotContain("p1");
    assertThat(interests().droppedProducts()).isEqualTo(1);
  }

  @Test
  void the_last_sixteen_searches_are_kept_by_their_own_time() {
    for (int i = 0; i < 20; i++) {
      life.track(minutes(i), WEB, "Products Searched", said("query", "q" + i));
    }
    assertThat(interests().searches())
        .extracting(Search::words)
        .hasSize(Interests.SEARCHES)
        .startsWith("q4")
        .endsWith("q19");
    assertThat(interests().droppedSearches()).isEqualTo(4);
  }

  @Test
  void scores_agree_with_summing_every_sign_anew() {
    for (int seed = 0; seed < 100; seed++) {
      var random = new Random(seed);
      var told = new Life();
      double sum = 0;
      Instant end = days(400);
      for (int i = 0; i < 50; i++) {
        Instant at = days(random.nextInt(400));
        told.track(at, WEB, "Product Viewed", product("p", "c"));
        sum += Math.pow(0.5, (end.toEpochMilli() - at.toEpochMilli()) / (60 * 86_400_000.0));
      }
      assertThat(told.state().interests().products().getFirst().scoreAt(end))
          .as("seed %s", seed)
          .isCloseTo(sum, NEAR);
    }
  }
}
