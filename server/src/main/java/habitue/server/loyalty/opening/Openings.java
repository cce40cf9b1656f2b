package habitue.server.loyalty.opening;

import habitue.engine.reward.earn.RewardCommands;
import habitue.model.Fields;
import habitue.model.Value;
import habitue.playbook.plan.Programme;
import habitue.server.api.Finder;
import habitue.server.audit.Action;
import habitue.server.audit.Audit;
import habitue.server.collect.Intake;
import habitue.server.wire.Code;
import habitue.store.Store;
import habitue.store.door.Arrival;
import habitue.store.door.Receipt;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Opens what people had elsewhere, from a file: all of it, or nothing where anything is wrong. Each
 * line is known by the file's hash, so that a file sent again does only what is not done yet.
 */
@Component
public final class Openings {
  private static final int AT_ONCE = 500;

  private final Store store;
  private final Finder finder;
  private final Intake intake;
  private final Audit audit;
  private final InstantSource clock;

  public Openings(Store store, Finder finder, Intake intake, Audit audit, InstantSource clock) {
    this.store = store;
    this.finder = finder;
    this.intake = intake;
    this.audit = audit;
    this.clock = clock;
  }

  /** A line that was right when it was looked at, and could not be opened after all. */
  public record Refused(long line, String code) {}

  /**
   * @param checked the file, as it was before
   * @param applied how many were opened now
   * @param pending how many are taken and not done yet: sent again, the file says
   */
  public record Applied(Checked checked, long applied, long pending, List<Refused> refused) {
    public Applied {
      refused = List.copyOf(refused);
    }
  }

  /** Looks through a file; changes nothing. */
  public Checked check(Programme programme, byte[] file) {
    var faults = new Faults();
    Table<Column> table = Table.read(file, List.of(Column.values()), faults);
    var looking = new Looking(finder, store.context().zone(), clock.instant(), faults);
    return new Check(programme, looking).look(table);
  }

  /** One file at a time, so that the same sent twice at once finds its lines done. */
  public synchronized Applied apply(Programme programme, byte[] file, String author) {
    Checked checked = check(programme, file);
    if (!checked.right()) {
      throw checked.faults().refused(Code.BALANCES_WRONG);
    }
    Applied applied = apply(checked, author);
    Fields details =
        Fields.of("customers", Value.of(applied.applied()))
            .with("points", checked.points())
            .with("already", checked.already());
    audit.record(author, Action.BALANCES_OPENED, checked.programme(), details);
    return applied;
  }

  private Applied apply(Checked checked, String author) {
    long applied = 0;
    long pending = 0;
    var refused = new ArrayList<Refused>();
    List<Balance> all = checked.fresh();
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      List<Balance> part = all.subList(from, Math.min(all.size(), from + AT_ONCE));
      List<Receipt> receipts =
          intake.accept(
              part.stream().<Arrival>map(each -> command(checked, each, author)).toList());
      for (int i = 0; i < part.size(); i++) {
        String code = code(receipts.get(i));
        switch (code) {
          case "done" -> applied++;
          case "" -> pending++;
          default -> refused.add(new Refused(part.get(i).line(), code));
        }
      }
    }
    return new Applied(checked, applied, pending, refused);
  }

  private static Arrival.Command command(Checked checked, Balance balance, String author) {
    String once = "opening:%s:%s.%d".formatted(checked.programme(), checked.hash(), balance.line());
    Fields details = balance.details(checked.programme());
    return new Arrival.Command(balance.customer(), RewardCommands.OPEN, once, author, details);
  }

  /** What came of a line; empty where that is not known yet. */
  static String code(Receipt receipt) {
    return switch (receipt) {
      case Receipt.Accepted(long _, var _, Fields outcome) -> outcome.text("code").orElse("");
      case Receipt.Refused(String code, String _, String _) -> code;
      case Receipt.Duplicate _ -> "done";
    };
  }
}
