package habitue.server.loyalty;

import static habitue.server.RunningServer.SERVER_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.model.Fields;
import habitue.server.RunningServer;
import habitue.store.journal.Json;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The last gifts, asked for over real connections by everyone at once. */
class StockRushTest {
  private static final int ASKERS = 1_000;
  private static final int CONNECTIONS = 64;
  private static final String CLUB =
      """
      loyalty:
        club:
          counts from: 2020-01-01
          earn: {order: {spend: 1 per 1}}
          rewards:
            mug: {points: 20, stock: 10}
      """;

  @Test
  void of_a_thousand_who_ask_for_the_last_ten_ten_get_one_and_nobody_else_pays(@TempDir Path folder)
      throws Exception {
    try (RunningServer server = RunningServer.whole(folder)) {
      server.publish(Map.of("loyalty.yaml", CLUB));
      for (int from = 0; from < ASKERS; from += 250) {
        String orders =
            IntStream.range(from, from + 250)
                .mapToObj(StockRushTest::order)
                .collect(Collectors.joining(",", "{\"batch\":[", "]}"));
        assertThat(server.post(SERVER_KEY, "/v1/batch", orders).statusCode()).isEqualTo(200);
      }
      server.settle();
      List<String> came = askAtOnce(server);
      assertThat(came).containsOnly("200", "409 out_of_stock");
      assertThat(came.stream().filter("200"::equals)).hasSize(10);
      server.settle();
      for (int who = 0; who < ASKERS; who++) {
        long wanted = came.get(who).equals("200") ? 30 : 50;
        if (wanted == 30 || who % 50 == 0) {
          Fields points = said(server.api("GET", "/api/customers/userId:u" + who + "/points", ""));
          assertThat(whole(points, "active")).isEqualTo(wanted);
        }
      }
      Fields report = said(server.api("GET", "/api/loyalty/report", "")).fields("points");
      assertThat(whole(report, "issued")).isEqualTo(50L * ASKERS);
      assertThat(whole(report, "spent")).isEqualTo(200);
      assertThat(whole(report, "outstanding")).isEqualTo(50L * ASKERS - 200);
    }
  }

  private static String order(int who) {
    return "{'type':'track','userId':'u%d','event':'Order Completed','properties':{'order_id':'o%d','products':[{'product_id':'p','quantity':1,'price':50}]}}"
        .formatted(who, who)
        .replace('\'', '"');
  }

  private static List<String> askAtOnce(RunningServer server) throws Exception {
    var came = new ArrayList<String>();
    try (ExecutorService connections = Executors.newFixedThreadPool(CONNECTIONS)) {
      var asking = new ArrayList<Future<HttpResponse<String>>>();
      for (int who = 0; who < ASKERS; who++) {
        String path = "/api/customers/userId:u" + who + "/redemptions";
        asking.add(connections.submit(() -> server.api("POST", path, "{\"reward\":\"mug\"}")));
      }
      for (Future<HttpResponse<String>> each : asking) {
        HttpResponse<String> answer = each.get();
        int status = answer.statusCode();
        came.add(status == 200 ? "200" : status + " " + said(answer).text("code").orElse(""));
      }
    }
    return Collections.unmodifiableList(came);
  }

  private static Fields said(HttpResponse<String> answer) {
    return Json.object(answer.body().getBytes(StandardCharsets.UTF_8));
  }

  private static long whole(Fields from, String name) {
    return from.number(name).map(BigDecimal::longValueExact).orElseThrow();
  }
}
