package habitue.warehouse.report;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * What became of a question.
 *
 * @param open with how many people it waits
 * @param lapsed how many did not answer
 * @param answers how many gave each answer, the most common first
 */
public record Talk(long open, long lapsed, SequencedMap<String, Long> answers) {
  static final Talk NONE = new Talk(0, 0, new LinkedHashMap<>());

  /** How many answered. */
  public long answered() {
    return answers.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Of those who are asked no more, the share that answered; 0 where there is none. */
  public double rate() {
    long asked = answered() + lapsed;
    return asked == 0 ? 0 : (double) answered() / asked;
  }

  Talk plus(Talks.Row row) {
    var more = new LinkedHashMap<>(answers);
    return switch (row.name()) {
      case "Question Opened" -> new Talk(open + row.count(), lapsed, more);
      case "Question Lapsed" -> new Talk(open, lapsed + row.count(), more);
      case "Answer Given" -> {
        more.merge(row.answer(), row.count(), Long::sum);
        yield new Talk(open, lapsed, more);
      }
      default -> this;
    };
  }
}
