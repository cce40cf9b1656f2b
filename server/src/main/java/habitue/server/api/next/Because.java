package habitue.server.api.next;

import habitue.warehouse.next.Reason;
import java.util.List;
import java.util.stream.Collectors;

/** Reasons in English words. */
final class Because {
  private Because() {}

  static String of(List<Reason> reasons) {
    return reasons.stream().map(Because::of).collect(Collectors.joining("; "));
  }

  private static String of(Reason reason) {
    return switch (reason) {
      case Reason.Repeated(int times, int orders, int everyDays) ->
          repeated(times, orders, everyDays);
      case Reason.Followed(String after, int times, int of) ->
          "%d of %d orders right after one with %s had it".formatted(times, of, after);
      case Reason.Together(String with, int times, int of) ->
          "%d of %d who bought %s bought it".formatted(times, of, with);
      case Reason.Popular(int times, int of) -> "in %d of %d orders".formatted(times, of);
    };
  }

  private static String repeated(int times, int orders, int everyDays) {
    String often = times == 1 ? "once" : times + " times";
    String in = orders == 1 ? "1 order" : orders + " orders";
    String every = everyDays == 1 ? ", every day" : ", every " + everyDays + " days";
    return "bought it %s in %s%s".formatted(often, in, everyDays == 0 ? "" : every);
  }
}
