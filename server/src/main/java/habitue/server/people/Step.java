package habitue.server.people;

/** What still stands between a right password and the console; until then nothing else opens. */
public enum Step {
  /** The second factor. */
  CODE("/sign-in/code"),
  /** A password of their own instead of the temporary one. */
  PASSWORD("/account/password"),
  /** To set up a second factor, where it is demanded. */
  ENROL("/account/totp");

  private final String path;

  Step(String path) {
    this.path = path;
  }

  public String path() {
    return path;
  }

  public String authority() {
    return "STEP_" + name();
  }
}
