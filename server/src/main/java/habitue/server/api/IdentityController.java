package habitue.server.api;

import habitue.model.CustomerId;
import habitue.model.Fields;
import habitue.server.audit.Action;
import habitue.server.audit.Audit;
import habitue.server.collect.Intake;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import habitue.store.door.Arrival;
import habitue.store.door.Receipt;
import io.swagger.v3.oas.annotations.Operation;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who is one person and who is not, by hand. Asked again under the same key, nothing is done. */
@RestController
@RequestMapping("/api/customers/{ref}")
final class IdentityController {
  private static final String KEY = "Idempotency-Key";

  private final Finder finder;
  private final Intake intake;
  private final Audit audit;
  private final Replies replies = new Replies();

  IdentityController(Finder finder, Intake intake, Audit audit) {
    this.finder = finder;
    this.intake = intake;
    this.audit = audit;
  }

  record Join(@Nullable String with, @Nullable String reason) {}

  /** The customer both are from now on, and the id that leads there too. */
  record Joined(String id, String joined) {}

  @PostMapping("/join")
  @Operation(summary = "Make another customer one with this one")
  Joined join(
      @PathVariable("ref") String ref,
      @RequestBody Join asked,
      @RequestHeader(name = KEY, required = false) @Nullable String key,
      Principal author) {
    return replies.once(
        key, "join " + ref + asked, Joined.class, () -> join(ref, asked, author.getName()));
  }

  private Joined join(String ref, Join asked, String author) {
    CustomerId one = finder.find(ref);
    CustomerId other = finder.find(Said.text(asked.with(), "with"));
    String reason = Said.optional(asked.reason(), "reason");
    Fields done = done(new Arrival.Join(one, other, reason.isEmpty() ? "by-hand" : reason, author));
    String survivor = done.text("taker").orElseThrow();
    String joined = done.text("giver").orElseThrow();
    audit.record(author, Action.JOIN, survivor, Fields.NONE.with("other", joined));
    return new Joined(survivor, joined);
  }

  record Split(@Nullable Named identifier) {}

  record Named(@Nullable String type, @Nullable String value) {}

  /** The customer asked for, and the one that was split off. */
  record Parted(String id, String split) {}

  @PostMapping("/split")
  @Operation(summary = "Tell one identifier's part of a customer apart; it stays so")
  Parted split(
      @PathVariable("ref") String ref,
      @RequestBody Split asked,
      @RequestHeader(name = KEY, required = false) @Nullable String key,
      Principal author) {
    return replies.once(
        key, "split " + ref + asked, Parted.class, () -> split(ref, asked, author.getName()));
  }

  private Parted split(String ref, Split asked, String author) {
    Named named = asked.identifier();
    if (named == null) {
      throw new RefusedRequest(Code.MISSING_FIELD, "identifier is needed", "identifier");
    }
    var identifier =
        Reference.identifier(
            Said.text(named.type(), "identifier.type"),
            Said.text(named.value(), "identifier.value"),
            "");
    Fields done = done(new Arrival.Split(finder.find(ref), identifier, author));
    String left = done.text("giver").orElseThrow();
    String parted = done.text("taker").orElseThrow();
    audit.record(author, Action.SPLIT, left, Fields.NONE.with("other", parted));
    return new Parted(left, parted);
  }

  private Fields done(Arrival arrival) {
    return switch (intake.accept(List.of(arrival)).getFirst()) {
      case Receipt.Accepted accepted -> accepted.outcome();
      case Receipt.Duplicate _ -> Fields.NONE;
      case Receipt.Refused(String code, String field, String message) ->
          throw new RefusedRequest(Code.named(code).orElse(Code.REFUSED), message, field);
    };
  }
}
