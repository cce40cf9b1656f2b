package habitue.server.api.loyalty;

import habitue.engine.reward.refer.Friend;
import habitue.model.CustomerId;
import habitue.playbook.plan.Programme;
import habitue.server.api.Finder;
import habitue.server.api.Said;
import habitue.server.audit.Audit;
import habitue.server.loyalty.friends.Friends;
import habitue.server.loyalty.friends.Told;
import habitue.server.referral.Invitations;
import habitue.server.wire.Later;
import habitue.store.door.Receipt;
import io.swagger.v3.oas.annotations.Operation;
import java.security.Principal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The friends that members told. */
@RestController
final class ReferralController {
  private final Finder finder;
  private final Friends friends;
  private final Audit audit;

  ReferralController(Finder finder, Friends friends, Audit audit) {
    this.finder = finder;
    this.friends = friends;
    this.audit = audit;
  }

  /**
   * A friend that someone told.
   *
   * @param friend their id; null where they are no more
   * @param points paid, or taken back
   */
  record Line(
      String id,
      String member,
      @Nullable String friend,
      String status,
      Instant at,
      @Nullable Instant keptAt,
      long points,
      List<String> reasons) {

    static Line of(Told told) {
      Friend said = told.friend();
      CustomerId friend = told.customer();
      return new Line(
          told.id(),
          told.member().toString(),
          friend == null ? null : friend.toString(),
          told.state(),
          said.at(),
          said.kept(),
          said.points(),
          said.reasons());
    }
  }

  /**
   * @param above by whose word they came themselves, and by whose that one, and so on
   */
  record Referral(
      String programme,
      String code,
      @Nullable String link,
      long made,
      long kept,
      long paid,
      List<String> above,
      List<Line> referrals) {}

  @GetMapping("/api/customers/{ref}/referral")
  @Operation(summary = "A customer's code, and the friends who came with it")
  Referral referral(
      @PathVariable("ref") String ref,
      @RequestParam(name = "programme", required = false) @Nullable String programme,
      Principal who) {
    CustomerId id = finder.find(ref);
    Programme asked = friends.programme(programme);
    audit.viewed(who.getName(), id);
    Invitations.Invitation invitation = friends.invitation(id, asked);
    List<Told> told = friends.told(id, asked);
    return new Referral(
        asked.name(),
        invitation.code(),
        invitation.link().isEmpty() ? null : invitation.link(),
        told.size(),
        told.stream().filter(each -> each.friend().kept() != null).count(),
        told.stream().filter(each -> each.friend().state() == Friend.State.PAID).count(),
        friends.above(id, asked).stream().map(CustomerId::toString).toList(),
        told.stream().map(Line::of).toList());
  }

  /**
   * @param next where the following begin; null at the end
   */
  record Listed(List<Line> referrals, @Nullable String next) {}

  @GetMapping("/api/referrals")
  @Operation(summary = "Referrals that wait for a colleague, or were decided")
  Listed listed(
      @RequestParam(name = "status", defaultValue = "held") String status,
      @RequestParam(name = "programme", required = false) @Nullable String programme,
      @RequestParam(name = "cursor", required = false) @Nullable String cursor,
      Principal who) {
    Friend.State state =
        Arrays.stream(Friend.State.values())
            .filter(each -> each.name().equalsIgnoreCase(status))
            .findFirst()
            .orElse(Friend.State.MADE);
    Programme asked = programme == null ? null : friends.programme(programme);
    Friends.Page page = friends.all(state, asked, cursor);
    audit.searched(who.getName(), false, page.told().size());
    return new Listed(page.told().stream().map(Line::of).toList(), page.next());
  }

  /** What was decided on. */
  record Done(String id) {}

  private static ResponseEntity<Done> done(String id, Receipt.Accepted accepted) {
    return Later.is(accepted) && accepted.entity() instanceof CustomerId customer
        ? Later.answer(customer, accepted)
        : ResponseEntity.ok(new Done(id));
  }

  @PostMapping("/api/referrals/{id}/approve")
  @Operation(summary = "Pay a referral that is held")
  ResponseEntity<Done> approve(
      @PathVariable("id") String id,
      @RequestHeader(name = Said.KEY, required = false) @Nullable String key,
      Principal who) {
    return done(id, friends.decide(id, true, Said.once(key), who.getName()));
  }

  @PostMapping("/api/referrals/{id}/refuse")
  @Operation(summary = "Refuse a referral that is held")
  ResponseEntity<Done> refuse(
      @PathVariable("id") String id,
      @RequestHeader(name = Said.KEY, required = false) @Nullable String key,
      Principal who) {
    return done(id, friends.decide(id, false, Said.once(key), who.getName()));
  }
}
