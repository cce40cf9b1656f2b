package habitue.server.loyalty.opening;

import habitue.engine.reward.earn.RewardCommands;
import habitue.model.Fields;
import habitue.model.Value;
import habitue.playbook.plan.Programme;
import habitue.server.api.Finder;
import habitue.server.audit.Action;
import habitue.server.audit.Audit;
import habitue.server.collect.Intake;
import habitue.server.loyalty.vouchers.Vouchers;
import habitue.server.wire.Code;
import habitue.store.Store;
import habitue.store.door.Arrival;
import habitue.store.door.Receipt;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Brings the codes that people hold from elsewhere, from a file: all of them, or none where
 * anything is wrong. A code is someone's once, so a file sent again does only what is not done yet.
 */
@Component
public final class Codes {
  private static final int AT_ONCE = 500;

  private final Store store;
  private final Finder finder;
  private final Vouchers vouchers;
  private final Intake intake;
  private final Audit audit;
  private final InstantSource clock;

  public Codes(
      Store store,
      Finder finder,
      Vouchers vouchers,
      Intake intake,
      Audit audit,
      InstantSource clock) {
    this.store = store;
    this.finder = finder;
    this.vouchers = vouchers;
    this.intake = intake;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * @param checked the file, as it was before
   * @param applied how many were brought now
   * @param pending how many are taken and not done yet: sent again, the file says
   */
  public record Applied(
      CheckedCodes checked, long applied, long pending, List<Openings.Refused> refused) {
    public Applied {
      refused = List.copyOf(refused);
    }
  }

  /** Looks through a file; changes nothing. */
  public CheckedCodes check(Programme programme, byte[] file) {
    var faults = new Faults();
    Table<CodeColumn> table = Table.read(file, List.of(CodeColumn.values()), faults);
    var looking = new Looking(finder, store.context().zone(), clock.instant(), faults);
    return new CodeCheck(programme, looking, vouchers).look(table);
  }

  /** One file at a time, so that no code becomes two people's. */
  public synchronized Applied apply(Programme programme, byte[] file, String author) {
    CheckedCodes checked = check(programme, file);
    if (!checked.right()) {
      throw checked.faults().refused(Code.CODES_WRONG);
    }
    Applied applied = apply(checked, author);
    Fields details =
        Fields.of("codes", Value.of(applied.applied())).with("already", checked.already());
    audit.record(author, Action.CODES_BROUGHT, checked.programme(), details);
    return applied;
  }

  private Applied apply(CheckedCodes checked, String author) {
    long applied = 0;
    long pending = 0;
    var refused = new ArrayList<Openings.Refused>();
    List<Held> all = checked.fresh();
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      List<Held> part = all.subList(from, Math.min(all.size(), from + AT_ONCE));
      List<Receipt> receipts =
          intake.accept(
              part.stream().<Arrival>map(each -> command(checked, each, author)).toList());
      for (int i = 0; i < part.size(); i++) {
        String code = Openings.code(receipts.get(i));
        switch (code) {
          case "done" -> applied++;
          case "" -> pending++;
          default -> refused.add(new Openings.Refused(part.get(i).line(), code));
        }
      }
    }
    return new Applied(checked, applied, pending, refused);
  }

  private static Arrival.Command command(CheckedCodes checked, Held held, String author) {
    String once = "code:%s:%s.%d".formatted(checked.programme(), checked.hash(), held.line());
    Fields details = held.details(checked.programme());
    return new Arrival.Command(held.customer(), RewardCommands.BRING, once, author, details);
  }
}
