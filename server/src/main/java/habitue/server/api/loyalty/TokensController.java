package habitue.server.api.loyalty;

import habitue.model.CustomerId;
import habitue.server.api.Finder;
import habitue.server.api.Said;
import habitue.server.audit.Action;
import habitue.server.audit.Audit;
import habitue.server.loyalty.Tokens;
import io.swagger.v3.oas.annotations.Operation;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Tokens by which a shop's page asks for the points of whoever is signed in there. */
@RestController
final class TokensController {
  private final Finder finder;
  private final Tokens tokens;
  private final Audit audit;

  TokensController(Finder finder, Tokens tokens, Audit audit) {
    this.finder = finder;
    this.tokens = tokens;
    this.audit = audit;
  }

  /**
   * @param validFor a duration as ISO 8601 writes it, such as {@code PT15M}
   */
  record NewToken(@Nullable String validFor) {}

  record Made(String token, Instant expiresAt) {}

  @PostMapping("/api/customers/{ref}/tokens")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(summary = "Make a token for GET /v1/loyalty/me, for an hour at most")
  ResponseEntity<Made> make(
      @PathVariable("ref") String ref,
      @RequestBody(required = false) @Nullable NewToken asked,
      Principal who) {
    Duration validFor =
        Said.duration(
            asked == null ? null : asked.validFor(),
            Tokens.USUAL,
            Tokens.SHORTEST,
            Tokens.LONGEST,
            "validFor");
    CustomerId id = finder.find(ref);
    Tokens.Minted minted = tokens.mint(id, validFor);
    audit.record(who.getName(), Action.TOKEN_MINTED, id.toString());
    return ResponseEntity.status(HttpStatus.CREATED)
        .cacheControl(CacheControl.noStore())
        .body(new Made(minted.token(), minted.expiresAt()));
  }
}
