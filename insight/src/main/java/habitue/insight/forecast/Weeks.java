package habitue.insight.forecast;

/** The unit in which fits are published. */
final class Weeks {
  static final double DAYS = 7.0;
  static final double YEAR = 365 / DAYS;

  private Weeks() {}
}
