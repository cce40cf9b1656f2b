package habitue.server.api.rules;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.Fits;
import habitue.insight.surprise.Usual;
import habitue.server.RunningServer;
import habitue.store.Customs;
import habitue.store.Store;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuestionsApiTest {
  private RunningServer server;
  private int messages;

  /** Fifteen people look at men's and women's things alike; Max at men's only. */
  @BeforeEach
  void start(@TempDir Path folder) {
    server = RunningServer.withStore(folder);
    var events = new ArrayList<String>();
    for (int customer = 1; customer <= 15; customer++) {
      events.add(viewed("u" + customer, "Men"));
      events.add(viewed("u" + customer, "Women"));
    }
    for (int view = 0; view < 12; view++) {
      events.add(viewed("max", "Men"));
    }
    send(events);
    Store store = server.context().getBean(Store.class);
    Map<String, Usual> usual = Customs.of(store);
    assertThat(usual.values())
        .singleElement()
        .satisfies(it -> {
          assertThat(it.rates()).containsKeys("Men", "Women");
          assertThat(it.rates().get("Women")).isEqualTo(15 / 42.0);
          assertThat(it.fresh()).isEqualTo(31 / 42.0);
        });
    store.fitted(new Fits.Fit(System.currentTimeMillis(), null, null, null, true).with(usual));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String viewed(String user, String category) {
    return track(user, "Product Viewed", "'product_id':'%s','category':'%1$s'".formatted(category));
  }

  private String track(String user, String event, String properties) {
    return "{'type':'track','messageId':'m%d','userId':'%s','event':'%s','properties':{%s}}"
        .formatted(messages++, user, event, properties);
  }

  private void send(List<String> events) {
    String batch = "{'batch':[" + String.join(",", events) + "]}";
    assertThat(server.post(RunningServer.SERVER_KEY, "/v1/batch", batch.replace('\'', '"')).body())
        .isEqualTo("{\"success\":true}");
    server.settle();
  }

  private HttpResponse<String> answer(String json) {
    return server.api("POST", "/api/customers/userId:max/answers", json.replace('\'', '"'));
  }

  private String get(String path) {
    HttpResponse<String> answer = server.api("GET", path, "");
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  @Test
  void what_is_unlike_someone_is_asked_and_the_answer_is_learnt_from() {
    send(List.of(viewed("max", "Women")));
    String asked = get("/api/customers/userId:max/questions");
    assertThat(asked)
        .contains(
            "\"question\":\"for-whom\"",
            "\"about\":\"Women\"",
            "Women: for you, or a present?",
            "\"seen\":0,\"total\":12",
            "\"takes\":\"choice\"",
            "{\"answer\":\"self\"");
    assertThat(get("/api/customers/userId:max")).doesNotContain("CATEGORY_WOMEN");
    HttpResponse<String> said = answer("{'question':'for-whom','about':'Women','answer':'self'}");
    assertThat(said.statusCode()).isEqualTo(200);
    assertThat(said.body()).contains("\"questions\":[]", "\"answer\":\"self\"");
    assertThat(get("/api/customers/userId:max")).contains("CATEGORY_WOMEN");
    assertThat(get("/api/facts?limit=1000")).contains("Question Opened", "Answer Given");
    refused("{'question':'for-whom','about':'Women','answer':'present'}", 409, "already_learnt");
    assertThat(answer("{'question':'for-whom','about':'Women','answer':'self'}").statusCode())
        .isEqualTo(200);
  }

  @Test
  void answers_are_kept_as_their_own_word_and_under_a_key_once() {
    send(List.of(track("max", "Order Completed", "'order_id':'o1','total':9,'currency':'GBP'")));
    assertThat(get("/api/customers/userId:max/questions")).contains("\"question\":\"channel\"");
    HttpRequest.Builder request =
        server
            .request("/api/customers/userId:max/answers")
            .header("Authorization", "Bearer " + RunningServer.ADMIN_TOKEN)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "once");
    String sms = "{\"question\":\"channel\",\"answer\":\"sms\"}";
    String post = "{\"question\":\"channel\",\"answer\":\"post\"}";
    HttpRequest.Builder first = request.copy().POST(HttpRequest.BodyPublishers.ofString(sms));
    assertThat(server.send(first.copy()).statusCode()).isEqualTo(200);
    assertThat(server.send(first.copy()).statusCode()).isEqualTo(200);
    HttpResponse<String> other =
        server.send(request.copy().POST(HttpRequest.BodyPublishers.ofString(post)));
    assertThat(other.statusCode()).isEqualTo(409);
    assertThat(other.body()).contains("key_reused");
    assertThat(get("/api/customers/userId:max"))
        .contains("\"preferred_channel\":\"sms\"", "\"said\":[\"preferred_channel\"]");
  }

  @Test
  void what_is_no_answer_is_refused_and_says_what_would_be_one() {
    refused("{'question':'who','answer':'x'}", 404, "unknown_question");
    refused("{'question':'channel','answer':'pigeon'}", 400, "email, sms, push, post, none");
    refused("{'question':'birthday','answer':'31/05/1990'}", 400, "1990-05-31");
    refused("{'question':'birthday','answer':'2999-01-01'}", 400, "from 1900 to today");
    refused("{'question':'for-whom','about':'Women','answer':'self'}", 409, "not_asked");
    refused("{'question':'channel'}", 400, "answer is needed");
    refused("{'question':'channel','answer':-1e400}", 400, "too large a number");
    refused("{'answer':'x'}", 400, "question is needed");
    refused("{'question':'channel','answer':{'a':1}}", 400, "answer is a text or number");
    refused("{'question':'channel','answer':'" + "x".repeat(5000) + "'}", 400, "characters");
    assertThat(server.api("GET", "/api/customers/userId:nobody/questions", "").statusCode())
        .isEqualTo(404);
    assertThat(get("/api/customers/userId:max/questions")).contains("\"answered\":[]");
  }

  private void refused(String json, int status, String words) {
    HttpResponse<String> answer = answer(json);
    assertThat(answer.statusCode()).as(json).isEqualTo(status);
    assertThat(answer.body()).contains(words);
  }
}
