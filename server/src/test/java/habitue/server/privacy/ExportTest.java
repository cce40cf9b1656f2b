package habitue.server.privacy;

import static habitue.server.RunningServer.BROWSER_KEY;
import static habitue.server.RunningServer.SERVER_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.model.Because;
import habitue.model.Commitment;
import habitue.model.CustomerId;
import habitue.model.Fields;
import habitue.model.Strand;
import habitue.model.Value;
import habitue.server.RunningServer;
import habitue.server.console.words.Language;
import habitue.server.console.words.Words;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All that is held of a person, handed over. */
class ExportTest {
  private static RunningServer server;
  private static String json;
  private static String page;

  @BeforeAll
  static void start(@TempDir Path folder) {
    server = RunningServer.withStore(folder);
    identify();
    track("Order Completed", "{'order_id':'o1','revenue':12.5,'currency':'GBP','note':'<b>&'}");
    track("Consent Given", "{'channel':'email','wording':'email-1','proof':'form 7'}");
    track("Products Searched", "{'query':'green tea'}");
    track("Product Added", "{'product_id':'p1','name':'Teapot','price':30}");
    server.settle();
    asked("restriction", "{'restricted':true,'reason':'a dispute'}");
    asked("objections", "{'to':'profiling'}");
    look();
    server.settle();
    json = server.api("GET", "/api/customers/userId:ada/export", "").body();
    page =
        server
            .send(
                server
                    .request("/api/customers/userId:ada/export?form=page")
                    .header("Authorization", "Bearer " + RunningServer.ADMIN_TOKEN)
                    .header("Accept-Language", "fr"))
            .body();
  }

  /** What a visitor does who agreed to all of it. */
  private static void look() {
    act("Products Searched", "{'query':'green tea'}");
    act("Product Added", "{'product_id':'p1','name':'Teapot','price':30}");
    act("Checkout Started", "{'checkout_id':'co1','value':30,'currency':'GBP'}");
  }

  private static void act(String event, String properties) {
    String told =
        "{'anonymousId':'v9','event':'"
            + event
            + "','properties':"
            + properties
            + ",'context':{'consent':{'categoryPreferences':{'Analytics':true,'Functional':true}}}}";
    HttpResponse<String> answer = server.post(BROWSER_KEY, "/v1/track", told.replace('\'', '"'));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void identify() {
    said("/v1/identify", "{'userId':'ada','anonymousId':'v1','traits':{'name':'Someone'}}");
  }

  private static void track(String event, String properties) {
    said("/v1/track", "{'userId':'ada','event':'" + event + "','properties':" + properties + "}");
  }

  private static void said(String path, String event) {
    HttpResponse<String> answer = server.post(SERVER_KEY, path, event.replace('\'', '"'));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static void asked(String what, String details) {
    HttpResponse<String> answer =
        server.api("POST", "/api/customers/userId:ada/" + what, details.replace('\'', '"'));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static String part(String name) {
    int from = json.indexOf("\"" + name + "\":[");
    assertThat(from).as(name).isPositive();
    int to = json.indexOf("],\"", from);
    return json.substring(from, to < 0 ? json.length() : to);
  }

  @Test
  void everything_is_in_it() {
    assertThat(part("identifiers")).contains("\"value\":\"ada\"", "\"source\":\"server\"");
    assertThat(part("traits"))
        .startsWith("\"traits\":[{\"name\":\"name\",\"value\":\"Someone\"")
        .contains("\"source\":\"server\",\"trust\":\"server\"");
    assertThat(part("events")).contains("\"name\":\"Order Completed\"");
    assertThat(part("conclusions")).contains("\"because\":{");
    assertThat(part("orders")).contains("\"order_id\":\"o1\"");
    assertThat(json).contains("\"sent\":[]").endsWith("}");
  }

  @Test
  void it_says_how_things_stand() {
    assertThat(part("standing"))
        .contains("\"what\":\"consent\"", "\"purpose\":\"marketing\"", "\"channel\":\"email\"")
        .contains("\"state\":\"given\"", "\"wording\":\"email-1\"", "\"proof\":\"form 7\"")
        .contains("\"purpose\":\"personalise\",\"state\":\"refused\"")
        .contains("\"what\":\"restriction\"", "\"reason\":\"a dispute\"")
        .contains("\"what\":\"activity\"");
  }

  @Test
  void it_says_what_was_concluded_and_still_holds() {
    String visitor = server.api("GET", "/api/customers/anonymousId:v9/export", "").body();
    for (String what : List.of("visit", "search", "product", "cart", "checkout", "firstOrigin")) {
      assertThat(visitor).contains("{\"what\":\"" + what + "\"");
    }
    assertThat(visitor).contains("\"query\":\"green tea\"", "\"products\":[{\"product_id\":\"p1\"");
  }

  @Test
  void it_has_what_was_asked_of_the_shop() {
    assertThat(part("asked"))
        .contains("\"name\":\"Restrict\"", "\"name\":\"Object\"", "\"to\":\"profiling\"")
        .contains("\"author\":\"");
  }

  @Test
  void the_page_is_for_people_and_in_their_language() {
    assertThat(page)
        .contains("<html lang=\"fr\">", "Vos commandes", "Someone", "&lt;b&gt;&amp;")
        .contains("Ce qu’il en est aujourd’hui", "Ce qui nous a été demandé à votre sujet")
        .contains("Données gelées à votre demande", "vous avez accepté", "n°\u00a0client boutique")
        .contains("pages et messages adaptés", "Opposition")
        .endsWith("</html>\n");
    assertThat(page)
        .doesNotContain("<dt>firstSeen", "<dt>statedAt", "<dt>because", "<dt>recordedAt")
        .doesNotContain("<dt><bdi>firstSeen", "<dt><bdi>since", ">given<", ">personalise<");
  }

  @Test
  void what_was_sent_is_written_with_its_day() {
    var out = new ByteArrayOutputStream();
    var words = new Words(Language.FRENCH, ZoneOffset.UTC, Instant.parse("2026-03-02T10:00:00Z"));
    var form = new PageForm(out, words);
    form.begin(Fields.NONE);
    form.part(Form.Part.SENT);
    form.item(Exporting.sent(granted(Instant.parse("2026-03-01T09:30:00Z"))));
    form.end();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("Ce qui vous a été accordé ou envoyé", "Points attribués", "<dd>50")
        .contains(words.dateTime(Instant.parse("2026-03-01T09:30:00Z")));
  }

  private static Commitment granted(Instant at) {
    var because = new Because(7, "Order Completed", "reward.points", 1, Fields.NONE);
    Fields points = Fields.of("points", Value.of(50));
    return new Commitment(
        new CustomerId(1), new Strand(1), at, 7, 0, "Points Granted", points, because);
  }
}
