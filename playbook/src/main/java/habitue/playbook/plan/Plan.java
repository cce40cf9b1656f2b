package habitue.playbook.plan;

import habitue.playbook.rule.Condition;
import habitue.playbook.rule.Field.Part;
import habitue.playbook.rule.Fold;
import habitue.playbook.rule.Look;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a brand wrote down of where customers stand, compiled: which events are gathered, which tags
 * and scores they earn, and on what conditions someone is in a stage or segment or has a flag up.
 *
 * @param tagsOf the tags that an event may earn
 * @param plain the tags with one name each, by it
 * @param order places of the rules in the order in which they can be decided: what a rule asks of
 *     another is decided before
 */
public record Plan(
    List<Fold> folds,
    List<Tag> tags,
    Score score,
    List<Stage> stages,
    List<Flag> flags,
    List<Segment> segments,
    List<Turn> order,
    Talk talk,
    List<Programme> programmes,
    Map<String, List<Integer>> foldsOf,
    ByEvent<Tag> tagsOf,
    Map<String, Tag> plain) {
  /** The flag of who is under contract: of them nothing is forecast. */
  public static final String UNDER_CONTRACT = "under-contract";

  /** Never fades. */
  public static final long NEVER_FADES = 0;

  /**
   * A rule's name in the languages of people, and what it is for.
   *
   * @param next what is best done for whom it holds, by language; empty for nothing
   */
  public record Named(
      String name, Map<String, String> label, Map<String, String> next, int purposes) {
    public Named {
      label = Map.copyOf(label);
      next = Map.copyOf(next);
    }

    public Named(String name, Map<String, String> label, int purposes) {
      this(name, label, Map.of(), purposes);
    }
  }

  /**
   * A tag that events earn, or people set.
   *
   * @param prefix how the names begin where each value that events say has a tag of its own; null
   *     for one tag
   * @param on the events that may earn it; empty for all
   * @param each the value; null for one tag
   * @param halfLife after which its score is half, in milliseconds; {@link #NEVER_FADES} for never
   * @param byHand whether people and programs set it rather than events
   */
  public record Tag(
      Named named,
      @Nullable String prefix,
      Set<String> on,
      @Nullable Condition when,
      Look.@Nullable Taken each,
      double points,
      long halfLife,
      boolean byHand) {
    public Tag {
      on = Set.copyOf(on);
    }

    /** What one of its products, or the event itself, is tagged with; null for nothing. */
    public @Nullable String value(Look look) {
      return each == null ? null : each.value(look);
    }
  }

  /** The contact score: points for what a person does, which fade. */
  public record Score(List<Points> add, long halfLife, int purposes, ByEvent<Points> addOf) {
    static final Score NONE = new Score(List.of(), NEVER_FADES, 0);

    public Score {
      add = List.copyOf(add);
    }

    Score(List<Points> add, long halfLife, int purposes) {
      this(add, halfLife, purposes, ByEvent.of(add, Points::on));
    }
  }

  /** Points for one kind of event. */
  public record Points(Set<String> on, @Nullable Condition when, double points) {
    public Points {
      on = Set.copyOf(on);
    }
  }

  /**
   * Where someone stands: the first whose condition holds.
   *
   * @param when null for the last, which takes everyone
   */
  public record Stage(Named named, @Nullable Condition when) {}

  /**
   * Something that is up while its condition holds.
   *
   * @param lasts how long at most, in milliseconds, from when it came to hold; 0 for as long as it
   *     does
   */
  public record Flag(Named named, Condition when, long lasts) {}

  /**
   * A group of customers.
   *
   * @param include userIds that are in it whatever the condition says
   * @param exclude userIds that never are
   */
  public record Segment(Named named, Condition when, Set<String> include, Set<String> exclude) {
    public Segment {
      include = Set.copyOf(include);
      exclude = Set.copyOf(exclude);
    }
  }

  /**
   * A supposition about someone's life: a move, a present to find. It is a flag, up while the signs
   * make it likely enough, and a tag whose points are the weights of the signs.
   *
   * @param flag its place among the flags
   * @param over how likely it is when it is supposed
   */
  public record Moment(Named named, int flag, double over) {
    private static final String PREFIX = "moment:";

    static String tag(String name) {
      return PREFIX + name;
    }

    /** The tag that its signs earn. */
    public String tag() {
      return tag(named.name());
    }

    /** Whether a tag is a moment's, and so nothing that someone is tagged with. */
    public static boolean isTag(String name) {
      return name.startsWith(PREFIX);
    }

    /** How likely it is by the points of its tag. */
    public static double likely(double points) {
      return -StrictMath.expm1(-points);
    }

    /** The points of a sign that alone makes it so likely. */
    public static double points(double likely) {
      return -StrictMath.log1p(-likely);
    }
  }

  /** What is decided next. */
  public sealed interface Turn {
    record Stages() implements Turn {}

    record OfFlag(int place) implements Turn {}

    record OfSegment(int place) implements Turn {}
  }

  public Plan {
    folds = List.copyOf(folds);
    tags = List.copyOf(tags);
    stages = List.copyOf(stages);
    flags = List.copyOf(flags);
    segments = List.copyOf(segments);
    order = List.copyOf(order);
    programmes = List.copyOf(programmes);
    foldsOf = Map.copyOf(foldsOf);
    plain = Map.copyOf(plain);
  }

  Plan(
      List<Fold> folds,
      List<Tag> tags,
      Score score,
      List<Stage> stages,
      List<Flag> flags,
      List<Segment> segments,
      List<Turn> order,
      Talk talk,
      List<Programme> programmes) {
    this(
        folds,
        tags,
        score,
        stages,
        flags,
        segments,
        order,
        talk,
        programmes,
        events(folds),
        ByEvent.of(tags.stream().filter(tag -> !tag.byHand()).toList(), Tag::on),
        plain(tags));
  }

  /** The tags that have one name, but for those that one with a prefix before them takes. */
  private static Map<String, Tag> plain(List<Tag> tags) {
    var plain = new HashMap<String, Tag>();
    var prefixes = new ArrayList<String>();
    for (Tag tag : tags) {
      String name = tag.named().name();
      String prefix = tag.prefix();
      if (prefix != null) {
        prefixes.add(prefix);
      } else if (prefixes.stream().noneMatch(name::startsWith)) {
        plain.putIfAbsent(name, tag);
      }
    }
    return plain;
  }

  private static Map<String, List<Integer>> events(List<Fold> folds) {
    return Talk.places(folds.stream().map(fold -> Set.of(fold.event())).toList());
  }

  /** Whether nothing is concluded of anyone. */
  public boolean isEmpty() {
    return order.isEmpty() && tags.isEmpty() && score.add().isEmpty() && talk.questions().isEmpty();
  }

  /** Whether a rule of where someone stands, or a question, asks of a part of them. */
  public boolean asks(Part part) {
    return Stream.of(
            stages.stream().map(Stage::when),
            flags.stream().map(Flag::when),
            segments.stream().map(Segment::when),
            talk.questions().stream().map(Talk.Question::when))
        .flatMap(conditions -> conditions)
        .anyMatch(when -> when != null && (when.reads().parts() & part.bit()) != 0);
  }

  /** Whether a challenge asks a fold, by its place. */
  public boolean aims(int fold) {
    return programmes.stream()
        .flatMap(programme -> programme.challenges().stream())
        .anyMatch(challenge -> challenge.goal().reads().folds().contains(fold));
  }

  public Optional<Programme> programme(String name) {
    return programmes.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /** The half-life of a tag by its whole name; that of one which never fades for others. */
  public long halfLife(String name) {
    Tag tag = tag(name);
    return tag == null ? NEVER_FADES : tag.halfLife();
  }

  /** The purposes that a tag is earned for, by its whole name, as bits. */
  public int tagPurposes(String name) {
    Tag tag = tag(name);
    return tag == null ? 0 : tag.named().purposes();
  }

  /**
   * For what a stage is known, as bits: for what it and every stage that was or could have been
   * asked before it may be read.
   *
   * @param place negative for none
   */
  public int stagePurposes(int place) {
    return stages.stream()
        .limit(Math.max(0, place + 1))
        .mapToInt(stage -> stage.named().purposes())
        .reduce(0, (all, each) -> all | each);
  }

  /** A tag that is set by hand; null where the playbook knows none of this name. */
  public @Nullable Tag byHand(String name) {
    Tag tag = tag(name);
    return tag != null && tag.byHand() ? tag : null;
  }

  /** The place of {@link #UNDER_CONTRACT}; -1 where the playbook has none. */
  public int contract() {
    for (int i = 0; i < flags.size(); i++) {
      if (flags.get(i).named().name().equals(UNDER_CONTRACT)) {
        return i;
      }
    }
    return -1;
  }

  private @Nullable Tag tag(String name) {
    Tag exactly = plain.get(name);
    if (exactly != null) {
      return exactly;
    }
    for (Tag tag : tags) {
      String prefix = tag.prefix();
      if (prefix != null && name.startsWith(prefix)) {
        return tag;
      }
    }
    return null;
  }
}
