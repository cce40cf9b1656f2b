package habitue.store.disk;

/**
 * The tables, each a sorted map of bytes. Every key begins with its slot's byte, but for the small
 * tables that say otherwise. Names are on disk: never rename one.
 */
public enum Table {
  /** slot of strand, strand, now, position → record: one person's past is one scan. */
  JOURNAL("journal"),
  /** slot of entity, position → strand, now: the order in which records came. */
  ARRIVALS("arrivals"),
  /** slot of strand, strand, now, position, ordinal → commitment. */
  COMMITMENTS("commitments"),
  /** slot, entity, part → a part of its state. */
  STATES("states"),
  /** slot, due, entity → when an entity wants to be woken. */
  TIMERS("timers"),
  /** slot of strand, a customer's oldest strand → what is left of records kept no more. */
  OPENINGS("openings"),
  /** slot, entity → who is to be folded anew. */
  REFOLDS("refolds"),
  /** slot, sequence → what followers have to know. */
  FEED("feed"),
  /** number → what leaves the house about a customer. No slot: one line for all. */
  OUTGOING("outgoing"),
  /** slot, entity, sequence → a send on its way. */
  OUTBOX("outbox"),
  /** position of a command → what it came to. No slot: positions are the key. */
  OUTCOMES("outcomes"),
  /** half a month, hash → position of a message seen. No slot: the door's own. */
  SEEN("seen"),
  /** token of an identifier → what it stands for. No slot: the door's own. */
  DIRECTORY("directory"),
  /** slot, customer → its strands, or where it went. */
  PEOPLE("people"),
  /** slot of strand, strand → customer it belongs to. */
  OWNERS("owners"),
  /** slot of strand, strand → the key its records are sealed with. */
  KEYS("keys"),
  /** first position of a batch → its links of the chain. No slot. */
  CHAIN("chain"),
  /** position → a parameter, or who is named what. No slot: reaches every slot. */
  CONTROL("control"),
  /**
   * letter, id of a product… → a version of it, its stock, or who names it. No slot: all ask it.
   */
  PRODUCTS("products"),
  /** number → a refused event with its reason. No slot. */
  QUARANTINE("quarantine"),
  /**
   * who was erased, and the keyed hashes they were known by → when. No slot: the door's own, in
   * every backup.
   */
  ERASURES("erasures"),
  /**
   * channel, keyed hash of an address, purpose → when nothing was to be sent there any more, and
   * why. No slot: outlives whoever had the address.
   */
  SUPPRESSED("suppressed"),
  /** hour, source, event → how many came of nobody. No slot. */
  TALLIES("tallies"),
  /** number → who did what. No slot. */
  AUDIT("audit"),
  /** name → a small value of the store itself. No slot. */
  META("meta");

  private final String wireName;

  Table(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }
}
