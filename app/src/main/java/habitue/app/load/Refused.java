package habitue.app.load;

/** Something asked for on the command line that will not be done; the message says what to do. */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1;

  public Refused(String message) {
    super(message);
  }
}
