package habitue.server.api;

import habitue.model.CustomerId;
import habitue.server.audit.Audit;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import habitue.store.Reader;
import habitue.store.Store;
import io.swagger.v3.oas.annotations.Operation;
import java.security.Principal;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One customer: what is known, what happened. */
@RestController
@RequestMapping("/api/customers")
final class CustomerController {
  private static final int MOST_ITEMS = 200;
  private static final int FARTHEST = 100_000;

  private final Finder finder;
  private final Reader reader;
  private final Store store;
  private final InstantSource clock;
  private final Audit audit;

  CustomerController(Finder finder, Store store, Audit audit, InstantSource clock) {
    this.finder = finder;
    this.reader = store.reader();
    this.store = store;
    this.clock = clock;
    this.audit = audit;
  }

  @GetMapping("/{ref}")
  @Operation(summary = "What is known of a customer")
  CustomerAnswer customer(@PathVariable("ref") String ref, Principal who) {
    return answer(finder.find(ref), who);
  }

  record LookUp(@Nullable String type, @Nullable String value, @Nullable String store) {}

  @PostMapping("/lookup")
  @Operation(summary = "The customer who goes by an identifier, e-mails and phones too")
  CustomerAnswer lookup(@RequestBody LookUp asked, Principal who) {
    String type = Said.text(asked.type(), "type");
    String value = Said.text(asked.value(), "value");
    String store = asked.store() == null ? "" : asked.store();
    return answer(finder.find(Reference.identifier(type, value, store)), who);
  }

  private CustomerAnswer answer(CustomerId id, Principal who) {
    audit.viewed(who.getName(), id);
    return CustomerAnswer.of(finder.person(id), store.context(), clock.instant());
  }

  @GetMapping("/{ref}/timeline")
  @Operation(summary = "What happened and what was concluded, newest first")
  TimelineAnswer timeline(
      @PathVariable("ref") String ref,
      @RequestParam(name = "limit", defaultValue = "50") int limit,
      @RequestParam(name = "before", defaultValue = "0") int before,
      Principal who) {
    if (limit < 1 || limit > MOST_ITEMS || before < 0 || before > FARTHEST) {
      throw new RefusedRequest(
          Code.BAD_REQUEST, "limit is 1 to 200, before is the next of a page", "limit");
    }
    var query = new Reader.TimelineQuery(true, true, before, limit + 1);
    CustomerId id = finder.find(ref);
    audit.viewed(who.getName(), id);
    return TimelineAnswer.of(reader.timeline(id, query), before, limit);
  }

  record Duplicates(List<Duplicate> duplicates) {}

  record Duplicate(String id, String reason) {}

  @GetMapping("/{ref}/duplicates")
  @Operation(summary = "Customers who may be the same person, and why")
  Duplicates duplicates(@PathVariable("ref") String ref) {
    return new Duplicates(
        reader.suggestions(finder.find(ref)).stream()
            .map(each -> new Duplicate(each.customer().toString(), each.reason()))
            .toList());
  }
}
