package habitue.server.loyalty.opening;

import habitue.engine.reward.Given;
import habitue.engine.reward.Member;
import habitue.model.CustomerId;
import habitue.playbook.plan.Programme;
import habitue.playbook.plan.Programme.Ladder;
import habitue.server.api.Finder;
import habitue.server.loyalty.opening.Table.Row;
import habitue.server.wire.RefusedRequest;
import habitue.store.feed.Person;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks through a file of balances, line by line, for all that is wrong with it. */
final class Check {
  private static final long MOST = 100_000_000;
  private static final long MOST_IN_ALL = 1_000_000_000_000L;
  private static final int NAMED = 12;
  private static final int YEARS = 100;

  private final Programme programme;
  private final Finder finder;
  private final ZoneId zone;
  private final Instant now;
  private final Faults faults;
  private final Map<CustomerId, Long> lines = new HashMap<>();
  private final List<Balance> fresh = new ArrayList<>();
  private long already;
  private long points;

  Check(Programme programme, Finder finder, ZoneId zone, Instant now, Faults faults) {
    this.programme = programme;
    this.finder = finder;
    this.zone = zone;
    this.now = now;
    this.faults = faults;
  }

  Checked look(Table table) {
    table.rows().forEach(row -> look(row, table.hash().substring(0, NAMED) + "." + row.line()));
    if (points > MOST_IN_ALL) {
      faults.add(1, Column.POINTS, Wrong.TOO_MANY_POINTS_IN_ALL);
    }
    return new Checked(table.hash(), programme.name(), fresh, already, faults);
  }

  private void look(Row row, String id) {
    boolean written = written(row);
    Person person = written ? person(row) : null;
    Member member =
        person == null ? null : person.state().book().member(programme.name()).orElse(null);
    if (Balance.opened(id, member)) {
      already++;
      return;
    }
    String tier = tier(row);
    long said = points(row, tier);
    Instant expires = time(row, Column.EXPIRES);
    Instant until = time(row, Column.TIER_UNTIL);
    if (until != null && row.value(Column.TIER).isEmpty()) {
      faults.add(row.line(), Column.TIER_UNTIL, Wrong.TIER_NEEDED);
    }
    if (person == null) {
      return;
    }
    var balance = new Balance(row.line(), id, person.id(), said, expires, tier, until);
    if (balance.assured(member)) {
      already++;
    } else {
      standing(row, person, member, said);
      points += said;
      fresh.add(balance);
    }
  }

  /** Whether it says whom it is about; no value may be a formula. */
  private boolean written(Row row) {
    row.values()
        .forEach((column, value) -> {
          if (value.startsWith("=")) {
            faults.add(row.line(), column, Wrong.FORMULA);
          }
        });
    String customer = row.value(Column.CUSTOMER);
    if (customer.isEmpty()) {
      faults.add(row.line(), Column.CUSTOMER, Wrong.VALUE_MISSING);
    }
    return !customer.isEmpty() && !customer.startsWith("=");
  }

  private @Nullable Person person(Row row) {
    try {
      return finder.person(finder.named(row.value(Column.CUSTOMER)));
    } catch (RefusedRequest refused) {
      Wrong wrong =
          switch (refused.problem().code()) {
            case ERASED -> Wrong.ERASED;
            case AMBIGUOUS_REFERENCE -> Wrong.AMBIGUOUS;
            case UNKNOWN_CUSTOMER -> Wrong.UNKNOWN_CUSTOMER;
            default -> Wrong.BAD_REFERENCE;
          };
      faults.add(row.line(), Column.CUSTOMER, wrong);
      return null;
    }
  }

  /** Whether someone may have a balance opened. */
  private void standing(Row row, Person person, @Nullable Member member, long said) {
    Long before = lines.putIfAbsent(person.id(), row.line());
    if (before != null) {
      faults.add(row.line(), Column.CUSTOMER, Wrong.TWICE, before.toString());
    }
    if (person.state().consents().restriction() != null) {
      faults.add(row.line(), Column.CUSTOMER, Wrong.FROZEN);
    }
    boolean another =
        member != null && member.ledger().lots().stream().anyMatch(lot -> Given.opened(lot.id()));
    if (another && said > 0) {
      faults.add(row.line(), Column.CUSTOMER, Wrong.OPENED_BEFORE);
    }
  }

  private long points(Row row, String tier) {
    String said = row.value(Column.POINTS);
    if (said.isEmpty()) {
      faults.add(row.line(), Column.POINTS, Wrong.VALUE_MISSING);
      return 0;
    }
    if (!said.matches("\\d{1,18}")) {
      if (!said.startsWith("=")) {
        faults.add(row.line(), Column.POINTS, Wrong.BAD_POINTS);
      }
      return 0;
    }
    long points = Long.parseLong(said);
    if (points > MOST) {
      faults.add(row.line(), Column.POINTS, Wrong.TOO_MANY_POINTS);
      return 0;
    }
    if (points == 0 && tier.isEmpty() && row.value(Column.TIER).isEmpty()) {
      faults.add(row.line(), Column.POINTS, Wrong.NOTHING);
    }
    return points;
  }

  private String tier(Row row) {
    String said = row.value(Column.TIER);
    if (said.isEmpty() || said.startsWith("=")) {
      return "";
    }
    Ladder ladder = programme.ladder();
    if (ladder == null) {
      faults.add(row.line(), Column.TIER, Wrong.NO_TIERS);
      return "";
    }
    if (ladder.place(said) < 0) {
      String known =
          ladder.tiers().stream()
              .map(each -> each.named().name())
              .collect(Collectors.joining(", "));
      faults.add(row.line(), Column.TIER, Wrong.UNKNOWN_TIER, known);
      return "";
    }
    return said;
  }

  private @Nullable Instant time(Row row, Column column) {
    String said = row.value(column);
    if (said.isEmpty() || said.startsWith("=")) {
      return null;
    }
    Instant time = time(said);
    if (time == null) {
      faults.add(row.line(), column, Wrong.BAD_TIME);
    } else if (!time.isAfter(now)) {
      faults.add(row.line(), column, Wrong.PAST);
    } else if (time.isAfter(now.atZone(zone).plusYears(YEARS).toInstant())) {
      faults.add(row.line(), column, Wrong.TOO_FAR);
    }
    return time;
  }

  /** A day counts to its end, in the brand's time zone. */
  private @Nullable Instant time(String said) {
    try {
      return said.length() == "2027-06-30".length()
          ? LocalDate.parse(said).plusDays(1).atStartOfDay(zone).toInstant()
          : Instant.parse(said);
    } catch (DateTimeException other) {
      return null;
    }
  }
}
