package habitue.server.identify.pages;

import habitue.engine.Context;
import habitue.engine.customer.CustomerState;
import habitue.engine.standing.Outlook;
import habitue.model.CustomerId;
import habitue.playbook.plan.Plan;
import habitue.server.audit.Audit;
import habitue.server.console.ConsoleData;
import habitue.server.console.Desk;
import habitue.server.console.Pages;
import habitue.server.console.Place;
import habitue.server.console.Shell;
import habitue.server.console.view.CustomerList;
import habitue.server.console.view.CustomerQuery;
import habitue.server.console.view.CustomerQuery.Sort;
import habitue.server.console.view.PersonRef;
import habitue.server.console.view.Whom;
import habitue.server.desk.Filters;
import habitue.server.identify.Leads;
import habitue.server.identify.Leads.Lead;
import habitue.server.people.Role;
import habitue.store.Store;
import habitue.store.feed.Person;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Whom to turn to first: leads by what they do, and customers who are about to go. */
@Controller
public final class RankedPages {
  private static final int ROWS = 20;
  private static final int SLIPPING_ROWS = 100;
  private static final double HOURS = 24;

  private final ConsoleData data;
  private final Leads leads;
  private final Store store;
  private final Desk desk;
  private final Pages pages;
  private final Audit audit;
  private final InstantSource clock;

  RankedPages(
      ConsoleData data,
      Leads leads,
      Store store,
      Desk desk,
      Pages pages,
      Audit audit,
      InstantSource clock) {
    this.data = data;
    this.leads = leads;
    this.store = store;
    this.desk = desk;
    this.pages = pages;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * A lead as the page names them.
   *
   * @param phone empty for who may not be called, and for colleagues who see no contact details
   */
  public record Named(PersonRef person, Lead lead, String phone) {}

  /**
   * Someone who is going.
   *
   * @param before how likely they were a customer still a week ago; null where none is forecast
   * @param alive how likely they are
   * @param value what they would be expected to spend in a year, in minor units
   * @param rhythm days that usually lie between their orders
   * @param silent days since the last one
   */
  public record Slipping(
      PersonRef person,
      @Nullable Double before,
      @Nullable Double alive,
      @Nullable Long value,
      @Nullable Double rhythm,
      long silent) {
    long worth() {
      return value == null ? 0 : value;
    }
  }

  @GetMapping("/identify/leads")
  ResponseEntity<String> leads(
      HttpServletRequest request,
      @RequestParam(name = "cursor", required = false) @Nullable String cursor) {
    Whom filter = new Whom(Whom.By.LEADS, "all");
    CustomerList found = data.customers(new CustomerQuery("", filter, Sort.SCORE, cursor, ROWS));
    audit.searched(Desk.author(request), false, found.count());
    Shell shell = desk.shell(request, Place.IDENTIFY);
    Role role = shell.role();
    boolean seen = role != null && role.seesContacts();
    List<Named> named =
        found.rows().stream()
            .map(CustomerList.Row::person)
            .flatMap(it -> lead(it, seen).stream())
            .toList();
    return pages.show(
        "identify/leads",
        Map.of("shell", shell, "found", found, "leads", named, "first", cursor == null));
  }

  private Optional<Person> person(PersonRef ref) {
    return CustomerId.parse(ref.id()).flatMap(store.reader()::person);
  }

  private Optional<Named> lead(PersonRef ref, boolean seen) {
    return CustomerId.parse(ref.id())
        .flatMap(id -> leads.find(id, clock.instant()))
        .map(lead -> {
          String phone = lead.phone();
          return new Named(ref, lead, phone == null || !seen ? "" : phone);
        });
  }

  @GetMapping("/identify/slipping")
  ResponseEntity<String> slipping(
      HttpServletRequest request,
      @RequestParam(name = "cursor", required = false) @Nullable String cursor) {
    Whom filter = new Whom(Whom.By.SLIPPING, "now");
    CustomerList found =
        data.customers(new CustomerQuery("", filter, Sort.ORDERED, cursor, SLIPPING_ROWS));
    audit.searched(Desk.author(request), false, found.count());
    Shell shell = desk.shell(request, Place.IDENTIFY);
    List<Slipping> people =
        found.rows().stream()
            .map(CustomerList.Row::person)
            .flatMap(it -> slipping(it).stream())
            .sorted(Comparator.comparingLong(Slipping::worth).reversed())
            .toList();
    Context brand = store.context();
    boolean fitted = brand.fits().at(clock.instant().toEpochMilli()) != null;
    return pages.show(
        "identify/slipping",
        Map.of(
            "shell",
            shell,
            "found",
            found,
            "people",
            people,
            "first",
            cursor == null,
            "fitted",
            fitted,
            "currency",
            brand.currency()));
  }

  private Optional<Slipping> slipping(PersonRef ref) {
    Context brand = store.context();
    Instant now = clock.instant();
    Instant before = now.minus(Duration.ofDays(Filters.DAYS));
    return person(ref)
        .map(person -> {
          CustomerState state = person.state();
          Plan plan = brand.playbook().plan();
          boolean contract = state.standing().underContract(plan, now.toEpochMilli());
          var outlook = new Outlook(brand, state.orders(), () -> contract);
          boolean told = outlook.foretold(now.toEpochMilli()).isPresent();
          Instant last = state.orders().last().orElse(now);
          return new Slipping(
              ref,
              told ? outlook.alive(before.toEpochMilli()) : null,
              told ? outlook.alive(now.toEpochMilli()) : null,
              outlook.value(now.toEpochMilli()).orElse(null),
              state.orders().rhythm().median().map(gap -> gap.toHours() / HOURS).orElse(null),
              Duration.between(last, now).toDays());
        });
  }
}
