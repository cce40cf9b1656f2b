package habitue.simulation.store;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.reward.Book;
import habitue.engine.reward.ledger.Lot;
import habitue.engine.reward.ledger.Part;
import habitue.engine.reward.refer.Referrals;
import habitue.model.Body;
import habitue.model.Commitment;
import habitue.model.CustomerId;
import habitue.model.Fields;
import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.model.JournalRecord;
import habitue.model.Reality;
import habitue.model.Source;
import habitue.model.Trust;
import habitue.playbook.plan.Referral;
import habitue.simulation.Seeds;
import habitue.simulation.disk.FaultyDisk;
import habitue.simulation.identity.Town;
import habitue.simulation.toy.PromisingCustomers;
import habitue.store.Options;
import habitue.store.disk.DiskFailed;
import habitue.store.disk.Table;
import habitue.store.door.Arrival;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Friends and members through losses of power, joins, splits, and all told twice: each friend pays
 * at most once, and what members have is what a plain count says.
 */
class FriendsTest {
  private static final Source SHOP = new Source(1, "shop", Trust.SERVER, "uk", "web");
  private static final int MEMBERS = 3;
  private static final int PEOPLE = 12;
  private static final long POINTS = 50;
  private static final String PROGRAMME =
      """
      loyalty:
        club:
          counts from: 2020-01-01
          earn: {review: {on: Product Reviewed, points: 1, limit: 1 per 1d}}
          referral: {points: 50, friend: 20, pending: 3d, limit: 999 per 9y, velocity: 999 per 1d}
      """;

  private static Options options(int version) {
    return Options.of(World.brand(Map.of("loyalty.yaml", PROGRAMME)))
        .withCustomers(PromisingCustomers.healthy(version))
        .withWorkers(2)
        .caching(4);
  }

  private static World world(SplittableRandom random) {
    return new World(new FaultyDisk(), options(1), Town.NOON, random.split());
  }

  @Test
  void what_members_have_is_what_the_shop_counts() {
    var paid = new AtomicLong();
    Seeds.each(
        10,
        seed -> {
          var random = new SplittableRandom(seed);
          try (World world = world(random)) {
            var shop = new Shop(world, random);
            shop.opens();
            for (int part = 0; part < 4; part++) {
              shop.lives(10, false);
              shop.counts();
            }
            paid.addAndGet(shop.given(0));
            shop.refolds();
          }
        });
    assertThat(paid.get()).isPositive();
  }

  @Test
  void whoever_is_joined_or_told_apart_a_friend_pays_at_most_once() {
    var names = new HashSet<String>();
    Seeds.each(
        12,
        seed -> {
          var random = new SplittableRandom(seed);
          try (World world = world(random)) {
            var shop = new Shop(world, random);
            shop.opens();
            for (int part = 0; part < 4; part++) {
              shop.lives(12, true);
              shop.settles();
            }
            shop.all().forEach(made -> names.add(made.name()));
            shop.refolds();
          }
        });
    assertThat(names)
        .contains(Referrals.PAID, Referrals.REFUSED, Referrals.RETURNED, Referrals.LOST);
  }

  /** By whose word each came, and what became of their first order. */
  private static final class Shop {
    private final World world;
    private final SplittableRandom random;
    private final Map<Integer, Long> strands = new HashMap<>();
    private final Map<Integer, Integer> words = new HashMap<>();
    private final Map<Integer, Boolean> firsts = new HashMap<>();
    private int number;

    Shop(World world, SplittableRandom random) {
      this.world = world;
      this.random = random;
    }

    void opens() {
      for (int who = 0; who < PEOPLE; who++) {
        tell(who, message("identify", who));
      }
      world.settle();
      for (JournalRecord record : world.records()) {
        if (record.body() instanceof Body.Happened(var event)) {
          String user = event.message().text("userId").orElseThrow();
          strands.put(Integer.parseInt(user.substring(1)), record.stamp().strand().number());
        }
      }
    }

    void lives(int deeds, boolean regroups) {
      world.disk().failAfter(random.nextInt(60));
      for (int deed = 0; deed < deeds; deed++) {
        world.clock(world.now().plus(Duration.ofMinutes(1 + random.nextInt(2_000))));
        deed(regroups ? 8 : 6);
      }
      world.disk().failAfter(Long.MAX_VALUE / 2);
      world.settle();
    }

    private void deed(int kinds) {
      int who = MEMBERS + random.nextInt(PEOPLE - MEMBERS);
      switch (random.nextInt(kinds)) {
        case 0, 1, 2 -> comes(who, random.nextInt(MEMBERS));
        case 3, 4 -> orders(who);
        case 5 -> cancels(who);
        case 6 -> joins(random.nextInt(PEOPLE), random.nextInt(PEOPLE));
        default -> splits(random.nextInt(PEOPLE));
      }
    }

    private Fields message(String type, int who) {
      return Fields.NONE
          .with("type", type)
          .with("userId", "u" + who)
          .with("messageId", "m" + number++);
    }

    /** Often twice. */
    private void tell(int who, Fields said) {
      var arrivals = new ArrayList<Arrival>();
      Fields dated = said.with("timestamp", world.now().toString());
      arrivals.add(new Arrival.EventArrival(SHOP, dated, world.now(), null, false, Reality.REAL));
      if (random.nextInt(3) == 0) {
        arrivals.add(arrivals.getFirst());
      }
      world.insist(arrivals);
      assertThat(who).isLessThan(PEOPLE);
    }

    private void comes(int who, int by) {
      Fields referral =
          Fields.NONE.with("referral", Fields.NONE.with("strand", strands.getOrDefault(by, 0L)));
      tell(who, message("page", who).with("context", referral));
      if (!firsts.containsKey(who)) {
        words.putIfAbsent(who, by);
      }
    }

    private void track(int who, String name, Fields said) {
      tell(who, message("track", who).with("event", name).with("properties", said));
    }

    /** The first is placed once, and the same again later. */
    private void orders(int who) {
      boolean more = firsts.containsKey(who) && random.nextBoolean();
      String id = "o" + who + (more ? "-" + number : "");
      Fields order = Fields.NONE.with("order_id", id).with("currency", "EUR").with("revenue", 50);
      if (!firsts.containsKey(who) || more) {
        firsts.putIfAbsent(who, true);
        track(who, "Order Completed", order);
      }
    }

    private void cancels(int who) {
      if (firsts.containsKey(who)) {
        firsts.put(who, false);
        track(who, "Order Cancelled", Fields.NONE.with("order_id", "o" + who));
      }
    }

    private <T> T reading(Supplier<T> reads) {
      while (true) {
        try {
          return reads.get();
        } catch (DiskFailed lost) {
          world.settle();
        }
      }
    }

    private CustomerId id(int who) {
      var identifier = new Identifier(IdentifierType.USER_ID, "u" + who);
      return reading(() -> world.store().reader().resolve(identifier)).orElseThrow();
    }

    private void joins(int one, int other) {
      CustomerId first = id(one);
      CustomerId second = id(other);
      if (!first.equals(second)) {
        world.insist(List.of(new Arrival.Join(first, second, "by-hand", "test")));
      }
    }

    private void splits(int who) {
      var identifier = new Identifier(IdentifierType.USER_ID, "u" + who);
      world.insist(List.of(new Arrival.Split(id(who), identifier, "test")));
    }

    private Map<CustomerId, Book> books() {
      var books = new HashMap<CustomerId, Book>();
      for (int who = 0; who < PEOPLE; who++) {
        CustomerId id = id(who);
        books.put(id, world.store().reader().person(id).orElseThrow().state().book());
      }
      return books;
    }

    /** What is left of what a strand was given for friends. */
    private long given(int who) {
      return books().getOrDefault(id(who), Book.EMPTY).members().values().stream()
          .flatMap(member -> member.ledger().lots().stream())
          .filter(lot -> lot.terms().rule().equals(Referral.RULE))
          .filter(lot -> lot.terms().strand().number() == strands.getOrDefault(who, 0L))
          .map(Lot::parts)
          .flatMap(List::stream)
          .mapToLong(Part::left)
          .sum();
    }

    /** Where nobody is joined: the friends whose first order is kept. */
    void counts() {
      world.passTo(world.now().plus(Duration.ofDays(4)));
      settles();
      for (int member = 0; member < MEMBERS; member++) {
        int by = member;
        long kept =
            words.entrySet().stream()
                .filter(each -> each.getValue() == by)
                .filter(each -> firsts.getOrDefault(each.getKey(), false))
                .count();
        assertThat(given(member)).as("u%d at %s", member, world.now()).isEqualTo(POINTS * kept);
      }
    }

    /** Each friend that was kept was decided on once, and is paid for if that still stands. */
    void settles() {
      world.passTo(world.now().plus(Duration.ofDays(4)));
      assertThat(world.disk().dump(Table.OUTBOX)).isEmpty();
      books().values().stream()
          .flatMap(book -> book.members().values().stream())
          .forEach(member -> member.ledger().prove());
      var kept = new HashMap<Long, Commitment>();
      var lost = new HashSet<Long>();
      var decided = new HashMap<Long, List<String>>();
      for (Commitment made : all()) {
        long friend = Referrals.whole(made.details(), Referrals.FRIEND);
        switch (made.name()) {
          case Referrals.KEPT -> assertThat(kept.put(friend, made)).as("kept twice").isNull();
          case Referrals.LOST -> lost.add(friend);
          case Referrals.PAID, Referrals.REFUSED, Referrals.HELD ->
              decided.computeIfAbsent(friend, _ -> new ArrayList<>()).add(made.name());
          default -> {}
        }
      }
      assertThat(decided.keySet()).isEqualTo(kept.keySet());
      assertThat(decided.values()).allMatch(each -> each.size() == 1);
      var due = new HashMap<Long, Long>();
      kept.forEach((friend, made) -> {
        boolean paid = decided.getOrDefault(friend, List.of()).contains(Referrals.PAID);
        long points = paid && !lost.contains(friend) ? POINTS : 0;
        due.merge(Referrals.whole(made.details(), Referrals.BY), points, Long::sum);
      });
      for (int who = 0; who < PEOPLE; who++) {
        long strand = strands.getOrDefault(who, 0L);
        assertThat(given(who))
            .as("u%d at %s", who, world.now())
            .isEqualTo(due.getOrDefault(strand, 0L));
      }
    }

    private List<Commitment> all() {
      var all = new ArrayList<Commitment>();
      for (CustomerId id : books().keySet()) {
        all.addAll(world.store().reader().commitments(id));
      }
      return all;
    }

    void refolds() {
      Map<CustomerId, Book> books = books();
      List<String> ledger = world.disk().dump(Table.COMMITMENTS);
      world.reopen(options(2));
      world.settle();
      assertThat(books()).as("folded anew").isEqualTo(books);
      assertThat(world.disk().dump(Table.COMMITMENTS)).isEqualTo(ledger);
      assertThat(world.disk().dump(Table.OUTBOX)).isEmpty();
    }
  }
}
