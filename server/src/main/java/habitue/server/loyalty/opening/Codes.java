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
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/** Brings the codes that people hold from elsewhere. A code is someone's once. */
@Component
public final class Codes extends Bringing<CheckedCodes> {
  private final Store store;
  private final Finder finder;
  private final Vouchers vouchers;
  private final InstantSource clock;

  public Codes(
      Store store,
      Finder finder,
      Vouchers vouchers,
      Intake intake,
      Audit audit,
      InstantSource clock) {
    super(
        new Kind(RewardCommands.BRING, "code", Code.CODES_WRONG, Action.CODES_BROUGHT),
        intake,
        audit);
    this.store = store;
    this.finder = finder;
    this.vouchers = vouchers;
    this.clock = clock;
  }

  @Override
  public CheckedCodes check(Programme programme, byte[] file) {
    var faults = new Faults();
    Table table = Table.read(file, Column.CODES, faults);
    var looking = new Looking(finder, store.context().zone(), clock.instant(), faults);
    return new CodeCheck(programme, looking, vouchers).look(table);
  }

  @Override
  Fields said(Applied<CheckedCodes> applied) {
    return Fields.of("codes", Value.of(applied.applied()))
        .with("already", applied.checked().already());
  }
}
