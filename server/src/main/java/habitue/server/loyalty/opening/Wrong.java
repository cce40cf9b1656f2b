package habitue.server.loyalty.opening;

import java.util.Locale;

/** What may be wrong with a file of balances or codes, and what is expected instead. */
public enum Wrong {
  // The file as a whole
  NOT_TEXT("a text file in UTF-8 is expected: save the table as CSV UTF-8"),
  NO_LINES("a first line that names the columns is expected, and a line for each customer"),
  TOO_MANY_LINES("at most 50,000 lines are expected: part the file"),
  TOO_MANY_POINTS_IN_ALL("at most 1,000,000,000,000 points together are expected"),
  UNKNOWN_COLUMN("only columns of these names are expected:"),
  COLUMN_TWICE("each column is expected once"),
  COLUMN_MISSING("a column of this name is needed"),
  BROKEN_QUOTES("from here on: a quoted value ends with a quote, before the next separator"),
  CELLS("as many values as the first line has columns are expected"),

  // One value
  VALUE_MISSING("a value is expected"),
  FORMULA("a value is expected, not a formula"),
  BAD_REFERENCE(
      "a customer is expected, such as userId:12, email:ada@example.org, card:99 or an id"),
  UNKNOWN_CUSTOMER("nobody goes by that"),
  AMBIGUOUS("several customers fit: give the id of one"),
  ERASED("whoever had this id was erased"),
  FROZEN("their data is frozen at their request: leave the line out"),
  TWICE("each customer is expected once; also in line"),
  OPENED_BEFORE("another file opened a balance for them: adjust it by hand"),
  BAD_POINTS("a whole number of points is expected, 0 or more, in digits alone such as 1200"),
  TOO_MANY_POINTS("at most 100,000,000 points are expected"),
  NOTHING("points, or a tier, are expected"),
  BAD_TIME("a day such as 2027-06-30, or an instant such as 2027-06-30T22:00:00Z, is expected"),
  PAST("a time to come is expected"),
  TOO_FAR("a time within a hundred years is expected"),
  NO_TIERS("the programme has no tiers"),
  UNKNOWN_TIER("a tier of the programme is expected:"),
  TIER_NEEDED("an end is expected only beside a tier"),

  // A code
  BAD_CODE("a code of 4 to 40 letters, digits, hyphens and low lines is expected"),
  CODE_TWICE("each code is expected once; also in line"),
  CODE_TAKEN("someone has this code already"),
  OWN_CODE("a code from elsewhere is expected: this one was made here"),
  UNKNOWN_REWARD("a reward of the programme is expected:");

  private final String expected;

  Wrong(String expected) {
    this.expected = expected;
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String expected() {
    return expected;
  }
}
