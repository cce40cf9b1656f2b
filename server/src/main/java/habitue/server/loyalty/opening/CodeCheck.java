package habitue.server.loyalty.opening;

import habitue.engine.reward.Member;
import habitue.engine.reward.share.Sharing;
import habitue.playbook.plan.Programme;
import habitue.server.loyalty.opening.Table.Row;
import habitue.server.loyalty.vouchers.Vouchers;
import habitue.store.feed.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Looks through a file of codes, line by line, for all that is wrong with it. */
final class CodeCheck {
  private final Programme programme;
  private final Looking looking;
  private final Vouchers vouchers;
  private final Faults faults;
  private final Map<String, Long> lines = new HashMap<>();
  private final List<Held> fresh = new ArrayList<>();
  private long already;

  CodeCheck(Programme programme, Looking looking, Vouchers vouchers) {
    this.programme = programme;
    this.looking = looking;
    this.vouchers = vouchers;
    this.faults = looking.faults();
  }

  CheckedCodes look(Table table) {
    table.rows().forEach(this::look);
    return new CheckedCodes(table.hash(), programme.name(), fresh, already, faults);
  }

  private void look(Row row) {
    boolean written = looking.written(row, Column.CUSTOMER);
    Person person = written ? looking.person(row, Column.CUSTOMER) : null;
    String reward = reward(row);
    String code = code(row);
    if (person != null && !code.isEmpty() && brought(person, reward, code)) {
      already++;
      return;
    }
    if (!code.isEmpty()) {
      taken(row, code);
    }
    Instant expires = looking.time(row, Column.EXPIRES);
    if (person != null) {
      if (person.state().consents().restriction() != null) {
        faults.add(row.line(), Column.CUSTOMER, Wrong.FROZEN);
      }
      fresh.add(new Held(row.line(), person.id(), code, reward, expires));
    }
  }

  /** Whether it is theirs already, by this file or another. */
  private boolean brought(Person person, String reward, String code) {
    Member member = person.state().book().member(programme.name()).orElse(null);
    return member != null && member.redemption(Sharing.redemption(reward, code)).isPresent();
  }

  private String code(Row row) {
    String said = row.value(Column.CODE);
    if (said.isEmpty()) {
      faults.add(row.line(), Column.CODE, Wrong.VALUE_MISSING);
      return "";
    }
    String code = Vouchers.plain(said);
    if (!Vouchers.foreign(code)) {
      if (!said.startsWith("=")) {
        faults.add(row.line(), Column.CODE, Wrong.BAD_CODE);
      }
      return "";
    }
    return code;
  }

  private void taken(Row row, String code) {
    Long before = lines.putIfAbsent(code, row.line());
    if (before != null) {
      faults.add(row.line(), Column.CODE, Wrong.CODE_TWICE, before.toString());
      return;
    }
    vouchers
        .read(code)
        .ifPresent(read ->
            faults.add(
                row.line(),
                Column.CODE,
                read.brought().isEmpty() ? Wrong.OWN_CODE : Wrong.CODE_TAKEN));
  }

  private String reward(Row row) {
    String said = row.value(Column.REWARD);
    if (said.isEmpty()) {
      faults.add(row.line(), Column.REWARD, Wrong.VALUE_MISSING);
    } else if (!said.startsWith("=") && programme.reward(said).isEmpty()) {
      String known =
          programme.rewards().stream()
              .map(each -> each.named().name())
              .collect(Collectors.joining(", "));
      faults.add(row.line(), Column.REWARD, Wrong.UNKNOWN_REWARD, known);
    }
    return said;
  }
}
