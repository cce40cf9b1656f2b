package habitue.server.api;

import habitue.engine.sell.orders.Orders;
import habitue.model.Money;
import habitue.playbook.plan.Plan;
import habitue.playbook.plan.Programme;
import habitue.server.audit.Audit;
import habitue.server.loyalty.Loyalty;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import habitue.store.Store;
import habitue.warehouse.report.Among;
import habitue.warehouse.report.CustomerList;
import io.swagger.v3.oas.annotations.Operation;
import java.math.BigDecimal;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The list of customers, searched and sorted, a page at a time. */
@RestController
final class SearchController {
  private static final Map<String, CustomerList.Sort> SORTS =
      Map.of(
          "lastSeen", CustomerList.Sort.LAST_SEEN,
          "firstSeen", CustomerList.Sort.FIRST_SEEN,
          "revenue", CustomerList.Sort.REVENUE,
          "orders", CustomerList.Sort.ORDERS,
          "score", CustomerList.Sort.SCORE,
          "points", CustomerList.Sort.POINTS,
          "name", CustomerList.Sort.NAME);

  private final CustomerList list;
  private final Store store;
  private final Loyalty loyalty;
  private final Audit audit;

  SearchController(CustomerList list, Store store, Loyalty loyalty, Audit audit) {
    this.list = list;
    this.store = store;
    this.loyalty = loyalty;
    this.audit = audit;
  }

  /**
   * @param programme whose points and tiers are told; the playbook's first where it is left out
   */
  record Search(
      @Nullable String q,
      @Nullable String segment,
      @Nullable String stage,
      @Nullable String tag,
      @Nullable String programme,
      @Nullable String tier,
      @Nullable String sort,
      @Nullable Integer limit,
      @Nullable String cursor) {}

  record Found(List<Line> customers, @Nullable String next, long count) {}

  /**
   * @param points that may be spent; null for who has no part in the programme
   */
  record Line(
      String id,
      @Nullable String userId,
      @Nullable String name,
      @Nullable String email,
      @Nullable Instant firstSeen,
      @Nullable Instant lastSeen,
      long orders,
      String revenue,
      String net,
      String currency,
      @Nullable String stage,
      @Nullable Long points,
      @Nullable String tier) {
    /**
     * @param usual the currency of who has not ordered yet
     */
    static Line of(CustomerList.Line line, String usual) {
      boolean none = line.currency().equals(Orders.NO_CURRENCY);
      String currency = none ? usual : line.currency();
      return new Line(
          line.id().toString(),
          line.userId(),
          line.name(),
          line.email(),
          line.firstSeen(),
          line.lastSeen(),
          line.orders(),
          plain(line.revenue(), currency),
          plain(line.net(), currency),
          currency,
          line.stage(),
          line.points(),
          line.tier());
    }

    private static String plain(BigDecimal amount, String currency) {
      return Amounts.text(Money.of(amount, currency));
    }
  }

  @PostMapping("/api/customers/search")
  @Operation(summary = "Find customers by name, e-mail, phone, number or order")
  Found search(@RequestBody Search asked, Principal who) {
    CustomerList.Query query = query(asked);
    try {
      CustomerList.Page page = list.page(query);
      long count = list.count(query);
      audit.searched(who.getName(), !Said.optional(asked.q(), "q").isEmpty(), count);
      String usual = store.context().currency();
      List<Line> lines = page.lines().stream().map(line -> Line.of(line, usual)).toList();
      return new Found(lines, page.next(), count);
    } catch (IllegalArgumentException notOurs) {
      throw new RefusedRequest(Code.BAD_REQUEST, "the cursor is not of this list", "cursor");
    }
  }

  private CustomerList.Query query(Search asked) {
    CustomerList.Sort sort = SORTS.get(asked.sort() == null ? "lastSeen" : asked.sort());
    if (sort == null) {
      String sorts = "sort is one of lastSeen, firstSeen, revenue, orders, score, points, name";
      throw new RefusedRequest(Code.BAD_REQUEST, sorts, "sort");
    }
    int limit = asked.limit() == null ? 50 : asked.limit();
    if (limit < 1 || limit > CustomerList.PAGE) {
      throw new RefusedRequest(Code.BAD_REQUEST, "limit is 1 to 200", "limit");
    }
    String text = Said.optional(asked.q(), "q");
    Programme programme = programme(asked);
    return new CustomerList.Query(text, false, sort, limit, asked.cursor())
        .among(among(asked, programme))
        .of(programme == null ? null : programme.name());
  }

  /** Null where the playbook has none and none is asked for. */
  private @Nullable Programme programme(Search asked) {
    String name = Said.optional(asked.programme(), "programme");
    boolean none = name.isEmpty() && Said.optional(asked.tier(), "tier").isEmpty();
    return none && loyalty.programmes().isEmpty() ? null : loyalty.programme(name);
  }

  private static void known(Stream<Plan.Named> rules, String name, String field) {
    if (rules.noneMatch(each -> each.name().equals(name))) {
      throw new RefusedRequest(
          Code.BAD_REQUEST, "no " + field + " of the playbook has this name", field);
    }
  }

  private Among among(Search asked, @Nullable Programme programme) {
    Among among = Among.EVERYONE;
    String segment = Said.optional(asked.segment(), "segment");
    String stage = Said.optional(asked.stage(), "stage");
    String tag = Said.optional(asked.tag(), "tag");
    Plan plan = store.context().playbook().plan();
    if (!segment.isEmpty()) {
      known(plan.segments().stream().map(Plan.Segment::named), segment, "segment");
      among = among.and(Among.segment(segment));
    }
    if (!stage.isEmpty()) {
      known(plan.stages().stream().map(Plan.Stage::named), stage, "stage");
      among = among.and(Among.stage(stage));
    }
    String tier = Said.optional(asked.tier(), "tier");
    if (programme != null && !tier.isEmpty()) {
      Programme.Ladder ladder = programme.ladder();
      known(
          ladder == null ? Stream.of() : ladder.tiers().stream().map(Programme.Tier::named),
          tier,
          "tier");
      among = among.and(Among.tier(programme.name(), tier));
    }
    return tag.isEmpty() ? among : among.and(Among.tag(tag));
  }
}
