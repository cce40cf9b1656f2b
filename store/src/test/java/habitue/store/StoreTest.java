package habitue.store;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.Context;
import habitue.model.CustomerId;
import habitue.model.Fields;
import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.model.Rates;
import habitue.model.Reality;
import habitue.model.Source;
import habitue.model.Trust;
import habitue.store.door.Arrival;
import habitue.store.door.Receipt;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
  private static final Source SERVER = new Source(1, "shop", Trust.SERVER, "uk", "web");
  static final Context CONTEXT = new Context("Test", "EUR", ZoneId.of("Europe/Paris"), Rates.NONE);

  @TempDir Path folder;

  @Test
  void an_event_is_kept_once_and_survives_a_restart() throws Exception {
    try (Store store = Store.open(folder, Options.of(CONTEXT))) {
      Receipt first = accept(store, page("m1", "u1", "a1"));
      Receipt again = accept(store, page("m1", "u1", "a1"));
      assertThat(first).isInstanceOf(Receipt.Accepted.class);
      assertThat(again).isInstanceOf(Receipt.Duplicate.class);
      assertThat(store.settle(Duration.ofSeconds(10))).isTrue();
      assertThat(store.status().processed()).isEqualTo(1);
    }
    try (Store store = Store.open(folder, Options.of(CONTEXT))) {
      assertThat(accept(store, page("m1", "u1", "a1"))).isInstanceOf(Receipt.Duplicate.class);
      CustomerId id = id(store, "u1");
      assertThat(store.reader().timeline(id, all())).isNotEmpty();
      assertThat(store.reader().resolve(new Identifier(IdentifierType.ANONYMOUS_ID, "a1")))
          .contains(id);
      assertThat(store.verify().records()).isEqualTo(1);
    }
  }

  @Test
  void a_visitor_becomes_the_person_once_known() throws Exception {
    try (Store store = Store.open(folder, Options.of(CONTEXT))) {
      accept(store, page("m1", null, "a1"));
      accept(store, page("m2", "u1", null));
      CustomerId visitor = store.reader().resolve(anonymous("a1")).orElseThrow();
      assertThat(visitor).isNotEqualTo(id(store, "u1"));
      accept(store, page("m3", "u1", "a1"));
      assertThat(store.settle(Duration.ofSeconds(10))).isTrue();
      CustomerId id = id(store, "u1");
      assertThat(store.reader().resolve(anonymous("a1"))).contains(id);
      assertThat(store.reader().resolve(visitor)).contains(id);
      assertThat(store.reader().person(visitor)).isEmpty();
      assertThat(store.reader().person(id).orElseThrow().refolding()).isFalse();
      assertThat(store.status().customers()).isEqualTo(1);
      assertThat(store.reader().timeline(id, new Reader.TimelineQuery(true, false, 0, 100)))
          .hasSize(3);

      Receipt split =
          store.door().accept(List.of(new Arrival.Split(id, anonymous("a1"), "me"))).getFirst();
      assertThat(split).isInstanceOf(Receipt.Accepted.class);
      assertThat(store.settle(Duration.ofSeconds(10))).isTrue();
      assertThat(store.reader().resolve(anonymous("a1"))).contains(visitor);
      assertThat(store.reader().person(visitor)).isPresent();
      assertThat(store.status().customers()).isEqualTo(2);
      accept(store, page("m4", "u1", "a1"));
      assertThat(store.reader().resolve(anonymous("a1"))).contains(visitor);
    }
  }

  @Test
  void workers_at_rest_begin_when_they_are_told_to_and_lose_nothing_before() throws Exception {
    Options atRest = Options.of(CONTEXT).atRest();
    try (Store store = Store.open(folder, atRest)) {
      assertThat(accept(store, page("m1", "u1", "a1"))).isInstanceOf(Receipt.Accepted.class);
      assertThat(store.settle(Duration.ofMillis(200))).isFalse();
      assertThat(store.status().processed()).isZero();
      store.work();
      store.work();
      assertThat(store.settle(Duration.ofSeconds(10))).isTrue();
      assertThat(store.status().processed()).isEqualTo(1);
    }
    int more = 9_000;
    Store full = Store.open(folder, atRest);
    try (ExecutorService sender = Executors.newSingleThreadExecutor()) {
      Future<?> sent =
          sender.submit(() -> {
            for (int i = 0; i < more; i++) {
              accept(full, page("n" + i, "u" + i % 7, null));
            }
          });
      while (full.reader().resolve(new Identifier(IdentifierType.USER_ID, "u6")).isEmpty()) {
        Thread.sleep(5);
      }
      // It ends with some that nobody worked on, more than there is room for, or in between.
      full.close();
      assertThat(sent)
          .satisfiesAnyOf(
              done -> assertThat(done).succeedsWithin(Duration.ofSeconds(10)),
              done -> assertThat(done).failsWithin(Duration.ofSeconds(10)));
    }
    try (Store store = Store.open(folder, Options.of(CONTEXT))) {
      assertThat(store.settle(Duration.ofSeconds(30))).isTrue();
      assertThat(store.status().processed()).isEqualTo(store.verify().records());
    }
  }

  private static Reader.TimelineQuery all() {
    return new Reader.TimelineQuery(true, true, 0, 100);
  }

  private static Identifier anonymous(String value) {
    return new Identifier(IdentifierType.ANONYMOUS_ID, value);
  }

  private static CustomerId id(Store store, String userId) {
    return store.reader().resolve(new Identifier(IdentifierType.USER_ID, userId)).orElseThrow();
  }

  private static Receipt accept(Store store, Fields message) {
    return store
        .door()
        .accept(
            List.of(
                new Arrival.EventArrival(
                    SERVER, message, Instant.now(), null, false, Reality.REAL)))
        .getFirst();
  }

  private static Fields page(
      String messageId,
      @org.jspecify.annotations.Nullable String userId,
      @org.jspecify.annotations.Nullable String anonymousId) {
    Fields message = Fields.NONE.with("type", "page").with("messageId", messageId);
    message = userId == null ? message : message.with("userId", userId);
    return anonymousId == null ? message : message.with("anonymousId", anonymousId);
  }
}
