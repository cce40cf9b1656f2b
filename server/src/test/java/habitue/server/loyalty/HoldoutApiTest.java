package habitue.server.loyalty;

import static habitue.server.RunningServer.SERVER_KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import habitue.insight.compare.Sample;
import habitue.insight.compare.Welch;
import habitue.model.Fields;
import habitue.server.RunningServer;
import habitue.server.Visitor;
import habitue.store.journal.Json;
import habitue.warehouse.Warehouse;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A programme's effect is what those it was offered order beyond those held out by lot. */
class HoldoutApiTest {
  private static final int PEOPLE = 80;
  private static final String EFFECT = "/api/loyalty/effect?from=2024-01-01&to=2024-03-01";

  @TempDir private Path folder;
  private RunningServer server;

  @BeforeEach
  void start() {
    server = RunningServer.wholeAt(folder, Instant.parse("2024-01-01T12:00:00Z"));
    publish("holdout: 40%");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void publish(String holdout) {
    String club =
        "loyalty:\n  club:\n    counts from: 2020-01-01\n    %s\n    earn: {order: {spend: 1 per 1}}\n"
            .formatted(holdout);
    server.publish(Map.of("loyalty.yaml", club));
    server.settle();
  }

  private void track(String user, String event, String properties) {
    String json =
        "{'userId':'%s','event':'%s','properties':{%s}}".formatted(user, event, properties);
    assertThat(server.post(SERVER_KEY, "/v1/track", json.replace('\'', '"')).statusCode())
        .isEqualTo(200);
  }

  private void order(String user, String id, int price) {
    track(
        user,
        "Order Completed",
        "'order_id':'%s','currency':'GBP','products':[{'product_id':'p','quantity':1,'price':%d}]"
            .formatted(id, price));
  }

  private Fields get(String path) {
    HttpResponse<String> answer = server.api("GET", path, "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.object(answer.body().getBytes(StandardCharsets.UTF_8));
  }

  private Fields points(String user) {
    return get("/api/customers/userId:" + user + "/points");
  }

  private boolean heldOut(String user) {
    return points(user).flag("heldOut").orElseThrow();
  }

  /** Everyone is seen on the first day, and orders on it; some order again later. */
  private void live() {
    for (int person = 0; person < PEOPLE; person++) {
      order("u" + person, "first" + person, 10);
    }
    server.settle();
    server.clock.move(Duration.ofDays(20));
    for (int person = 0; person < PEOPLE; person += 1 + person % 2) {
      order("u" + person, "second" + person, 20 + 7 * (person % 11));
    }
    server.clock.move(Duration.ofDays(60));
    server.settle();
  }

  private static BigDecimal number(Fields of, String name) {
    return of.number(name).orElseThrow();
  }

  /** What each spent after the day they were drawn, recomputed from the lists of orders. */
  private Sample spent(String fact) {
    List<BigDecimal> each =
        server
            .context()
            .getBean(Warehouse.class)
            .readers()
            .read(sql ->
                sql.list(
                    """
                    select (select coalesce(sum(o.home_net), 0) from orders o
                      where o.customer_id = f.customer_id and o.day between '2024-01-02' and '2024-02-29')
                    from facts f where f.name = ? and details->>'holdout' = '0.4'\
                    """,
                    row -> row.amount(1),
                    fact));
    double mean = each.stream().mapToDouble(BigDecimal::doubleValue).average().orElseThrow();
    double squares = each.stream().mapToDouble(it -> Math.pow(it.doubleValue() - mean, 2)).sum();
    return new Sample(each.size(), mean, squares / (each.size() - 1));
  }

  @Test
  void both_sides_are_compared_as_the_lot_fell() {
    live();
    Fields holdout = get(EFFECT).fields("holdout");
    assertThat(number(holdout, "share")).isEqualByComparingTo("0.4");
    Sample offered = spent("Programme Joined");
    Sample heldOut = spent("Programme Held Out");
    assertThat(offered.size() + heldOut.size()).isEqualTo(PEOPLE);
    assertThat(heldOut.size()).as("about 32 of 80").isBetween(15L, 50L);
    assertThat(number(holdout.fields("offered"), "customers").longValue())
        .isEqualTo(offered.size());
    assertThat(number(holdout.fields("heldOut"), "customers").longValue())
        .isEqualTo(heldOut.size());
    Welch.Interval expected = Objects.requireNonNull(Welch.difference(offered, heldOut));
    Fields net = holdout.fields("net");
    assertThat(number(net, "difference").doubleValue())
        .isCloseTo(expected.difference(), within(1e-4));
    assertThat(number(net, "low").doubleValue()).isCloseTo(expected.low(), within(1e-4));
    assertThat(number(net, "high").doubleValue()).isCloseTo(expected.high(), within(1e-4));
    assertThat(holdout.flag("enough")).as("fewer than 30 bought on a side").contains(false);
    String page =
        new Visitor(server).admin().get("/reward/effect?from=2024-01-01&to=2024-03-01").body();
    assertThat(page)
        .contains("Offered or held out, by lot", "40% of people are held out", "Chance alone")
        .contains("Fewer than 30 people ordered on one side");
  }

  @Test
  void before_anybody_is_drawn_nothing_is_said_and_without_a_holdout_nothing_at_all() {
    Fields holdout = get("/api/loyalty/effect?from=2023-01-01&to=2023-12-01").fields("holdout");
    assertThat(number(holdout.fields("offered"), "customers")).isZero();
    assertThat(holdout.value("net")).isEmpty();
    publish("point worth: 0.01");
    assertThat(get("/api/loyalty/effect").value("holdout")).isEmpty();
  }

  private void past(String user, String id, String day) {
    String json =
        """
        {"userId":"%s","event":"Order Completed","timestamp":"%sT09:00:00Z","context":{"historical":true},
        "properties":{"order_id":"%s","currency":"GBP","products":[{"product_id":"p","quantity":1,"price":40}]}}\
        """
            .formatted(user, day, id);
    assertThat(server.post(SERVER_KEY, "/v1/track", json).statusCode()).isEqualTo(200);
  }

  private static long orders(Fields holdout) {
    return number(holdout.fields("offered"), "orders").longValue()
        + number(holdout.fields("heldOut"), "orders").longValue();
  }

  @Test
  void what_was_ordered_before_there_was_a_holdout_or_before_it_was_brought_shows_nothing() {
    for (int person = 0; person < PEOPLE; person++) {
      past("u" + person, "early" + person, "2023-02-01");
      past("u" + person, "late" + person, "2023-03-01");
    }
    server.settle();
    Fields before = get("/api/loyalty/effect?from=2023-01-01&to=2024-01-01").fields("holdout");
    assertThat(before.text("from")).as("published on the day before").contains("2024-01-02");
    assertThat(orders(before)).isZero();
    server.clock.move(Duration.ofDays(40));
    past("w1", "w1-early", "2024-01-10");
    past("w1", "w1-late", "2024-01-20");
    order("u1", "u1-now", 10);
    server.settle();
    server.clock.move(Duration.ofDays(10));
    Fields after = get("/api/loyalty/effect?from=2023-01-01&to=2024-02-20").fields("holdout");
    assertThat(orders(after)).as("of what was offered to somebody").isOne();
    String page =
        new Visitor(server).admin().get("/reward/effect?from=2023-01-01&to=2024-02-20").body();
    assertThat(page).contains("before that nobody was held out");
  }

  private List<String> heldOut() {
    var out = new ArrayList<String>();
    for (int person = 0; person < 20; person++) {
      track("u" + person, "Product Viewed", "'product_id':'p'");
    }
    server.settle();
    for (int person = 0; person < 20; person++) {
      if (heldOut("u" + person)) {
        out.add("u" + person);
      }
    }
    assertThat(out).hasSizeBetween(2, 17);
    return out;
  }

  @Test
  void who_is_held_out_earns_nothing_and_is_told_why_until_somebody_gives_points() {
    String held = heldOut().getFirst();
    order(held, "o1", 50);
    server.settle();
    assertThat(points(held).flag("member")).contains(false);
    assertThat(number(points(held), "active")).isZero();
    String why = get("/api/customers/userId:" + held + "/timeline").toString();
    assertThat(why).contains("Programme Held Out", "reward.held-out");
    String id = get("/api/customers/userId:" + held).text("id").orElseThrow();
    assertThat(new Visitor(server).admin().get("/customers/" + id + "/points").body())
        .contains("Drawn by lot to take no part");
    HttpResponse<String> given =
        server.api(
            "POST",
            "/api/customers/userId:" + held + "/adjustments",
            "{\"points\":5,\"reason\":\"sorry\"}");
    assertThat(given.statusCode()).isEqualTo(200);
    assertThat(points(held).flag("member")).contains(true);
    assertThat(heldOut(held)).isFalse();
    server.settle();
    Fields arms = get("/api/loyalty/effect?from=2023-12-01&to=2024-01-01").fields("holdout");
    assertThat(number(arms.fields("heldOut"), "customers")).as("drawn on the last day").isZero();
    server.clock.move(Duration.ofDays(2));
    Fields later = get("/api/loyalty/effect?from=2023-12-01&to=2024-01-03").fields("holdout");
    assertThat(number(later.fields("heldOut"), "customers").intValue())
        .as("as the lot fell, whatever came later")
        .isEqualTo(members("Programme Held Out"));
  }

  private int members(String fact) {
    return server
        .context()
        .getBean(Warehouse.class)
        .readers()
        .read(sql -> (int) sql.number("select count(*) from facts where name = ?", fact));
  }

  @Test
  void the_lot_stands_when_people_are_joined_and_told_apart() {
    List<String> out = heldOut();
    String one = out.get(0);
    String other = out.get(1);
    String join = "{\"with\":\"userId:" + other + "\",\"reason\":\"the same\"}";
    assertThat(server.api("POST", "/api/customers/userId:" + one + "/join", join).statusCode())
        .isEqualTo(200);
    server.settle();
    assertThat(heldOut(one)).isTrue();
    order(one, "o1", 50);
    server.settle();
    assertThat(points(one).flag("member")).contains(false);
    String apart = "{\"identifier\":{\"type\":\"userId\",\"value\":\"" + other + "\"}}";
    assertThat(server.api("POST", "/api/customers/userId:" + one + "/split", apart).statusCode())
        .isEqualTo(200);
    server.settle();
    assertThat(heldOut(one)).isTrue();
    assertThat(heldOut(other)).isTrue();
  }

  @Test
  void once_nobody_is_held_out_any_more_they_take_part_from_then_on() {
    String held = heldOut().getFirst();
    order(held, "o1", 50);
    server.settle();
    publish("point worth: 0.01");
    assertThat(heldOut(held)).isFalse();
    assertThat(points(held).flag("member")).contains(false);
    order(held, "o2", 30);
    server.settle();
    assertThat(points(held).flag("member")).contains(true);
    assertThat(number(points(held), "active").intValue())
        .as("what was ordered before stays as it was decided")
        .isEqualTo(30);
  }
}
