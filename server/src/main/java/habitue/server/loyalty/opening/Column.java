package habitue.server.loyalty.opening;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a file of balances may say of each customer. */
enum Column {
  CUSTOMER("customer", true),
  POINTS("points", true),
  EXPIRES("expires", false),
  TIER("tier", false),
  TIER_UNTIL("tier until", false);

  private final String written;
  private final boolean needed;

  Column(String written, boolean needed) {
    this.written = written;
    this.needed = needed;
  }

  String written() {
    return written;
  }

  boolean needed() {
    return needed;
  }

  /** However its words are parted, and in whatever case. */
  static Optional<Column> named(String said) {
    String plain = said.strip().toLowerCase(Locale.ROOT).replace('_', ' ').replace('-', ' ');
    return Arrays.stream(values()).filter(each -> each.written.equals(plain)).findFirst();
  }
}
