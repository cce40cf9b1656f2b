package habitue.server.wire;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes lines of a CSV file (RFC 4180) that no spreadsheet program runs: what would begin a
 * formula, at the start of a cell or after anything that some program takes for the end of one, has
 * an apostrophe before it. A phone number, digits alone after its plus, begins none.
 */
public final class Cells {
  private static final Pattern PHONE = Pattern.compile("\\+[0-9]{6,20}");
  private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");
  private static final Pattern FORMULA =
      Pattern.compile("(^|[,;\"|])([\\s\\p{Z}\\p{Cf}]*)(?=[=+\\-@\\uff1d\\uff0b\\uff0d\\uff20])");

  private Cells() {}

  /** A line with its end. */
  public static String line(List<String> cells) {
    return cells.stream().map(Cells::cell).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String cell(String said) {
    String text = defused(said);
    boolean plain = text.chars().noneMatch(each -> ",;\"|' ".indexOf(each) >= 0);
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  private static String defused(String said) {
    String text = BREAKS.matcher(said).replaceAll(" ").strip();
    if (PHONE.matcher(text).matches()) {
      return text;
    }
    Matcher formula = FORMULA.matcher(text);
    return formula.replaceAll("$1$2'");
  }
}
