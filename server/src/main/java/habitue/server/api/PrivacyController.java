package habitue.server.api;

import habitue.model.CustomerId;
import habitue.server.console.words.Language;
import habitue.server.privacy.Erasing;
import habitue.server.privacy.Exporting;
import habitue.store.Store;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** To be forgotten, and who was. */
@RestController
final class PrivacyController {
  private final Finder finder;
  private final Erasing erasing;
  private final Exporting exporting;
  private final Store store;

  PrivacyController(Finder finder, Erasing erasing, Exporting exporting, Store store) {
    this.exporting = exporting;
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

  /**
   * @param form {@code page} for one that people read, in French or English as they accept
   */
  @GetMapping("/api/customers/{ref}/export")
  @Operation(summary = "All that is held of a person, as one JSON or one page")
  void export(
      @PathVariable("ref") String ref,
      @RequestParam(name = "form", defaultValue = "") String form,
      @RequestHeader(name = "Accept", defaultValue = "") String accept,
      @RequestHeader(name = "Accept-Language", defaultValue = "") String languages,
      Principal author,
      HttpServletResponse response)
      throws IOException {
    CustomerId id = finder.find(ref);
    boolean page = form.equals("page") || form.isEmpty() && accept.startsWith("text/html");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader(
        "Content-Disposition",
        "attachment; filename=\"%s.%s\"".formatted(id, page ? "html" : "json"));
    if (page) {
      response.setContentType("text/html;charset=UTF-8");
      Language language = Language.accepted(languages);
      exporting.page(id, author.getName(), language, response.getOutputStream());
    } else {
      response.setContentType("application/json");
      exporting.json(id, author.getName(), response.getOutputStream());
    }
  }

  @GetMapping(path = "/api/erasures", produces = MediaType.TEXT_PLAIN_VALUE)
  @Operation(summary = "Who was erased, as keyed hashes: what restoring an old backup asks for")
  String erasures() {
    return store.erasures();
  }
}
