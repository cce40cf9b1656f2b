package habitue.store.door;

import habitue.engine.Context;
import habitue.engine.customer.CustomerBehaviour;
import habitue.model.JournalRecord;
import habitue.model.Rates;
import habitue.store.disk.Disk;
import habitue.store.journal.Chain;
import habitue.store.journal.Journal;
import habitue.store.journal.StrandKeys;
import habitue.store.work.Parts;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** The door's book without its thread and without workers: thousands of histories a minute. */
public final class Desk {
  private static final Tokens TOKENS = new Tokens(new byte[32]);
  private static final Context CONTEXT =
      new Context("Town", "EUR", ZoneId.of("Europe/Paris"), Rates.NONE);
  private static final Parts PARTS = new Parts(new CustomerBehaviour(), Map.of(), CONTEXT, 1);

  private final Preparation preparation = new Preparation(TOKENS);
  private final Chain chain;
  private final Journal journal;
  private final Register register;
  private final LookUp lookUp;

  /**
   * @param start how often the disk was taken over
   */
  public Desk(Disk disk, int start) {
    this.chain = new Chain(disk);
    chain.open(0);
    var keys = new StrandKeys(disk, new SecureRandom());
    this.journal = new Journal(disk, keys, start);
    var tools = new Register.Tools(disk, journal, keys, chain);
    this.register = new Register(tools, PARTS, position -> {});
    this.lookUp = new LookUp(disk, TOKENS);
  }

  /** Decides and files a batch, as the door does. */
  public List<Receipt> file(List<Arrival> arrivals, Instant clock) {
    return register.file(preparation.prepare(arrivals), clock).receipts();
  }

  /** The last position taken. */
  public long last() {
    return chain.last();
  }

  public LookUp lookUp() {
    return lookUp;
  }

  public JournalRecord record(Receipt.Accepted receipt) {
    return journal.read(receipt.entity().slot(), receipt.position()).orElseThrow();
  }
}
