package habitue.server.api.loyalty;

import habitue.model.Body;
import habitue.model.CustomerId;
import habitue.model.JournalRecord;
import habitue.server.api.Said;
import habitue.server.api.loyalty.PointsAccounts.Account;
import habitue.server.loyalty.Adjusting;
import habitue.server.loyalty.Asker;
import habitue.server.loyalty.Wish;
import habitue.server.security.Scope;
import habitue.server.wire.Code;
import habitue.server.wire.Later;
import habitue.server.wire.RefusedRequest;
import habitue.store.Store;
import habitue.store.door.Receipt;
import io.swagger.v3.oas.annotations.Operation;
import java.math.BigDecimal;
import java.security.Principal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Someone's points. Asked again under the same key, nothing is done twice. */
@RestController
@RequestMapping("/api/customers/{ref}")
final class LoyaltyController {
  private final PointsAccounts accounts;
  private final Adjusting adjusting;
  private final Store store;

  LoyaltyController(PointsAccounts accounts, Adjusting adjusting, Store store) {
    this.accounts = accounts;
    this.adjusting = adjusting;
    this.store = store;
  }

  @GetMapping("/points")
  @Operation(summary = "A customer's points, tier and lots in a loyalty programme")
  PointsAnswer points(
      @PathVariable("ref") String ref,
      @RequestParam(name = "programme", required = false) @Nullable String programme,
      Principal who) {
    return accounts.points(accounts.viewed(ref, programme, who));
  }

  @GetMapping("/points/proof")
  @Operation(summary = "Every decision behind a balance, added up anew")
  ProofAnswer proof(
      @PathVariable("ref") String ref,
      @RequestParam(name = "programme", required = false) @Nullable String programme,
      Principal who) {
    Account account = accounts.viewed(ref, programme, who);
    return ProofAnswer.of(
        account.programme().name(),
        store.reader().commitments(account.id()),
        accounts.member(account),
        position -> event(account.id(), position));
  }

  private ProofAnswer.@Nullable Event event(CustomerId id, long position) {
    return store.feed().record(id.slot(), position).map(LoyaltyController::told).orElse(null);
  }

  private static ProofAnswer.@Nullable Event told(JournalRecord record) {
    Instant at = record.stamp().at();
    return switch (record.body()) {
      case Body.Happened(var event) ->
          new ProofAnswer.Event(
              event.name(),
              at,
              event.message().text("messageId").orElse(null),
              event.properties().text("order_id").orElse(null));
      case Body.Asked asked -> new ProofAnswer.Event(asked.name(), at, null, null);
      default -> null;
    };
  }

  record Adjustment(
      @Nullable BigDecimal points, @Nullable String reason, @Nullable String programme) {}

  /**
   * What was done, with the points as they are then.
   *
   * @param points null where nothing is done yet
   * @param status null but for an adjustment that somebody else is, or was, to allow
   */
  record Done(String id, @Nullable PointsAnswer points, @Nullable String status) {}

  @PostMapping("/adjustments")
  @Operation(summary = "Give a customer points by hand, or take them away, for a reason")
  ResponseEntity<Done> adjust(
      @PathVariable("ref") String ref,
      @RequestBody Adjustment asked,
      @RequestHeader(name = Said.KEY, required = false) @Nullable String key,
      Authentication who) {
    Account account = accounts.find(ref, asked.programme());
    String reason = Said.optional(asked.reason(), "reason");
    long points = whole(asked.points());
    Asker asker = Asker.key(who.getName(), Scope.ADMIN.heldBy(who));
    Adjusting.Asked came =
        adjusting.ask(account.id(), account.programme(), points, reason, Said.once(key), asker);
    return switch (came) {
      case Adjusting.Asked.Done(Receipt.Accepted accepted) -> done(account, accepted);
      case Adjusting.Asked.Kept(Wish wish) -> kept(account, wish);
    };
  }

  private ResponseEntity<Done> kept(Account account, Wish wish) {
    String status = wish.state().wireName();
    return wish.state().over()
        ? ResponseEntity.ok(new Done(wish.id(), accounts.points(account), status))
        : ResponseEntity.accepted().body(new Done(wish.id(), null, status));
  }

  private static long whole(@Nullable BigDecimal points) {
    if (points == null) {
      throw new RefusedRequest(Code.MISSING_FIELD, "points is needed", "points");
    }
    try {
      return points.longValueExact();
    } catch (ArithmeticException fraction) {
      throw new RefusedRequest(Code.BAD_POINTS, "points is a whole number", "points");
    }
  }

  private ResponseEntity<Done> done(Account account, Receipt.Accepted accepted) {
    if (Later.is(accepted)) {
      return Later.answer(account.id(), accepted);
    }
    String made = accepted.outcome().text("id").orElse("");
    return ResponseEntity.ok(new Done(made, accounts.points(account), null));
  }
}
