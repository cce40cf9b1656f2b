package habitue.insight.forecast;

/**
 * How often somebody bought: all that a forecast reads of them. Orders of one day count once.
 *
 * @param repeats order days after the first
 * @param recency days from the first order to the last; 0 without repeats
 * @param age days from the first order until now
 */
public record Buying(int repeats, int recency, int age) {

  public Buying {
    if (repeats < 0 || recency < 0 || age < recency || repeats > recency) {
      throw new IllegalArgumentException(
          "no such customer: " + repeats + " repeats in " + recency + " of " + age + " days");
    }
  }

  double recencyWeeks() {
    return recency / Weeks.DAYS;
  }

  double ageWeeks() {
    return age / Weeks.DAYS;
  }
}
