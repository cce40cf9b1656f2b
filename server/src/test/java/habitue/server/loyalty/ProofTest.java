package habitue.server.loyalty;

import static habitue.server.RunningServer.SERVER_KEY;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a programme owes and what goes with it, in examples that can be followed with a pencil. */
class ProofTest {
  private static final LocalDate JANUARY = LocalDate.of(2024, 1, 1);

  @TempDir private Path folder;
  private RunningServer server;

  @BeforeEach
  void start() {
    server = RunningServer.wholeAt(folder, noon(JANUARY));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void programme(String club) {
    String text = "loyalty:\n  club:\n    counts from: 2020-01-01\n" + club.indent(4);
    server.publish(Map.of("loyalty.yaml", text));
    server.settle();
  }

  private static Instant noon(LocalDate day) {
    return day.atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC);
  }

  private void at(LocalDate day) {
    server.clock.move(Duration.between(server.clock.instant(), noon(day)));
  }

  private void track(String user, String event, String properties) {
    sent("{'userId':'%s','event':'%s','properties':{%s}}".formatted(user, event, properties));
  }

  private void sent(String json) {
    HttpResponse<String> answer = server.post(SERVER_KEY, "/v1/track", json.replace('\'', '"'));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private void order(String user, String id, int price) {
    track(user, "Order Completed", order(id, price));
  }

  private static String order(String id, int price) {
    return "'order_id':'%s','currency':'GBP','products':[{'product_id':'p','quantity':1,'price':%d}]"
        .formatted(id, price);
  }

  private String redeem(String user) {
    String address = "/api/customers/userId:" + user + "/redemptions";
    HttpResponse<String> done = server.api("POST", address, "{\"reward\":\"mug\"}");
    assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
    return done.body().replaceFirst(".*?\"id\":\"([^\"]+)\".*", "$1");
  }

  private Fields get(String path) {
    HttpResponse<String> answer = server.api("GET", path, "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.object(answer.body().getBytes(StandardCharsets.UTF_8));
  }

  private Fields report(String asked) {
    server.settle();
    return get("/api/loyalty/report" + asked);
  }

  private static long whole(Fields fields, String name) {
    return fields.number(name).map(BigDecimal::longValueExact).orElseThrow();
  }

  /** Month, granted, spent, expired, taken back, outstanding, and the part to be spent. */
  private static List<String> cohorts(Fields report) {
    return report.list("cohorts").stream()
        .map(Fields.class::cast)
        .map(each ->
            "%s %d %d %d %d %d %s"
                .formatted(
                    each.text("month").orElse("-"),
                    whole(each, "granted"),
                    whole(each, "spent"),
                    whole(each, "expired"),
                    whole(each, "reversed"),
                    whole(each, "outstanding"),
                    each.text("rate").orElseThrow()))
        .toList();
  }

  private void until(BooleanSupplier so) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!so.getAsBoolean()) {
      assertThat(System.nanoTime()).as("it does not come").isLessThan(end);
      server.settle();
    }
  }

  /**
   * Each month someone earns 100 points. In the next they spend 20, in the one after 30 are taken
   * back, and after three months the 50 that are left expire.
   */
  private void live(int months) {
    for (int month = 0; month < months; month++) {
      at(JANUARY.plusMonths(month).plusDays(9));
      order("m" + month, "o" + month, 100);
      if (month >= 2) {
        track(
            "m" + (month - 2),
            "Order Refunded",
            "'order_id':'o%d','amount':30".formatted(month - 2));
      }
      server.settle();
      if (month >= 1) {
        redeem("m" + (month - 1));
      }
      at(JANUARY.plusMonths(month).plusDays(19));
      long expired = 50L * Math.max(0, month - 2);
      until(() -> whole(report("").fields("points"), "expired") == expired);
    }
  }

  @Test
  void what_is_owed_is_told_by_what_became_of_earlier_points() {
    programme(
        "earn: {order: {spend: 1 per 1}}\nexpires: 3m\npoint worth: 0.05\nrewards: {mug: 20}");
    live(15);
    Fields now = report("");
    assertThat(cohorts(now))
        .hasSize(15)
        .startsWith("2024-01 100 20 50 30 0 1.0000", "2024-02 100 20 50 30 0 1.0000")
        .endsWith(
            "2024-12 100 20 50 30 0 0.0000",
            "2025-01 100 20 0 30 50 0.0000",
            "2025-02 100 20 0 0 80 0.2000",
            "2025-03 100 0 0 0 100 0.2000");
    Fields owed = now.fields("liability");
    assertThat(whole(owed, "outstanding"))
        .isEqualTo(230)
        .isEqualTo(whole(now.fields("points"), "outstanding"));
    assertThat(owed.flag("estimated")).contains(true);
    assertThat(owed.text("rate")).as("(20 + 16 + 0) of 230").contains("0.1565");
    assertThat(whole(owed, "expected")).isEqualTo(36);
    assertThat(owed.text("money")).as("36 at 0.05").contains("1.80");
    assertThat(owed.text("wholeMoney")).as("230 at 0.05").contains("11.50");
    assertThat(owed.list("ages")).hasSize(12);
    Fields second = (Fields) owed.list("ages").get(1);
    assertThat(whole(second, "outstanding")).as("13 have been through it").isEqualTo(1300);
    assertThat(whole(second, "spent")).isEqualTo(260);

    Fields march = report("?asOf=2024-04-01T00:00:00Z");
    assertThat(cohorts(march))
        .containsExactly(
            "2024-01 100 20 0 30 50 1.0000",
            "2024-02 100 20 0 0 80 1.0000",
            "2024-03 100 0 0 0 100 1.0000");
    Fields then = march.fields("liability");
    assertThat(then.flag("estimated")).contains(false);
    assertThat(whole(then, "expected")).as("all of it is prudent").isEqualTo(230);
    assertThat(then.text("money")).contains("11.50");

    var admin = new Visitor(server).admin();
    assertThat(admin.get("/reward/liability").body())
        .contains(
            "£1.80", ">230<", "16%", "Mar\u00a02025", "20%", "Points outstanding, times the part")
        .doesNotContain("There is too little history");
    assertThat(admin.get("/reward/liability?day=2024-03-31").body())
        .contains("£11.50", ">230<", "Mar\u00a02024", "There is too little history")
        .doesNotContain("row\">Apr");
    assertThat(admin.get("/reward/liability?day=2099-01-01").body()).as("today").contains("£1.80");
  }

  @Test
  void points_that_were_spent_and_called_back_lessen_what_is_owed() {
    programme("earn: {order: {spend: 1 per 1}}\nrewards: {mug: 60}");
    order("ada", "a1", 100);
    server.settle();
    String mug = redeem("ada");
    track("ada", "Order Refunded", "'order_id':'a1'");
    at(JANUARY.plusMonths(1));
    order("ada", "a2", 80);
    Fields owing = report("");
    assertThat(cohorts(owing))
        .containsExactly("2024-01 100 60 0 100 -60 1.0000", "2024-02 80 0 0 0 80 1.0000");
    Fields owed = owing.fields("liability");
    assertThat(whole(owed, "outstanding")).isEqualTo(20);
    assertThat(whole(owed, "expected")).isEqualTo(20);
    assertThat(owed.text("money")).as("nothing says what a point is worth").isEmpty();
    assertThat(owed.text("why")).get().asString().contains("point worth");
    String undo = "/api/customers/userId:ada/redemptions/" + mug + "/reverse";
    assertThat(server.api("POST", undo, "{}").statusCode()).isEqualTo(200);
    assertThat(cohorts(report("")))
        .containsExactly("2024-01 100 0 0 100 0 1.0000", "2024-02 80 0 0 0 80 1.0000");
    assertThat(cohorts(report("?asOf=2024-01-31T00:00:00Z")))
        .containsExactly("2024-01 100 60 0 100 -60 1.0000");
  }

  @Test
  void what_all_rules_took_back_is_what_was_taken_back() {
    programme("earn: {order: {spend: 1 per 1}}\npoint worth: 0.05\nrewards: {mug: 60}");
    order("ada", "a1", 100);
    server.settle();
    String taken =
        "/api/customers/userId:ada/adjustments?programme="
            + report("").text("programme").orElseThrow();
    HttpResponse<String> by =
        server.api("POST", taken, "{\"points\":-30,\"reason\":\"a mistake\"}");
    assertThat(by.statusCode()).as(by.body()).isEqualTo(200);
    track("ada", "Order Refunded", "'order_id':'a1','amount':20");
    server.settle();
    Fields now = report("");
    List<Fields> rules = now.list("rules").stream().map(Fields.class::cast).toList();
    assertThat(rules.stream().mapToLong(rule -> whole(rule, "reversed")).sum())
        .isEqualTo(whole(now.fields("points"), "reversed"));
    assertThat(rules)
        .extracting(
            rule -> rule.text("rule").orElseThrow() + " " + rule.text("worth").orElseThrow())
        .containsExactly("reward.club.order 4.00", "reward.club.by-hand -1.50");
    assertThat(server.api("GET", "/api/loyalty/report?asOf=2199-01-01T00:00:00Z", "").body())
        .as("nobody knows what will have been earned by then")
        .contains("bad_time");
  }

  @Test
  void moves_between_tiers_are_counted_and_of_how_many() {
    programme("earn: {order: {spend: 1 per 1}}\ntiers: {ladder: {bronze: 0, silver: 100}}");
    order("ada", "a1", 150);
    order("bob", "b1", 20);
    server.settle();
    track("ada", "Order Cancelled", "'order_id':'a1'");
    order("ada", "a2", 120);
    server.settle();
    track("ada", "Order Cancelled", "'order_id':'a2'");
    order("ada", "a3", 130);
    server.settle();
    assertThat(report("").list("moves"))
        .map(each -> (Fields) each)
        .extracting(each ->
            "%s>%s %d %d"
                .formatted(
                    each.text("from").orElse(""),
                    each.text("to").orElseThrow(),
                    whole(each, "moves"),
                    whole(each, "customers")))
        .contains("bronze>silver 2 1", "silver>bronze 2 1");
  }

  @Test
  void a_draft_says_who_would_climb_and_fall_and_what_it_would_cost() {
    String club =
        "earn: {order: {spend: 1 per 1}}\npoint worth: 0.05\n"
            + "tiers: {ladder: {bronze: 0, silver: 100, gold: 300}}";
    programme(club);
    order("ada", "a1", 150);
    order("bob", "b1", 350);
    order("cyn", "c1", 40);
    server.settle();
    String draft =
        "loyalty:\n  club:\n    counts from: 2020-01-01\n"
            + club.replace("0.05", "0.10")
                .replace("silver: 100, gold: 300", "silver: 30, gold: 400")
                .indent(4);
    HttpResponse<String> answer =
        server.api("POST", "/api/loyalty/rehearse", Json.text(Fields.NONE.with("loyalty", draft)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    Fields played = Json.object(answer.body().getBytes(StandardCharsets.UTF_8));
    assertThat(whole(played, "same")).as("of points").isEqualTo(3);
    assertThat(whole(played, "up")).as("to silver").isOne();
    assertThat(whole(played, "down")).as("from gold").isOne();
    assertThat(((Fields) played.list("falling").getFirst()).text("to")).contains("silver");
    assertThat(played.fields("before").text("most")).as("540 at 0.05").contains("27.00");
    assertThat(played.fields("after").text("liability")).as("540 at 0.10").contains("54.00");
    var admin = new Visitor(server).admin();
    assertThat(admin.submit("/reward/rehearse", "/reward/rehearse", "text", draft).body())
        .contains("1 would be in a higher tier, 1 in a lower one", "£54.00", "Some who would fall");
    assertThat(admin.submit("/reward/rehearse", "/reward/rehearse", "text", "loyalty: {}").body())
        .contains("there is nothing to play");
  }

  @Test
  void rewards_say_what_a_point_is_worth_where_the_programme_does_not() {
    programme(
        "earn: {order: {spend: 1 per 1}}\n"
            + "rewards: {mug: {points: 100, worth: 1}, cup: {points: 50, worth: 1}, lounge: 900}");
    order("ada", "a1", 1000);
    Fields owed = report("").fields("liability");
    assertThat(owed.text("pointWorth")).as("of 0.01 and 0.02").contains("0.015000");
    assertThat(owed.text("pointWorthFrom")).contains("rewards");
    assertThat(owed.text("money")).contains("15.00");
    var admin = new Visitor(server).admin();
    assertThat(admin.get("/reward/liability").body()).contains("the mean over the rewards");
  }

  @Test
  void lots_stay_what_they_are_when_people_are_joined_and_told_apart() {
    programme("earn: {order: {spend: 1 per 1}}\nrewards: {mug: 60}");
    order("ada", "a1", 40);
    at(JANUARY.plusMonths(1));
    order("bob", "b1", 50);
    server.settle();
    String join = "/api/customers/userId:ada/join";
    HttpResponse<String> joined =
        server.api("POST", join, "{\"with\":\"userId:bob\",\"reason\":\"the same\"}");
    assertThat(joined.statusCode()).as(joined.body()).isEqualTo(200);
    server.settle();
    redeem("ada");
    List<String> one = List.of("2024-01 40 40 0 0 0 1.0000", "2024-02 50 20 0 0 30 1.0000");
    assertThat(cohorts(report(""))).isEqualTo(one);
    String apart = "{\"identifier\":{\"type\":\"userId\",\"value\":\"bob\"}}";
    HttpResponse<String> split = server.api("POST", "/api/customers/userId:ada/split", apart);
    assertThat(split.statusCode()).as(split.body()).isEqualTo(200);
    Fields two = report("");
    assertThat(cohorts(two)).as("whose lots they were").isEqualTo(one);
    assertThat(whole(two.fields("points"), "outstanding")).isEqualTo(30);
  }

  @Test
  void one_order_told_of_two_people_halts_nobody_when_they_are_joined() {
    programme("earn: {order: {spend: 1 per 1}}\nrewards: {mug: 60}");
    order("ada", "x1", 40);
    at(JANUARY.plusMonths(1));
    order("bob", "x1", 50);
    server.settle();
    HttpResponse<String> joined =
        server.api(
            "POST",
            "/api/customers/userId:ada/join",
            "{\"with\":\"userId:bob\",\"reason\":\"the same\"}");
    assertThat(joined.statusCode()).as(joined.body()).isEqualTo(200);
    server.settle();
    assertThat(whole(get("/api/status"), "halted")).isZero();
    redeem("ada");
    assertThat(cohorts(report(""))).containsExactly("2024-01 90 60 0 0 30 1.0000");
    track("ada", "Order Cancelled", "'order_id':'x1'");
    assertThat(cohorts(report(""))).containsExactly("2024-01 90 60 0 90 -60 1.0000");
    assertThat(get("/api/customers/userId:ada/points/proof").flag("addsUp")).contains(true);
  }

  /** One of the past. */
  private void past(String user, String day, String event, String properties) {
    sent(
        "{'%s':'%s','event':'%s','timestamp':'%sT12:00:00Z','context':{'historical':true},'properties':{%s}}"
            .formatted(
                user.startsWith("guest") ? "anonymousId" : "userId", user, event, day, properties));
  }

  private void looked(String user, String day) {
    String json =
        "{'userId':'%s','name':'Home','timestamp':'%sT12:00:00Z','context':{'historical':true}}"
            .formatted(user, day);
    assertThat(server.post(SERVER_KEY, "/v1/page", json.replace('\'', '"')).statusCode())
        .isEqualTo(200);
  }

  @Test
  void members_are_put_beside_others_and_beside_what_they_were() {
    programme(
        "enrol: {on: Loyalty Joined}\nearn: {order: {spend: 1 per 1}}\n"
            + "tiers: {ladder: {bronze: 0, silver: 500}}");
    at(LocalDate.of(2025, 1, 10));
    looked("mia", "2023-11-01");
    looked("mia", "2024-03-01");
    looked("mia", "2024-06-01");
    looked("mia", "2024-10-01");
    looked("mia", "2024-11-01");
    looked("mia", "2025-01-05");
    past("mia", "2024-02-01", "Order Completed", order("o1", 40));
    past("mia", "2024-05-01", "Order Completed", order("o2", 20));
    past("mia", "2024-06-01", "Loyalty Joined", "");
    past("mia", "2024-06-01", "Order Completed", order("o3", 1000));
    past("mia", "2024-07-01", "Order Completed", order("o4", 60));
    past("mia", "2024-08-01", "Order Completed", order("o5", 30));
    past("mia", "2024-08-05", "Order Refunded", "'order_id':'o5','amount':10");
    past("mia", "2024-09-01", "Order Completed", order("o6", 40));
    past("new", "2024-05-20", "Product Viewed", "'product_id':'p'");
    past("new", "2024-06-01", "Loyalty Joined", "");
    past("nan", "2023-11-15", "Product Viewed", "'product_id':'p'");
    past("nan", "2024-07-01", "Order Completed", order("o7", 50));
    past("non", "2023-11-15", "Product Viewed", "'product_id':'p'");
    past("jon", "2023-11-15", "Product Viewed", "'product_id':'p'");
    past("jon", "2024-10-15", "Loyalty Joined", "");
    past("guest", "2024-07-02", "Order Completed", order("o8", 30));
    server.settle();
    Fields effect = get("/api/loyalty/effect?from=2024-06-15&to=2024-12-15");
    assertThat(Json.text(effect.fields("whole"))).isEqualTo("{\"orders\":5,\"net\":\"200.00\"}");
    assertThat(effect.list("tiers").stream().map(each -> Json.text((Fields) each)))
        .containsExactly(
            "{\"name\":\"bronze\",\"customers\":2,\"orders\":0,\"net\":\"0.00\",\"ofOrders\":0.0000,\"ofNet\":0.0000}",
            "{\"name\":\"silver\",\"customers\":1,\"orders\":3,\"net\":\"120.00\",\"ofOrders\":0.6000,\"ofNet\":0.6000}");
    Fields joining = effect.fields("joining");
    assertThat(whole(joining, "members")).isEqualTo(1);
    assertThat(whole(joining, "leftOut")).isEqualTo(2);
    assertThat(Json.text(joining.fields("before")))
        .isEqualTo(
            "{\"customers\":1,\"buyers\":1,\"orders\":2,\"net\":\"60.00\",\"orderSize\":\"30.00\",\"ordersPerMonth\":0.3333,\"netEach\":\"60.00\"}");
    assertThat(Json.text(joining.fields("after")))
        .isEqualTo(
            "{\"customers\":1,\"buyers\":1,\"orders\":3,\"net\":\"120.00\",\"orderSize\":\"40.00\",\"ordersPerMonth\":0.5000,\"netEach\":\"120.00\"}");
    assertThat(whole(joining, "visitors")).isEqualTo(1);
    assertThat(joining.text("visitsPerMonthBefore")).as("1 in 180 days").contains("0.1667");
    assertThat(joining.text("visitsPerMonthAfter")).as("2 in 180 days").contains("0.3333");
    assertThat(Json.text(effect.fields("members")))
        .as("3 orders by 2 in 183 days")
        .isEqualTo(
            "{\"customers\":2,\"buyers\":1,\"orders\":3,\"net\":\"120.00\",\"orderSize\":\"40.00\",\"ordersPerMonth\":0.2459,\"netEach\":\"60.00\"}");
    assertThat(Json.text(effect.fields("others")))
        .isEqualTo(
            "{\"customers\":2,\"buyers\":1,\"orders\":1,\"net\":\"50.00\",\"orderSize\":\"50.00\",\"ordersPerMonth\":0.0820,\"netEach\":\"25.00\"}");
    assertThat(effect.fields("caveats").text("members")).get().asString().contains("already");
    segmentsAreWhatTheTablesSay(effect);
    var admin = new Visitor(server).admin();
    assertThat(admin.get("/reward/effect?from=2024-06-15&to=2024-12-15").body())
        .contains("60%", "£40.00", "£30.00", "0.25", "0.08", "are already the better customers");
    for (String wrong :
        List.of("from=2024-02-30", "from=2024-06-01&to=2024-06-01", "to=2099-01-01")) {
      assertThat(server.api("GET", "/api/loyalty/effect?" + wrong, "").statusCode()).isEqualTo(400);
      assertThat(admin.get("/reward/effect?" + wrong).statusCode()).isEqualTo(200);
    }
  }

  private void segmentsAreWhatTheTablesSay(Fields effect) {
    List<String> expected =
        server
            .context()
            .getBean(Warehouse.class)
            .readers()
            .read(sql ->
                sql.list(
                    """
                    select name || ' ' || count(distinct customer_id) || ' ' || count(order_id)
                      || ' ' || round(coalesce(sum(home_net), 0) / 200, 4)::decimal(9, 4)
                    from memberships left join
                      (select * from orders where day between '2024-06-15' and '2024-12-14')
                      using (customer_id)
                    where kind = 'segment' group by name order by name\
                    """,
                    row -> row.text(1)));
    assertThat(
            effect.list("segments").stream()
                .map(Fields.class::cast)
                .map(each ->
                    "%s %d %d %s"
                        .formatted(
                            each.text("name").orElseThrow(),
                            whole(each, "customers"),
                            whole(each, "orders"),
                            each.text("ofNet").orElseThrow())))
        .isNotEmpty()
        .isEqualTo(expected);
  }
}
