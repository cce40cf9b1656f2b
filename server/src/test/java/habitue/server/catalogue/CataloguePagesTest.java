package habitue.server.catalogue;

import static habitue.server.RunningServer.SERVER_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.server.RunningServer;
import habitue.server.Visitor;
import habitue.server.people.Role;
import habitue.server.people.Users;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is sold, in the console, on a store of its own. */
class CataloguePagesTest {
  private static final String SECRET = "words that nobody knows";

  @SuppressWarnings("NullAway.Init")
  private static RunningServer server;

  @SuppressWarnings("NullAway.Init")
  private static Visitor marketer;

  @BeforeAll
  static void start(@TempDir Path folder) {
    server = RunningServer.whole(folder);
    Users users = server.context().getBean(Users.class);
    users.create("mara", "", Role.MARKETER);
    users.password("mara", SECRET);
    marketer = new Visitor(server);
    marketer.signIn("mara", SECRET);
    assertThat(page("/catalogue")).contains("No product yet").doesNotContain("Keys for machines");

    put(
        "{'id':'pan','name':'Copper pan','category':'Kitchen','price':'50 GBP','stock':7,"
            + "'attributes':{'material':'copper'},'link':'https://shop.example/pan'},"
            + "{'id':'lid','name':'Lid <b>20</b>','fits':['pan','elsewhere']},"
            + "{'id':'old','name':'Old pan','replacedBy':'pan','discontinued':true},"
            + "{'id':'pot','name':'Pot'}");
    server.clock.move(Duration.ofMinutes(1));
    put("{'id':'pan','name':'Copper pan','category':'Cooking','price':'45 GBP','attributes':null}");
    String order =
        "{'userId':'ada','event':'Order Completed','properties':{'order_id':'o1','currency':'GBP',"
            + "'products':[{'product_id':'pan','price':45,'quantity':2}]}}";
    HttpResponse<String> answer = server.post(SERVER_KEY, "/v1/track", order.replace('\'', '"'));
    assertThat(answer.statusCode()).isEqualTo(200);
    server.settle();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void put(String products) {
    String body = ("[" + products + "]").replace('\'', '"');
    assertThat(server.api("PUT", "/api/products", body).statusCode()).isEqualTo(200);
  }

  private static String page(String path) {
    HttpResponse<String> answer = marketer.get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  private static String plain(String html) {
    return html.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
  }

  @Test
  void everything_sold_is_listed_and_found_by_what_it_is_called() {
    String list = page("/catalogue");
    assertThat(plain(list)).contains("4 products", "Copper pan", "£45.00", "No longer sold");
    assertThat(list)
        .contains("href=\"/catalogue/product?id=pan\"", "Lid &lt;b&gt;20&lt;/b&gt;")
        .contains("<a href=\"/catalogue\" aria-current=\"page\">Catalogue</a>");
    assertThat(plain(page("/catalogue?q=COOKING"))).contains("Copper pan").doesNotContain("Lid");
    assertThat(plain(page("/catalogue?q=spoons"))).contains("No product is called", "spoons");
    assertThat(page("/catalogue?q=&after=lid")).doesNotContain("Lid").contains("rel=\"first\"");
  }

  @Test
  void a_product_says_what_it_is_what_it_was_and_what_belongs_to_it() {
    String pan = page("/catalogue/product?id=pan");
    assertThat(plain(pan))
        .contains("Price £45.00", "In stock 7", "Category Cooking")
        .contains("Category: Kitchen → Cooking", "Price: 50.00 → 45.00")
        .contains("Attributes: material copper → nothing")
        .contains("It replaces", "Old pan", "Parts that fit it", "Listed");
    assertThat(plain(pan)).contains("Customers 1", "Orders 1", "Pieces, less those given back 2");
    assertThat(plain(page("/catalogue/product?id=lid")))
        .contains("What it fits", "Copper pan", "elsewhere", "Nobody ordered it yet");
    assertThat(plain(page("/catalogue/product?id=old"))).contains("Replaced by", "Copper pan");
    assertThat(marketer.get("/catalogue/product?id=none").statusCode()).isEqualTo(404);
  }
}
