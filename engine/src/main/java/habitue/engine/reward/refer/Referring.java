package habitue.engine.reward.refer;

import habitue.engine.Instants;
import habitue.engine.Lists;
import habitue.model.Commitment;
import habitue.model.Fields;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * By whose word someone came, and who came by theirs. A fold of commitments, and nothing else.
 *
 * @param came the latest {@link #CAME}, in their order: of several strands, several
 * @param friends the latest {@link #FRIENDS}, in their order; what is settled goes first
 */
public record Referring(List<Referred> came, List<Friend> friends) {
  public static final int CAME = 64;
  public static final int FRIENDS = 512;

  public static final Referring NONE = new Referring(List.of(), List.of());

  public Referring {
    came = List.copyOf(came);
    friends = List.copyOf(friends);
  }

  public boolean isEmpty() {
    return came.isEmpty() && friends.isEmpty();
  }

  public Stream<Referred> came(String programme) {
    return came.stream().filter(each -> each.programme().equals(programme));
  }

  public Stream<Friend> friends(String programme) {
    return friends.stream().filter(each -> each.programme().equals(programme));
  }

  public Optional<Friend> friend(String programme, long strand) {
    return friends(programme).filter(each -> each.friend() == strand).findFirst();
  }

  /** By whose word someone came, and it came to something or still may. */
  public Optional<Referred> word(String programme) {
    return came(programme).filter(each -> each.state() != Referred.State.LOST).findFirst();
  }

  /** When an order is looked at next; null for never. */
  public @Nullable Instant next() {
    Instant next = null;
    for (Referred each : came) {
      next = each.state() == Referred.State.WAITING ? Instants.earlier(next, each.due()) : next;
    }
    return next;
  }

  /** With a commitment; the same with one that is not about it. */
  public Referring with(Commitment made) {
    Fields said = made.details();
    return switch (made.name()) {
      case Referrals.MADE -> plus(Referrals.referred(made));
      case Referrals.ORDERED ->
          turned(
              said,
              each ->
                  each.ordered(
                      said.text(Referrals.ORDER).orElse(""), Referrals.instant(said, "due")));
      case Referrals.CHAINED -> turned(said, each -> each.under(Referrals.above(said)));
      case Referrals.KEPT -> turned(said, each -> each.now(Referred.State.KEPT));
      case Referrals.LOST -> turned(said, each -> each.now(Referred.State.LOST));
      case Referrals.CAME -> with(made, Friend.State.MADE);
      case Referrals.HELD -> with(made, Friend.State.HELD);
      case Referrals.PAID -> with(made, Friend.State.PAID);
      case Referrals.REFUSED -> with(made, Friend.State.REFUSED);
      case Referrals.RETURNED -> with(made, Friend.State.RETURNED);
      case Referrals.GONE -> with(made, Friend.State.GONE);
      default -> this;
    };
  }

  private Referring plus(Referred fresh) {
    List<Referred> all = Lists.plus(came, fresh);
    return new Referring(all.size() <= CAME ? all : without(all), friends);
  }

  /** Without the oldest that is over; without the oldest where none is. */
  private static List<Referred> without(List<Referred> all) {
    Referred oldest = all.stream().filter(Referred::over).findFirst().orElse(all.getFirst());
    return Lists.without(all, all.indexOf(oldest));
  }

  /** With how far someone came by now; added where it is not known yet. */
  public Referring with(Referred fresh) {
    for (int i = 0; i < came.size(); i++) {
      Referred each = came.get(i);
      if (each.friend() == fresh.friend() && each.programme().equals(fresh.programme())) {
        return new Referring(Lists.replaced(came, i, fresh), friends);
      }
    }
    return plus(fresh);
  }

  private Referring turned(Fields said, UnaryOperator<Referred> turn) {
    String programme = Referrals.programme(said);
    long friend = Referrals.whole(said, Referrals.FRIEND);
    List<Referred> all =
        came.stream()
            .map(each ->
                each.friend() == friend && each.programme().equals(programme)
                    ? turn.apply(each)
                    : each)
            .toList();
    return new Referring(all, friends);
  }

  private Referring with(Commitment made, Friend.State state) {
    Friend fresh = Referrals.friend(made, state);
    Friend before = friend(fresh.programme(), fresh.friend()).orElse(null);
    if (before != null) {
      return new Referring(came, Lists.replaced(friends, friends.indexOf(before), fresh));
    }
    List<Friend> all = Lists.plus(friends, fresh);
    if (all.size() > FRIENDS) {
      Friend oldest = all.stream().filter(Friend::settled).findFirst().orElse(all.getFirst());
      all = Lists.without(all, all.indexOf(oldest));
    }
    return new Referring(came, all);
  }
}
