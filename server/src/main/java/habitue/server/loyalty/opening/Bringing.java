package habitue.server.loyalty.opening;

import habitue.model.Fields;
import habitue.playbook.plan.Programme;
import habitue.server.audit.Action;
import habitue.server.audit.Audit;
import habitue.server.collect.Intake;
import habitue.server.wire.Code;
import habitue.store.door.Arrival;
import habitue.store.door.Receipt;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings what people had elsewhere, from a file: all of it, or nothing where anything is wrong.
 * Each line is known by the file's hash, so that a file sent again does only what is not done yet.
 */
public abstract class Bringing<C extends CheckedFile> {
  private static final int AT_ONCE = 500;

  private final Kind kind;
  private final Intake intake;
  private final Audit audit;

  Bringing(Kind kind, Intake intake, Audit audit) {
    this.kind = kind;
    this.intake = intake;
    this.audit = audit;
  }

  /**
   * @param command by which a line is asked for
   * @param once what its key begins with
   * @param wrong how a file with a mistake is refused
   * @param action as it stands in the audit log
   */
  record Kind(String command, String once, Code wrong, Action action) {}

  /** A line that was right when it was looked at, and could not be brought after all. */
  public record Refused(long line, String code) {}

  /**
   * @param checked the file, as it was before
   * @param applied how many were brought now
   * @param pending how many are taken and not done yet: sent again, the file says
   */
  public record Applied<C>(C checked, long applied, long pending, List<Refused> refused) {
    public Applied {
      refused = List.copyOf(refused);
    }
  }

  /** Looks through a file; changes nothing. */
  public abstract C check(Programme programme, byte[] file);

  /** What the audit log says of it. */
  abstract Fields said(Applied<C> applied);

  /** One file at a time, so that the same sent twice at once finds its lines done. */
  public synchronized Applied<C> apply(Programme programme, byte[] file, String author) {
    C checked = check(programme, file);
    if (!checked.right()) {
      throw checked.faults().refused(kind.wrong);
    }
    Applied<C> applied = apply(checked, author);
    audit.record(author, kind.action, checked.programme(), said(applied));
    return applied;
  }

  private Applied<C> apply(C checked, String author) {
    long applied = 0;
    long pending = 0;
    var refused = new ArrayList<Refused>();
    List<? extends Line> all = checked.fresh();
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      List<? extends Line> part = all.subList(from, Math.min(all.size(), from + AT_ONCE));
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
    return new Applied<>(checked, applied, pending, refused);
  }

  private Arrival.Command command(C checked, Line line, String author) {
    String once =
        "%s:%s:%s.%d".formatted(kind.once, checked.programme(), checked.hash(), line.line());
    Fields details = line.details(checked.programme());
    return new Arrival.Command(line.customer(), kind.command, once, author, details);
  }

  /** What came of a line; empty where that is not known yet. */
  private static String code(Receipt receipt) {
    return switch (receipt) {
      case Receipt.Accepted(long _, var _, Fields outcome, boolean _) ->
          outcome.text("code").orElse("");
      case Receipt.Refused(String code, String _, String _) -> code;
      case Receipt.Duplicate _ -> "done";
    };
  }
}
