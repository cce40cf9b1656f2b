package habitue.server.loyalty.friends;

import habitue.engine.reward.earn.RewardCommands;
import habitue.engine.reward.refer.Friend;
import habitue.engine.reward.refer.Referrals;
import habitue.model.CustomerId;
import habitue.model.Fields;
import habitue.model.Strand;
import habitue.model.Value;
import habitue.playbook.plan.Programme;
import habitue.playbook.plan.Referral;
import habitue.server.audit.Action;
import habitue.server.loyalty.Loyalty;
import habitue.server.privacy.Consenting;
import habitue.server.referral.Invitations;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import habitue.store.Store;
import habitue.store.door.Receipt;
import habitue.warehouse.report.FriendsTold;
import habitue.warehouse.report.Points;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is asked of members' friends: the one entrance, for the API and the console. */
@Component
public final class Friends {
  /** The most that are listed. */
  public static final int MOST = 500;

  private final Store store;
  private final Loyalty loyalty;
  private final Invitations invitations;
  private final Consenting commands;
  private final FriendsTold tables;

  public Friends(
      Store store, Loyalty loyalty, Invitations invitations, Consenting commands, Points points) {
    this.tables = points.friends();
    this.store = store;
    this.loyalty = loyalty;
    this.invitations = invitations;
    this.commands = commands;
  }

  /** A programme that gives something for friends; without a name the playbook's first. */
  public Programme programme(@Nullable String name) {
    boolean any = name == null || name.isBlank();
    return any
        ? offering().stream().findFirst().orElseThrow(Friends::none)
        : Optional.of(loyalty.programme(name))
            .filter(each -> each.referral() != null)
            .orElseThrow(Friends::none);
  }

  public List<Programme> offering() {
    return loyalty.programmes().stream().filter(each -> each.referral() != null).toList();
  }

  private static RefusedRequest none() {
    return new RefusedRequest(Code.UNKNOWN_PROGRAMME, "no programme gives anything for friends");
  }

  public Invitations.Invitation invitation(CustomerId id, Programme programme) {
    Referral referral = programme.referral();
    return Optional.ofNullable(referral)
        .flatMap(each -> invitations.of(id, each))
        .orElseThrow(() -> new RefusedRequest(Code.UNKNOWN_CUSTOMER, "nobody goes by that"));
  }

  /**
   * What someone passes on for a programme, and who came with it.
   *
   * @param above by whose word they came themselves, and by whose that one
   */
  public record Shown(
      Programme programme,
      Invitations.Invitation invitation,
      List<Told> told,
      List<CustomerId> above) {
    public Shown {
      above = List.copyOf(above);
      told = List.copyOf(told);
    }
  }

  /** Of each programme that gives something for friends. */
  public List<Shown> shown(CustomerId id) {
    return offering().stream()
        .map(each -> new Shown(each, invitation(id, each), told(id, each), above(id, each)))
        .toList();
  }

  /** Those that someone told, the latest first. */
  public List<Told> told(CustomerId id, Programme programme) {
    return store.reader().person(id).stream()
        .flatMap(person -> person.state().book().referring().friends(programme.name()))
        .map(friend -> new Told(friend, id, owner(friend.friend())))
        .toList()
        .reversed();
  }

  /**
   * Some of those of all members.
   *
   * @param next where the following begin; null at the end
   */
  public record Page(List<Told> told, @Nullable String next) {
    public Page {
      told = List.copyOf(told);
    }
  }

  /** Those of all members that stand so, the latest first. */
  public Page all(Friend.State state, @Nullable Programme programme, @Nullable String cursor) {
    String fact =
        switch (state) {
          case HELD -> Referrals.HELD;
          case PAID -> Referrals.PAID;
          case REFUSED -> Referrals.REFUSED;
          case RETURNED -> Referrals.RETURNED;
          case MADE, GONE ->
              throw new RefusedRequest(
                  Code.BAD_REQUEST, "status is held, paid, refused or returned", "status");
        };
    FriendsTold.Listed after = cursor == null ? null : Told.Key.after(cursor);
    String name = programme == null ? null : programme.name();
    List<FriendsTold.Listed> listed = tables.last(new FriendsTold.Query(fact, name, after, MOST));
    List<Told> told =
        listed.stream()
            .flatMap(each -> find(each).stream())
            .filter(each -> each.friend().state() == state)
            .toList();
    return new Page(told, listed.size() < MOST ? null : Told.Key.cursor(listed.getLast()));
  }

  /** By whose word someone came, and by whose that one, and so on; erased ones are left out. */
  public List<CustomerId> above(CustomerId id, Programme programme) {
    return store.reader().person(id).stream()
        .flatMap(person -> person.state().book().referring().word(programme.name()).stream())
        .flatMap(word -> word.chain().stream())
        .flatMap(strand -> Optional.ofNullable(owner(strand)).stream())
        .toList();
  }

  /** As the member's book has it by now: the tables may be behind. */
  private Optional<Told> find(FriendsTold.Listed listed) {
    CustomerId member = owner(listed.by());
    return member == null
        ? Optional.empty()
        : friend(member, listed.programme(), listed.friend())
            .map(friend -> new Told(friend, member, owner(listed.friend())));
  }

  /** What the last time came to. */
  public FriendsTold.Figures figures(Programme programme) {
    return tables.figures(programme.name(), loyalty.now().minus(Loyalty.LATELY));
  }

  private CustomerId friend(long strand) {
    CustomerId owner = owner(strand);
    if (owner == null) {
      throw unknown();
    }
    return owner;
  }

  private Optional<Friend> friend(CustomerId member, String programme, long friend) {
    return store
        .reader()
        .person(member)
        .flatMap(person -> person.state().book().referring().friend(programme, friend));
  }

  private @Nullable CustomerId owner(long strand) {
    return store.reader().identities().owner(new Strand(strand)).orElse(null);
  }

  private static RefusedRequest unknown() {
    return new RefusedRequest(Code.UNKNOWN_REFERRAL, "there is no referral of this id");
  }

  /**
   * Pays what is held, or does not.
   *
   * @param once asked again under it, nothing is done twice
   */
  public Receipt.Accepted decide(String id, boolean approved, String once, String author) {
    Told.Key key = Told.Key.parse(id).orElseThrow(Friends::unknown);
    Fields details =
        Fields.of(Referrals.PROGRAMME, Value.of(loyalty.programme(key.programme()).name()))
            .with(Referrals.FRIEND, key.friend());
    Receipt.Accepted done =
        commands.ask(
            friend(key.by()),
            approved ? RewardCommands.APPROVE_REFERRAL : RewardCommands.REFUSE_REFERRAL,
            once,
            details,
            approved ? Action.REFERRAL_APPROVED : Action.REFERRAL_REFUSED,
            author);
    return refused(done);
  }

  private static Receipt.Accepted refused(Receipt.Accepted done) {
    String code = done.outcome().text("code").orElse("done");
    return switch (code) {
      case "done" -> done;
      case "unknown_referral" -> throw unknown();
      case "referral_settled" ->
          throw new RefusedRequest(Code.REFERRAL_SETTLED, "it was decided otherwise before");
      default ->
          throw new RefusedRequest(Code.named(code).orElse(Code.REFUSED), "nothing was done");
    };
  }
}
