package habitue.engine.standing;

import habitue.playbook.plan.Plan;
import habitue.playbook.rule.Look;
import habitue.playbook.rule.Occurrences;
import habitue.playbook.trust.Purpose;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** Where a person stands under one playbook. Lists are in the order of the playbook's rules. */
public record Standing(Gathered gathered, Concluded concluded, Asking asking) {
  /** The most tags kept of one person. */
  public static final int TAGS = 128;

  /** Of whom nothing was concluded yet. */
  public static final Standing NONE = new Standing(Gathered.NONE, Concluded.NONE, Asking.NONE);

  /**
   * What events left behind.
   *
   * @param folds what each fold gathered
   * @param sold the same order by order, by the fold's place, of folds that challenges ask
   * @param tags points by the tag's whole name, at most {@link #TAGS}; the weakest gives way
   * @param score the points of the contact score
   * @param habits what each habit counted
   * @param hands the tags that were set by hand, at most {@link TagCommands#MOST}
   */
  public record Gathered(
      List<Occurrences> folds,
      SortedMap<Integer, Sold> sold,
      SortedMap<String, Points> tags,
      Points score,
      List<Tally> habits,
      SortedMap<String, Hand> hands) {
    static final Gathered NONE =
        new Gathered(
            List.of(), new TreeMap<>(), new TreeMap<>(), Points.NONE, List.of(), new TreeMap<>());

    public Gathered {
      folds = List.copyOf(folds);
      habits = List.copyOf(habits);
      sold = Collections.unmodifiableSortedMap(sold);
      tags = Collections.unmodifiableSortedMap(tags);
      hands = Collections.unmodifiableSortedMap(hands);
    }

    /** When the first tag set by hand ends. */
    long until() {
      long until = Look.NEVER;
      for (Hand hand : hands.values()) {
        until = Math.min(until, hand.until());
      }
      return until;
    }
  }

  /**
   * What follows from it.
   *
   * @param stage the stage's place; -1 before anything was known, {@link #FORGOTTEN}
   * @param staged since when, and until when with nothing happening
   * @param lookedAt when something last came due and was decided, in milliseconds since 1970
   */
  public record Concluded(
      int stage, Held staged, List<Held> flags, List<Held> segments, long lookedAt) {
    /** The place of a stage that came of what may not be read any more, until it is found anew. */
    static final int FORGOTTEN = -2;

    static final Concluded NONE = new Concluded(-1, Held.UNSEEN, List.of(), List.of(), 0);

    public Concluded {
      flags = List.copyOf(flags);
      segments = List.copyOf(segments);
    }

    /** When something may change with nothing happening; {@link Look#NEVER} for never. */
    long until() {
      long until = staged.until();
      for (Held held : flags) {
        until = Math.min(until, held.until());
      }
      for (Held held : segments) {
        until = Math.min(until, held.until());
      }
      return until;
    }
  }

  Standing with(Asking fresh) {
    return fresh.equals(asking) ? this : new Standing(gathered, concluded, fresh);
  }

  /** With what else someone was asked before, who turned out to be the same. */
  public Standing asked(Asking earlier) {
    return with(earlier.and(asking));
  }

  /** With other points of a tag; without it where they are none. */
  Standing withTag(String name, Points fresh) {
    var tags = new TreeMap<>(gathered.tags);
    if (fresh.signs() == 0) {
      tags.remove(name);
    } else {
      tags.put(name, fresh);
    }
    var gathering =
        new Gathered(
            gathered.folds, gathered.sold, tags, gathered.score, gathered.habits, gathered.hands);
    return new Standing(gathering, concluded, asking);
  }

  /**
   * Without what came of data for some purposes, none of which may be read any more.
   *
   * @param closed the purposes, as bits
   * @param cut when a stage that came of them is found anew
   */
  public Standing without(int closed, Plan plan, Instant cut) {
    var folds = new ArrayList<>(gathered.folds);
    for (int i = 0; i < folds.size(); i++) {
      if ((plan.folds().get(i).purposes() & closed) != 0) {
        folds.set(i, Occurrences.NONE);
      }
    }
    var sold = new TreeMap<>(gathered.sold);
    sold.keySet().removeIf(place -> (plan.folds().get(place).purposes() & closed) != 0);
    boolean scored = (plan.score().purposes() & closed) == 0;
    var tags = new TreeMap<>(gathered.tags);
    tags.keySet().removeIf(name -> (plan.tagPurposes(name) & closed) != 0);
    var habits = new ArrayList<>(gathered.habits);
    for (int i = 0; i < habits.size(); i++) {
      if ((plan.talk().habits().get(i).purposes() & closed) != 0) {
        habits.set(i, Tally.NONE);
      }
    }
    boolean personal = (closed & Purpose.PERSONALISE) == 0;
    boolean stays = (plan.stagePurposes(concluded.stage) & closed) == 0;
    var hands = new TreeMap<>(gathered.hands);
    hands.keySet().removeIf(name -> (plan.tagPurposes(name) & closed) != 0);
    return new Standing(
        new Gathered(folds, sold, tags, scored ? gathered.score : Points.NONE, habits, hands),
        new Concluded(
            stays ? concluded.stage : Concluded.FORGOTTEN,
            stays ? concluded.staged : Held.due(cut),
            open(concluded.flags, i -> plan.flags().get(i).named(), closed),
            open(concluded.segments, i -> plan.segments().get(i).named(), closed),
            concluded.lookedAt),
        personal ? asking : Asking.NONE);
  }

  private static List<Held> open(List<Held> all, IntFunction<Plan.Named> rule, int closed) {
    var left = new ArrayList<>(all);
    for (int i = 0; i < left.size(); i++) {
      if ((rule.apply(i).purposes() & closed) != 0) {
        left.set(i, Held.UNSEEN);
      }
    }
    return left;
  }

  /** Whether a flag is up at an instant: its condition holds, and not for too long yet. */
  public static boolean up(Plan.Flag flag, Held held, long now) {
    return held.yes() && (flag.lasts() == 0 || now < held.since() + flag.lasts());
  }

  /** Whether they are under contract at an instant, and so nothing is forecast of them. */
  public boolean underContract(Plan plan, long now) {
    int place = plan.contract();
    return place >= 0
        && place < concluded.flags.size()
        && up(plan.flags().get(place), concluded.flags.get(place), now);
  }

  /** Whether they are in a segment, by its place. */
  public boolean in(int segment) {
    return segment < concluded.segments.size() && concluded.segments.get(segment).yes();
  }

  /** With these tags set by hand, where none of the same name is. */
  public Standing andHands(Standing other) {
    var hands = new TreeMap<>(other.gathered.hands);
    hands.putAll(gathered.hands);
    return with(hands);
  }

  /** With no tag set by hand. */
  public Standing withoutHands() {
    return with(new TreeMap<>());
  }

  private Standing with(SortedMap<String, Hand> hands) {
    return new Standing(
        new Gathered(
            gathered.folds, gathered.sold, gathered.tags, gathered.score, gathered.habits, hands),
        concluded,
        asking);
  }

  /** The points of each tag, earned or set by hand, as far as the playbook knows it. */
  public SortedMap<String, Points> tags(Plan plan) {
    if (gathered.hands.isEmpty()) {
      return gathered.tags;
    }
    var all = new TreeMap<>(gathered.tags);
    gathered.hands.forEach((name, hand) -> {
      Plan.Tag tag = plan.byHand(name);
      if (tag != null) {
        all.put(name, new Points(tag.points(), hand.at(), 1));
      }
    });
    return all;
  }
}
