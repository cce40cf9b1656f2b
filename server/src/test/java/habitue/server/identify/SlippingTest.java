package habitue.server.identify;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.Fits;
import habitue.insight.forecast.BgNbd;
import habitue.insight.forecast.GammaGamma;
import habitue.server.RunningServer;
import habitue.server.Visitor;
import habitue.server.people.Role;
import habitue.server.people.Users;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlippingTest {
  private static final String SECRET = "words that nobody knows";
  private static final Instant NOON = Instant.parse("2026-09-15T12:00:00Z");

  private final List<String> events = new ArrayList<>();

  /** Ordered for so much every so many days, last so many days ago. */
  private void buys(Instant now, String user, int every, int silent, int euros) {
    events.add(
        "{'type':'identify','messageId':'i%1$s','userId':'%1$s','traits':{'name':'%1$s'}}"
            .formatted(user));
    for (int order = 0; order < 6; order++) {
      Instant at = now.minus(Duration.ofDays(silent + (long) every * order));
      events.add(
          ("{'type':'track','event':'Order Completed','messageId':'%1$s%2$d','userId':'%1$s',"
                  + "'timestamp':'%3$s','properties':{'order_id':'%1$s%2$d','revenue':%4$d,"
                  + "'currency':'GBP'}}")
              .formatted(user, order, at, euros));
    }
  }

  @Test
  void whose_silence_outgrew_their_rhythm_this_week_are_listed_by_what_they_are_worth(
      @TempDir Path folder) {
    // At noon, and no clock is put back in between: days are counted in the brand's time zone.
    try (RunningServer server = RunningServer.wholeAt(folder, NOON)) {
      Instant now = server.clock.instant();
      buys(now, "Small", 15, 47, 20);
      buys(now, "Large", 14, 44, 900);
      buys(now, "Silent-long", 15, 80, 500);
      buys(now, "Regular", 15, 20, 500);
      buys(now, "Patient", 60, 90, 500);
      String batch = "{'batch':[" + String.join(",", events) + "]}";
      assertThat(
              server
                  .post(RunningServer.SERVER_KEY, "/v1/import", batch.replace('\'', '"'))
                  .statusCode())
          .isEqualTo(200);
      server.settle();
      // By these figures nobody ever leaves: the chance alone would list no one.
      var buying = new BgNbd(0.5, 4.4, 0.009, 2.4);
      var spending = new GammaGamma(6.24, 3.75, 15.47);
      server.store.fitted(new Fits.Fit(now.toEpochMilli(), null, buying, spending, false));
      server.settle();
      Users users = server.context().getBean(Users.class);
      users.create("viewer", "", Role.VIEWER);
      users.password("viewer", SECRET);
      var viewer = new Visitor(server);
      viewer.signIn("viewer", SECRET);
      String page = viewer.get("/identify/slipping").body();
      assertThat(page)
          .contains("Large", "Small", "14 days", "44 days")
          .doesNotContain("Silent-long", "Regular", "Patient");
      assertThat(page.indexOf("Large")).isLessThan(page.indexOf("Small"));
      assertThat(server.api("GET", "/api/customers/userId:Large/why", "").body())
          .contains("\"repeats\":5,\"rhythm\":14.0,\"silent\":44,\"alive\":0.9")
          .contains("\"nextOrderFrom\":\"");
      String id =
          server
              .api("GET", "/api/customers/userId:Large", "")
              .body()
              .replaceFirst(".*?\"id\":\"(c[0-9a-z]+)\".*", "$1");
      assertThat(viewer.get("/customers/" + id).body())
          .contains("because: usually buys every 14 days, silent for 44 days")
          .doesNotContain("because: Slipping away");
      assertThat(viewer.get("/customers/" + id + "/why").body())
          .contains("days with orders after the first", "% against 40%")
          .doesNotContain("1 against 0.4");
    }
  }
}
