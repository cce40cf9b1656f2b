package habitue.server.console;

import habitue.model.Money;
import habitue.server.console.view.Attention;
import habitue.server.console.view.Attention.Matter;
import habitue.server.console.view.Figure;
import habitue.server.console.view.Figure.Definition;
import habitue.server.console.view.Figure.Name;
import habitue.server.console.view.Quantity;
import habitue.server.console.view.Revenue;
import habitue.server.console.view.Revenue.Month;
import habitue.server.console.view.Scope;
import habitue.server.console.view.Scope.Basis;
import habitue.server.console.view.Today;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The demo shop's page of today. Revenue is the real one, by its real months. */
final class FakeToday {
  private static final Instant START = Instant.parse("2025-11-12T08:26:00Z");
  private static final long[][] MONTHS = {
    {219_710, 353_003, 251_032},
    {296_614, 272_831, 121_919},
    {299_937, 147_199, 76_494},
    {411_030, 184_470, 122_138},
    {357_273, 111_926, 68_608},
    {566_039, 112_554, 91_941},
    {570_140, 91_073, 100_526},
    {532_074, 68_016, 119_130},
    {568_263, 77_080, 91_670},
    {806_684, 146_153, 105_751},
    {891_974, 147_344, 115_660},
    {1_049_984, 111_832, 347_678},
    {495_181, 23_010, 120_599}
  };

  private final Ink ink;

  FakeToday(Ink ink) {
    this.ink = ink;
  }

  static Today empty(Scope scope) {
    return new Today(
        scope,
        List.of(new Attention(Matter.NO_SOURCE, 1, "", null)),
        List.of(),
        new Revenue(List.of(), null),
        List.of());
  }

  Today today(Scope scope) {
    return new Today(scope, attention(), figures(scope), revenue(), new FakePerson(ink).newest());
  }

  private List<Attention> attention() {
    Instant now = FakeConsole.NOW;
    return List.of(
        new Attention(Matter.HALTED, 1, "", now.minus(Duration.ofHours(2))),
        new Attention(Matter.REFUSED, 12, "", now.minus(Duration.ofMinutes(40))),
        new Attention(
            Matter.SILENT, 1, ink.word("Till, rue du Bac"), now.minus(Duration.ofDays(2))));
  }

  private static List<Figure> figures(Scope scope) {
    boolean net = scope.basis() == Basis.NET;
    return List.of(
        figure(scope, Name.KNOWN_CUSTOMERS, new Quantity.Count(4_372), null),
        figure(scope, Name.ORDERS, new Quantity.Count(18_536), null),
        figure(
            scope,
            net ? Name.NET : Name.ORDERED,
            new Quantity.Amount(new Money(net ? 830_006_581L : 891_140_790L, "GBP")),
            scope.basis()),
        figure(
            scope, Name.REFUNDED, new Quantity.Amount(new Money(61_134_209, "GBP")), Basis.ORDERED),
        figure(scope, Name.REGULARS_SHARE, new Quantity.Share(.9037), scope.basis()),
        figure(scope, Name.GUEST_ORDERS, new Quantity.Count(3_710), null));
  }

  private static Figure figure(Scope scope, Name name, Quantity value, @Nullable Basis basis) {
    return new Figure(
        name,
        value,
        new Definition(
            START,
            FakeConsole.NOW,
            scope.store(),
            basis == null ? null : "GBP",
            basis,
            FakeConsole.NOW,
            "select count(*) from customers where known"));
  }

  private static Revenue revenue() {
    var months = new ArrayList<Month>();
    YearMonth month = YearMonth.of(2025, 11);
    for (long[] amounts : MONTHS) {
      LocalDate from =
          month.equals(YearMonth.of(2025, 11)) ? LocalDate.of(2025, 11, 12) : month.atDay(1);
      LocalDate through =
          month.equals(YearMonth.of(2026, 11)) ? LocalDate.of(2026, 11, 22) : month.atEndOfMonth();
      months.add(
          new Month(from, through, pounds(amounts[0]), pounds(amounts[1]), pounds(amounts[2])));
      month = month.plusMonths(1);
    }
    return new Revenue(months, LocalDate.of(2025, 11, 12));
  }

  private static Money pounds(long pounds) {
    return new Money(pounds * 100, "GBP");
  }
}
