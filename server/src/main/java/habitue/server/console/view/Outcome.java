package habitue.server.console.view;

/** How a join or a separation ended. */
public sealed interface Outcome {

  /**
   * @param other the other person's id after it: who left, or empty after a join
   */
  record Done(String id, String other) implements Outcome {}

  /** Accepted and durable, not yet visible. */
  record Later(String id) implements Outcome {}

  /**
   * @param code the glossary's key under {@code refused.}, such as {@code apart}
   */
  record Refused(String code) implements Outcome {}
}
