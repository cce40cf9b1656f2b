package habitue.server.api;

import habitue.server.privacy.Erasing;
import habitue.store.Store;
import io.swagger.v3.oas.annotations.Operation;
import java.security.Principal;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** To be forgotten, and who was. */
@RestController
final class PrivacyController {
  private final Finder finder;
  private final Erasing erasing;
  private final Store store;

  PrivacyController(Finder finder, Erasing erasing, Store store) {
    this.finder = finder;
    this.erasing = erasing;
    this.store = store;
  }

  /**
   * @param orders how many orders' amounts stay, without the person
   */
  record ErasedAnswer(String id, int strands, int orders, boolean finished) {}

  @DeleteMapping("/api/customers/{ref}")
  @Operation(summary = "Forget a person; 202 while the last bytes are still being written over")
  ResponseEntity<ErasedAnswer> erase(@PathVariable("ref") String ref, Principal author) {
    Erasing.Done done = erasing.erase(finder.find(ref), author.getName());
    var answer =
        new ErasedAnswer(
            done.customer().toString(), done.strands(), done.orders(), done.finished());
    return ResponseEntity.status(done.finished() ? 200 : 202).body(answer);
  }

  @GetMapping(path = "/api/erasures", produces = MediaType.TEXT_PLAIN_VALUE)
  @Operation(summary = "Who was erased, as keyed hashes: what restoring an old backup asks for")
  String erasures() {
    return store.erasures();
  }
}
