package habitue.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import habitue.engine.customer.CustomerState;
import habitue.engine.standing.Stands;
import habitue.model.CustomerId;
import habitue.model.Fields;
import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.model.Reality;
import habitue.model.Source;
import habitue.model.Trust;
import habitue.model.Value;
import habitue.playbook.Playbook;
import habitue.playbook.PlaybookFiles;
import habitue.store.PublishedPlaybook.Origin;
import habitue.store.disk.StoreRefused;
import habitue.store.door.Arrival;
import habitue.store.feed.News;
import habitue.store.feed.Position;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishTest {
  private static final Source SHOP = new Source(1, "shop", Trust.SERVER, "uk", "web");
  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final int CUSTOMERS = 40;
  private static final PublishedPlaybook.By BY =
      new PublishedPlaybook.By("ada", Origin.API, Instant.EPOCH);
  private static final PublishedPlaybook.By FOLDER =
      new PublishedPlaybook.By("serve", Origin.FOLDER, Instant.EPOCH);

  @TempDir Path folder;

  private static Playbook regulars(int orders) {
    String text =
        """
        segments:
          regulars: count("Order Completed", days(365)) >= %d
        """
            .formatted(orders);
    return read(Map.of("segments.yaml", text));
  }

  private static Playbook read(Map<String, String> texts) {
    return ((Playbook.Reading.Good) Playbook.read(PlaybookFiles.of(texts))).playbook();
  }

  private Store open() {
    return Store.open(
        folder,
        Options.of(settings -> StoreTest.CONTEXT.with(PublishedPlaybook.of(settings).playbook())));
  }

  @Test
  void a_playbook_holds_over_the_whole_past_as_soon_as_it_is_published() {
    List<CustomerState> live;
    try (Store store = open()) {
      orders(store, 0);
      assertThat(store.publish(regulars(3), 0, BY)).isInstanceOf(Publishing.Taken.class);
      assertThat(segments(store, 2)).isEmpty();
      assertThat(segments(store, 3)).containsExactly("regulars");
      assertThat(store.settle(LONGEST)).isTrue();
      orders(store, 1);
      assertThat(segments(store, 2)).containsExactly("regulars");
      live = states(store);
      assertThat(live).isEqualTo(foldedAnew(store));
    }
    try (Store store = open()) {
      assertThat(store.status().refolding()).isZero();
      assertThat(states(store)).isEqualTo(live);
    }
  }

  @Test
  void whoever_stands_otherwise_is_told_once_with_what_moved() {
    try (Store store = open()) {
      orders(store, 0);
      var _ = store.publish(regulars(3), 0, BY);
      assertThat(store.settle(LONGEST)).isTrue();
      Position end = store.outgoing().end();
      assertThat(store.publish(regulars(5), 1, BY)).isInstanceOf(Publishing.Taken.class);
      assertThat(store.settle(LONGEST)).isTrue();
      List<News.Restated> told =
          store.outgoing().read(end, 1_000).items().stream()
              .map(item -> (News.Restated) item.news())
              .toList();
      List<Fields> moved =
          told.stream()
              .map(News.Restated::moved)
              .filter(each -> !each.equals(Fields.NONE))
              .toList();
      assertThat(told).hasSize(CUSTOMERS);
      assertThat(moved)
          .hasSize(2 * (CUSTOMERS / 5))
          .containsOnly(
              Fields.of("left", new Value.Many(List.of(Value.of("regulars")))).with("playbook", 2));
    }
  }

  @Test
  void who_published_from_an_older_version_is_told_the_newer() {
    try (Store store = open()) {
      assertThat(store.publish(regulars(3), 0, BY)).isInstanceOf(Publishing.Taken.class);
      assertThat(store.publish(regulars(4), 0, BY)).isEqualTo(new Publishing.Moved(1));
      assertThat(store.publish(regulars(3), 1, BY))
          .isEqualTo(new Publishing.Taken(new PublishedPlaybook(1, regulars(3))));
      assertThat(PublishedPlaybook.versions(store.settings()))
          .extracting(PublishedPlaybook.Version::version)
          .containsExactly(1, 0);
    }
  }

  @Test
  void a_stop_right_after_publishing_loses_nothing() {
    try (Store store = open()) {
      orders(store, 0);
      var _ = store.publish(regulars(3), 0, BY);
    }
    try (Store store = open()) {
      assertThat(segments(store, 3)).containsExactly("regulars");
      assertThat(store.settle(LONGEST)).isTrue();
      assertThat(states(store)).isEqualTo(foldedAnew(store));
      assertThat(store.status().refolding()).isZero();
    }
  }

  @Test
  void events_that_come_while_a_playbook_is_published_count_once() throws InterruptedException {
    try (Store store = open()) {
      orders(store, 0);
      var publisher =
          Thread.ofPlatform()
              .start(() -> {
                for (int i = 0; i < 6; i++) {
                  var _ = store.publish(regulars(i % 2 == 0 ? 4 : 6), i, BY);
                }
              });
      for (int round = 1; round <= 6; round++) {
        var _ = store.door().accept(arrivals(round));
      }
      publisher.join();
      assertThat(store.settle(LONGEST)).isTrue();
      assertThat(states(store)).isEqualTo(foldedAnew(store));
      assertThat(store.status().halted()).isZero();
      assertThat(segments(store, 1)).containsExactly("regulars");
      assertThat(PublishedPlaybook.version(store.settings())).isEqualTo(6);
    }
  }

  @Test
  void a_folder_is_published_only_where_it_changed_and_never_over_the_console() {
    try (Store store = open()) {
      Settings settings = store.settings();
      assertThat(PublishedPlaybook.ofFolder(settings, regulars(3), FOLDER).version()).isEqualTo(1);
      assertThat(store.publish(regulars(4), 1, BY)).isInstanceOf(Publishing.Taken.class);
      assertThat(PublishedPlaybook.ofFolder(settings, regulars(3), FOLDER).version()).isEqualTo(2);
      assertThat(PublishedPlaybook.ofFolder(settings, regulars(4), FOLDER).version()).isEqualTo(2);
      assertThatThrownBy(() -> PublishedPlaybook.ofFolder(settings, regulars(5), FOLDER))
          .isInstanceOf(StoreRefused.class)
          .hasMessageContaining("habitue playbook");
    }
  }

  /** Each customer has as many orders a round as the remainder of their number by five, and one. */
  private static void orders(Store store, int round) {
    var _ = store.door().accept(arrivals(round));
    assertThat(store.settle(LONGEST)).isTrue();
  }

  private static List<Arrival> arrivals(int round) {
    var arrivals = new ArrayList<Arrival>();
    for (int customer = 0; customer < CUSTOMERS; customer++) {
      for (int order = 0; order <= customer % 5; order++) {
        String id = round + "-" + customer + "-" + order;
        Fields message =
            Fields.NONE
                .with("type", "track")
                .with("event", "Order Completed")
                .with("messageId", "m" + id)
                .with("userId", "u" + customer)
                .with(
                    "properties",
                    Fields.NONE
                        .with("order_id", "o" + id)
                        .with("currency", "EUR")
                        .with("total", 10));
        arrivals.add(
            new Arrival.EventArrival(SHOP, message, Instant.now(), null, false, Reality.REAL));
      }
    }
    return arrivals;
  }

  private static CustomerId id(Store store, int customer) {
    var identifier = new Identifier(IdentifierType.USER_ID, "u" + customer);
    return store.reader().resolve(identifier).orElseThrow();
  }

  /** Of a customer with so many orders a round. */
  private static List<String> segments(Store store, int orders) {
    CustomerState state = store.reader().person(id(store, orders - 1)).orElseThrow().state();
    return state.stands(store.context(), Instant.now()).segments().stream()
        .map(Stands.Place::name)
        .toList();
  }

  private static List<CustomerState> states(Store store) {
    var all = new ArrayList<CustomerState>();
    for (int i = 0; i < CUSTOMERS; i++) {
      all.add(store.reader().person(id(store, i)).orElseThrow().state());
    }
    return all;
  }

  private static List<CustomerState> foldedAnew(Store store) {
    var all = new ArrayList<CustomerState>();
    for (int i = 0; i < CUSTOMERS; i++) {
      all.add(store.reader().restated(id(store, i)).state());
    }
    return all;
  }
}
