package habitue.warehouse.report;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.customer.CustomerState;
import habitue.engine.sell.orders.Order;
import habitue.engine.sell.orders.Sums;
import habitue.model.Body;
import habitue.model.IdentifierType;
import habitue.model.JournalRecord;
import habitue.warehouse.FakeStore;
import habitue.warehouse.SeededShop;
import habitue.warehouse.Warehouse;
import habitue.warehouse.WarehouseOptions;
import habitue.warehouse.report.Queries.OfPerson;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every figure, against the engine's own states and the journal, summed in plain Java. */
class FiguresTest {
  @TempDir private Path folder;
  private final FakeStore store = new FakeStore();
  private Warehouse warehouse;
  private Scope scope;

  @BeforeEach
  void load() {
    var shop = new SeededShop(store, 11);
    shop.past(100, 10);
    shop.live(300);
    warehouse = Warehouse.open(folder.resolve("w.duckdb"), store, WarehouseOptions.USUAL);
    warehouse.catchUp();
    scope = scope(null, store.clock().plusSeconds(1));
  }

  @AfterEach
  void close() {
    warehouse.close();
  }

  private static Scope scope(@Nullable String shop, Instant asOf) {
    return new Scope("GBP", FakeStore.BRAND.zone(), shop, asOf);
  }

  @Test
  void today_counts_what_the_states_say() {
    Today.Figures figures = new Today(warehouse.readers()).figures(scope);
    List<CustomerState> known = states(true);
    assertThat(figures.known().value()).isEqualByComparingTo(number(known.size()));
    assertThat(figures.orders().value())
        .isEqualByComparingTo(number(sum(known, it -> it.orders().count())));
    assertThat(figures.gross().value())
        .isEqualByComparingTo(amount(known, it -> it.orders().home().gross().amount()))
        .isNotZero();
    assertThat(figures.refunded().value())
        .isEqualByComparingTo(amount(known, it -> it.orders().home().refunded().amount()))
        .isNotZero();
    assertThat(figures.net().value())
        .isEqualByComparingTo(amount(known, it -> it.orders().home().net().amount()));
    assertThat(figures.guestOrders().value())
        .isEqualByComparingTo(number(sum(states(false), it -> it.orders().count())));
    assertThat(figures.net().definition())
        .isEqualTo(new Definition("net-known", Basis.NET, null, scope.asOf(), null, "GBP"));
  }

  @Test
  void each_figure_is_what_its_query_says() {
    LocalDate day = scope.today().minusDays(40);
    for (Scope asked :
        List.of(
            scope,
            scope("uk", scope.asOf()),
            new Scope("GBP", FakeStore.BRAND.zone(), null, day, scope.asOf()),
            scope(null, scope.asOf().minus(Duration.ofDays(40))))) {
      Today.Figures all = new Today(warehouse.readers()).figures(asked);
      for (Figure figure :
          List.of(
              all.known(),
              all.orders(),
              all.gross(),
              all.refunded(),
              all.net(),
              all.fromRegulars(),
              all.guestOrders(),
              all.guestGross())) {
        Definition definition = figure.definition();
        String query = Objects.requireNonNull(Queries.of(definition), definition.figure());
        assertThat(asked(query))
            .as(definition + "\n" + query)
            .isCloseTo(Objects.requireNonNull(figure.value()).doubleValue(), Offset.offset(1e-6));
      }
    }
    Figure refunded = new Today(warehouse.readers()).figures(scope).refunded();
    Figure cancelled = new Today(warehouse.readers()).figures(scope).cancelled();
    assertThat(asked(Objects.requireNonNull(Queries.of(refunded.definition().as("returned")))))
        .isEqualTo(
            Objects.requireNonNull(refunded.value()).doubleValue()
                + Objects.requireNonNull(cancelled.value()).doubleValue());
  }

  @Test
  void each_figure_of_a_person_is_what_its_query_says() {
    for (CustomerState state : states(true)) {
      String id = state.id().toString();
      var home = state.orders().home();
      assertThat(asked(OfPerson.ORDERS.query(id))).isEqualTo((double) state.orders().count());
      assertThat(asked(OfPerson.ORDERED.query(id))).isEqualTo(home.gross().amount().doubleValue());
      assertThat(asked(OfPerson.NET.query(id))).isEqualTo(home.net().amount().doubleValue());
      assertThat(asked(OfPerson.RETURNED.query(id)))
          .isEqualTo(home.refunded().plus(home.cancelled()).amount().doubleValue());
      state
          .orders()
          .rhythm()
          .median()
          .ifPresent(gap -> assertThat(asked(Queries.rhythm(id))).isEqualTo(gap.toHours() / 24.0));
      state
          .orders()
          .last()
          .ifPresent(last ->
              assertThat(
                      warehouse
                          .readers()
                          .<Instant>read(
                              sql -> sql.one(OfPerson.LAST_ORDER.query(id), row -> row.instant(1))))
                  .isEqualTo(last));
    }
  }

  private double asked(String query) {
    return warehouse
        .readers()
        .<BigDecimal>read(
            sql -> sql.one("select (" + query + ")::decimal(38, 9)", row -> row.amount(1)))
        .doubleValue();
  }

  @Test
  void another_store_has_nothing() {
    Today.Figures figures = new Today(warehouse.readers()).figures(scope("fr", scope.asOf()));
    assertThat(figures.known().value()).isZero();
    assertThat(figures.orders().value()).isZero();
    assertThat(figures.fromRegulars().value()).isNull();
  }

  @Test
  void months_split_regulars_from_first_orders_and_guests() {
    for (Basis basis : List.of(Basis.GROSS, Basis.NET)) {
      var revenue = new RevenueByMonth(warehouse.readers()).revenue(scope, basis, 24);
      var expected = new TreeMap<YearMonth, BigDecimal[]>();
      states(true).forEach(state -> split(expected, state, basis, true));
      states(false).forEach(state -> split(expected, state, basis, false));
      assertThat(revenue.months()).hasSameSizeAs(expected.keySet());
      revenue
          .months()
          .forEach(month -> {
            BigDecimal[] sums = Objects.requireNonNull(expected.get(month.month()));
            assertThat(month.regulars()).isEqualByComparingTo(sums[0]);
            assertThat(month.first()).isEqualByComparingTo(sums[1]);
            assertThat(month.guests()).isEqualByComparingTo(sums[2]);
          });
      assertThat(revenue.months().getLast().part()).isEqualTo(RevenueByMonth.Part.SO_FAR);
      assertThat(revenue.months().getFirst().part())
          .isEqualTo(RevenueByMonth.Part.FROM_THE_START_OF_HISTORY);
      assertThat(revenue.months().get(1).part()).isEqualTo(RevenueByMonth.Part.WHOLE);
    }
  }

  @Test
  void the_share_of_regulars_is_that_of_the_last_full_month() {
    var expected = new TreeMap<YearMonth, BigDecimal[]>();
    states(true).forEach(state -> split(expected, state, Basis.NET, true));
    YearMonth last = YearMonth.from(scope.today()).minusMonths(1);
    BigDecimal[] sums = Objects.requireNonNull(expected.get(last));
    Figure share = new Today(warehouse.readers()).figures(scope).fromRegulars();
    assertThat(Objects.requireNonNull(share.value()).doubleValue())
        .isCloseTo(sums[0].doubleValue() / sums[0].add(sums[1]).doubleValue(), Offset.offset(1e-6));
    assertThat(share.definition().from()).isEqualTo(Instant.parse("2026-02-01T00:00:00Z"));
  }

  private static void split(
      Map<YearMonth, BigDecimal[]> months, CustomerState state, Basis basis, boolean known) {
    List<Order> orders = new ArrayList<>(state.orders().kept().toList());
    assertThat(state.orders().dropped()).isZero();
    for (int i = 0; i < orders.size(); i++) {
      Sums home = Objects.requireNonNull(orders.get(i).home());
      LocalDate day = orders.get(i).day();
      BigDecimal amount = (basis == Basis.GROSS ? home.gross() : home.net()).amount();
      BigDecimal[] sums =
          months.computeIfAbsent(
              YearMonth.from(day),
              month -> new BigDecimal[] {BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO});
      int column = !known ? 2 : i > 0 ? 0 : 1;
      sums[column] = sums[column].add(amount);
    }
  }

  @Test
  void the_summary_counts_guests_by_their_papers() {
    Summary.Totals totals = new Summary(warehouse.readers()).totals(scope.asOf());
    List<CustomerState> known = states(true);
    assertThat(totals.customersKnown()).isEqualTo(known.size());
    assertThat(totals.ordersKnown()).isEqualTo(sum(known, it -> it.orders().count()));
    assertThat(totals.grossKnown())
        .isEqualByComparingTo(amount(known, it -> it.orders().home().gross().amount()));
    assertThat(totals.events()).isEqualTo(store.events().size());
    assertThat(totals.invoicesGuest()).isEqualTo(guestPapers().size());
    assertThat(totals.refundsUnmatched())
        .isEqualTo(
            store.states().values().stream()
                .flatMap(state -> state.orders().pending().stream())
                .mapToLong(pending -> pending.refunds().size())
                .sum())
        .isNotZero();
  }

  @Test
  void the_summary_leaves_out_what_came_later() {
    Instant before = Instant.parse("2026-01-15T00:00:00Z");
    Summary.Totals totals = new Summary(warehouse.readers()).totals(before);
    assertThat(totals.events())
        .isEqualTo(store.events().stream().filter(it -> it.stamp().at().isBefore(before)).count());
    assertThat(totals.ordersKnown())
        .isEqualTo(
            states(true).stream()
                .filter(state -> knownBefore(state, before))
                .flatMap(state -> state.orders().kept())
                .filter(order -> order.placedAt().isBefore(before))
                .count());
  }

  private static boolean knownBefore(CustomerState state, Instant before) {
    return state.profile().identifiers().stream()
        .anyMatch(it ->
            it.identifier().type() == IdentifierType.USER_ID && it.firstSeen().isBefore(before));
  }

  private Set<String> guestPapers() {
    Set<String> papers = new HashSet<>();
    for (JournalRecord each : store.events()) {
      if (each.body() instanceof Body.Happened(var event)
          && event.userId() == null
          && event.name().startsWith("Order ")) {
        papers.add(event.properties().text("order_id").orElseThrow());
      }
    }
    return papers;
  }

  @Test
  void what_needs_someone_is_what_the_states_lack() {
    Attention.Needs needs = new Attention(warehouse.readers()).needs(scope.today());
    assertThat(needs.refundsPending()).isPositive();
    assertThat(needs.refundsUnmatched()).isZero();
    assertThat(needs.halted()).isZero();
  }

  @Test
  void rows_of_customers_agree_with_their_orders() {
    warehouse
        .readers()
        .read(sql -> {
          assertThat(
                  sql.number(
                      """
                      select count(*) from customers c left join
                        (select customer_id, count(*) as n, sum(home_gross) as gross,
                           sum(home_net) as net from orders group by 1) o
                        using (customer_id)
                      where c.orders <> coalesce(n, 0) or c.revenue <> coalesce(gross, 0)
                        or c.net <> coalesce(o.net, 0)\
                      """))
              .isZero();
          assertThat(
                  sql.number(
                      """
                      select count(*) from orders o join
                        (select customer_id, store, order_id, sum(share) as share,
                           count(*) as lines
                         from order_items group by all) i
                        using (customer_id, store, order_id)
                      where o.gross <> i.share or o.items <> i.lines\
                      """))
              .isZero();
          return sql;
        });
  }

  private List<CustomerState> states(boolean known) {
    return store.states().values().stream()
        .filter(state -> knownBefore(state, Instant.MAX) == known)
        .toList();
  }

  private static long sum(List<CustomerState> states, Function<CustomerState, Long> of) {
    return states.stream().mapToLong(of::apply).sum();
  }

  private static BigDecimal amount(
      List<CustomerState> states, Function<CustomerState, BigDecimal> of) {
    Stream<BigDecimal> amounts = states.stream().map(of);
    return amounts.reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal number(long number) {
    return BigDecimal.valueOf(number);
  }
}
