package habitue.server.loyalty.opening;

import java.util.List;

/** What a file may say of each customer or code. */
enum Column {
  CUSTOMER("customer", true),
  POINTS("points", true),
  CODE("code", true),
  REWARD("reward", true),
  EXPIRES("expires", false),
  TIER("tier", false),
  TIER_UNTIL("tier until", false);

  /** Those of a file of balances. */
  static final List<Column> BALANCES = List.of(CUSTOMER, POINTS, EXPIRES, TIER, TIER_UNTIL);

  /** Those of a file of codes. */
  static final List<Column> CODES = List.of(CUSTOMER, CODE, REWARD, EXPIRES);

  private final String written;
  private final boolean needed;

  Column(String written, boolean needed) {
    this.written = written;
    this.needed = needed;
  }

  String written() {
    return written;
  }

  /** Whether each file that may have it must. */
  boolean needed() {
    return needed;
  }
}
