package habitue.server.api.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import habitue.engine.Fits;
import habitue.engine.sell.orders.Orders;
import habitue.engine.standing.Outlook;
import habitue.insight.forecast.BgNbd;
import habitue.insight.forecast.Buying;
import habitue.insight.forecast.GammaGamma;
import habitue.model.CustomerId;
import habitue.server.RunningServer;
import habitue.warehouse.report.Forecasts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ForecastTest {
  private static final int CONTRACTS = 40;

  @Test
  void cdnow_imported_is_fitted_as_published(@TempDir Path folder) throws IOException {
    try (RunningServer server = RunningServer.withStore(folder)) {
      for (List<String> events : batches()) {
        String batch = "{\"batch\":[" + String.join(",", events) + "]}";
        HttpResponse<String> taken = server.post(RunningServer.SERVER_KEY, "/v1/import", batch);
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
      }
      server.settle();

      JsonNode fit = asked(server, "?asOf=1997-09-30", 200);

      assertThat(fit.path("model").asString()).isEqualTo("bg-nbd");
      assertThat(fit.path("asOf").asString()).isEqualTo("1997-09-30");
      assertThat(fit.path("customers").asInt()).isEqualTo(2_357);
      assertThat(fit.path("r").asDouble()).isCloseTo(0.243, within(0.001));
      assertThat(fit.path("alpha").asDouble()).isCloseTo(4.414, within(0.01));
      assertThat(fit.path("a").asDouble()).isCloseTo(0.793, within(0.005));
      assertThat(fit.path("b").asDouble()).isCloseTo(2.426, within(0.01));
      assertThat(fit.path("logLikelihood").asDouble()).isCloseTo(-9_582.4, within(0.1));
      assertThat(fit.path("spend").path("p").asDouble()).isCloseTo(6.25, within(0.05));
      assertThat(fit.path("spend").path("q").asDouble()).isCloseTo(3.74, within(0.02));
      assertThat(fit.path("spend").path("gamma").asDouble()).isCloseTo(15.44, within(0.1));
      assertThat(asked(server, "", 200).path("customers").asInt()).isEqualTo(2_357);
      assertThat(asked(server, "?asOf=1997-01-02", 409).path("code").asString())
          .isEqualTo("too_little_data");
      for (String wrong : List.of("yesterday", "1969-12-31", "2999-01-01", "1997-09-31")) {
        assertThat(asked(server, "?asOf=" + wrong, 400).path("field").asString()).isEqualTo("asOf");
      }
    }
  }

  @Test
  void who_is_under_contract_changes_no_fit_and_has_no_forecast(@TempDir Path folder)
      throws IOException {
    try (RunningServer server = RunningServer.whole(folder)) {
      for (List<String> events : batches()) {
        imported(server, events);
      }
      imported(server, contracts());
      server.settle();
      JsonNode all = asked(server, "?asOf=1997-09-30", 200);
      assertThat(all.path("customers").asInt()).isEqualTo(2_357 + CONTRACTS);
      String stages =
          "flags:\\n  under-contract: customer.traits.plan == \\\"lease\\\"\\nstages:\\n  all: \\\"\\\"\\n";
      HttpResponse<String> published =
          server.api(
              "PUT",
              "/api/playbook",
              "{\"base\":0,\"files\":{\"stages.yaml\":\"" + stages + "\"}}");
      assertThat(published.statusCode()).as(published.body()).isEqualTo(200);
      server.settle();
      JsonNode fit = asked(server, "?asOf=1997-09-30", 200);
      assertThat(fit.path("customers").asInt()).isEqualTo(2_357);
      assertThat(fit.path("r").asDouble()).isCloseTo(0.243, within(0.001));
      assertThat(fit.path("logLikelihood").asDouble()).isCloseTo(-9_582.4, within(0.1));
      assertThat(server.api("GET", "/api/customers/userId:lease0", "").body())
          .contains("\"flags\":[\"under-contract\"]", "\"noForecast\":\"under-contract\"");
      assertThat(server.api("GET", "/api/customers/userId:cd0001", "").body())
          .contains("\"noForecast\":\"not-fitted-yet\"");
    }
  }

  @Test
  void what_someone_is_worth_follows_from_the_fit_and_their_own_days(@TempDir Path folder) {
    try (RunningServer server = RunningServer.withStore(folder)) {
      imported(server, SmallShop.events());
      server.settle();
      Forecasts forecasts = server.context().getBean(Forecasts.class);
      Instant now = server.clock.instant();
      JsonNode fit = asked(server, "", 200);
      var buying = new BgNbd(real(fit, "r"), real(fit, "alpha"), real(fit, "a"), real(fit, "b"));
      JsonNode spend = fit.path("spend");
      var spending = new GammaGamma(real(spend, "p"), real(spend, "q"), real(spend, "gamma"));
      server.store.fitted(new Fits.Fit(now.toEpochMilli(), null, buying, spending, false));
      server.settle();
      var buyers = new ArrayList<Forecasts.Buyer>();
      forecasts.each(LocalDate.ofInstant(now, RunningServer.BRAND.zone()), buyers::add);
      assertThat(buyers).hasSize(SmallShop.CUSTOMERS);
      for (Forecasts.Buyer buyer : buyers) {
        var expected = new TreeMap<String, String>();
        if (buyer.buying().repeats() > 0 && buyer.mean() > 0) {
          double worth =
              buying.expected(buyer.buying(), 365 / 7.0)
                  * spending.expected(buyer.buying().repeats(), buyer.mean());
          expected.put("value", "%.2f".formatted(worth));
        }
        assertThat(counts(server, buyer, now)).isEqualTo(buyer);
        JsonNode shown =
            JsonMapper.shared()
                .readTree(server.api("GET", "/api/customers/" + buyer.customer(), "").body())
                .path("forecast");
        var value = new TreeMap<String, String>();
        if (shown.path("value").isString()) {
          value.put("value", shown.path("value").asString());
        }
        assertThat(value).as(buyer.toString()).isEqualTo(expected);
      }
      assertThat(buyers).anyMatch(buyer -> buyer.buying().repeats() > 0 && buyer.mean() == 0);
    }
  }

  /** The same counts as the engine has them. */
  private static Forecasts.Buyer counts(RunningServer server, Forecasts.Buyer buyer, Instant now) {
    CustomerId id = CustomerId.parse(buyer.customer()).orElseThrow();
    Orders orders = server.store.reader().person(id).orElseThrow().state().orders();
    var outlook = new Outlook(server.store.context(), orders, () -> false);
    Buying buying = outlook.buying(now.toEpochMilli()).orElse(buyer.buying());
    double sum = orders.afterFirstDay().amount().doubleValue();
    return new Forecasts.Buyer(
        buyer.customer(), buying, buying.repeats() == 0 ? 0 : sum / buying.repeats());
  }

  private static double real(JsonNode said, String name) {
    return said.path(name).asDouble();
  }

  private static void imported(RunningServer server, List<String> events) {
    String batch = "{\"batch\":[" + String.join(",", events) + "]}";
    HttpResponse<String> taken = server.post(RunningServer.SERVER_KEY, "/v1/import", batch);
    assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
  }

  /** Who pays on the first of each month, as their contract says. */
  private static List<String> contracts() {
    var events = new ArrayList<String>();
    for (int who = 0; who < CONTRACTS; who++) {
      String user = "lease" + who;
      events.add(
          "{\"type\":\"identify\",\"messageId\":\"i%s\",\"userId\":\"%s\",\"timestamp\":\"1997-01-01T12:00:00Z\",\"traits\":{\"plan\":\"lease\"}}"
              .formatted(user, user));
      for (int month = 1; month <= 9; month++) {
        events.add(
            """
            {"type":"track","event":"Order Completed","messageId":"%s-%d","userId":"%s",\
            "timestamp":"1997-%02d-01T12:00:00Z","properties":{"order_id":"%s-%d","revenue":"90",\
            "currency":"GBP"}}\
            """
                .formatted(user, month, user, month, user, month));
      }
    }
    return events;
  }

  private static JsonNode asked(RunningServer server, String query, int status) {
    HttpResponse<String> answer = server.api("GET", "/api/forecast" + query, "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return JsonMapper.shared().readTree(answer.body());
  }

  /** The sample of CDNOW's buyers: two ids, day, discs and dollars in each line. */
  private static List<List<String>> batches() throws IOException {
    List<List<String>> batches = new ArrayList<>();
    InputStream packed = Files.newInputStream(Path.of("..", "demo", "cdnow-sample.txt.gz"));
    try (var lines =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(packed), StandardCharsets.US_ASCII))) {
      String line = lines.readLine();
      for (int number = 0; line != null; line = lines.readLine(), number++) {
        if (number % 500 == 0) {
          batches.add(new ArrayList<>());
        }
        batches.getLast().add(event(line.strip().split("\\s+"), number));
      }
    }
    return batches;
  }

  private static String event(String[] fields, int number) {
    String day = fields[2].replaceFirst("(....)(..)(..)", "$1-$2-$3");
    return """
    {"type":"track","event":"Order Completed","messageId":"m%d","userId":"cd%s",\
    "timestamp":"%sT12:00:00Z","properties":{"order_id":"o%d","revenue":"%s",\
    "currency":"GBP"}}\
    """
        .formatted(number, fields[1], day, number, fields[4]);
  }
}
