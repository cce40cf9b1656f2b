package habitue.engine.standing;

import habitue.engine.Happening;
import habitue.playbook.rule.Scene;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An event as where someone stands takes it.
 *
 * @param learnt what is learnt from: the event; less, where some of it is held back until the
 *     person says what it means; or more, where they just did
 * @param tags that an answer changed
 * @param counts whether it is no repetition of an order that was told before
 * @param sight the event as conditions saw it, where they see the same of it now; null for none
 * @param changed the parts of memory that it changed, as bits
 * @param opened the purposes for which it is the first record to be read, as bits
 */
public record Heard(
    Happening happening,
    List<Happening> learnt,
    Set<String> tags,
    boolean counts,
    @Nullable Scene sight,
    int changed,
    int opened) {
  public Heard {
    learnt = List.copyOf(learnt);
    tags = Set.copyOf(tags);
  }

  /** The same, which changed these parts of memory and is the first read for these purposes. */
  public Heard changing(int parts, int purposes) {
    return new Heard(happening, learnt, tags, counts, sight, parts, purposes);
  }
}
