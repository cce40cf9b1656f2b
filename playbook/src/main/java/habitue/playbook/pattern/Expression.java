package habitue.playbook.pattern;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;

/*
 * RE2 bounds how often one repeat repeats, not what repeats inside repeats come to: ((a{1000}){1000})
 * is ten characters and a million instructions. So what an expression comes to is counted first, as
 * RE2 reads it, and never as less: each letter, class and group is one, times what repeats it.
 */

/** An expression of RE2 in a condition, bounded before it is compiled. */
public final class Expression {
  private static final int MOST_CHARACTERS = 200;
  private static final int MOST = 1_000;

  /** So large that it is refused, however much more is added to it. */
  private static final long HUGE = 1L << 30;

  private static final java.util.regex.Pattern FLAGS =
      java.util.regex.Pattern.compile("\\?[a-zA-Z-]*\\)");

  private final String text;
  private final Deque<Long> open = new ArrayDeque<>();
  private int at;
  private long sum;

  /** The last letter, class or group, which a repeat is of. */
  private long last;

  private Expression(String text) {
    this.text = text;
  }

  /** A condition's expression is not one, or too large; its message says which. */
  public static final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    Refused(String message) {
      super(message, null, false, false);
    }
  }

  /** An expression, compiled. */
  public static Pattern compiled(String text) throws Refused {
    if (text.length() > MOST_CHARACTERS) {
      throw new Refused("an expression has at most " + MOST_CHARACTERS + " characters");
    }
    if (size(text) > MOST) {
      throw new Refused(
          "an expression comes to at most %,d letters, what is repeated counted as often as it may be: {…} inside {…} multiply"
              .formatted(MOST));
    }
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException broken) {
      throw new Refused("an expression of RE2 is expected: " + broken.getDescription());
    }
  }

  /** What it comes to; at least what RE2 makes of it. */
  public static long size(String text) {
    return new Expression(text).size();
  }

  private long size() {
    while (at < text.length()) {
      next();
    }
    while (!open.isEmpty()) {
      close();
    }
    return sum;
  }

  private void next() {
    char letter = text.charAt(at++);
    switch (letter) {
      case '(' -> open();
      case ')' -> close();
      case '[' -> {
        at = classEnd();
        one();
      }
      case '\\' -> escaped();
      case '{' -> repeated();
      default -> one();
    }
  }

  /** {@code (?i)} is no group: a repeat after it is of what came before. */
  private void open() {
    Matcher flags = FLAGS.matcher(text).region(at, text.length());
    if (flags.lookingAt()) {
      at = flags.end();
      return;
    }
    open.push(sum);
    sum = 0;
    last = 0;
  }

  private void one() {
    add(1);
  }

  private void add(long size) {
    last = size;
    sum = Math.min(HUGE, sum + size);
  }

  private void close() {
    long group = sum + 1;
    sum = open.isEmpty() ? 0 : open.pop();
    add(group);
  }

  private void escaped() {
    if (text.startsWith("Q", at)) {
      int end = text.indexOf("\\E", at);
      String literal = text.substring(at + 1, end < 0 ? text.length() : end);
      at = end < 0 ? text.length() : end + 2;
      sum = Math.min(HUGE, sum + literal.length());
      last = literal.isEmpty() ? last : 1;
      return;
    }
    at = escapeEnd(at);
    one();
  }

  /** After what a backslash begins: {@code \p{Greek}} and {@code \x{41}} go on to their brace. */
  private int escapeEnd(int from) {
    boolean named = from < text.length() && "pPx".indexOf(text.charAt(from)) >= 0;
    if (named && text.startsWith("{", from + 1)) {
      int end = text.indexOf('}', from);
      return end < 0 ? text.length() : end + 1;
    }
    return Math.min(text.length(), from + 1);
  }

  /** A bracket that comes first is a letter; {@code [:alpha:]} has brackets of its own. */
  private int classEnd() {
    int i = text.startsWith("^", at) ? at + 1 : at;
    boolean first = true;
    while (i < text.length() && (first || text.charAt(i) != ']')) {
      int named = text.startsWith("[:", i) ? text.indexOf(":]", i + 2) : -1;
      i = named >= 0 ? named + 2 : text.charAt(i) == '\\' ? escapeEnd(i + 1) : i + 1;
      first = false;
    }
    return Math.min(text.length(), i + 1);
  }

  /** {@code {2}}, {@code {2,}} or {@code {2,5}}; anything else is letters. */
  private void repeated() {
    int end = text.indexOf('}', at);
    String times = end < 0 ? "" : text.substring(at, end);
    if (!times.matches("\\d{1,9}(,\\d{0,9})?")) {
      one();
      return;
    }
    at = end + 1;
    String most = times.substring(times.indexOf(',') + 1);
    long before = last;
    long repeats =
        most.isEmpty() ? Long.parseLong(times.replace(",", "")) + 1 : Long.parseLong(most);
    sum -= before;
    add(Math.min(HUGE, before * Math.max(1, repeats)));
  }
}
