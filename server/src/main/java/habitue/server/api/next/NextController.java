package habitue.server.api.next;

import habitue.model.CustomerId;
import habitue.server.api.Finder;
import habitue.server.audit.Audit;
import habitue.server.next.Foretold;
import habitue.server.next.NextOrders;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import habitue.warehouse.next.Likely;
import io.swagger.v3.oas.annotations.Operation;
import java.security.Principal;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What a customer will likely order next, and why. */
@RestController
final class NextController {
  private final Finder finder;
  private final NextOrders next;
  private final Audit audit;
  private final InstantSource clock;

  NextController(Finder finder, NextOrders next, Audit audit, InstantSource clock) {
    this.finder = finder;
    this.next = next;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * @param probability that the order has it
   */
  record Category(String category, double probability, String because) {
    static Category of(Likely likely) {
      return new Category(likely.name(), likely.probability(), Because.of(likely.because()));
    }
  }

  /**
   * @param score the probability that the next order has it
   * @param replaces the name of the product it takes the place of
   */
  record Product(
      String product, String name, double score, @Nullable String replaces, String because) {
    static Product of(Foretold.Product product) {
      return new Product(
          product.id(),
          product.name(),
          product.probability(),
          product.replaces(),
          Because.of(product.because()));
    }
  }

  /**
   * @param none why nothing is said: {@code not_personalised} or {@code too_little_data}
   */
  record NextAnswer(
      List<Category> categories,
      List<Product> products,
      List<Category> path,
      @Nullable String none,
      LocalDate asOf) {
    static NextAnswer of(Foretold next) {
      Foretold.None none = next.none();
      return new NextAnswer(
          next.categories().stream().map(Category::of).toList(),
          next.products().stream().map(Product::of).toList(),
          next.path().stream().map(Category::of).toList(),
          none == null ? null : none.name().toLowerCase(Locale.ROOT),
          next.asOf());
    }
  }

  @GetMapping("/api/customers/{ref}/next")
  @Operation(summary = "What a customer will likely order next, and why")
  NextAnswer next(@PathVariable String ref, Principal who) {
    CustomerId id = finder.find(ref);
    audit.viewed(who.getName(), id);
    return next.of(id, clock.instant())
        .map(NextAnswer::of)
        .orElseThrow(() -> new RefusedRequest(Code.UNKNOWN_CUSTOMER, "nobody goes by that"));
  }
}
