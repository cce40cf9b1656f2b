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
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/** Opens what people had elsewhere: points and tiers. */
@Component
public final class Openings extends Bringing<Checked> {
  private final Store store;
  private final Finder finder;
  private final InstantSource clock;

  public Openings(Store store, Finder finder, Intake intake, Audit audit, InstantSource clock) {
    super(
        new Kind(RewardCommands.OPEN, "opening", Code.BALANCES_WRONG, Action.BALANCES_OPENED),
        intake,
        audit);
    this.store = store;
    this.finder = finder;
    this.clock = clock;
  }

  @Override
  public Checked check(Programme programme, byte[] file) {
    var faults = new Faults();
    Table table = Table.read(file, Column.BALANCES, faults);
    var looking = new Looking(finder, store.context().zone(), clock.instant(), faults);
    return new Check(programme, looking).look(table);
  }

  @Override
  Fields said(Applied<Checked> applied) {
    return Fields.of("customers", Value.of(applied.applied()))
        .with("points", applied.checked().points())
        .with("already", applied.checked().already());
  }
}
