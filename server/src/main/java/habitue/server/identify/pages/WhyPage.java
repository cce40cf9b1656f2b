package habitue.server.identify.pages;

import habitue.model.CustomerId;
import habitue.model.Money;
import habitue.playbook.rule.Condition;
import habitue.playbook.rule.Look;
import habitue.server.audit.Audit;
import habitue.server.console.ConsoleData;
import habitue.server.console.Desk;
import habitue.server.console.Pages;
import habitue.server.console.Place;
import habitue.server.console.Shell;
import habitue.server.console.view.Customer;
import habitue.server.console.words.Words;
import habitue.server.identify.Reasons;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import habitue.store.Store;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Why someone stands where they do: each rule with what it asks and how that comes out. */
@Controller
public final class WhyPage {
  private static final double DAY = Duration.ofDays(1).toMillis();
  private static final String CHANCE = "customer.alive";
  private static final int FEWEST = 1;
  private static final int MOST = 8;

  private final ConsoleData data;
  private final Store store;
  private final Reasons reasons;
  private final Desk desk;
  private final Pages pages;
  private final Audit audit;

  WhyPage(ConsoleData data, Store store, Reasons reasons, Desk desk, Pages pages, Audit audit) {
    this.data = data;
    this.store = store;
    this.reasons = reasons;
    this.desk = desk;
    this.pages = pages;
    this.audit = audit;
  }

  /**
   * Writes what is compared as people read it: with as many digits as it takes to tell the two
   * apart.
   */
  public record Said(Words words, String currency) {
    public String one(Condition.Part part) {
      return part.numbers() == null ? "" : written(part, part.numbers(), part.numbers().one());
    }

    public String other(Condition.Part part) {
      return part.numbers() == null ? "" : written(part, part.numbers(), part.numbers().other());
    }

    /**
     * How long an answer, or what it counts, stays as it is; empty for as long as nothing happens.
     */
    public String stays(Condition.Part part) {
      if (part.lapses() != Look.NEVER && !Boolean.TRUE.equals(part.holds())) {
        return words.say("why.lapses", time(part.lapses()));
      }
      return part.until() == Look.NEVER ? "" : words.say("why.until", time(part.until()));
    }

    private String time(long at) {
      return words.dateTime(Instant.ofEpochMilli(at));
    }

    private String written(Condition.Part part, Condition.Numbers numbers, double value) {
      return switch (numbers.unit()) {
        case NUMBER ->
            part.said().contains(CHANCE)
                ? words.share(value)
                : words.decimal(value, digits(numbers, 1));
        case MONEY -> words.money(new Money(Math.round(value), currency));
        case LENGTH -> words.say("why.days", words.decimal(value / DAY, digits(numbers, DAY)));
        case TIME -> time(Math.round(value));
      };
    }

    private static int digits(Condition.Numbers numbers, double unit) {
      int digits = FEWEST;
      while (digits < MOST && same(numbers, unit, digits)) {
        digits++;
      }
      return digits;
    }

    private static boolean same(Condition.Numbers numbers, double unit, int digits) {
      BigDecimal one = rounded(numbers.one() / unit, digits);
      return numbers.one() != numbers.other()
          && one.compareTo(rounded(numbers.other() / unit, digits)) == 0;
    }

    private static BigDecimal rounded(double value, int digits) {
      return BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP);
    }
  }

  @GetMapping("/customers/{id}/why")
  ResponseEntity<String> why(HttpServletRequest request, @PathVariable String id) {
    Customer customer = data.customer(id).orElseThrow(WhyPage::nobody);
    CustomerId found = CustomerId.parse(customer.person().id()).orElseThrow(WhyPage::nobody);
    audit.viewed(Desk.author(request), found);
    Shell shell = desk.shell(request, Place.CUSTOMERS);
    return pages.show(
        "identify/why",
        Map.of(
            "shell",
            shell,
            "customer",
            customer,
            "why",
            reasons.of(found).orElseThrow(WhyPage::nobody),
            "said",
            new Said(shell.words(), store.context().currency())));
  }

  private static RefusedRequest nobody() {
    return new RefusedRequest(Code.UNKNOWN_CUSTOMER, "nobody goes by that");
  }
}
