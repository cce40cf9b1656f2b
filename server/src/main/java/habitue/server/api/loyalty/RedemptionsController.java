package habitue.server.api.loyalty;

import habitue.engine.customer.CustomerState;
import habitue.engine.reward.Member;
import habitue.engine.reward.Redemption;
import habitue.engine.reward.ledger.Spend;
import habitue.playbook.plan.Programme;
import habitue.playbook.yaml.Entry;
import habitue.server.api.Said;
import habitue.server.api.loyalty.PointsAccounts.Account;
import habitue.server.loyalty.Loyalty;
import habitue.server.loyalty.vouchers.Vouchers;
import habitue.server.wire.Later;
import habitue.store.door.Receipt;
import io.swagger.v3.oas.annotations.Operation;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What someone gave points for, under its customer or by its own id alone. Asked again under the
 * same key, nothing is done twice.
 */
@RestController
@RequestMapping("/api")
final class RedemptionsController {
  private static final String THEIRS = "/customers/{ref}/redemptions";
  private static final String OWN = "/redemptions/{redemption}";

  private final PointsAccounts accounts;
  private final Loyalty loyalty;
  private final Vouchers vouchers;

  RedemptionsController(PointsAccounts accounts, Loyalty loyalty, Vouchers vouchers) {
    this.accounts = accounts;
    this.loyalty = loyalty;
    this.vouchers = vouchers;
  }

  /**
   * A redemption.
   *
   * @param state {@code open}, {@code fulfilled}, {@code used} or {@code undone}
   * @param number of the piece or code among all of its reward; null where it has none
   * @param code null where it has none
   */
  record Redeemed(
      String id,
      String reward,
      Instant at,
      long points,
      String state,
      @Nullable Long number,
      @Nullable String code) {}

  record All(String programme, List<Redeemed> redemptions) {}

  @GetMapping(THEIRS)
  @Operation(summary = "What a customer gave points for, the latest first")
  All all(
      @PathVariable("ref") String ref,
      @RequestParam(name = "programme", required = false) @Nullable String programme,
      Principal who) {
    Account account = accounts.viewed(ref, programme, who);
    Member member = accounts.member(account);
    Programme asked = account.programme();
    List<Redeemed> all =
        member == null
            ? List.of()
            : member.redemptions().reversed().stream()
                .map(each -> redeemed(asked, member, each))
                .toList();
    return new All(asked.name(), all);
  }

  private Redeemed redeemed(Programme programme, Member member, Redemption each) {
    long points = member.ledger().spend(each.id()).map(Spend::points).orElse(0L);
    return new Redeemed(
        each.id(),
        each.reward(),
        each.at(),
        points,
        Entry.written(each.state()),
        each.number() == 0 ? null : each.number(),
        vouchers.code(programme, each).orElse(null));
  }

  record Wanted(@Nullable String reward, @Nullable String programme) {}

  /**
   * What was done, with the points as they are then.
   *
   * @param code null for a reward without
   */
  record Done(String id, @Nullable String code, PointsAnswer points) {}

  @PostMapping(THEIRS)
  @Operation(summary = "Give a customer's points for a reward of the programme")
  ResponseEntity<Done> redeem(
      @PathVariable("ref") String ref,
      @RequestBody Wanted asked,
      @RequestHeader(name = Said.KEY, required = false) @Nullable String key,
      Principal who) {
    Account account = accounts.find(ref, asked.programme());
    String reward = Said.text(asked.reward(), "reward");
    return done(
        account,
        loyalty.redeem(account.id(), account.programme(), reward, Said.once(key), who.getName()));
  }

  @PostMapping(THEIRS + "/{redemption}/reverse")
  @Operation(summary = "Undo a redemption: each lot gets its points back, with their old expiry")
  ResponseEntity<Done> undo(
      @PathVariable("ref") String ref,
      @PathVariable("redemption") String redemption,
      @RequestParam(name = "programme", required = false) @Nullable String programme,
      @RequestHeader(name = Said.KEY, required = false) @Nullable String key,
      Principal who) {
    return undo(accounts.find(ref, programme), redemption, key, who);
  }

  @PostMapping(OWN + "/reverse")
  @Operation(summary = "Undo a redemption by its id alone")
  ResponseEntity<Done> undo(
      @PathVariable("redemption") String redemption,
      @RequestHeader(name = Said.KEY, required = false) @Nullable String key,
      Principal who) {
    return undo(accounts.of(redemption), redemption, key, who);
  }

  private ResponseEntity<Done> undo(
      Account account, String redemption, @Nullable String key, Principal who) {
    return done(
        account,
        loyalty.undo(account.id(), account.programme(), redemption, Said.once(key), who.getName()));
  }

  @PostMapping(THEIRS + "/{redemption}/fulfil")
  @Operation(summary = "Say that a redeemed reward was handed over")
  ResponseEntity<Done> fulfil(
      @PathVariable("ref") String ref,
      @PathVariable("redemption") String redemption,
      @RequestParam(name = "programme", required = false) @Nullable String programme,
      @RequestHeader(name = Said.KEY, required = false) @Nullable String key,
      Principal who) {
    return fulfil(accounts.find(ref, programme), redemption, key, who);
  }

  @PostMapping(OWN + "/fulfil")
  @Operation(summary = "Say that a redeemed reward was handed over, by the redemption's id alone")
  ResponseEntity<Done> fulfil(
      @PathVariable("redemption") String redemption,
      @RequestHeader(name = Said.KEY, required = false) @Nullable String key,
      Principal who) {
    return fulfil(accounts.of(redemption), redemption, key, who);
  }

  private ResponseEntity<Done> fulfil(
      Account account, String redemption, @Nullable String key, Principal who) {
    return done(
        account,
        loyalty.fulfil(
            account.id(), account.programme(), redemption, Said.once(key), who.getName()));
  }

  private ResponseEntity<Done> done(Account account, Receipt.Accepted accepted) {
    if (Later.is(accepted)) {
      return Later.answer(account.id(), accepted);
    }
    String made = accepted.outcome().text("id").orElse("");
    CustomerState state = accounts.state(account);
    String code =
        state
            .book()
            .member(account.programme().name())
            .flatMap(it -> it.redemption(made))
            .flatMap(each -> vouchers.code(account.programme(), each))
            .orElse(null);
    return ResponseEntity.ok(new Done(made, code, accounts.points(account, state)));
  }
}
