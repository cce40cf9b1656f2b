package habitue.server.console;

import habitue.server.console.view.Scope;
import habitue.server.console.view.Scope.Basis;
import habitue.server.console.view.Scope.Period;
import habitue.server.console.view.Shop;
import habitue.server.console.view.Today;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The first page: what needs someone, how the shop does, what happens. */
@Controller
final class TodayPage {
  private final ConsoleData data;
  private final Desk desk;
  private final Pages pages;

  TodayPage(ConsoleData data, Desk desk, Pages pages) {
    this.data = data;
    this.desk = desk;
    this.pages = pages;
  }

  @GetMapping("/")
  ResponseEntity<String> today(
      HttpServletRequest request,
      @RequestParam(name = "store", required = false) @Nullable String store,
      @RequestParam(name = "basis", required = false) @Nullable String basis,
      @RequestParam(name = "period", required = false) @Nullable String period) {
    Shop shop = data.shop();
    Scope scope =
        new Scope(
            store != null && shop.stores().contains(store) ? store : null,
            choice(Basis.class, basis, Basis.ORDERED),
            choice(Period.class, period, Period.EVERYTHING));
    Today today = data.today(scope);
    Shell shell = desk.shell(request, Place.TODAY);
    return pages.show(
        "today",
        Map.of(
            "shell", shell,
            "shop", shop,
            "today", today,
            "chart", MonthChart.of(today.revenue(), shop.currency(), shell.words())));
  }

  /** What an address says, in small letters; anything else is the usual. */
  static <E extends Enum<E>> E choice(Class<E> choices, @Nullable String said, E usual) {
    for (E choice : choices.getEnumConstants()) {
      if (choice.name().toLowerCase(Locale.ROOT).equals(said)) {
        return choice;
      }
    }
    return usual;
  }
}
