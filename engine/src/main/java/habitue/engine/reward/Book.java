package habitue.engine.reward;

import habitue.engine.Instants;
import habitue.engine.reward.ledger.Posting;
import habitue.engine.reward.refer.Referrals;
import habitue.engine.reward.refer.Referring;
import habitue.model.Commitment;
import habitue.playbook.plan.Programme;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the brand bound itself to towards someone: their points and tier in each programme. A fold
 * of commitments, and nothing else.
 *
 * @param members by the programme's name
 * @param referring by whose word they came, and who came by theirs
 * @param heldOut the programmes in which they were drawn to take no part
 */
public record Book(
    SortedMap<String, Member> members, Referring referring, SortedSet<String> heldOut) {
  public static final Book EMPTY =
      new Book(new TreeMap<>(), Referring.NONE, Collections.emptySortedSet());

  public Book {
    members = Collections.unmodifiableSortedMap(members);
    heldOut = Collections.unmodifiableSortedSet(heldOut);
  }

  public Optional<Member> member(String programme) {
    return Optional.ofNullable(members.get(programme));
  }

  /** Whether the lot left them out of a programme, as long as it holds anybody out. */
  public boolean heldOut(Programme programme) {
    return programme.holdout() != null
        && heldOut.contains(programme.name())
        && !members.containsKey(programme.name());
  }

  public boolean isEmpty() {
    return members.isEmpty() && referring.isEmpty() && heldOut.isEmpty();
  }

  /** When time does something next; null for never. */
  public @Nullable Instant next() {
    Instant next = referring.next();
    for (Member member : members.values()) {
      next = Instants.earlier(next, member.next());
    }
    return next;
  }

  /** With a commitment; the same with one that is not about loyalty. */
  public Book with(Commitment made) {
    String programme = Commitments.programme(made);
    return switch (made.name()) {
      case Commitments.JOINED -> moved(programme, made, it -> joined(it, made));
      case Commitments.HELD_OUT -> heldOut(programme);
      case Commitments.LEFT -> moved(programme, made, it -> it.leaving(made.now()));
      case Commitments.POSTED -> posted(programme, made, Commitments.posting(made));
      case Commitments.CLAIMED ->
          moved(programme, made, it -> it.claiming(Commitments.claim(made)));
      case Commitments.DENIED -> moved(programme, made, it -> it.settled(Commitments.claim(made)));
      case Commitments.TIER -> moved(programme, made, it -> it.with(Commitments.tier(made)));
      case Commitments.REDEEMED ->
          moved(programme, made, it -> it.with(Redemptions.redeemed(made)));
      case Commitments.FULFILLED -> turned(programme, made, Redemption.State.FULFILLED);
      case Commitments.USED -> turned(programme, made, Redemption.State.USED);
      case Commitments.REOPENED -> turned(programme, made, Redemption.State.OPEN);
      case Commitments.UNDONE -> turned(programme, made, Redemption.State.UNDONE);
      case Commitments.WON -> won(programme, made, Commitments.won(made));
      case Commitments.LOST -> moved(programme, made, it -> it.lost(Commitments.challenge(made)));
      case Commitments.OPENED -> won(programme, made, null);
      case Commitments.ASSURED -> moved(programme, made, it -> it.assured(Commitments.tier(made)));
      case Commitments.EXTENDED -> moved(programme, made, it -> extended(it, made));
      case Commitments.ACCEPTED ->
          moved(programme, made, it -> it.accepting(Commitments.acceptance(made)));
      case Commitments.WARNED -> moved(programme, made, it -> it.warned(made.now()));
      case Given.NAME ->
          moved(
              programme,
              made,
              it -> it.with(Given.with(it.ledger(), made)).granted(Commitments.posting(made)));
      default -> referred(made);
    };
  }

  private static Member joined(Member member, Commitment made) {
    return member.joining(made.now()).accepting(Commitments.acceptance(made));
  }

  private static Member extended(Member member, Commitment made) {
    return member.lasting(Commitments.lasting(made), made.strand(), made.now());
  }

  private Book posted(String programme, Commitment made, Posting posting) {
    return moved(
        programme,
        made,
        it -> it.with(it.ledger().post(posting, made.strand()).tidied()).granted(posting));
  }

  private Book referred(Commitment made) {
    return Referrals.knows(made.name()) ? new Book(members, referring.with(made), heldOut) : this;
  }

  private Book heldOut(String programme) {
    var all = new TreeSet<>(heldOut);
    all.add(programme);
    return new Book(members, referring, all);
  }

  private Book turned(String programme, Commitment made, Redemption.State state) {
    return moved(programme, made, it -> it.turned(Redemptions.redemption(made), state));
  }

  private Book won(String programme, Commitment made, @Nullable Win win) {
    return moved(programme, made, it -> it.won(Commitments.challenge(made), win));
  }

  /** After a split someone may hold points without having joined themselves. */
  private Book moved(String programme, Commitment made, UnaryOperator<Member> move) {
    var all = new TreeMap<>(members);
    Member before = all.getOrDefault(programme, Member.joined(made.now()));
    all.put(programme, move.apply(before));
    return new Book(all, referring, heldOut);
  }
}
