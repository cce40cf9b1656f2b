package habitue.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import habitue.engine.Context;
import habitue.model.CustomerId;
import habitue.model.Fields;
import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.model.Rates;
import habitue.model.Reality;
import habitue.model.Source;
import habitue.model.Trust;
import habitue.store.Survey.Between;
import habitue.store.Survey.Seen;
import habitue.store.door.Arrival;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurveyTest {
  private static final Source SHOP = new Source(1, "shop", Trust.SERVER, "uk", "web");
  private static final Context BRAND =
      new Context("Test", "EUR", ZoneId.of("Europe/Paris"), Rates.NONE);
  private static final Duration LONG = Duration.ofMinutes(1);

  private static Arrival page(int number, String userId) {
    Fields message =
        Fields.NONE.with("type", "page").with("messageId", "m" + number).with("userId", userId);
    return new Arrival.EventArrival(SHOP, message, Instant.now(), null, false, Reality.REAL);
  }

  @Test
  void everyone_is_looked_at_once_and_nobody_who_was_joined_away(@TempDir Path folder) {
    try (Store store = Store.open(folder, Options.of(BRAND))) {
      var arrivals = new ArrayList<Arrival>();
      int people = 20_000;
      for (int i = 0; i < people; i++) {
        arrivals.add(page(i, "u" + i));
      }
      store.door().accept(arrivals);
      store
          .door()
          .accept(List.of(new Arrival.Join(id(store, "u1"), id(store, "u2"), "by-hand", "test")));
      assertThat(store.settle(LONG)).isTrue();
      Queue<CustomerId> seen = new ConcurrentLinkedQueue<>();
      Seen all = Survey.of(store.reader(), LONG, person -> seen.add(person.id()));
      var known = new ArrayList<CustomerId>();
      store.reader().customers(known::add);
      assertThat(known).hasSize(people - 1);
      assertThat(seen).containsExactlyInAnyOrderElementsOf(known);
      assertThat(all).isEqualTo(new Seen(people - 1, 1));
      Seen none = Survey.of(store.reader(), Duration.ZERO, person -> seen.add(person.id()));
      assertThat(none.all()).isFalse();
    }
  }

  private static CustomerId id(Store store, String userId) {
    return store.reader().resolve(new Identifier(IdentifierType.USER_ID, userId)).orElseThrow();
  }

  /** Wilson's interval of 10 in 100 is 5.52 % to 17.44 %. */
  @Test
  void an_estimate_says_where_the_truth_lies() {
    Between around = new Seen(100, 0.0001).around(10);
    assertThat(around.from() / 1e6).isCloseTo(0.0552, within(0.0001));
    assertThat(around.to() / 1e6).isCloseTo(0.1744, within(0.0001));
    assertThat(new Seen(100, 1).around(10)).isEqualTo(new Between(10, 10));
    assertThat(new Seen(0, 0).around(0)).isEqualTo(new Between(0, 0));
    // Of 1,000 people 900 were asked, of whom 10: there are 10 to 110.
    assertThat(new Seen(900, 0.9).around(10).from()).isGreaterThanOrEqualTo(10);
    assertThat(new Seen(900, 0.9).around(10).to()).isLessThanOrEqualTo(110);
  }

  @Test
  void the_truth_lies_there_in_95_of_100_surveys() {
    var random = new SplittableRandom(5);
    for (int there : List.of(20, 400, 5_000)) {
      int all = 10_000;
      int asked = 1_500;
      int rounds = 2_000;
      int right = 0;
      for (int round = 0; round < rounds; round++) {
        int found = drawn(random, all, there, asked);
        Between around = new Seen(asked, (double) asked / all).around(found);
        right += around.from() <= there && there <= around.to() ? 1 : 0;
      }
      assertThat(right / (double) rounds).as("%s of %s", there, all).isBetween(0.93, 0.99);
    }
  }

  /** How many of those there are among so many drawn, without putting any back. */
  private static int drawn(SplittableRandom random, int all, int there, int asked) {
    int found = 0;
    for (int i = 0; i < asked; i++) {
      found += random.nextInt(all - i) < there - found ? 1 : 0;
    }
    return found;
  }
}
