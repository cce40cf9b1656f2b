package habitue.server.console;

import habitue.model.Money;
import habitue.server.console.view.Order;
import habitue.server.console.view.Order.Extra;
import habitue.server.console.view.Order.ExtraKind;
import habitue.server.console.view.Order.Line;
import habitue.server.console.view.Order.Return;
import habitue.server.console.view.Order.Status;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;

/** The orders of customer 12682: number, time and worth are the demo file's. */
final class FakeOrders {
  private static final String ORDERS =
      """
      580753 2011-12-06T10:00 636.63 30
      579708 2011-11-30T14:16 506.96 19
      578835 2011-11-25T15:44 153.72 5
      577295 2011-11-18T12:46 374.68 10
      575584 2011-11-10T11:55 245.40 13
      575519 2011-11-10T10:53 319.23 15
      573891 2011-11-01T13:56 825.81 21
      570409 2011-10-10T13:03 313.18 16
      570267 2011-10-10T10:13 113.40 8
      567296 2011-09-19T12:19 339.01 18
      566873 2011-09-15T13:31 240.28 15
      564906 2011-08-31T12:18 250.80 2
      564479 2011-08-25T13:12 470.40 23
      563189 2011-08-12T15:22 412.88 25
      560452 2011-07-19T09:51 99.60 5
      559819 2011-07-12T16:58 256.70 10
      559699 2011-07-12T08:52 192.80 11
      558813 2011-07-04T11:42 474.36 16
      556820 2011-06-15T10:22 364.15 17
      556819 2011-06-15T10:21 420.94 12
      555096 2011-05-31T13:32 458.84 18
      554109 2011-05-22T14:33 205.50 10
      553316 2011-05-16T12:04 139.88 7
      553044 2011-05-13T09:24 495.98 24
      548737 2011-04-04T11:18 585.55 27
      546479 2011-03-14T11:38 479.40 21
      542922 2011-02-02T09:06 490.89 19
      542904 2011-02-01T14:58 510.85 19
      540239 2011-01-05T14:48 835.11 40
      538093 2010-12-09T14:49 739.05 33
      536974 2010-12-03T13:59 336.24 16
      """;

  private final Ink ink;

  FakeOrders(Ink ink) {
    this.ink = ink;
  }

  List<Order> all() {
    return ORDERS.lines().map(line -> order(line.split(" "))).toList();
  }

  private Order order(String[] said) {
    Money total = Money.of(new BigDecimal(said[2]), "GBP");
    Status status =
        switch (said[0]) {
          case "579708" -> Status.PARTLY_REFUNDED;
          case "578835" -> Status.CANCELLED;
          default -> Status.PLACED;
        };
    boolean foreign = said[0].equals("577295");
    return new Order(
        "o" + said[0],
        ink.word(said[0]),
        ink.word("uk"),
        "web",
        LocalDateTime.parse(said[1])
            .plus(Duration.ofDays(5_460))
            .atZone(ZoneId.of("Europe/London"))
            .toInstant(),
        status,
        foreign ? null : total,
        foreign ? Money.of(new BigDecimal("99.00"), "EUR") : total,
        status == Status.PARTLY_REFUNDED ? new Money(1_275, "GBP") : Money.zero("GBP"),
        List.of(
            new Extra(ExtraKind.SHIPPING, new Money(495, "GBP")),
            new Extra(ExtraKind.DISCOUNT, new Money(1_000, "GBP"))),
        Long.parseLong(said[3]),
        lines(),
        status == Status.PARTLY_REFUNDED ? returns() : List.of());
  }

  private List<Line> lines() {
    return List.of(
        line("20750", "RED RETROSPOT MINI CASES", "4", "7.95", 3_180),
        line("85099B", "JUMBO BAG RED RETROSPOT", "10", "2.08", 2_080),
        line("22423", "REGENCY CAKESTAND 3 TIER", "1", "12.75", 1_275),
        line("21242", "RED RETROSPOT PLATE", "8", "1.695", 1_356));
  }

  private Line line(String id, String name, String quantity, String price, long amount) {
    return new Line(
        ink.word(id),
        ink.word(name),
        ink.word("Retrospot"),
        new BigDecimal(quantity),
        id.equals("22423") ? BigDecimal.ONE : BigDecimal.ZERO,
        new BigDecimal(price),
        new Money(amount, "GBP"));
  }

  private List<Return> returns() {
    return List.of(
        new Return(
            FakeConsole.NOW.minus(Duration.ofDays(2)),
            ink.word("C579889"),
            ink.word("REGENCY CAKESTAND 3 TIER"),
            BigDecimal.ONE,
            new Money(1_275, "GBP")));
  }
}
