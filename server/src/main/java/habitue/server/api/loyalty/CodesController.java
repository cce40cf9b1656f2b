package habitue.server.api.loyalty;

import static java.nio.charset.StandardCharsets.UTF_8;

import habitue.playbook.plan.Programme;
import habitue.server.api.Said;
import habitue.server.audit.Action;
import habitue.server.audit.Audit;
import habitue.server.loyalty.Loyalty;
import habitue.server.loyalty.vouchers.VoucherDesk;
import habitue.server.loyalty.vouchers.Vouchers;
import habitue.server.wire.Cells;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import io.swagger.v3.oas.annotations.Operation;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The codes that rewards come with, as a shop's checkout asks for them. */
@RestController
final class CodesController {
  private static final int MOST = 100_000;
  private static final int LONGEST = 200;
  private static final int LONGEST_STORE = 64;
  private static final MediaType CSV = new MediaType("text", "csv", UTF_8);

  private final Loyalty loyalty;
  private final Vouchers vouchers;
  private final VoucherDesk desk;
  private final Audit audit;

  CodesController(Loyalty loyalty, Vouchers vouchers, VoucherDesk desk, Audit audit) {
    this.loyalty = loyalty;
    this.vouchers = vouchers;
    this.desk = desk;
    this.audit = audit;
  }

  /**
   * @param store of the order; where it is left out the number stands for itself
   * @param visitor who tries it, in the shop's own words, so that a guesser hinders nobody else
   */
  record Typed(
      @Nullable String code,
      @Nullable String order,
      @Nullable String store,
      @Nullable String visitor) {}

  @PostMapping("/api/codes/check")
  @Operation(summary = "Whether a reward's code is good now")
  VoucherDesk.Good check(@RequestBody Typed typed, Principal who) {
    return desk.look(Said.text(typed.code(), "code"), visitor(typed), who.getName());
  }

  @PostMapping("/api/codes/use")
  @Operation(summary = "Use a reward's code for an order, once")
  VoucherDesk.Good use(@RequestBody Typed typed, Principal who) {
    String order = Said.text(typed.order(), "order");
    if (order.length() > LONGEST) {
      throw new RefusedRequest(Code.TEXT_TOO_LONG, "order has at most 200 characters", "order");
    }
    String store = Said.optional(typed.store(), "store");
    if (store.length() > LONGEST_STORE) {
      throw new RefusedRequest(Code.TEXT_TOO_LONG, "store has at most 64 characters", "store");
    }
    return desk.use(
        Said.text(typed.code(), "code"),
        order,
        store.isEmpty() ? null : store,
        visitor(typed),
        who.getName());
  }

  private static String visitor(Typed typed) {
    String visitor = Said.optional(typed.visitor(), "visitor");
    return visitor.substring(0, Math.min(visitor.length(), LONGEST));
  }

  @GetMapping("/api/codes")
  @Operation(summary = "A reward's codes by number, as CSV, to load them into a shop beforehand")
  ResponseEntity<String> codes(
      @RequestParam("reward") String reward,
      @RequestParam(name = "programme", required = false) @Nullable String programme,
      @RequestParam(name = "from", defaultValue = "1") long from,
      @RequestParam(name = "count", defaultValue = "1000") int count,
      Principal who) {
    Programme asked = loyalty.programme(programme);
    if (from < 1 || from > Integer.MAX_VALUE || count < 1 || count > MOST) {
      throw new RefusedRequest(
          Code.BAD_REQUEST, "from is 1 or more, count from 1 to 100,000", "count");
    }
    if (vouchers.code(asked, reward, from).isEmpty()) {
      throw new RefusedRequest(
          Code.UNKNOWN_REWARD, "the programme has no reward of this name with codes", "reward");
    }
    var lines = new StringBuilder(Cells.line(List.of("number", "code")));
    for (long number = from; number < from + count; number++) {
      String code = vouchers.code(asked, reward, number).orElseThrow();
      lines.append(Cells.line(List.of(Long.toString(number), code)));
    }
    audit.record(who.getName(), Action.VOUCHERS_LISTED, reward);
    return ResponseEntity.ok()
        .contentType(CSV)
        .cacheControl(CacheControl.noStore())
        .body(lines.toString());
  }
}
