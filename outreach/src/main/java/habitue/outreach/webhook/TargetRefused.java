package habitue.outreach.webhook;

/** A target that nothing is sent to, and why, in words that quote nothing of it. */
public final class TargetRefused extends RuntimeException {
  private final String code;

  TargetRefused(String code, String words) {
    super(words, null, false, false);
    this.code = code;
  }

  /** A short name of the reason, which never changes. */
  public String code() {
    return code;
  }
}
