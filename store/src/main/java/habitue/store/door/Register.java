package habitue.store.door;

import habitue.engine.Send;
import habitue.model.Body;
import habitue.model.Consent;
import habitue.model.CustomerId;
import habitue.model.EntityId;
import habitue.model.Fields;
import habitue.model.JournalRecord;
import habitue.model.Mode;
import habitue.model.Reality;
import habitue.model.SharedId;
import habitue.model.Source;
import habitue.model.Stamp;
import habitue.model.Strand;
import habitue.model.Trust;
import habitue.store.disk.Batch;
import habitue.store.disk.Disk;
import habitue.store.disk.Table;
import habitue.store.journal.Chain;
import habitue.store.journal.Commitments;
import habitue.store.journal.Journal;
import habitue.store.journal.Openings;
import habitue.store.journal.StrandKeys;
import habitue.store.work.Fold;
import habitue.store.work.Outbox;
import habitue.store.work.Parts;
import habitue.store.work.Progress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The door's book: what it decides about a batch of arrivals, and the one synced write that makes
 * it so. Record, entry of the message seen, identity and link of the chain land together or not at
 * all. For the door's thread alone.
 */
public final class Register {
  static final Source OURSELVES = new Source(0, "habitue", Trust.CONSOLE, "", "");

  private final Disk disk;
  private final Journal journal;
  private final StrandKeys keys;
  private final Chain chain;
  private final Parts parts;
  private final LongConsumer acknowledged;
  private final Directory directory;
  private final Recogniser recogniser;
  private final Seen seen;
  private final Erasures erasures;
  private final Oblivion oblivion;
  private final Set<ByteBuffer> mailed = new HashSet<>();
  private Instant time;
  private Counts counts;
  private long events;
  private Batch batch = new Batch();
  private List<JournalRecord> records = new ArrayList<>();
  private long last;
  private long sum;

  /** What a batch became. */
  record Filed(List<JournalRecord> records, List<Receipt> receipts, Instant time) {}

  /** What the door writes with. */
  public record Tools(Disk disk, Journal journal, StrandKeys keys, Chain chain) {}

  /**
   * @param acknowledged told the last position that is safe, before any caller is
   */
  public Register(Tools tools, Parts parts, LongConsumer acknowledged) {
    this.disk = tools.disk;
    this.journal = tools.journal;
    this.keys = tools.keys;
    this.chain = tools.chain;
    this.parts = parts;
    this.acknowledged = acknowledged;
    this.directory = new Directory(disk);
    this.recogniser = new Recogniser(directory, keys);
    this.seen = new Seen(disk);
    this.erasures = new Erasures(disk);
    var past = new Fold.Past(journal, new Commitments(disk), new Openings(disk, keys));
    this.oblivion = new Oblivion(disk, directory, keys, parts, past);
    Instant worked = Progress.of(disk).time();
    this.time = worked.isAfter(chain.time()) ? worked : chain.time();
    this.counts = Counts.of(disk);
    recogniser.customers(counts.customers());
  }

  /** The door's time, which never goes back, though the clock may. */
  Instant time(Instant clock) {
    Instant millis = Instant.ofEpochMilli(clock.toEpochMilli());
    time = millis.isAfter(time) ? millis : time;
    return time;
  }

  Filed file(List<Prepared> arrivals, Instant clock) {
    time(clock);
    batch = new Batch();
    records = new ArrayList<>();
    last = chain.last();
    sum = 0;
    events = 0;
    boolean landed = false;
    try {
      List<Receipt> receipts = decide(arrivals);
      write();
      landed = true;
      return new Filed(records, receipts, time);
    } finally {
      seen.batchEnds();
      mailed.clear();
      if (landed) {
        keys.landed();
        directory.shrink();
      } else {
        directory.forget();
        keys.forget();
        recogniser.customers(counts.customers());
      }
    }
  }

  private List<Receipt> decide(List<Prepared> arrivals) {
    List<byte[]> hashes = new ArrayList<>();
    for (Prepared each : arrivals) {
      switch (each) {
        case Prepared.Happening happening -> hashes.add(happening.hash());
        case Prepared.Order order -> hashes.add(order.hash());
        case Prepared.Union _,
            Prepared.Severance _,
            Prepared.Parting _,
            Prepared.Mail _,
            Prepared.Oblivion _,
            Prepared.Unfit _ -> {}
      }
    }
    var found = seen.find(hashes, time).iterator();
    var receipts = new ArrayList<Receipt>(arrivals.size());
    for (Prepared each : arrivals) {
      receipts.add(
          switch (each) {
            case Prepared.Happening happening -> file(happening, found.next());
            case Prepared.Order order -> file(order, found.next());
            case Prepared.Union(Arrival.Join join) -> join(join);
            case Prepared.Parting(Arrival.Split split, Named named) -> split(split, named);
            case Prepared.Mail(Outbox.Letter letter) -> file(letter);
            case Prepared.Severance cut -> sever(cut);
            case Prepared.Oblivion gone -> forget(gone);
            case Prepared.Unfit(Receipt.Refused refusal) -> refusal;
          });
    }
    return receipts;
  }

  private void write() {
    if (batch.isEmpty()) {
      return;
    }
    var counted = new Counts(counts.events() + events, recogniser.customers());
    counted.put(batch);
    Chain.Next next = chain.append(last, records.size(), sum, time, batch);
    disk.write(batch, true);
    chain.landed(next);
    counts = counted;
    acknowledged.accept(last);
  }

  private Receipt file(Prepared.Happening happening, @Nullable Long before) {
    Long duplicate = before != null ? before : seen.inBatch(happening.hash());
    if (duplicate != null) {
      return new Receipt.Duplicate(duplicate);
    }
    if (erasures.forbid(happening)) {
      return new Receipt.Refused(
          "erased_person", "timestamp", "its person was erased after it happened");
    }
    if (happening.proof() == Arrival.Proof.UNPROVEN_WORD && recogniser.guarded(happening.names())) {
      return new Receipt.Refused(
          "signature_needed",
          "context.signature",
          "a known person's addresses and consent need context.signature");
    }
    var way = OrderWay.of(names(happening), happening.order(), directory);
    var decision = recogniser.recognise(naming(happening, way), () -> ++last, batch);
    decision.joins().forEach(this::append);
    long position = ++last;
    seen.add(happening.hash(), position, time, batch);
    var stamp =
        new Stamp(
            position,
            happening.at(),
            time,
            now(happening),
            happening.mode(),
            decision.strand(),
            decision.customer(),
            happening.source(),
            happening.consent(),
            happening.reality());
    if (way.left() == OrderWay.Left.NOTHING) {
      append(stamp, happening.body(), happening.squeezed());
    } else {
      var body = new Body.Happened(way.left().of(happening.body().event()));
      append(stamp, body, Journal.prepare(body));
    }
    events++;
    return new Receipt.Accepted(position, decision.customer(), Fields.NONE);
  }

  private Instant now(Prepared.Happening happening) {
    return happening.mode() == Mode.HISTORY && happening.at().isBefore(time)
        ? happening.at()
        : time;
  }

  private Naming naming(Prepared.Happening happening, OrderWay way) {
    return new Naming(
        way.names(),
        previous(happening),
        way.rival(),
        happening.order().placing(),
        happening.proof() == Arrival.Proof.PROVEN,
        happening.addressed());
  }

  private List<Named> names(Prepared.Happening happening) {
    Named visitor = happening.previousVisitor();
    if (visitor == null || happening.names().contains(visitor) || previous(happening) != null) {
      return happening.names();
    }
    var names = new ArrayList<>(happening.names());
    names.add(visitor);
    return names;
  }

  private @Nullable Named previous(Prepared.Happening happening) {
    Named user = happening.previousUser();
    return user != null && directory.entry(user.token()) != null ? user : null;
  }

  private Receipt file(Prepared.Order order, @Nullable Long before) {
    Long duplicate = before != null ? before : seen.inBatch(order.hash());
    if (duplicate != null) {
      return new Receipt.Duplicate(duplicate);
    }
    if (order.to() instanceof CustomerId customer && erased(customer)) {
      return new Receipt.Refused("erased", "to", "this customer was erased");
    }
    if (!parts.knows(order.to())) {
      return new Receipt.Refused("unknown_entity", "to", "nothing here goes by that name");
    }
    Optional<EntityId> to = living(order.to());
    if (to.isEmpty()) {
      return new Receipt.Refused("unknown_customer", "to", "there is no such customer");
    }
    long position = ++last;
    seen.add(order.hash(), position, time, batch);
    append(stamp(position, to.get(), strand(to.get())), order.body(), order.squeezed());
    return new Receipt.Accepted(position, to.get(), Fields.NONE);
  }

  private Receipt file(Outbox.Letter letter) {
    boolean gone =
        !mailed.add(ByteBuffer.wrap(letter.key())) || disk.read(Table.OUTBOX, letter.key()) == null;
    if (gone) {
      return new Receipt.Duplicate(0);
    }
    batch.delete(Table.OUTBOX, letter.key());
    Send send = letter.send();
    Optional<Strand> personal = letter.personal();
    Strand meant = send.strand();
    if (meant != null) {
      Party holder = directory.owner(meant.number());
      return holder.erased() ? nobody() : delivered(letter, holder.id(), meant);
    }
    if (send.to() instanceof CustomerId customer && erased(customer)) {
      return nobody();
    }
    EntityId to = personal.isPresent() ? send.to() : living(send.to()).orElse(send.to());
    return delivered(letter, to, personal.orElseGet(() -> strand(to)));
  }

  /** Nobody is there any more to take it. */
  private static Receipt nobody() {
    return new Receipt.Duplicate(0);
  }

  private Receipt delivered(Outbox.Letter letter, EntityId to, Strand strand) {
    Send send = letter.send();
    var body = new Body.Delivered(letter.from(), send.name(), send.details());
    long position = ++last;
    append(stamp(position, to, strand), body, Journal.prepare(body));
    return new Receipt.Accepted(position, to, Fields.NONE);
  }

  private Receipt join(Arrival.Join join) {
    Optional<Party> one = party(join.one());
    Optional<Party> other = party(join.other());
    if (one.isEmpty() || other.isEmpty()) {
      return nobody(one.isEmpty() ? join.one() : join.other(), "with");
    }
    if (one.get().id().equals(other.get().id())) {
      return new Receipt.Refused("already_joined", "with", "they are one customer already");
    }
    if (one.get().members().size() + other.get().members().size() > Party.MOST_MEMBERS) {
      return new Receipt.Refused("too_many_identifiers", "with", "together they have too many");
    }
    Regrouping regrouping =
        recogniser.join(one.get(), other.get(), join.reason(), () -> ++last, batch);
    return regrouped(regrouping, join.author());
  }

  private Receipt split(Arrival.Split split, Named named) {
    Optional<Party> party = party(split.customer());
    if (party.isEmpty()) {
      return nobody(split.customer(), "customer");
    }
    return recogniser
        .split(party.get(), named, () -> ++last, batch)
        .map(regrouping -> regrouped(regrouping, split.author()))
        .orElseGet(() ->
            new Receipt.Refused(
                "not_separable",
                "identifier",
                "this customer has no such identifier, or nothing else beside it"));
  }

  private Receipt nobody(CustomerId id, String field) {
    return erased(id)
        ? new Receipt.Refused("erased", field, "this customer was erased")
        : new Receipt.Refused("unknown_customer", field, "there is no such customer");
  }

  /** Whether an erasure may be decided: nothing of the person is between workers. */
  boolean ready(CustomerId id) {
    return party(id).map(oblivion::ready).orElse(true);
  }

  /** Whether it need not even wait for what came last. */
  boolean quiet(CustomerId id) {
    return party(id).map(oblivion::quiet).orElse(true);
  }

  private Receipt forget(Prepared.Oblivion gone) {
    Optional<Party> party = party(gone.customer());
    if (party.isEmpty()) {
      return nobody(gone.customer(), "customer");
    }
    CustomerId id = party.get().id();
    Oblivion.Decided decided = oblivion.decide(party.get(), gone.tokens(), batch);
    recogniser.customers(recogniser.customers() - 1);
    var own = new Strand(++last);
    keys.create(own, batch);
    long position = last + 1;
    for (Oblivion.Told told : decided.told()) {
      append(stamp(++last, told.entity(), own), told.body(), Journal.prepare(told.body()));
    }
    Purges.put(position, last, decided.ranges(), batch);
    Unreported.put(new Unreported.Ending(position, id, gone.author(), time), batch);
    erasures.add(new Erasure(position, time, id, decided.strands(), decided.hashes()), batch);
    Fields outcome =
        Fields.NONE
            .with("strands", decided.strands().size())
            .with("orders", decided.told().getFirst().body().orders().size());
    return new Receipt.Accepted(position, id, outcome);
  }

  private Receipt sever(Prepared.Severance cut) {
    Optional<Party> party = party(cut.customer());
    if (party.isEmpty()) {
      return nobody(cut.customer(), "customer");
    }
    return regrouped(recogniser.cutOff(party.get(), cut.strands(), () -> ++last, batch), "");
  }

  private Receipt regrouped(Regrouping regrouping, String author) {
    append(regrouping, author);
    return new Receipt.Accepted(
        last,
        regrouping.taker(),
        Fields.NONE
            .with("giver", regrouping.giver().toString())
            .with("taker", regrouping.taker().toString()));
  }

  private void append(Regrouping regrouping) {
    append(regrouping, "");
  }

  private void append(Regrouping regrouping, String author) {
    var body =
        new Body.Regrouped(
            regrouping.change(),
            regrouping.giver(),
            regrouping.taker(),
            regrouping.moved(),
            regrouping.taking(),
            regrouping.reason(),
            regrouping.identifier(),
            author);
    append(stamp(++last, regrouping.giver(), regrouping.givenFrom()), body, Journal.prepare(body));
    var taken = author.isEmpty() ? body : plain(body);
    append(stamp(++last, regrouping.taker(), regrouping.takenTo()), taken, Journal.prepare(taken));
  }

  // What a person wrote when they joined two lies with one of them, so that it can go with either.
  private static Body.Regrouped plain(Body.Regrouped said) {
    return new Body.Regrouped(
        said.change(),
        said.giver(),
        said.taker(),
        said.moved(),
        said.taking(),
        "by-hand",
        said.identifier(),
        said.author());
  }

  private void append(Stamp stamp, Body body, byte[] squeezed) {
    var record = new JournalRecord(stamp, body);
    sum += journal.append(record, squeezed, batch);
    records.add(record);
  }

  private Stamp stamp(long position, EntityId entity, Strand strand) {
    return new Stamp(
        position,
        time,
        time,
        time,
        Mode.LIVE,
        strand,
        entity,
        OURSELVES,
        Consent.UNSAID,
        Reality.REAL);
  }

  private Optional<EntityId> living(EntityId id) {
    return switch (id) {
      case CustomerId customer -> party(customer).map(Party::id);
      case SharedId shared -> Optional.of(shared);
    };
  }

  /** The customer an id stands for now: the one who has its first strand, once it was joined. */
  private Optional<Party> party(CustomerId id) {
    return last(id).filter(party -> !party.erased());
  }

  private boolean erased(CustomerId id) {
    return last(id).filter(Party::erased).isPresent();
  }

  private Optional<Party> last(CustomerId id) {
    Party party = directory.party(id);
    return Optional.ofNullable(
        party != null && party.gone() ? directory.owner(party.forward()) : party);
  }

  private Strand strand(EntityId id) {
    return switch (id) {
      case CustomerId customer ->
          party(customer)
              .map(party -> party.strands().getFirst())
              .orElseThrow(() -> new IllegalStateException("mail for nobody"));
      case SharedId shared -> ownStrand(shared);
    };
  }

  private Strand ownStrand(SharedId shared) {
    Strand strand = Journal.ownStrand(shared);
    if (!keys.exists(strand)) {
      keys.create(strand, batch);
    }
    return strand;
  }
}
