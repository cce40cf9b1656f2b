package habitue.engine.reward.share;

import habitue.engine.EntityState;
import habitue.model.SharedId;

/**
 * How many points of a budget were handed out.
 *
 * @param drawn ever
 * @param returned of those: what they were awarded for came back
 */
public record Budget(SharedId id, long drawn, long returned) implements EntityState {

  public long out() {
    return drawn - returned;
  }
}
