package habitue.engine.engage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list of interests while signs are put into it. */
final class InterestList {
  private final List<Interest> interests;
  private long dropped;

  InterestList(List<Interest> before) {
    this.interests = new ArrayList<>(before);
  }

  void add(String key, @Nullable String name, Sign sign, Instant at) {
    int index = indexOf(key);
    double strength = Interest.strengthOf(sign.logWeight(), at);
    if (index >= 0) {
      Interest old = interests.get(index);
      double sum = Interest.sum(old.strength(), strength);
      interests.set(index, sign.counted(old, name == null ? old.name() : name, sum, at));
    } else {
      makeRoom();
      interests.add(sign.counted(new Interest(key, name, 0, 0, 0, 0, at), name, strength, at));
    }
  }

  private int indexOf(String key) {
    for (int i = 0; i < interests.size(); i++) {
      if (interests.get(i).key().equals(key)) {
        return i;
      }
    }
    return -1;
  }

  /** The weakest gives way to whatever is new, so that a new taste can ever show. */
  private void makeRoom() {
    if (interests.size() == Interests.KEPT) {
      interests.remove(weakest());
      dropped++;
    }
  }

  private int weakest() {
    int weakest = 0;
    for (int i = 1; i < interests.size(); i++) {
      boolean weaker = interests.get(i).strength() < interests.get(weakest).strength();
      weakest = weaker ? i : weakest;
    }
    return weakest;
  }

  List<Interest> interests() {
    return interests;
  }

  long dropped() {
    return dropped;
  }
}
