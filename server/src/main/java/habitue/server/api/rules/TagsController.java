package habitue.server.api.rules;

import habitue.engine.standing.Stands;
import habitue.model.CustomerId;
import habitue.server.api.Finder;
import habitue.server.identify.Tagging;
import habitue.server.wire.Later;
import habitue.store.door.Receipt;
import io.swagger.v3.oas.annotations.Operation;
import java.security.Principal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tags that people and programs set by hand. Set or taken away twice, nothing is done twice. */
@RestController
@RequestMapping("/api/customers/{ref}/tags/{tag}")
final class TagsController {
  private final Finder finder;
  private final Tagging tagging;

  TagsController(Finder finder, Tagging tagging) {
    this.finder = finder;
    this.tagging = tagging;
  }

  /**
   * @param until an instant, or a day whose end is meant; left out for no end
   */
  record ToTag(@Nullable String until, @Nullable String reason) {}

  record TagAnswer(
      String tag, Instant at, @Nullable Instant until, String by, @Nullable String reason) {
    static TagAnswer of(Stands.Tagged tagged) {
      return new TagAnswer(
          tagged.name(),
          tagged.at(),
          tagged.until(),
          tagged.by(),
          tagged.reason().isEmpty() ? null : tagged.reason());
    }
  }

  @PutMapping
  @Operation(summary = "Set a tag of the playbook on a customer, for good or until an instant")
  ResponseEntity<TagAnswer> tag(
      @PathVariable("ref") String ref,
      @PathVariable("tag") String tag,
      @RequestBody(required = false) @Nullable ToTag asked,
      Principal who) {
    CustomerId id = finder.find(ref);
    String until = asked == null || asked.until == null ? "" : asked.until;
    String reason = asked == null || asked.reason == null ? "" : asked.reason.strip();
    Receipt.Accepted done = tagging.tag(id, tag, until, reason, who.getName());
    return tagging
        .find(finder.find(id.toString()), tag)
        .map(tagged -> ResponseEntity.ok(TagAnswer.of(tagged)))
        .orElseGet(() -> later(id, done));
  }

  @DeleteMapping
  @Operation(summary = "Take a tag away that was set by hand")
  ResponseEntity<TagAnswer> untag(
      @PathVariable("ref") String ref, @PathVariable("tag") String tag, Principal who) {
    CustomerId id = finder.find(ref);
    Receipt.Accepted done = tagging.untag(id, tag, who.getName());
    return Later.is(done) ? later(id, done) : ResponseEntity.noContent().build();
  }

  private static ResponseEntity<TagAnswer> later(CustomerId id, Receipt.Accepted done) {
    return Later.answer(id, done);
  }
}
