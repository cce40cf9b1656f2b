package habitue.server.loyalty.opening;

/** What a file of codes may say of each. */
enum CodeColumn implements Heading {
  CUSTOMER("customer", true),
  CODE("code", true),
  REWARD("reward", true),
  EXPIRES("expires", false);

  private final String written;
  private final boolean needed;

  CodeColumn(String written, boolean needed) {
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
