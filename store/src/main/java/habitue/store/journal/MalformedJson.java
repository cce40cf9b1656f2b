package habitue.store.journal;

/** A text that is not the JSON it should be. The message says why, and quotes nothing of it. */
public final class MalformedJson extends RuntimeException {
  private static final long serialVersionUID = 1;

  public MalformedJson(String reason) {
    super(reason);
  }
}
