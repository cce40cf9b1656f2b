package habitue.engine.reward.ledger;

/** What comes of a wish: a posting, or a reason why not. */
public sealed interface Decision {

  /** To be posted; empty where it was done before. */
  record Granted(Posting posting) implements Decision {}

  /** Nothing changes. */
  record Refused(Reason reason) implements Decision {}

  /** Why not. */
  enum Reason {
    /** Points are more than zero, and no more than {@link Teller#MOST} at once. */
    BAD_POINTS("bad_points"),
    /** More than are active. */
    TOO_FEW_POINTS("too_few_points"),
    /** Another award or redemption has this id. */
    ID_TAKEN("id_taken"),
    UNKNOWN_REDEMPTION("unknown_redemption"),
    UNKNOWN_AWARD("unknown_award"),
    /** It came back before: a reversal is not reversed. */
    ALREADY_REVERSED("already_reversed");

    private final String wireName;

    Reason(String wireName) {
      this.wireName = wireName;
    }

    public String wireName() {
      return wireName;
    }
  }
}
