package habitue.engine.reward.share;

import habitue.engine.EntityState;
import habitue.model.SharedId;

/**
 * How many of a reward were taken.
 *
 * @param claimed ever: the number of the last
 * @param returned of those
 */
public record Stock(SharedId id, long claimed, long returned) implements EntityState {

  public long out() {
    return claimed - returned;
  }
}
