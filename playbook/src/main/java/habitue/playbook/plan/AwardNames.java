package habitue.playbook.plan;

import habitue.playbook.yaml.Entry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/*
 * Awards are told apart by the name of what gave them: limits, reports, rehearsals and the proof go
 * by it. So no two things that give points may share one.
 */

/** Sees that all that gives points in a programme has a name of its own. */
public final class AwardNames {
  /** The rule of points that people gave or took. */
  public static final String BY_HAND = "by-hand";

  /** The rule of what people had elsewhere. */
  public static final String OPENING = "opening-balance";

  /** The rule of what a birthday earns. */
  public static final String BIRTHDAY = "birthday";

  /** What a programme gives without a rule that has a name. */
  private static final List<String> TAKEN =
      List.of(BY_HAND, OPENING, BIRTHDAY, Referral.RULE, Referral.FRIENDS_RULE);

  private final Map<String, String> seen = new HashMap<>();

  AwardNames() {}

  /**
   * @param programme its parts
   * @param named those that hold what gives points, by name
   */
  void check(Map<String, Entry> programme, String... named) {
    for (String part : named) {
      Entry entry = programme.get(part);
      if (entry != null && entry.isMap()) {
        entry.names().forEach(name -> check(part, name, entry.find(name)));
      }
    }
  }

  private void check(String part, String name, @Nullable Entry entry) {
    if (entry == null) {
      return;
    }
    String other = seen.putIfAbsent(name, part);
    if (TAKEN.contains(name)) {
      entry.mistake(name + ": the programme itself gives points by this name: choose another");
    } else if (other != null && !other.equals(part)) {
      entry.mistake(name + ": what " + other + ": gives has this name already");
    }
  }
}
