package habitue.server.loyalty.opening;

import habitue.engine.reward.Given;
import habitue.engine.reward.Member;
import habitue.model.CustomerId;
import habitue.playbook.plan.Programme;
import habitue.playbook.plan.Programme.Ladder;
import habitue.server.loyalty.opening.Table.Row;
import habitue.store.feed.Person;
import java.time.Instant;
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

  private final Programme programme;
  private final Looking looking;
  private final Faults faults;
  private final Map<CustomerId, Long> lines = new HashMap<>();
  private final List<Balance> fresh = new ArrayList<>();
  private long already;
  private long points;

  Check(Programme programme, Looking looking) {
    this.programme = programme;
    this.looking = looking;
    this.faults = looking.faults();
  }

  Checked look(Table table) {
    table.rows().forEach(row -> look(row, table.hash().substring(0, NAMED) + "." + row.line()));
    if (points > MOST_IN_ALL) {
      faults.add(1, Column.POINTS, Wrong.TOO_MANY_POINTS_IN_ALL);
    }
    return new Checked(table.hash(), programme.name(), fresh, already, faults);
  }

  private void look(Row row, String id) {
    boolean written = looking.written(row, Column.CUSTOMER);
    Person person = written ? looking.person(row, Column.CUSTOMER) : null;
    Member member =
        person == null ? null : person.state().book().member(programme.name()).orElse(null);
    if (Balance.opened(id, member)) {
      already++;
      return;
    }
    String tier = tier(row);
    long said = points(row, tier);
    Instant expires = looking.time(row, Column.EXPIRES);
    Instant until = looking.time(row, Column.TIER_UNTIL);
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
}
