package habitue.engine.reward.ledger;

import java.util.ArrayList;
import java.util.List;

/**
 * Moves that happen together or not at all. Each move sums to zero, and so does the posting.
 *
 * @param kind why
 * @param id of the award or redemption it is about; empty for what time does
 * @param granted lots it opens, whose points leave {@link Account#ISSUED}
 * @param calls parts of awards that it calls back
 * @param forgiven called-back points that were spent already and are let be
 */
public record Posting(
    Kind kind,
    String id,
    List<Grant> granted,
    List<Call> calls,
    List<Forgiven> forgiven,
    List<Move> moves) {
  public Posting {
    granted = List.copyOf(granted);
    calls = List.copyOf(calls);
    forgiven = List.copyOf(forgiven);
    moves = List.copyOf(moves);
  }

  /** Why points move. */
  public enum Kind {
    /** Granted for something a person did, or by hand. */
    AWARD("award"),
    /** Their time has come: pending become active, active expire. */
    TIME("time"),
    /** Given for a reward. */
    SPEND("spend"),
    /** A redemption came back. */
    RESTORE("restore"),
    /** What they were granted for was taken back. */
    REVERSE("reverse");

    private final String wireName;

    Kind(String wireName) {
      this.wireName = wireName;
    }

    public String wireName() {
      return wireName;
    }

    public static Kind named(String wireName) {
      return Wire.named(values(), Kind::wireName, wireName);
    }
  }

  /** An award as it is granted. */
  public record Grant(String lot, Terms terms, List<Part> parts) {
    public Grant {
      parts = List.copyOf(parts);
    }
  }

  /**
   * Points of an award that were called back.
   *
   * @param part its number among the award's parts
   */
  public record Call(String lot, int part, long points) {}

  /** Points of an award that were called back after they were spent, and are let be. */
  public record Forgiven(String lot, long points) {}

  public static Posting of(Kind kind, String id, List<Move> moves) {
    return new Posting(kind, id, List.of(), List.of(), List.of(), moves);
  }

  /** With what time did before it and does after it. */
  Posting between(List<Move> before, List<Move> after) {
    var all = new ArrayList<>(before);
    all.addAll(moves);
    all.addAll(after);
    return new Posting(kind, id, granted, calls, forgiven, all);
  }

  /** Whether nothing comes of it. */
  public boolean isEmpty() {
    return granted.isEmpty() && calls.isEmpty() && forgiven.isEmpty() && moves.isEmpty();
  }
}
