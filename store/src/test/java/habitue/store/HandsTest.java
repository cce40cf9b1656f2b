package habitue.store;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.customer.CustomerState;
import habitue.engine.standing.Stands;
import habitue.engine.standing.TagCommands;
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
import habitue.store.door.Arrival;
import habitue.store.door.Receipt;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tags set by hand outlive restarts, joins, splits, and playbooks that do not know them. */
class HandsTest {
  private static final Source SHOP = new Source(1, "shop", Trust.SERVER, "uk", "web");
  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final PublishedPlaybook.By BY =
      new PublishedPlaybook.By("ada", Origin.API, Instant.EPOCH);

  @TempDir Path folder;
  private int asked;

  private static Playbook playbook(String tags, String segments) {
    var files = PlaybookFiles.of(Map.of("tags.yaml", tags, "segments.yaml", segments));
    return ((Playbook.Reading.Good) Playbook.read(files)).playbook();
  }

  private static Playbook withVip() {
    return playbook(
        "tags:\n  VIP: {manual: true}\n", "segments:\n  vips: customer.tags[\"VIP\"] >= 1\n");
  }

  private static Playbook without() {
    return playbook("tags: {}\n", "segments:\n  known: customer.known\n");
  }

  private Store open() {
    return Store.open(
        folder,
        Options.of(settings -> StoreTest.CONTEXT.with(PublishedPlaybook.of(settings).playbook())));
  }

  private static void identify(Store store, String user) {
    Fields message =
        Fields.of("type", Value.of("identify")).with("messageId", "m" + user).with("userId", user);
    var arrival = new Arrival.EventArrival(SHOP, message, Instant.now(), null, false, Reality.REAL);
    assertThat(store.door().accept(List.of(arrival)).getFirst())
        .isInstanceOf(Receipt.Accepted.class);
    assertThat(store.settle(LONGEST)).isTrue();
  }

  private void ask(Store store, CustomerId id, String command) {
    Fields details = Fields.of("tag", Value.of("VIP")).with("reason", "a friend");
    var arrival = new Arrival.Command(id, command, "k" + asked++, "ada", details);
    var _ = store.door().accept(List.of(arrival));
    assertThat(store.settle(LONGEST)).isTrue();
  }

  private static CustomerId id(Store store, String user) {
    return store.reader().resolve(new Identifier(IdentifierType.USER_ID, user)).orElseThrow();
  }

  private static CustomerState state(Store store, String user) {
    return store.reader().person(id(store, user)).orElseThrow().state();
  }

  private static List<String> byHand(Store store, String user) {
    return state(store, user).stands(store.context(), Instant.now()).byHand().stream()
        .map(Stands.Tagged::name)
        .toList();
  }

  private static List<String> segments(Store store, String user) {
    return state(store, user).stands(store.context(), Instant.now()).segments().stream()
        .map(Stands.Place::name)
        .toList();
  }

  private static void same(Store store, String user) {
    assertThat(store.reader().restated(id(store, user)).state()).isEqualTo(state(store, user));
  }

  @Test
  void a_stop_and_playbooks_that_do_not_know_it_lose_nothing() {
    try (Store store = open()) {
      var _ = store.publish(withVip(), 0, BY);
      identify(store, "ada");
      ask(store, id(store, "ada"), TagCommands.TAG);
      assertThat(segments(store, "ada")).containsExactly("vips");
      same(store, "ada");
    }
    try (Store store = open()) {
      assertThat(byHand(store, "ada")).containsExactly("VIP");
      var _ = store.publish(without(), 1, BY);
      assertThat(store.settle(LONGEST)).isTrue();
      assertThat(byHand(store, "ada")).isEmpty();
      assertThat(segments(store, "ada")).containsExactly("known");
      same(store, "ada");
      var _ = store.publish(withVip(), 2, BY);
      assertThat(store.settle(LONGEST)).isTrue();
      assertThat(segments(store, "ada")).containsExactly("vips");
      same(store, "ada");
    }
  }

  @Test
  void it_goes_with_a_join_and_stays_with_its_own_side_of_a_split() {
    try (Store store = open()) {
      var _ = store.publish(withVip(), 0, BY);
      identify(store, "ada");
      identify(store, "bob");
      ask(store, id(store, "bob"), TagCommands.TAG);
      var join = new Arrival.Join(id(store, "ada"), id(store, "bob"), "by-hand", "ada");
      var _ = store.door().accept(List.of(join));
      assertThat(store.settle(LONGEST)).isTrue();
      assertThat(id(store, "ada")).isEqualTo(id(store, "bob"));
      assertThat(segments(store, "ada")).containsExactly("vips");
      same(store, "ada");
      var bob = new Identifier(IdentifierType.USER_ID, "bob");
      var split = new Arrival.Split(id(store, "ada"), bob, "ada");
      var _ = store.door().accept(List.of(split));
      assertThat(store.settle(LONGEST)).isTrue();
      assertThat(id(store, "ada")).isNotEqualTo(id(store, "bob"));
      assertThat(byHand(store, "ada")).isEmpty();
      assertThat(byHand(store, "bob")).containsExactly("VIP");
      same(store, "ada");
      same(store, "bob");
      ask(store, id(store, "bob"), TagCommands.UNTAG);
      assertThat(segments(store, "bob")).isEmpty();
      same(store, "bob");
    }
  }
}
