package habitue.server.loyalty;

import static habitue.server.RunningServer.SERVER_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.model.Fields;
import habitue.server.RunningServer;
import habitue.server.Visitor;
import habitue.store.journal.Json;
import habitue.warehouse.Warehouse;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list of customers tells points and tiers, and is of a tier where that is asked. */
class TierListTest {
  private static final String CLUB =
      """
      loyalty:
        club:
          counts from: 2020-01-01
          leave: Loyalty Left
          earn: {order: {spend: 1 per 1}}
          rewards: {mug: 60}
          tiers:
            ladder:
              bronze: 0
              silver: {from: 500, label: {fr: Argent, en: Sterling}}
      """;

  @TempDir private Path folder;
  private RunningServer server;

  @BeforeEach
  void start() {
    server = RunningServer.wholeAt(folder, Instant.parse("2024-01-01T12:00:00Z"));
    server.publish(Map.of("loyalty.yaml", CLUB));
    order("ada", "a1", 600);
    order("bob", "b1", 100);
    order("eve", "e1", 700);
    track("cyd", "Product Viewed", "'product_id':'p'");
    server.settle();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void order(String user, String id, int price) {
    track(
        user,
        "Order Completed",
        "'order_id':'%s','currency':'GBP','products':[{'product_id':'p','quantity':1,'price':%d}]"
            .formatted(id, price));
  }

  private void track(String user, String event, String properties) {
    String json =
        "{'userId':'%s','event':'%s','properties':{%s}}".formatted(user, event, properties);
    assertThat(server.post(SERVER_KEY, "/v1/track", json.replace('\'', '"')).statusCode())
        .isEqualTo(200);
  }

  /** Who is found, with points and tier. */
  private List<String> found(String asked) {
    server.settle();
    HttpResponse<String> answer =
        server.api("POST", "/api/customers/search", asked.replace('\'', '"'));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    Fields found = Json.object(answer.body().getBytes(StandardCharsets.UTF_8));
    return found.list("customers").stream()
        .map(Fields.class::cast)
        .map(each ->
            "%s %s %s"
                .formatted(
                    each.text("userId").orElse("-"),
                    each.text("points").orElse("-"),
                    each.text("tier").orElse("-")))
        .toList();
  }

  @Test
  void a_tier_is_a_filter_and_points_are_sorted_by() {
    assertThat(found("{'sort':'points'}"))
        .containsExactly("eve 700 silver", "ada 600 silver", "bob 100 bronze", "cyd 0 bronze");
    assertThat(found("{'tier':'silver','sort':'name'}"))
        .containsExactlyInAnyOrder("ada 600 silver", "eve 700 silver");
    assertThat(found("{'tier':'bronze','programme':'club','q':'bob'}"))
        .containsExactly("bob 100 bronze");
    HttpResponse<String> wrong = server.api("POST", "/api/customers/search", "{\"tier\":\"gold\"}");
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.body()).contains("no tier of the playbook has this name");
    assertThat(server.api("POST", "/api/customers/search", "{\"programme\":\"club2\"}").body())
        .contains("unknown_programme", "club?");
  }

  @Test
  void what_changes_is_told_and_who_left_is_in_no_tier() {
    HttpResponse<String> mug =
        server.api("POST", "/api/customers/userId:eve/redemptions", "{\"reward\":\"mug\"}");
    assertThat(mug.statusCode()).isEqualTo(200);
    track("ada", "Order Refunded", "'order_id':'a1'");
    track("eve", "Loyalty Left", "");
    assertThat(found("{'sort':'points'}"))
        .containsExactly("eve 640 -", "bob 100 bronze", "ada 0 bronze", "cyd 0 bronze");
    assertThat(found("{'tier':'silver'}")).isEmpty();
  }

  @Test
  void points_spent_and_called_back_stand_below_zero() {
    server.api("POST", "/api/customers/userId:bob/redemptions", "{\"reward\":\"mug\"}");
    track("bob", "Order Refunded", "'order_id':'b1'");
    assertThat(found("{'q':'bob'}")).containsExactly("bob -60 bronze");
  }

  @Test
  void someone_joined_away_or_erased_leaves_no_row() {
    server.api(
        "POST",
        "/api/customers/userId:ada/join",
        "{\"with\":\"userId:bob\",\"reason\":\"the same\"}");
    server.settle();
    assertThat(members()).isEqualTo(3);
    order("ada", "a2", 1);
    assertThat(found("{'tier':'silver','sort':'points'}"))
        .containsExactly("ada 701 silver", "eve 700 silver");
    assertThat(server.api("DELETE", "/api/customers/userId:eve", "").statusCode()).isLessThan(300);
    server.settle();
    assertThat(members()).isEqualTo(2);
  }

  private long members() {
    return server
        .context()
        .getBean(Warehouse.class)
        .readers()
        .read(sql -> sql.number("select count(*) from members"));
  }

  @Test
  void the_console_lists_a_tier_and_the_ladder_leads_there() {
    var admin = new Visitor(server).admin();
    assertThat(admin.get("/reward").body()).contains("href=\"/customers?tier=club.silver\"");
    assertThat(admin.get("/customers?tier=club.silver&sort=points").body())
        .contains("Sterling", ">700<", ">600<")
        .doesNotContain(">100<");
    assertThat(admin.get("/customers").body())
        .contains("href=\"/customers?tier=club.bronze&amp;sort=last_order\"", ">100<");
  }

  @Test
  void a_page_that_is_asked_for_what_is_not_there_says_what_to_do() {
    var admin = new Visitor(server).admin();
    for (String page :
        List.of("/reward", "/reward/effect", "/reward/liability", "/reward/referrals")) {
      HttpResponse<String> answer = admin.get(page + "?programme=nobodys");
      if (!page.equals("/reward/referrals")) {
        assertThat(answer.statusCode()).as(page).isEqualTo(404);
        assertThat(answer.body()).contains("There is nothing here", "Go to Today");
      }
      assertThat(answer.statusCode()).as(page).isLessThan(500);
    }
  }

  @Test
  void a_list_without_a_programme_says_nothing_of_points() {
    server.publish(Map.of("loyalty.yaml", "loyalty: {}\n"));
    server.settle();
    var admin = new Visitor(server).admin();
    assertThat(admin.get("/customers").body())
        .contains("ada")
        .doesNotContain("tier=club", "sort=points");
    assertThat(found("{'q':'ada'}")).containsExactly("ada - -");
  }
}
