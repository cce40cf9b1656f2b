package habitue.playbook.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A compiled condition.
 *
 * @param said as it was written
 * @param purposes the purposes its data was collected for, as bits
 * @param hourly whether some of it has no closed form, so that it is looked at every hour
 */
public record Condition(String said, Truth truth, Reads reads, int purposes, boolean hourly) {

  /** Holds of nobody, and reads nothing. */
  public static final Condition NEVER =
      new Condition(
          "false",
          new Truth.Always(false),
          new Reads(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), 0),
          0,
          false);

  /**
   * What a condition reads.
   *
   * @param fields of the customer
   * @param folds places of folds
   * @param segments places of segments
   * @param flags places of flags
   * @param tags names of tags
   * @param habits places of habits
   * @param parts the parts of a customer that hold the fields, as bits
   */
  public record Reads(
      Set<Field> fields,
      Set<Integer> folds,
      Set<Integer> segments,
      Set<Integer> flags,
      Set<String> tags,
      Set<Integer> habits,
      int parts) {
    public Reads {
      fields = Set.copyOf(fields);
      folds = Set.copyOf(folds);
      segments = Set.copyOf(segments);
      flags = Set.copyOf(flags);
      tags = Set.copyOf(tags);
      habits = Set.copyOf(habits);
    }
  }

  /**
   * Whether a condition holds at an instant, and until when with nothing happening.
   *
   * @param until the first instant at which it may be otherwise, in milliseconds since 1970
   * @param approximate whether something older than is kept exactly went into it
   */
  public record Verdict(boolean holds, long until, boolean approximate) {}

  public Verdict verdict(Look look) {
    look.until = Look.NEVER;
    look.approximate = false;
    boolean holds = truth.answer(look) == Answer.YES;
    return new Verdict(holds, look.until, look.approximate);
  }

  /** What the numbers of a comparison are. */
  public enum Unit {
    NUMBER,
    /** Minor units of the brand's currency. */
    MONEY,
    /** Milliseconds. */
    LENGTH,
    /** Milliseconds since 1970. */
    TIME
  }

  /**
   * One thing that a condition asks, with the answer.
   *
   * @param said as it was written
   * @param holds null where there is nothing to say
   * @param numbers what is compared with what; null where it is no comparison of numbers
   * @param until the first instant at which the answer may be another with nothing happening
   * @param lapses when the next of what is gathered in a window no longer counts, whatever the
   *     answer then; {@link Look#NEVER} where nothing does
   */
  public record Part(
      String said, @Nullable Boolean holds, @Nullable Numbers numbers, long until, long lapses) {}

  /** Two numbers that are compared. */
  public record Numbers(double one, double other, Unit unit) {}

  /** What it asks, one by one: joined by and, or, and brackets. */
  public List<Part> parts(Look look) {
    var truths = new ArrayList<Truth>();
    leaves(truth, truths);
    var texts = new ArrayList<String>();
    texts(said, texts);
    if (texts.size() != truths.size()) {
      return List.of(part(said, truth, look));
    }
    var parts = new ArrayList<Part>();
    for (int i = 0; i < truths.size(); i++) {
      parts.add(part(texts.get(i), truths.get(i), look));
    }
    return parts;
  }

  private static Part part(String said, Truth truth, Look look) {
    look.until = Look.NEVER;
    Answer answer = truth.answer(look);
    long until = look.until;
    Boolean holds = answer == Answer.ABSENT ? null : answer == Answer.YES;
    look.explain();
    return new Part(said.strip(), holds, numbers(truth, look), until, look.lapses);
  }

  private static @Nullable Numbers numbers(Truth truth, Look look) {
    return switch (truth) {
      case Comparison comparison -> comparison.numbers(look);
      case Comparison.Equal equal -> equal.one().numbers(look);
      case Truth.Not(Truth part) -> numbers(part, look);
      default -> null;
    };
  }

  private static void leaves(Truth truth, List<Truth> leaves) {
    switch (truth) {
      case Truth.All(Truth one, Truth other) -> {
        leaves(one, leaves);
        leaves(other, leaves);
      }
      case Truth.Any(Truth one, Truth other) -> {
        leaves(one, leaves);
        leaves(other, leaves);
      }
      default -> leaves.add(truth);
    }
  }

  /** The same, of the text: split where and, or stand outside of all but such brackets. */
  private static void texts(String written, List<String> texts) {
    String text = written.strip();
    int depth = 0;
    int closed = -1;
    int from = 0;
    boolean split = false;
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (quote != 0) {
        i += each == '\\' ? 1 : 0;
        quote = each == quote ? 0 : quote;
      } else if (each == '"' || each == '\'') {
        quote = each;
      } else if (each == '(' || each == '[') {
        depth++;
      } else if (each == ')' || each == ']') {
        depth--;
        closed = depth == 0 && closed < 0 ? i : closed;
      } else if (depth == 0 && (text.startsWith("&&", i) || text.startsWith("||", i))) {
        texts(text.substring(from, i), texts);
        from = i + 2;
        split = true;
        i++;
      }
    }
    if (split) {
      texts(text.substring(from), texts);
    } else if (text.startsWith("(") && closed == text.length() - 1) {
      texts(text.substring(1, closed), texts);
    } else {
      texts.add(text);
    }
  }

  /** Whether it holds, where nobody asks for how long. */
  public boolean holds(Look look) {
    return truth.answer(look) == Answer.YES;
  }
}
