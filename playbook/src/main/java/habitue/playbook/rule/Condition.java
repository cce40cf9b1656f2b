package habitue.playbook.rule;

import java.util.Set;

/**
 * A compiled condition.
 *
 * @param said as it was written
 * @param purposes the purposes its data was collected for, as bits
 * @param hourly whether some of it has no closed form, so that it is looked at every hour
 */
public record Condition(String said, Truth truth, Reads reads, int purposes, boolean hourly) {

  /**
   * What a condition reads.
   *
   * @param fields of the customer
   * @param folds places of folds
   * @param segments places of segments
   * @param flags places of flags
   * @param tags names of tags
   * @param parts the parts of a customer that hold the fields, as bits
   */
  public record Reads(
      Set<Field> fields,
      Set<Integer> folds,
      Set<Integer> segments,
      Set<Integer> flags,
      Set<String> tags,
      int parts) {
    public Reads {
      fields = Set.copyOf(fields);
      folds = Set.copyOf(folds);
      segments = Set.copyOf(segments);
      flags = Set.copyOf(flags);
      tags = Set.copyOf(tags);
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

  /** Whether it holds, where nobody asks for how long. */
  public boolean holds(Look look) {
    return truth.answer(look) == Answer.YES;
  }
}
