package habitue.server.api.products;

import habitue.engine.Context;
import habitue.model.Fields;
import habitue.model.Value;
import habitue.server.audit.Action;
import habitue.server.audit.Audit;
import habitue.server.wire.Code;
import habitue.server.wire.Problem;
import habitue.server.wire.RefusedRequest;
import habitue.store.Store;
import habitue.store.products.Product;
import habitue.store.products.Products;
import habitue.store.products.Taken;
import habitue.store.products.Version;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.security.Principal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What is sold: put as JSON, JSON lines or a Google Merchant feed, and read with its history. */
@RestController
@RequestMapping("/api/products")
final class ProductsController {
  private static final int MOST = 500;
  private static final int LONGEST_SEARCH = 200;
  private static final Duration FARTHEST_AHEAD = Duration.ofDays(366);

  private final Products products;
  private final Context brand;
  private final Audit audit;
  private final InstantSource clock;

  ProductsController(Store store, Context brand, Audit audit, InstantSource clock) {
    this.products = store.products();
    this.brand = brand;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * @param added how many were not listed before
   * @param changed how many are another now
   * @param unchanged how many are as they were, but perhaps for their stock
   * @param refused how many were not taken
   * @param restating whether customers are folded anew, since the past is another
   * @param rejected the first thousand of those refused
   */
  record PutAnswer(
      int added,
      int changed,
      int unchanged,
      int refused,
      boolean restating,
      List<Taking.Rejected> rejected) {}

  @PutMapping
  @Operation(
      summary = "Put products: those listed, the others stay as they are",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(mediaType = "application/json", schema = @Schema(type = "object"))))
  PutAnswer put(
      HttpServletRequest request,
      @RequestParam(name = "since", defaultValue = "") String since,
      Principal who)
      throws IOException {
    Feed feed = feed(request.getContentType());
    var taking = new Taking(products, brand.currency(), since(since), feed.whole());
    try (InputStream body = body(request)) {
      feed.read(new Metered(body), taking);
      taking.put();
    } catch (RefusedRequest broken) {
      taking.put();
      throw broken(broken.problem(), taking.taken());
    } finally {
      took(taking.taken(), who);
    }
    return answer(taking);
  }

  private void took(Taken taken, Principal who) {
    if (taken.restating()) {
      products.restate();
    }
    int count = taken.fresh() + taken.changed();
    if (count > 0) {
      Fields details = Fields.of("products", Value.of(count));
      audit.record(who.getName(), Action.PRODUCTS_CHANGED, "", details);
    }
  }

  private static PutAnswer answer(Taking taking) {
    Taken taken = taking.taken();
    int kept = taken.fresh() + taken.changed() + taken.unchanged();
    if (kept == 0 && taking.refused() > 0) {
      Taking.Rejected first = taking.rejected().getFirst();
      String detail = "none was taken; the first of them: " + first.message();
      String field = first.field() == null ? "" : first.field();
      List<Value> all = taking.rejected().stream().<Value>map(Taking.Rejected::fields).toList();
      Fields more =
          Fields.of("refused", Value.of(taking.refused())).with("rejected", new Value.Many(all));
      throw new RefusedRequest(new Problem(Code.PRODUCTS_REFUSED, detail, field, more));
    }
    return new PutAnswer(
        taken.fresh(),
        taken.changed(),
        taken.unchanged(),
        taking.refused(),
        taken.restating(),
        taking.rejected());
  }

  /** Says what was kept before it broke. */
  private static RefusedRequest broken(Problem problem, Taken taken) {
    int kept = taken.fresh() + taken.changed() + taken.unchanged();
    String detail =
        kept == 0
            ? problem.detail()
            : "%s; the %,d products before it are kept".formatted(problem.detail(), kept);
    Fields more =
        Fields.of("added", Value.of(taken.fresh()))
            .with("changed", taken.changed())
            .with("unchanged", taken.unchanged());
    return new RefusedRequest(new Problem(problem.code(), detail, problem.field(), more));
  }

  private @Nullable Instant since(String said) {
    if (said.isEmpty()) {
      return null;
    }
    try {
      Instant since = Instant.parse(said);
      boolean early = since.isBefore(Instant.EPOCH);
      if (!early && !since.isAfter(clock.instant().plus(FARTHEST_AHEAD))) {
        return Instant.ofEpochMilli(since.toEpochMilli());
      }
    } catch (DateTimeException unreadable) {
      // Told below, with the same words.
    }
    throw new RefusedRequest(
        Code.BAD_TIME,
        "since is a time such as 2026-01-01T00:00:00Z, from 1970 to a year from now",
        "since");
  }

  private static InputStream body(HttpServletRequest request) throws IOException {
    String encoding = request.getHeader("Content-Encoding");
    String said = encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT);
    return switch (said) {
      case "", "identity" -> request.getInputStream();
      case "gzip", "x-gzip" -> unpacked(request.getInputStream());
      default -> throw new RefusedRequest(Code.UNSUPPORTED_ENCODING, "send gzip or nothing");
    };
  }

  private static InputStream unpacked(InputStream sent) throws IOException {
    try {
      return new GZIPInputStream(sent, 1 << 14);
    } catch (ZipException | java.io.EOFException broken) {
      throw new RefusedRequest(Code.BAD_GZIP, "the body is not a whole gzip file");
    }
  }

  private static Feed feed(@Nullable String contentType) {
    String type = contentType == null ? "" : contentType.replaceAll(";.*", "").strip();
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "application/json" -> new JsonFeed();
      case "application/x-ndjson", "application/jsonl" -> new JsonLines();
      case "application/xml", "text/xml", "application/rss+xml", "application/atom+xml" ->
          new MerchantXml();
      case "text/tab-separated-values" -> new MerchantText();
      default ->
          throw new RefusedRequest(
              Code.UNSUPPORTED_MEDIA,
              "send application/json, application/x-ndjson, application/xml (Google Merchant) or"
                  + " text/tab-separated-values");
    };
  }

  /**
   * @param next goes on as {@code after}; left out on the last page
   */
  record ProductsAnswer(long count, List<ProductAnswer> products, @Nullable String next) {}

  /**
   * @param since from when on it is as it is
   * @param product all that was said of it, its amounts as decimal texts
   */
  record ProductAnswer(
      String id, Instant since, boolean discontinued, @Schema(type = "object") Fields product) {
    static ProductAnswer of(Product product) {
      Version now = product.current();
      return new ProductAnswer(
          product.id(), now.since(), now.discontinued(), Told.of(now, product.stock()));
    }
  }

  @GetMapping
  @Operation(summary = "Products by id, or those with a text in their id, name, brand or category")
  ProductsAnswer list(
      @RequestParam(name = "q", defaultValue = "") String text,
      @RequestParam(name = "after", defaultValue = "") String after,
      @RequestParam(name = "limit", defaultValue = "50") int limit) {
    if (limit < 1 || limit > MOST) {
      throw new RefusedRequest(Code.BAD_REQUEST, "limit is 1 to 500", "limit");
    }
    if (text.length() > LONGEST_SEARCH) {
      throw new RefusedRequest(Code.TEXT_TOO_LONG, "q has at most 200 characters", "q");
    }
    List<Product> found = products.list(text, after, limit + 1, clock.instant());
    List<Product> page = found.subList(0, Math.min(limit, found.size()));
    return new ProductsAnswer(
        products.size(),
        page.stream().map(ProductAnswer::of).toList(),
        found.size() > limit ? page.getLast().id() : null);
  }

  /**
   * @param versions all that was ever said of it, in the order in which it holds
   * @param parts ids of what fits it
   * @param replaces ids of what it replaces
   * @param variants ids of the others of its group
   */
  record OneAnswer(
      String id,
      Instant since,
      boolean discontinued,
      @Schema(type = "object") Fields product,
      List<VersionAnswer> versions,
      List<String> parts,
      List<String> replaces,
      List<String> variants) {}

  /**
   * @param stated when it was said: of two that hold from the same instant the later counts
   */
  record VersionAnswer(
      Instant since,
      Instant stated,
      boolean discontinued,
      @Schema(type = "object") Fields product) {
    static VersionAnswer of(Version version) {
      return new VersionAnswer(
          version.since(), version.stated(), version.discontinued(), Told.of(version, Fields.NONE));
    }
  }

  @GetMapping("/{id}")
  @Operation(summary = "A product with its history, its parts and what it replaces")
  OneAnswer one(@PathVariable("id") String id) {
    Instant now = clock.instant();
    Product product = products.find(id, now).orElseThrow(ProductsController::unknown);
    Version current = product.current();
    String group = current.document().text("group").orElse("");
    return new OneAnswer(
        id,
        current.since(),
        current.discontinued(),
        Told.of(current, product.stock()),
        product.versions().stream().map(VersionAnswer::of).toList(),
        ids(products.partsOf(id, MOST, now)),
        ids(products.replacedBy(id, MOST, now)),
        group.isEmpty() ? List.of() : ids(products.variants(id, group, MOST, now)));
  }

  private static List<String> ids(List<Product> products) {
    return products.stream().map(Product::id).toList();
  }

  @DeleteMapping("/{id}")
  @Operation(summary = "No longer sold from now on; its history stays")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void discontinue(@PathVariable("id") String id, Principal who) {
    if (!products.discontinue(id)) {
      throw unknown();
    }
    Fields details = Fields.of("products", Value.of(1));
    audit.record(who.getName(), Action.PRODUCTS_CHANGED, "", details);
  }

  private static RefusedRequest unknown() {
    return new RefusedRequest(
        Code.UNKNOWN_PRODUCT, "no product of this id was ever put; the list has them all");
  }
}
