package habitue.server.console;

import habitue.server.next.Foretold;
import habitue.server.next.Foretold.None;
import habitue.warehouse.next.Likely;
import habitue.warehouse.next.Reason;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a customer made by hand will order next. */
final class FakeNext {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 21);

  private final Ink ink;

  FakeNext(Ink ink) {
    this.ink = ink;
  }

  Foretold regular() {
    String kitchen = ink.word("Kitchen & dining");
    String bags = ink.word("Bags & purses");
    String bag = ink.word("JUMBO BAG RED RETROSPOT");
    return new Foretold(
        null,
        List.of(
            category(kitchen, 0.83, new Reason.Repeated(6, 8, 32)),
            category(bags, 0.61, new Reason.Followed(kitchen, 2_311, 5_204)),
            category(ink.word("Party"), 0.28, new Reason.Popular(4_120, 12_345))),
        List.of(
            product(bag, null, 0.42, new Reason.Repeated(4, 8, 32)),
            product(
                ink.word("LUNCH BAG PINK POLKADOT"), null, 0.21, new Reason.Together(bag, 31, 80)),
            product(
                ink.word("COPPER PAN, 20 CM"),
                ink.word("OLD PAN"),
                0.08,
                new Reason.Repeated(1, 8, 0))),
        List.of(
            category(kitchen, 0.83, new Reason.Repeated(6, 8, 32)),
            category(bags, 0.64, new Reason.Followed(kitchen, 2_311, 5_204)),
            category(kitchen, 0.8, new Reason.Repeated(6, 8, 32))),
        DAY);
  }

  static Foretold nothing(None none) {
    return new Foretold(none, List.of(), List.of(), List.of(), DAY);
  }

  private static Likely category(String name, double chance, Reason because) {
    return new Likely(name, name, chance, List.of(because));
  }

  private static Foretold.Product product(
      String name, @Nullable String replaces, double chance, Reason because) {
    return new Foretold.Product(
        name, name, chance, replaces, List.of(because, new Reason.Popular(812, 16_680)));
  }
}
