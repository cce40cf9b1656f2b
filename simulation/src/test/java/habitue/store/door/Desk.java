package habitue.store.door;

import habitue.engine.Context;
import habitue.engine.customer.CustomerState;
import habitue.model.CustomerId;
import habitue.model.JournalRecord;
import habitue.model.Rates;
import habitue.model.Slots;
import habitue.simulation.toy.PromisingCustomers;
import habitue.store.disk.Disk;
import habitue.store.journal.Chain;
import habitue.store.journal.Commitments;
import habitue.store.journal.Journal;
import habitue.store.journal.Openings;
import habitue.store.journal.StrandKeys;
import habitue.store.work.Fold;
import habitue.store.work.Outbox;
import habitue.store.work.Parts;
import habitue.store.work.SoleWorker;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The door's book and the work behind it without any thread: thousands of histories a minute. */
public final class Desk {
  private static final Tokens TOKENS = new Tokens(new byte[32]);
  private static final Context CONTEXT =
      new Context("Town", "EUR", ZoneId.of("Europe/Paris"), Rates.NONE);
  public static final Parts PARTS =
      new Parts(
          PromisingCustomers.healthy(1), Map.of(), new Parts.InForce(CONTEXT, 0, 1, List.of()));

  private final Preparation preparation = new Preparation(TOKENS);
  private final Chain chain;
  private final Journal journal;
  private final Register register;
  private final LookUp lookUp;
  private final SoleWorker worker;
  private final List<JournalRecord> filed = new ArrayList<>();

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
    var past = new Fold.Past(journal, new Commitments(disk), new Openings(disk, keys));
    this.worker = new SoleWorker(disk, PARTS, past);
  }

  /** Decides and files a batch, as the door does. */
  public List<Receipt> file(List<Arrival> arrivals, Instant clock) {
    Register.Filed done = register.file(preparation.prepare(arrivals), clock);
    filed.addAll(done.records());
    return done.receipts();
  }

  /** Works on what was filed, and on what that sends, until nothing is on its way. */
  public void work(Instant clock) {
    worker.work(filed);
    filed.clear();
    List<Outbox.Letter> letters = worker.letters();
    while (!letters.isEmpty()) {
      List<Prepared> mail = letters.stream().<Prepared>map(Prepared.Mail::new).toList();
      worker.work(register.file(mail, clock).records());
      letters = worker.letters();
    }
  }

  /** Lets what waited for a quiet moment happen; answers what time it is then. */
  public Instant rest(Instant clock) {
    work(clock);
    worker.rest(register.time(clock));
    work(clock);
    return register.time(clock);
  }

  /** A customer as the workers left them. */
  public CustomerState state(CustomerId id) {
    return worker.state(id);
  }

  /** The last position taken. */
  public long last() {
    return chain.last();
  }

  public LookUp lookUp() {
    return lookUp;
  }

  /** All that is in the journal. */
  public List<JournalRecord> records() {
    var records = new ArrayList<JournalRecord>();
    for (int slot = 0; slot < Slots.COUNT; slot++) {
      journal.replay(slot, 0, records::add);
    }
    return records;
  }

  public JournalRecord record(Receipt.Accepted receipt) {
    return journal.read(receipt.entity().slot(), receipt.position()).orElseThrow();
  }
}
