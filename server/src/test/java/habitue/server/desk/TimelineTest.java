package habitue.server.desk;

import static habitue.server.RunningServer.SERVER_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.server.RunningServer;
import habitue.server.console.ConsoleData;
import habitue.server.console.view.Moment;
import habitue.server.console.view.Timeline;
import habitue.server.console.view.Timeline.Filter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person's timeline as their page in the console shows it. */
class TimelineTest {
  @SuppressWarnings("NullAway.Init")
  private static RunningServer server;

  @SuppressWarnings("NullAway.Init")
  private static String ada;

  @BeforeAll
  static void start(@TempDir Path folder) {
    server = RunningServer.whole(folder);
    order("m1", "Order Completed", ",'revenue':20");
    order("m2", "Order Completed", ",'revenue':20");
    order("m3", "Order Cancelled", "");
    server.settle();
    String found = server.api("GET", "/api/customers/userId:ada", "").body();
    ada = found.replaceAll(".*?\"id\":\"(c[0-9a-z]+)\".*", "$1");
  }

  private static void order(String message, String event, String more) {
    String order = "'properties':{'order_id':'o1','currency':'GBP'" + more + "}";
    String json =
        "{'userId':'ada','messageId':'%s','event':'%s',%s}".formatted(message, event, order);
    assertThat(server.post(SERVER_KEY, "/v1/track", json.replace('\'', '"')).statusCode())
        .isEqualTo(200);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void an_order_is_told_once_with_its_reason() {
    List<Moment> all = timeline(Filter.EVERYTHING, 100);
    assertThat(told(all, "Order Placed")).containsExactly("FACT because of Order Completed");
    assertThat(told(all, "Order Cancelled")).containsExactly("FACT because of Order Cancelled");
    // The second message says nothing new, so no conclusion tells it.
    assertThat(told(all, "Order Completed")).containsExactly("EVENT");
  }

  @Test
  void whoever_wants_events_alone_sees_all_that_came() {
    List<Moment> events = timeline(Filter.EVENTS, 100);
    assertThat(told(events, "Order Completed")).containsExactly("EVENT", "EVENT");
    assertThat(told(events, "Order Cancelled")).containsExactly("EVENT");
  }

  @Test
  void what_was_concluded_names_what_it_is() {
    List<Moment> all = timeline(Filter.EVERYTHING, 100);
    assertThat(about(all, "Stage Changed")).containsExactly("lead", "new");
    assertThat(about(all, "Segment Entered")).contains("one-time-buyers");
  }

  private static List<String> about(List<Moment> moments, String name) {
    return moments.stream()
        .filter(moment -> moment.name().equals(name))
        .map(Moment::subject)
        .toList();
  }

  @Test
  void pages_give_the_same_as_one_long_one() {
    assertThat(timeline(Filter.EVERYTHING, 1)).isEqualTo(timeline(Filter.EVERYTHING, 100));
  }

  private static List<Moment> timeline(Filter filter, int limit) {
    var console = server.context().getBean(ConsoleData.class);
    var all = new ArrayList<Moment>();
    @Nullable String before = null;
    do {
      Timeline page = console.timeline(ada, filter, before, limit).orElseThrow();
      all.addAll(page.moments());
      before = page.older();
    } while (before != null);
    return all;
  }

  private static List<String> told(List<Moment> moments, String name) {
    return moments.stream()
        .filter(moment -> moment.name().equals(name))
        .map(moment -> {
          Moment.Why why = moment.why();
          return moment.kind() + (why == null ? "" : " because of " + why.cause());
        })
        .toList();
  }
}
