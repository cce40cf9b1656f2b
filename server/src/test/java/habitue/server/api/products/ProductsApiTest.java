package habitue.server.api.products;

import static habitue.server.RunningServer.SERVER_KEY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.server.RunningServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is sold, over HTTP. */
class ProductsApiTest {
  private static final String JSON = "application/json";
  private static final String LINES = "application/x-ndjson";
  private static final String XML = "application/xml";
  private static final String TEXT = "text/tab-separated-values";

  @SuppressWarnings("NullAway.Init")
  private static RunningServer server;

  @BeforeAll
  static void start(@TempDir Path folder) {
    server = RunningServer.withStore(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<String> put(String type, String body) {
    return put("", type, body.getBytes(UTF_8), "");
  }

  private static HttpResponse<String> put(String query, String type, byte[] body, String encoding) {
    HttpRequest.Builder request =
        server
            .request("/api/products" + query)
            .header("Authorization", "Bearer " + RunningServer.ADMIN_TOKEN)
            .header("Content-Type", type)
            .PUT(HttpRequest.BodyPublishers.ofByteArray(body));
    return server.send(encoding.isEmpty() ? request : request.header("Content-Encoding", encoding));
  }

  private static String taken(int added, int changed, int unchanged) {
    return """
    {"added":%d,"changed":%d,"unchanged":%d,"refused":0,"restating":false,"rejected":[]}\
    """
        .formatted(added, changed, unchanged);
  }

  private static String get(String path) {
    return server.api("GET", "/api/products" + path, "").body();
  }

  private static String json(String said) {
    return said.replace('\'', '"');
  }

  @Test
  void the_examples_of_the_guide_are_taken_and_once_more_change_nothing() throws IOException {
    String guide = Files.readString(Path.of("../docs/guides/catalogue.md"));
    String products = example(guide, "json");
    String feed = example(guide, "xml");
    assertThat(put(JSON, products).body()).isEqualTo(taken(3, 0, 0));
    assertThat(put(XML, feed).body()).isEqualTo(taken(1, 0, 0));
    assertThat(put(JSON, products).body()).isEqualTo(taken(0, 0, 3));
    assertThat(put(XML, feed).body()).isEqualTo(taken(0, 0, 1));
    assertThat(get("/CAS-20"))
        .contains("\"category\":\"Home > Kitchen > Saucepans\"", "\"price\":\"129.00\"")
        .contains("\"saleFrom\":\"2026-11-26T23:00:00Z\"", "\"material\":[\"copper\",\"steel\"]")
        .contains("\"parts\":[\"LID-20\"]", "\"replaces\":[\"POT-19\"]")
        .contains("\"variants\":[\"CAS-24\"]", "\"quantity\":12");
    assertThat(get("/CAS-24"))
        .contains("\"name\":\"Copper saucepan, 24 cm\"", "\"currency\":\"EUR\"")
        .contains("\"description\":\"Heavy copper & steel.\"", "\"variant\":{\"size\":\"24 cm\"}")
        .contains("\"saleUntil\":\"2026-11-29T23:00:00Z\"", "\"availability\":\"in_stock\"")
        .contains("\"attributes\":{\"material\":\"copper\"}", "cas-24.jpg");
    assertThat(get("/POT-19")).contains("\"discontinued\":true");
  }

  private static String example(String guide, String language) {
    Matcher found = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(guide);
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  @Test
  void an_atom_feed_and_a_text_feed_say_the_same() {
    String atom =
        """
        <feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0">
        <title>Shop</title>
        <entry><g:id>atom-1</g:id><title>Apron</title><link href="https://shop.example/a"/>
        <g:price>30 GBP</g:price><g:color>red</g:color><g:item_group_id>apron</g:item_group_id>
        <g:google_product_category>1234</g:google_product_category>
        <g:product_detail><g:section_name>Care</g:section_name>
        <g:attribute_name>wash</g:attribute_name><g:attribute_value>40 °C</g:attribute_value>
        </g:product_detail><g:condition>new</g:condition><g:fits>x</g:fits><g:fits>y</g:fits>
        </entry></feed>\
        """;
    String head = "\uFEFFid\ttitle\tlink\tprice\tcolor\titem group id\twash\tcondition\tfits";
    String row =
        "atom-1\t\"Apron\"\thttps://shop.example/a\t30.00 GBP\tred\tapron\t40 °C\tnew\tx,y";
    String text = String.join("\r\n", head, row, "");
    assertThat(put("application/atom+xml", atom).body()).isEqualTo(taken(1, 0, 0));
    assertThat(get("/atom-1"))
        .contains("\"link\":\"https://shop.example/a\"", "\"fits\":[\"x\",\"y\"]")
        .contains("\"attributes\":{\"condition\":\"new\",\"wash\":\"40 °C\"}");
    assertThat(put(TEXT, text).body()).isEqualTo(taken(0, 0, 1));
  }

  @Test
  void what_changes_is_a_version_and_stock_is_none() {
    assertThat(put(JSON, json("[{'id':'v1','category':'Kitchen','stock':3}]")).body())
        .isEqualTo(taken(1, 0, 0));
    assertThat(put(JSON, json("[{'id':'v1','category':' Kitchen ','stock':'2'}]")).body())
        .isEqualTo(taken(0, 0, 1));
    assertThat(put(LINES, json("{'id':'v1','category':['Garden','Tools']}")).body())
        .isEqualTo(taken(0, 1, 0));
    assertThat(get("/v1"))
        .contains("\"product\":{\"category\":\"Garden > Tools\",\"stock\":{\"quantity\":2}}")
        .containsPattern("\"versions\":\\[\\{.*Kitchen.*Garden > Tools");
    assertThat(server.api("DELETE", "/api/products/v1", "").statusCode()).isEqualTo(204);
    assertThat(get("/v1")).contains("\"discontinued\":true,\"product\"");
    HttpResponse<String> unknown = server.api("DELETE", "/api/products/v404", "");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).contains("unknown_product");
    assertThat(server.api("GET", "/api/audit?action=products-changed", "").body())
        .contains("\"details\":{\"products\":1}");
  }

  @Test
  void what_a_product_does_not_name_stays_and_null_takes_it_away() {
    String whole =
        "[{'id':'T2','name':'Teapot','category':'Kitchen','price':'20 GBP','cost':'8 GBP'}]";
    assertThat(put(JSON, json(whole)).body()).isEqualTo(taken(1, 0, 0));
    assertThat(put(JSON, json("[{'id':'T2','stock':1}]")).body()).isEqualTo(taken(0, 0, 1));
    assertThat(get("/T2"))
        .contains("\"name\":\"Teapot\"", "\"category\":\"Kitchen\"", "\"quantity\":1")
        .contains("\"price\":\"20.00\"", "\"cost\":\"8.00\"");
    String dearer = "[{'id':'T2','price':'25'},{'id':'T2','category':null}]";
    assertThat(put(JSON, json(dearer)).body()).isEqualTo(taken(0, 1, 0));
    String product = get("/T2").replaceAll(",\"versions\".*", "");
    assertThat(product)
        .contains("\"price\":\"25.00\"", "\"cost\":\"8.00\"", "\"currency\":\"GBP\"")
        .doesNotContain("category");
    assertThat(put(JSON, json("[{'id':'T2','price':'30 EUR','stock':null}]")).body())
        .isEqualTo(taken(0, 1, 0));
    assertThat(get("/T2").replaceAll(",\"versions\".*", ""))
        .contains("\"price\":\"30.00\"", "\"currency\":\"EUR\"", "\"name\":\"Teapot\"")
        .doesNotContain("cost", "quantity");
    String feed = "id\ttitle\nT2\tTeapot";
    assertThat(put(TEXT, feed).body()).isEqualTo(taken(0, 1, 0));
    assertThat(get("/T2").replaceAll(",\"versions\".*", "")).doesNotContain("price");
  }

  @Test
  void the_good_are_kept_and_the_bad_are_listed_with_field_and_reason() {
    String lines =
        """
        {'id':'good-1','price':'12.50 EUR','cost':3}

        {'name':'nameless'}
        {'id':'bad','price':'12,50'}
        {'id':'bad','price':'1 EUR','cost':'1 GBP'}
        {'id':'bad','currency':'EURO','price':1}
        {'id':'bad','colour':'red'}
        {'id':'bad','link':'javascript:alert(1)'}
        {'id':'bad','gtin':'12'}
        {'id':'bad','saleFrom':'tomorrow'}
        {'id':'bad','fits':[{}]}
        {'id':'bad','stock':1.5}
        {'id':'bad','price':-1}
        {'id':'bad','price':1e99999999999}
        {'id':'bad','attributes':{'use':{'a':'b'}}}
        {'id':
        {'id':'good-2','name':'%s'}
        {'id':'bad','name':'%s'}
        """
            .formatted("x".repeat(500), "x".repeat(501));
    String answer = put(LINES, json(lines)).body();
    assertThat(answer)
        .startsWith("{\"added\":2,\"changed\":0,\"unchanged\":0,\"refused\":15")
        .contains("{\"index\":1,\"line\":3,\"code\":\"missing_field\",\"field\":\"id\"")
        .contains("{\"index\":2,\"line\":4,\"code\":\"bad_amount\",\"field\":\"price\"")
        .contains("{\"index\":3,\"line\":5,\"code\":\"unknown_currency\",\"field\":\"cost\"")
        .contains("{\"index\":4,\"line\":6,\"code\":\"unknown_currency\",\"field\":\"currency\"")
        .contains("{\"index\":5,\"line\":7,\"code\":\"unknown_field\",\"message\"")
        .contains("{\"index\":6,\"line\":8,\"code\":\"bad_request\",\"field\":\"link\"")
        .contains("{\"index\":7,\"line\":9,\"code\":\"bad_request\",\"field\":\"gtin\"")
        .contains("{\"index\":8,\"line\":10,\"code\":\"bad_time\",\"field\":\"saleFrom\"")
        .contains("{\"index\":9,\"line\":11,\"code\":\"wrong_type\",\"field\":\"fits.0\"")
        .contains("{\"index\":10,\"line\":12,\"code\":\"wrong_type\",\"field\":\"stock\"")
        .contains("{\"index\":11,\"line\":13,\"code\":\"bad_amount\"")
        .contains("{\"index\":12,\"line\":14,\"code\":\"bad_amount\"")
        .contains("{\"index\":13,\"line\":15,\"code\":\"wrong_type\",\"field\":\"attributes.0.0\"")
        .contains("{\"index\":14,\"line\":16,\"code\":\"bad_json\"")
        .contains("{\"index\":16,\"line\":18,\"code\":\"text_too_long\",\"field\":\"name\"")
        .doesNotContain("colour", "javascript", "nameless");
  }

  @Test
  void where_none_is_taken_it_is_a_refusal() {
    HttpResponse<String> answer = put(JSON, json("[{'id':'a b','price':'x'},{}]"));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("\"code\":\"products_refused\"", "\"field\":\"price\"", "\"refused\":2")
        .contains("\"rejected\":[{\"index\":0,");
    assertThat(put(JSON, "[]").body()).isEqualTo(taken(0, 0, 0));
  }

  @Test
  void what_breaks_off_keeps_what_came_before() {
    HttpResponse<String> answer = put(JSON, json("[{'id':'kept-1'},{'id':'kept-2'},{'id':"));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("\"code\":\"bad_json\"", "the 2 products before it are kept", "\"added\":2");
    assertThat(get("/kept-2")).contains("\"id\":\"kept-2\"");
    HttpResponse<String> xml = put(XML, "<rss><item><id>kept-3</id></item><item><id>x</item>");
    assertThat(xml.statusCode()).isEqualTo(400);
    assertThat(xml.body()).contains("\"code\":\"bad_feed\"", "\"added\":1", "line 1");
  }

  @Test
  void xml_that_names_files_or_unfolds_is_refused() throws IOException {
    Path secret = Files.writeString(Files.createTempFile("catalogue", ".txt"), "plum jam");
    String[] attacks = {
      "<!DOCTYPE r [<!ENTITY f SYSTEM \"%s\">]><rss><item><id>xxe</id><title>&f;</title></item></rss>"
          .formatted(secret.toUri()),
      "<!DOCTYPE r SYSTEM \"%s\"><rss><item><id>xxe</id></item></rss>".formatted(secret.toUri()),
      "<!DOCTYPE r [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><rss><item><id>xxe</id>"
          + "<title>&b;</title></item></rss>",
      "<rss><item><id>xxe</id><title>&undeclared;</title></item></rss>",
      "<a>".repeat(100_000)
    };
    for (String attack : attacks) {
      HttpResponse<String> answer = put(XML, attack);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
      assertThat(answer.body()).contains("\"code\":\"bad_feed\"").doesNotContain("plum jam");
    }
    assertThat(server.api("GET", "/api/products/xxe", "").statusCode()).isEqualTo(404);
    Files.delete(secret);
  }

  @Test
  void a_small_body_that_unpacks_to_a_large_one_is_refused_as_it_unpacks() throws IOException {
    assertThat(put("", JSON, packed(json("[{'id':'zip'}]")), "gzip").body())
        .isEqualTo(taken(1, 0, 0));
    byte[] bomb = packed(json("[{'id':'bomb','name':'") + "x".repeat(40 << 20));
    assertThat(bomb.length).isLessThan(1 << 17);
    HttpResponse<String> answer = put("", JSON, bomb, "gzip");
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("body_too_large", "a product has at most 1 MB");
    assertThat(put("", XML, packed("<rss><item><id>" + "x".repeat(40 << 20)), "gzip").statusCode())
        .isEqualTo(413);
    assertThat(put("", TEXT, packed("id\n" + "x".repeat(40 << 20)), "gzip").statusCode())
        .isEqualTo(413);
    assertThat(put("", JSON, "[]".getBytes(UTF_8), "gzip").body()).contains("bad_gzip");
    assertThat(put("", JSON, "[]".getBytes(UTF_8), "br").body()).contains("unsupported_encoding");
    assertThat(put("text/csv", "id\nx").body())
        .contains("unsupported_media", "text/tab-separated-values");
  }

  private static byte[] packed(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var packing = new GZIPOutputStream(bytes)) {
      packing.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void products_are_listed_by_id_a_page_at_a_time_and_found_by_a_text() {
    var _ =
        put(
            JSON,
            json(
                "[{'id':'list-1','brand':'Écume'},{'id':'list-2'},"
                    + "{'id':'list-3','category':'Quince'}]"));
    assertThat(get("?q=list-&limit=2")).contains("list-1", "\"next\":\"list-2\"");
    assertThat(get("?q=list-&limit=2&after=list-2")).contains("list-3").doesNotContain("next");
    assertThat(get("?q=%C3%A9cume")).contains("list-1").doesNotContain("list-2");
    assertThat(get("?q=quince")).contains("list-3").doesNotContain("list-2");
    assertThat(get("?limit=0")).contains("bad_request");
  }

  @Test
  void since_is_from_when_on_it_holds() {
    String view =
        json("{'userId':'%s','event':'Product Viewed','properties':{'product_id':'since-1'}}");
    send(view.formatted("before"));
    server.settle();
    assertThat(interests("before")).doesNotContain("Quilts");
    String quilt = json("[{'id':'since-1','category':'Quilts'}]");
    String query = "?since=2020-01-01T00:00:00Z";
    assertThat(put(query, JSON, quilt.getBytes(UTF_8), "").body())
        .contains("\"added\":1", "\"restating\":true");
    server.settle();
    assertThat(interests("before")).contains("Quilts");
    assertThat(put(query, JSON, quilt.getBytes(UTF_8), "").body()).isEqualTo(taken(0, 0, 1));
    assertThat(put("?since=soon", JSON, quilt.getBytes(UTF_8), "").body()).contains("bad_time");
    assertThat(put("?since=2199-01-01T00:00:00Z", JSON, quilt.getBytes(UTF_8), "").body())
        .contains("bad_time");
  }

  private static void send(String json) {
    assertThat(server.post(SERVER_KEY, "/v1/track", json).statusCode()).isEqualTo(200);
  }

  private static String interests(String user) {
    var reader = server.store.reader();
    var id = reader.resolve(new Identifier(IdentifierType.USER_ID, user)).orElseThrow();
    return reader.person(id).orElseThrow().state().interests().categories().toString();
  }
}
