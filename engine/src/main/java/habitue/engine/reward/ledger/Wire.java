package habitue.engine.reward.ledger;

import java.util.Arrays;
import java.util.function.Function;

/** Values by the names they are written down with. */
final class Wire {
  private Wire() {}

  static <E> E named(E[] all, Function<E, String> name, String wanted) {
    return Arrays.stream(all)
        .filter(each -> name.apply(each).equals(wanted))
        .findFirst()
        .orElseThrow(() -> new BrokenLedger("nothing of a ledger is called " + wanted));
  }
}
