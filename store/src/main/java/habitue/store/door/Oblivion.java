package habitue.store.door;

import habitue.model.Body;
import habitue.model.CustomerId;
import habitue.model.EntityId;
import habitue.model.Fields;
import habitue.model.JournalRecord;
import habitue.model.Strand;
import habitue.store.disk.Batch;
import habitue.store.disk.Batch.Write.DeleteRange;
import habitue.store.disk.Disk;
import habitue.store.disk.Keys;
import habitue.store.disk.Table;
import habitue.store.journal.StrandKeys;
import habitue.store.work.Fold;
import habitue.store.work.Parts;
import habitue.store.work.Underway;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Decides that a person is forgotten: keys, names and records go with the door's batch, and the
 * workers are told to let go of the rest. The batch has nothing else in it, so that everything of
 * the person is on disk when it is decided.
 */
final class Oblivion {
  private final Disk disk;
  private final Directory directory;
  private final StrandKeys keys;
  private final Parts parts;
  private final Fold.Past past;

  Oblivion(Disk disk, Directory directory, StrandKeys keys, Parts parts, Fold.Past past) {
    this.disk = disk;
    this.directory = directory;
    this.keys = keys;
    this.parts = parts;
    this.past = past;
  }

  /**
   * What is decided.
   *
   * @param told who has to know, the customer first, each with what they are told
   * @param hashes what the person is not to come back by
   * @param ranges where bytes of theirs are to be written over
   */
  record Decided(
      List<Told> told, List<Strand> strands, List<Token> hashes, List<DeleteRange> ranges) {}

  record Told(EntityId entity, Body.Forgotten body) {}

  /** Whether no join or split of theirs is still on its way between workers. */
  boolean ready(Party party) {
    return !Underway.any(disk, party.id(), party.regrouped() + 2);
  }

  /** Whether the worker has seen everything of theirs. */
  boolean quiet(Party party) {
    return !Underway.any(disk, party.id(), Long.MAX_VALUE - 1);
  }

  Decided decide(Party party, Tokens tokens, Batch batch) {
    List<Strand> strands = party.strands();
    Traces traces = Traces.of(past, strands, tokens);
    List<Fields> orders = traces.orders(party.id(), past, parts);
    List<Token> hashes = forgetNames(party, strands, traces.names(), batch);
    for (Strand strand : strands) {
      past.journal().remove(strand, batch);
      past.openings().remove(strand, batch);
      keys.destroy(strand, batch);
    }
    List<JournalRecord> remarks = traces.remarks(past);
    remarks.forEach(remark -> past.journal().remove(remark, batch));
    directory.put(Party.erased(party.id()), batch);
    List<Told> told = told(party, traces, orders);
    return new Decided(told, strands, hashes, ranges(party, told, remarks));
  }

  /** Names that have become someone else's stay theirs. */
  private List<Token> forgetNames(Party party, List<Strand> strands, Set<Token> said, Batch batch) {
    Set<Token> names = new LinkedHashSet<>(said);
    party.members().forEach(member -> names.add(member.token()));
    var forgotten = new ArrayList<Token>();
    for (Token name : names) {
      Entry entry = directory.entry(name);
      boolean theirs = entry != null && strands.contains(new Strand(entry.strand()));
      if (theirs) {
        directory.remove(name, batch);
      }
      if (theirs || entry == null) {
        forgotten.add(name);
      }
    }
    return forgotten;
  }

  private List<Told> told(Party party, Traces traces, List<Fields> orders) {
    var told = new ArrayList<Told>();
    List<Strand> strands = party.strands();
    var whole = new Body.Forgotten(party.id(), strands, traces.commands(), orders, List.of());
    told.add(new Told(party.id(), whole));
    for (CustomerId holder : traces.holders()) {
      if (!holder.equals(party.id())) {
        var body = new Body.Forgotten(party.id(), strands, List.of(), List.of(), left(holder));
        told.add(new Told(holder, body));
      }
    }
    return told;
  }

  private List<Strand> left(CustomerId holder) {
    Party party = directory.party(holder);
    return party == null ? List.of() : party.strands();
  }

  /**
   * Where bytes that can be read may lie after the batch and what the workers then write. Records
   * are noise without their key, so they wait for the next compaction; so do the keyed hashes of
   * names, which are kept anyway.
   */
  private static List<DeleteRange> ranges(
      Party party, List<Told> told, List<JournalRecord> remarks) {
    var ranges = new ArrayList<DeleteRange>();
    for (Strand strand : party.strands()) {
      byte[] of = Keys.of(strand.slot(), strand.number());
      for (Table table : List.of(Table.KEYS, Table.COMMITMENTS)) {
        ranges.add(new DeleteRange(table, of, Keys.after(of)));
      }
    }
    for (JournalRecord remark : remarks) {
      Strand strand = remark.stamp().strand();
      byte[] of = Keys.of(strand.slot(), strand.number());
      ranges.add(new DeleteRange(Table.JOURNAL, of, Keys.after(of)));
    }
    Set<Integer> slots = new LinkedHashSet<>();
    for (Told each : told) {
      byte[] of = Keys.of(each.entity.slot(), each.entity.number());
      ranges.add(new DeleteRange(Table.STATES, of, Keys.after(of)));
      slots.add(each.entity.slot());
    }
    for (int slot : slots) {
      ranges.add(new DeleteRange(Table.FEED, Keys.of(slot), Keys.after(Keys.of(slot))));
      ranges.add(new DeleteRange(Table.OUTBOX, Keys.of(slot), Keys.after(Keys.of(slot))));
    }
    for (long command : told.getFirst().body.commands()) {
      byte[] of = Keys.number(command);
      ranges.add(new DeleteRange(Table.OUTCOMES, of, Keys.after(of)));
    }
    return ranges;
  }
}
