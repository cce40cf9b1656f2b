package habitue.server.collect;

import habitue.server.wire.Code;
import habitue.server.wire.Problem;

/**
 * What is wrong with one event.
 *
 * @param code its stable name
 * @param field where, dotted from the event's top: {@code properties.products.0.price}
 * @param message one sentence for a developer; never a value that was sent
 */
public record Fault(String code, String field, String message) {
  public static Fault of(Code code, String field, String message) {
    return new Fault(code.wireName(), field, message);
  }

  /** What was wrong with the whole that came. */
  static Fault of(Problem problem) {
    return of(problem.code(), problem.field(), problem.detail());
  }
}
