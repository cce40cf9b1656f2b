package habitue.engine.reward.refer;

import habitue.engine.Pledge;
import habitue.engine.Send;
import habitue.model.Because;
import habitue.model.Commitment;
import habitue.model.CustomerId;
import habitue.model.Fact;
import habitue.model.Fields;
import habitue.model.Strand;
import habitue.model.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/*
 * A friend and the member who told them are two people, each with one writer. The friend's book says
 * how far they came and tells the member's; that one decides what is paid. All is named by the strand
 * under which the friend came, so that it is one referral whoever has that strand by then.
 */

/** What the books of a friend and of a member say, and what they say to each other. */
public final class Referrals {
  /** Of a friend: they came by a member's word. */
  public static final String MADE = "Referral Made";

  /** Of a friend: they ordered, and it is waited whether that is kept. */
  public static final String ORDERED = "Friend Ordered";

  /** Of a friend: who is above the member. */
  public static final String CHAINED = "Chain Noted";

  public static final String KEPT = "Referral Kept";

  /** Of a friend: nothing came of it, or not any more. */
  public static final String LOST = "Referral Lost";

  /** Of a member: someone came by their word. */
  public static final String CAME = "Friend Noted";

  public static final String HELD = "Referral Held";
  public static final String PAID = "Referral Paid";
  public static final String REFUSED = "Referral Refused";

  /** Of a member: the order came back after it was kept. */
  public static final String RETURNED = "Referral Returned";

  /** Of a member: nothing came of it. */
  public static final String GONE = "Friend Gone";

  /** To the member: someone came by their word. */
  public static final String HAS_COME = "Friend Came";

  /** To the member: their order was kept. */
  public static final String HAS_STAYED = "Friend Stayed";

  /** To the member: nothing comes of it. */
  public static final String HAS_LEFT = "Friend Left";

  /** To the friend: who is above the member. */
  public static final String CHAIN = "Chain Told";

  public static final String PROGRAMME = "programme";
  public static final String FRIEND = "friend";
  public static final String BY = "by";
  public static final String AT = "at";
  public static final String KEPT_AT = "kept_at";
  public static final String ORDER = "order";
  public static final String POINTS = "points";
  public static final String REASONS = "reasons";

  private static final String ABOVE = "above";

  private Referrals() {}

  /** Whether it is the word of a friend, or of a member to theirs. */
  public static boolean hears(String word) {
    return List.of(HAS_COME, HAS_STAYED, HAS_LEFT, CHAIN).contains(word);
  }

  /** Whether a commitment is about friends. */
  public static boolean knows(String name) {
    return switch (name) {
      case MADE, ORDERED, CHAINED, KEPT, LOST, CAME, HELD, PAID, REFUSED, RETURNED, GONE -> true;
      default -> false;
    };
  }

  /** What a commitment tells. */
  public static List<Fact> told(Commitment made) {
    return switch (made.name()) {
      case MADE, KEPT, LOST, HELD, PAID, REFUSED, RETURNED ->
          List.of(new Fact(made.name(), made.now(), made.now(), made.details(), made.because()));
      default -> List.of();
    };
  }

  /** The strand whose code an event came with, as collect verified it; 0 for none. */
  public static long referrer(Fields context) {
    return whole(context.fields("referral"), "strand");
  }

  public static Fields about(String programme, long friend, long by) {
    return Fields.of(PROGRAMME, Value.of(programme)).with(FRIEND, friend).with(BY, by);
  }

  public static Fields about(Referred referred) {
    return about(referred.programme(), referred.friend(), referred.by());
  }

  /** Of the friend's side: filed with the strand they came under. */
  public static Pledge ofFriend(String name, Fields details, Because because) {
    return new Pledge(name, details, because, new Strand(whole(details, FRIEND)));
  }

  /** Of the member's side: filed with the strand by whose word they came. */
  public static Pledge ofMember(String name, Friend friend, Because because) {
    Fields plain =
        about(friend.programme(), friend.friend(), friend.by())
            .with(AT, friend.at().toString())
            .with(POINTS, friend.points());
    Instant kept = friend.kept();
    Fields dated = kept == null ? plain : plain.with(KEPT_AT, kept.toString());
    Fields all = friend.reasons().isEmpty() ? dated : dated.with(REASONS, texts(friend.reasons()));
    return new Pledge(name, all, because, new Strand(friend.by()));
  }

  /** To whoever has the member's strand by then: the id beside it is not looked at. */
  public static Send toMember(String word, Fields details) {
    long by = whole(details, BY);
    return new Send(new CustomerId(by), word, details, new Strand(by));
  }

  /** To whoever has the friend's strand by then. */
  public static Send toFriend(String word, Fields details) {
    long friend = whole(details, FRIEND);
    return new Send(new CustomerId(friend), word, details, new Strand(friend));
  }

  /** With the strands above someone. */
  public static Fields chain(Fields about, List<Long> above) {
    return about.with(ABOVE, new Value.Many(above.stream().<Value>map(Value::of).toList()));
  }

  public static List<Long> above(Fields said) {
    return said.list(ABOVE).stream()
        .flatMap(each -> each instanceof Value.Whole(long strand) ? Stream.of(strand) : Stream.of())
        .toList();
  }

  static Referred referred(Commitment made) {
    Fields said = made.details();
    return new Referred(
        programme(said),
        whole(said, FRIEND),
        whole(said, BY),
        Optional.ofNullable(instant(said, AT)).orElse(made.now()),
        Referred.State.MADE,
        "",
        null,
        List.of());
  }

  static Friend friend(Commitment made, Friend.State state) {
    Fields said = made.details();
    return new Friend(
        programme(said),
        whole(said, FRIEND),
        whole(said, BY),
        state,
        Optional.ofNullable(instant(said, AT)).orElse(made.now()),
        instant(said, KEPT_AT),
        whole(said, POINTS),
        said.list(REASONS).stream().map(Referrals::text).toList());
  }

  public static Value texts(List<String> texts) {
    return new Value.Many(texts.stream().<Value>map(Value::of).toList());
  }

  /** A value as a stable word; empty for none. */
  public static String text(Value value) {
    return value instanceof Value.Text(String text) ? text : "";
  }

  public static String programme(Fields said) {
    return said.text(PROGRAMME).orElse("");
  }

  public static long whole(Fields said, String name) {
    return said.number(name).map(BigDecimal::longValue).orElse(0L);
  }

  public static @Nullable Instant instant(Fields said, String name) {
    return said.text(name).map(Instant::parse).orElse(null);
  }
}
