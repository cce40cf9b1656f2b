package habitue.server.api;

import habitue.model.CustomerId;
import habitue.server.audit.Action;
import habitue.server.audit.Audit;
import habitue.server.console.words.Language;
import habitue.server.me.PageLinks;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
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
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Links to customers' own pages. */
@RestController
final class PageLinksController {
  private final Finder finder;
  private final PageLinks links;
  private final Audit audit;

  PageLinksController(Finder finder, PageLinks links, Audit audit) {
    this.finder = finder;
    this.links = links;
    this.audit = audit;
  }

  /**
   * @param validFor a duration as ISO 8601 writes it, such as {@code PT1H}
   */
  record NewLink(@Nullable String language, @Nullable String validFor) {
    static final NewLink USUAL = new NewLink(null, null);
  }

  record Made(String url, Instant expiresAt) {}

  @PostMapping("/api/customers/{ref}/page-links")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(summary = "Make a link that opens a customer's own page, once and for a short while")
  ResponseEntity<Made> make(
      @PathVariable("ref") String ref,
      @RequestBody(required = false) @Nullable NewLink asked,
      Principal who) {
    NewLink link = asked == null ? NewLink.USUAL : asked;
    Language language = language(link);
    Duration validFor =
        Said.duration(
            link.validFor(), PageLinks.USUAL, PageLinks.SHORTEST, PageLinks.LONGEST, "validFor");
    CustomerId id = finder.find(ref);
    URI here = ServletUriComponentsBuilder.fromCurrentContextPath().path("/").build().toUri();
    PageLinks.Minted minted = links.mint(id, language, validFor, here);
    audit.record(who.getName(), Action.LINK_MINTED, id.toString());
    return ResponseEntity.status(HttpStatus.CREATED)
        .cacheControl(CacheControl.noStore())
        .body(new Made(minted.url().toString(), minted.expiresAt()));
  }

  private static @Nullable Language language(NewLink asked) {
    String tag = Said.optional(asked.language(), "language");
    if (tag.isEmpty()) {
      return null;
    }
    return Language.tagged(tag)
        .orElseThrow(
            () -> new RefusedRequest(Code.BAD_REQUEST, "language is fr or en", "language"));
  }
}
