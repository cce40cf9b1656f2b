package habitue.simulation.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.Context;
import habitue.engine.attract.Tally;
import habitue.engine.customer.CustomerState;
import habitue.engine.customer.Keeping;
import habitue.engine.identify.Profile;
import habitue.engine.trust.ConsentCommands;
import habitue.engine.trust.Consents;
import habitue.model.Body;
import habitue.model.CustomerId;
import habitue.model.Fact;
import habitue.model.Fields;
import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.model.JournalRecord;
import habitue.model.Rates;
import habitue.model.Reality;
import habitue.model.Source;
import habitue.model.Trust;
import habitue.model.Value;
import habitue.playbook.Playbook;
import habitue.playbook.PlaybookFiles;
import habitue.simulation.Seeds;
import habitue.simulation.disk.FaultyDisk;
import habitue.simulation.store.World;
import habitue.simulation.toy.PromisingCustomers;
import habitue.store.Options;
import habitue.store.Sweep;
import habitue.store.disk.Table;
import habitue.store.door.Arrival;
import habitue.store.door.Receipt;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What expires goes, and nothing that is still known changes by it. */
class RetentionTest {
  static final Source SHOP = new Source(1, "shop", Trust.SERVER, "fr", "web");
  static final Source WEB = new Source(2, "web", Trust.BROWSER, "fr", "web");
  private static final Source FILE = new Source(3, "old", Trust.IMPORT, "fr", "web");
  static final Instant START = Instant.parse("2023-01-10T10:00:00Z");
  static final int PEOPLE = 5;
  static final String EVENTS =
      "events: {Page Viewed: 60d, Product Viewed: 90d, Identified: 200d, other: 120d}";
  private static final String EVERYONE =
      EVENTS + "\npeople: {visitor: 13m, prospect: 3y, customer: 5y}\naccounting: 10y\n";

  /** The second may be read only of who agreed to be measured. */
  private static final String STAGES =
      """
      stages:
        gone: {when: customer.orders.kept >= 1 && since(customer.orders.last) > days(90)}
        slipping:
          when: >-
            customer.orders.kept >= 1 && since(customer.orders.last) > days(30)
            && !(since(customer.visits.last) <= days(9))
        buyer: {when: customer.orders.kept >= 1}
        other: {}
      """;

  private static Options options(String retention) {
    var files = PlaybookFiles.of(Map.of("retention.yaml", retention, "stages.yaml", STAGES));
    var read = (Playbook.Reading.Good) Playbook.read(files);
    var context =
        new Context("Shop", "EUR", ZoneId.of("Europe/Paris"), Rates.NONE, read.playbook());
    return Options.of(context)
        .withCustomers(PromisingCustomers.healthy(1))
        .withWorkers(2)
        .caching(20);
  }

  private static World world(String retention, RandomGenerator random) {
    return new World(new FaultyDisk(), options(retention), START, random);
  }

  /** Everyone's parts, as the workers left them. */
  private static Map<String, String> states(World world) {
    var states = new TreeMap<String, String>();
    ids(world).forEach(id -> parts(state(world, id), states));
    return states;
  }

  private static void parts(CustomerState state, Map<String, String> to) {
    String id = state.id() + " ";
    to.put(id + "profile", state.profile().toString());
    to.put(id + "activity", state.activity().toString());
    to.put(id + "tally", tally(state.activity().events()));
    to.put(id + "visits", state.visits().toString());
    to.put(id + "interests", state.interests().toString());
    to.put(id + "basket", state.basket().toString());
    to.put(id + "orders", state.orders().toString());
    to.put(id + "consents", state.consents().toString());
  }

  private static String tally(Tally tally) {
    var counts = new TreeMap<String, Long>();
    for (int i = 0; i < tally.size(); i++) {
      counts.put(tally.name(i), tally.count(i));
    }
    return counts.toString();
  }

  private static void same(String what, Map<String, String> found, Map<String, String> wanted) {
    var other = new TreeMap<String, String>();
    wanted.forEach((part, value) -> {
      if (!value.equals(found.get(part))) {
        other.put(part, found.get(part) + "\n  was " + value);
      }
    });
    assertThat(other).as(what).isEmpty();
    assertThat(found.keySet()).as(what).isEqualTo(wanted.keySet());
  }

  private static List<CustomerId> ids(World world) {
    var ids = new ArrayList<CustomerId>();
    world.store().reader().customers(ids::add);
    return ids;
  }

  private static CustomerState state(World world, CustomerId id) {
    return world.store().reader().person(id).orElseThrow().state();
  }

  private static List<Fact> facts(World world, CustomerId id) {
    return world.store().reader().restated(id).facts();
  }

  @Test
  void before_and_after_records_expire_a_refold_gives_the_same() {
    Seeds.each(4, seed -> expires(seed, false));
  }

  @Test
  void so_it_does_where_people_withdraw_and_are_restricted() {
    Seeds.each(8, seed -> expires(seed, true));
  }

  private static void expires(long seed, boolean withdrawals) {
    var random = new SplittableRandom(seed);
    long gone = 0;
    try (World forEver = world("", random.split());
        World world = world(EVENTS, random.split())) {
      var months = new Months(random, withdrawals);
      for (int part = 0; part < 4; part++) {
        months.live(60, forEver, world);
        Map<String, String> before = states(world);
        same("what expired before", before, states(forEver));
        int records = world.records().size();
        Sweep sweep = world.store().sweeper().sweep();
        gone += sweep.records();
        assertThat(sweep.whole()).isTrue();
        assertThat(world.records()).hasSize(records - (int) sweep.records());
        same("the state after", states(world), before);
        assertThat(world.store().sweeper().sweep().records()).as("nothing is due twice").isZero();
        factsAreWhatIsLeft(world, forEver);
        world.store().verify();
        refold(world, part);
        same("a refold after", states(world), before);
      }
      assertThat(gone).as("something expired").isGreaterThan(20);
    }
  }

  /** Another version of the engine folds everyone anew. */
  private static void refold(World world, int part) {
    world.reopen(options(EVENTS).withCustomers(PromisingCustomers.healthy(part + 2)));
    world.settle();
    assertThat(world.store().status().refolding()).isZero();
  }

  /** Of what was stated, what kept records stated; of orders all. */
  private static void factsAreWhatIsLeft(World world, World forEver) {
    for (CustomerId id : ids(world)) {
      List<Fact> left = facts(world, id);
      List<Fact> all = facts(forEver, id);
      assertThat(all).as("nothing new of %s", id).containsAll(left);
      assertThat(left).doesNotHaveDuplicates();
      var positions = world.records().stream().map(record -> record.stamp().position()).toList();
      List<Fact> kept =
          all.stream()
              .filter(fact -> positions.contains(fact.because().position()))
              .filter(Keeping::lasts)
              .toList();
      assertThat(left).as("what is kept states what it did").containsAll(kept);
    }
  }

  @Test
  void power_lost_while_records_expire_changes_nothing_either() {
    Seeds.each(
        5,
        seed -> {
          var random = new SplittableRandom(seed);
          try (World world = world(EVENTS, random.split())) {
            new Months(random, true).live(120, world);
            Map<String, String> before = states(world);
            world.disk().failAfter(random.nextInt(12));
            try {
              world.store().sweeper().sweep();
            } catch (RuntimeException lost) {
              assertThat(world.disk().failed()).as("only with the power: %s", lost).isTrue();
            }
            world.settle();
            world.disk().failAfter(Long.MAX_VALUE / 2);
            world.settle();
            same("after a loss", states(world), before);
            world.store().sweeper().sweep();
            same("after another sweep", states(world), before);
            refold(world, 1);
            same("a refold after another sweep", states(world), before);
            world.store().verify();
          }
        });
  }

  private static CustomerId tell(World world, Source source, Instant now, Fields message) {
    world.clock(now);
    Fields sent = message.with("messageId", "t" + now.toEpochMilli() + message.hashCode());
    var arrival =
        new Arrival.EventArrival(
            source, sent, now, null, source.trust() == Trust.IMPORT, Reality.REAL);
    var receipt = (Receipt.Accepted) world.insist(List.of(arrival)).getFirst();
    world.settle();
    return (CustomerId) receipt.entity();
  }

  private static Fields said(String type, String name, String value) {
    return Fields.of("type", Value.of(type)).with(name, value);
  }

  private static Fields track(String event, String user) {
    return said("track", "userId", user).with("event", event);
  }

  private static Fields order(String user, String number) {
    return track("Order Completed", user)
        .with("properties", Fields.of("order_id", Value.of(number)).with("revenue", 20));
  }

  private static Sweep sweep(World world, Instant now) {
    world.passTo(now);
    Sweep sweep = world.store().sweeper().sweep();
    world.settle();
    return sweep;
  }

  private static Instant months(int months) {
    return START.plus(Duration.ofDays(31L * months));
  }

  @Test
  void people_expire_by_what_they_are_to_the_brand() {
    var random = new SplittableRandom(3);
    try (World world = world(EVERYONE, random)) {
      CustomerId visitor = tell(world, WEB, START, said("page", "anonymousId", "a1"));
      CustomerId prospect =
          tell(
              world,
              SHOP,
              START.plusSeconds(1),
              said("identify", "userId", "u1")
                  .with("traits", Fields.of("name", Value.of("Hortensia"))));
      CustomerId customer = tell(world, SHOP, START.plusSeconds(2), order("u2", "o2"));
      tell(
          world,
          SHOP,
          START.plusSeconds(3),
          track("Consent Withdrawn", "u2")
              .with("properties", Fields.of("channel", Value.of("email"))));
      tell(world, SHOP, months(12), track("Email Opened", "u1"));
      assertThat(sweep(world, months(12)).erased()).isZero();

      Sweep second = sweep(world, months(14));
      assertThat(second.erased()).isEqualTo(1);
      assertThat(second.next()).isAfter(months(14)).isBefore(months(37));
      assertThat(world.store().reader().identities().erased(visitor)).isTrue();
      assertThat(world.store().reader().person(prospect)).isPresent();

      assertThat(sweep(world, months(38)).erased()).as("an open is no contact").isEqualTo(1);
      assertThat(world.store().reader().identities().erased(prospect)).isTrue();
      assertThat(Keeping.standing(state(world, customer))).isEqualTo(Keeping.Standing.CUSTOMER);

      Sweep fourth = sweep(world, months(61));
      assertThat(fourth.reduced()).isEqualTo(1);
      CustomerState left = state(world, customer);
      assertThat(Keeping.standing(left)).isEqualTo(Keeping.Standing.ACCOUNTS);
      assertThat(left.profile()).isEqualTo(Profile.EMPTY);
      assertThat(left.orders().count()).isEqualTo(1);
      assertThat(left.consents().find(Consents.MARKETING, "email").orElseThrow().stance().denied())
          .as("what was refused stays refused")
          .isTrue();
      assertThat(told(world)).hasSize(1);
      assertThat(world.store().reader().restated(customer).facts())
          .extracting(Fact::name)
          .containsExactly("Order Placed");
      assertThat(sweep(world, months(62)).records()).isZero();

      CustomerId again = tell(world, WEB, months(63), said("page", "userId", "u2"));
      assertThat(again).isEqualTo(customer);
      assertThat(state(world, customer).orders().count()).isEqualTo(1);
      assertThat(state(world, customer).activity().events().total()).isEqualTo(1);
      assertThat(sweep(world, months(64)).reduced()).as("they are back").isZero();

      assertThat(sweep(world, months(130)).erased()).isEqualTo(1);
      assertThat(world.store().reader().identities().erased(customer)).isTrue();
      assertThat(told(world)).isEmpty();
      assertThat(world.disk().dump(Table.OPENINGS)).isEmpty();
      world.store().verify();
    }
  }

  private static List<JournalRecord> told(World world) {
    return world.records().stream()
        .filter(record -> record.body() instanceof Body.Happened)
        .toList();
  }

  @Test
  void rows_of_what_expired_leave_the_tables(@TempDir Path folder) {
    var clock = new AtomicReference<>(START);
    try (var shop = new Shop(folder.resolve("data"), options(EVENTS).at(clock::get))) {
      for (int i = 0; i < 20; i++) {
        clock.set(START.plus(Duration.ofDays(i)));
        shop.tell("{'type':'page','userId':'u%d','properties':{'path':'/'}}".formatted(i % 3));
        shop.tell(
            "{'type':'track','event':'Order Completed','userId':'u%d','properties':{'order_id':'o%d','currency':'EUR','revenue':10}}"
                .formatted(i % 3, i));
      }
      shop.settle();
      List<String> revenue = shop.revenue();
      assertThat(rows(shop)).isEqualTo(40);
      clock.set(months(6));
      assertThat(swept(shop, 20)).isEqualTo(20);
      shop.settle();
      assertThat(rows(shop)).isEqualTo(20);
      assertThat(shop.revenue()).isEqualTo(revenue);
      long facts = facts(shop);
      shop.warehouse().rebuild(shop.past(), (_, _) -> {});
      shop.settle();
      assertThat(rows(shop)).isEqualTo(20);
      assertThat(facts(shop)).isEqualTo(facts);
      assertThat(shop.revenue()).isEqualTo(revenue);
      shop.store().verify();
    }
  }

  /** Time passes in every slot within a tick of the door's. */
  private static long swept(Shop shop, long wanted) {
    long gone = 0;
    for (int tries = 0; tries < 200 && gone < wanted; tries++) {
      LockSupport.parkNanos(50_000_000);
      gone += shop.store().sweeper().sweep().records();
    }
    return gone;
  }

  private static long rows(Shop shop) {
    return shop.warehouse()
        .readers()
        .read(sql -> sql.number("select count(*) from event_rows where user_id is not null"));
  }

  private static long facts(Shop shop) {
    return shop.warehouse().readers().read(sql -> sql.number("select count(*) from facts"));
  }

  @Test
  void nobody_whose_data_is_restricted_expires() {
    try (World world = world(EVERYONE, new SplittableRandom(4))) {
      CustomerId id = tell(world, WEB, START, said("page", "userId", "u1"));
      var restrict =
          new Arrival.Command(
              id, ConsentCommands.RESTRICT, "k1", "agent", Fields.of("reason", Value.of("case")));
      world.insist(List.of(restrict));
      Sweep sweep = sweep(world, months(60));
      assertThat(sweep.erased() + sweep.records()).isZero();
      assertThat(world.store().reader().person(id)).isPresent();
    }
  }

  @Test
  void what_comes_late_and_is_too_old_already_counts_and_goes_with_the_next_cut() {
    try (World world = world(EVENTS, new SplittableRandom(5))) {
      CustomerId id = tell(world, WEB, START, said("page", "userId", "u1"));
      tell(world, SHOP, START.plusSeconds(9), order("u1", "o1"));
      assertThat(sweep(world, months(6)).records()).isEqualTo(1);
      tell(world, FILE, months(6), late(track("Product Viewed", "u1"), 5));
      tell(world, FILE, months(6), late(order("u1", "o0"), 7));
      CustomerState known = state(world, id);
      assertThat(known.activity().events().total()).isEqualTo(4);
      assertThat(known.orders().count()).isEqualTo(2);
      assertThat(sweep(world, months(6).plusSeconds(9)).records()).as("not yet").isZero();
      assertThat(sweep(world, months(8)).records()).isEqualTo(1);
      same("after", states(world), parts(known));
      refold(world, 0);
      same("a refold after", states(world), parts(known));
    }
  }

  private static Fields late(Fields message, int days) {
    return message.with("timestamp", START.minus(Duration.ofDays(days)).toString());
  }

  private static Map<String, String> parts(CustomerState state) {
    var parts = new TreeMap<String, String>();
    parts(state, parts);
    return parts;
  }

  @Test
  void openings_go_with_joins_and_are_nobodys_after_a_split() {
    Seeds.each(
        4,
        seed -> {
          var random = new SplittableRandom(seed);
          try (World forEver = world("", random.split());
              World world = world(EVENTS, random.split())) {
            var months = new Months(random, true);
            months.live(90, forEver, world);
            world.store().sweeper().sweep();
            List<CustomerId> ids = ids(world);
            var join = new Arrival.Join(ids.getFirst(), ids.getLast(), "same", "agent");
            for (World each : List.of(forEver, world)) {
              each.insist(List.of(join));
              each.settle();
            }
            assertThat(ids(world)).hasSize(ids.size() - 1);
            Map<String, String> joined = states(world);
            refold(world, 0);
            same("a refold after a join", states(world), joined);
            for (CustomerId id : ids(world)) {
              CustomerState whole = state(forEver, id);
              assertThat(state(world, id).orders()).isEqualTo(whole.orders());
              assertThat(state(world, id).activity().events().total())
                  .isEqualTo(whole.activity().events().total());
              assertThat(state(world, id).activity().lastContact())
                  .isEqualTo(whole.activity().lastContact());
            }
            months.live(30, world);
            world.store().sweeper().sweep();
            joined = states(world);
            refold(world, 1);
            same("a refold after a sweep after a join", states(world), joined);
            part(world);
            Map<String, String> parted = states(world);
            refold(world, 2);
            same("a refold after a split", states(world), parted);
            world.store().verify();
          }
        });
  }

  /** Splits whoever was joined, and sees that neither has anything of the other. */
  private static void part(World world) {
    for (int person = 0; person < PEOPLE; person++) {
      var user = new Identifier(IdentifierType.USER_ID, "u" + person);
      CustomerId id = world.store().reader().resolve(user).orElseThrow();
      boolean both =
          state(world, id).profile().identifiers().stream()
                  .filter(each -> each.identifier().type() == IdentifierType.USER_ID)
                  .count()
              > 1;
      if (both) {
        world.insist(List.of(new Arrival.Split(id, user, "agent")));
        world.settle();
        for (CustomerId each : ids(world)) {
          assertThat(
                  state(world, each).profile().identifiers().stream()
                      .filter(name -> name.identifier().type() == IdentifierType.USER_ID))
              .hasSizeLessThan(2);
        }
      }
    }
  }
}
