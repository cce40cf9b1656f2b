package habitue.server.loyalty.opening;

/** What a file of balances may say of each customer. */
enum Column implements Heading {
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

  @Override
  public String written() {
    return written;
  }

  @Override
  public boolean needed() {
    return needed;
  }
}
