package habitue.simulation.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.model.Body;
import habitue.model.CustomerId;
import habitue.model.Slots;
import habitue.store.Erased;
import habitue.store.door.Receipt;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People are erased together, while they and others go on. */
class ErasureUnderWayTest {
  private static final int PAIRS = 4;
  private static final int OTHERS = 12;
  private static final int SENDERS = 3;
  private static final String EARLY = "zq-early-kumquat";

  @TempDir Path folder;
  private final Queue<Sent> sent = new ConcurrentLinkedQueue<>();

  private record Sent(String user, String message, Receipt receipt) {}

  @Test
  void whoever_is_erased_is_gone_and_what_others_sent_meanwhile_is_there() throws Exception {
    Path data = folder.resolve("data");
    try (var shop = new Shop(data)) {
      past(shop);
      Set<CustomerId> erased = erasedUnderLoad(shop);
      for (int pair = 0; pair < PAIRS; pair++) {
        send(shop, "gone-a" + pair, "late-a" + pair);
        send(shop, "gone-b" + pair, "late-b" + pair);
      }
      shop.settle();
      othersLostNothing(shop);
      theErasedAreGone(shop, erased);
      assertThat(shop.store().verify().records()).isPositive();
    }
    assertThat(new Search(List.of(EARLY)).in(data)).isEmpty();
  }

  private static void past(Shop shop) {
    for (int i = 0; i < PAIRS; i++) {
      for (String user : List.of("gone-a" + i, "gone-b" + i)) {
        shop.tell(
            "{'type':'identify','userId':'%s','anonymousId':'%s-v','traits':{'name':'%s'}}"
                .formatted(user, user, EARLY));
        shop.tell(
            "{'type':'track','event':'Order Completed','userId':'%s','properties':{'order_id':'%s-1','currency':'EUR','revenue':5}}"
                .formatted(user, user));
      }
    }
    shop.settle();
  }

  /** Pair after pair, while three programs of the shop never stop sending. */
  private Set<CustomerId> erasedUnderLoad(Shop shop) throws Exception {
    var over = new AtomicBoolean();
    List<Thread> senders =
        IntStream.range(0, SENDERS).mapToObj(i -> sender(shop, i, over)).toList();
    Set<CustomerId> erased = new HashSet<>();
    for (int pair = 0; pair < PAIRS; pair++) {
      CustomerId a = shop.user("gone-a" + pair);
      CustomerId b = shop.user("gone-b" + pair);
      erasedAtOnce(shop, List.of(a, b, a));
      erased.addAll(List.of(a, b));
    }
    over.set(true);
    for (Thread sender : senders) {
      sender.join();
    }
    return erased;
  }

  private Thread sender(Shop shop, int number, AtomicBoolean over) {
    return Thread.ofPlatform()
        .start(() -> {
          for (int i = 0; !over.get(); i++) {
            String user =
                switch (i % 3) {
                  case 0 -> "gone-a" + i / 3 % PAIRS;
                  case 1 -> "gone-b" + i / 3 % PAIRS;
                  default -> "other" + i / 3 % OTHERS;
                };
            send(shop, user, "s" + number + "-" + i);
          }
        });
  }

  private void send(Shop shop, String user, String message) {
    Receipt receipt =
        shop.tell("{'type':'page','userId':'%s','messageId':'%s'}".formatted(user, message));
    sent.add(new Sent(user, message, receipt));
  }

  /** Each is erased once, whoever asks twice is told so, and all come to an end. */
  private static void erasedAtOnce(Shop shop, List<CustomerId> asked) throws Exception {
    var accepted = new ArrayList<CustomerId>();
    try (var colleagues = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Erased>> erasures =
          asked.stream()
              .map(id -> colleagues.submit(() -> shop.store().erase(id, "officer")))
              .toList();
      for (Future<Erased> each : erasures) {
        Erased erased = each.get(60, TimeUnit.SECONDS);
        switch (erased.receipt()) {
          case Receipt.Accepted(var _, var id, var _, boolean _) -> accepted.add((CustomerId) id);
          case Receipt.Refused(String code, var _, var _) -> assertThat(code).isEqualTo("erased");
          case Receipt.Duplicate _ -> throw new AssertionError("an erasure has no key");
        }
        erased.finished().get(60, TimeUnit.SECONDS);
      }
    }
    assertThat(accepted).containsExactlyInAnyOrderElementsOf(new HashSet<>(asked));
  }

  private void othersLostNothing(Shop shop) {
    Map<String, Integer> kept = kept(shop);
    Map<String, Long> counts = new HashMap<>();
    for (Sent each : sent) {
      if (each.user.startsWith("other")) {
        assertThat(each.receipt).isInstanceOf(Receipt.Accepted.class);
        assertThat(kept).as(each.user).containsEntry(each.message, 1);
        counts.merge(each.user, 1L, Long::sum);
      }
    }
    assertThat(counts).hasSize(OTHERS);
    counts.forEach(
        (user, count) -> assertThat(rows(shop, shop.user(user))).as(user).isEqualTo(count));
  }

  private void theErasedAreGone(Shop shop, Set<CustomerId> erased) {
    Map<String, Integer> kept = kept(shop);
    int gone = 0;
    for (Sent each : sent) {
      if (each.user.startsWith("gone")) {
        switch (each.receipt) {
          case Receipt.Refused(String code, var _, var _) ->
              assertThat(code).isEqualTo("erased_person");
          case Receipt.Accepted(var _, var id, var _, boolean _) when erased.contains(id) -> {
            assertThat(kept).doesNotContainKey(each.message);
            gone++;
          }
          case Receipt.Accepted _ -> assertThat(kept).containsEntry(each.message, 1);
          case Receipt.Duplicate _ -> throw new AssertionError("sent once");
        }
      }
    }
    assertThat(gone).as("sent before they were erased").isPositive();
    for (CustomerId id : erased) {
      assertThat(shop.store().reader().identities().erased(id)).isTrue();
      assertThat(rows(shop, id)).isZero();
    }
    for (int pair = 0; pair < PAIRS; pair++) {
      assertThat(erased).doesNotContain(shop.user("gone-a" + pair), shop.user("gone-b" + pair));
    }
  }

  /** How often each message is in the journal. */
  private static Map<String, Integer> kept(Shop shop) {
    Map<String, Integer> kept = new HashMap<>();
    for (int slot = 0; slot < Slots.COUNT; slot++) {
      shop.store()
          .reader()
          .records(
              slot,
              0,
              record -> {
                if (record.body() instanceof Body.Happened(var event)) {
                  kept.merge(event.message().text("messageId").orElseThrow(), 1, Integer::sum);
                }
              });
    }
    return kept;
  }

  private static long rows(Shop shop, CustomerId id) {
    return shop.warehouse()
        .readers()
        .read(
            sql -> sql.number("select count(*) from events where customer_id = ?", id.toString()));
  }
}
