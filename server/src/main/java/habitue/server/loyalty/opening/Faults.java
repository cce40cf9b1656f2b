package habitue.server.loyalty.opening;

import habitue.model.Fields;
import habitue.model.Value;
import habitue.server.wire.Code;
import habitue.server.wire.Problem;
import habitue.server.wire.RefusedRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All that is wrong with a file: the first of them, and how many there are. */
public final class Faults {
  private static final int SHOWN = 100;

  private final List<Fault> first = new ArrayList<>();
  private long count;

  void add(long line, Column column, Wrong wrong) {
    add(line, column, wrong, "");
  }

  void add(long line, Column column, Wrong wrong, String more) {
    add(new Fault(line, column.written(), wrong, more));
  }

  void add(long line, Wrong wrong) {
    add(line, wrong, "");
  }

  void add(long line, Wrong wrong, String more) {
    add(new Fault(line, "", wrong, more));
  }

  private void add(Fault fault) {
    count++;
    if (first.size() < SHOWN) {
      first.add(fault);
    }
  }

  public long count() {
    return count;
  }

  /** Where a file with any is sent to be done for good: nothing of it was. */
  RefusedRequest refused(Code code) {
    List<Value> mistakes = first().stream().<Value>map(Faults::told).toList();
    Fields more = Fields.of("mistakes", new Value.Many(mistakes)).with("mistakeCount", count);
    String detail = "nothing was opened: all that is wrong is in mistakes";
    return new RefusedRequest(new Problem(code, detail, "", more));
  }

  private static Fields told(Fault fault) {
    Fields told = Fields.of("line", Value.of(fault.line()));
    told = fault.column().isEmpty() ? told : told.with("column", fault.column());
    return told.with("code", fault.wrong().wireName()).with("message", fault.said());
  }

  /** The first hundred, by their lines. */
  public List<Fault> first() {
    return first.stream().sorted(Comparator.comparingLong(Fault::line)).toList();
  }
}
