package habitue.server.sieve;

/**
 * The program at the other end of the line. For a browser's key it is the visitor's own; else it
 * says nothing of a person.
 *
 * @param address as the socket has it
 * @param agent its user agent, or empty
 */
public record Sender(String address, String agent) {
  public static final Sender UNSEEN = new Sender("", "");
}
