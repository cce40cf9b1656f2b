package habitue.store;

import habitue.engine.trust.Permits;
import habitue.model.Body;
import habitue.model.CustomerId;
import habitue.model.Event;
import habitue.model.JournalRecord;
import habitue.model.Reality;
import habitue.store.disk.Batch;
import habitue.store.disk.Cursor;
import habitue.store.disk.Disk;
import habitue.store.disk.Keys;
import habitue.store.disk.Table;
import habitue.store.feed.Chunk;
import habitue.store.feed.ChunkCodec;
import habitue.store.feed.Feed;
import habitue.store.feed.Person;
import habitue.store.journal.Journal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The feed as RocksDB holds it. What is read was synced first. */
final class StoreFeed implements Feed {
  private final Disk disk;
  private final Journal journal;
  private final Reader reader;
  private final long[] readable = new long[habitue.model.Slots.COUNT];

  StoreFeed(Disk disk, Journal journal, Reader reader) {
    this.disk = disk;
    this.journal = journal;
    this.reader = reader;
  }

  @Override
  public synchronized void advance() {
    long[] written = new long[readable.length];
    for (int slot = 0; slot < written.length; slot++) {
      written[slot] = newest(slot);
    }
    disk.sync();
    System.arraycopy(written, 0, readable, 0, written.length);
  }

  @Override
  public synchronized List<Chunk> read(int slot, long afterSequence, int limit) {
    var chunks = new ArrayList<Chunk>();
    if (readable[slot] <= afterSequence) {
      return chunks;
    }
    byte[] from = Keys.of(slot, afterSequence + 1);
    byte[] until = Keys.of(slot, readable[slot] + 1);
    try (Cursor cursor = disk.scan(Table.FEED, from, until)) {
      while (chunks.size() < limit && cursor.next()) {
        long sequence = Keys.number(cursor.key(), 1);
        chunks.add(new Chunk(slot, sequence, ChunkCodec.read(cursor.value())));
      }
    }
    return chunks;
  }

  @Override
  public Optional<JournalRecord> record(int slot, long position) {
    return journal.read(slot, position);
  }

  @Override
  public Optional<JournalRecord> spared(JournalRecord record) {
    boolean aboutThem =
        record.body() instanceof Body.Happened(Event event)
            && Reader.ABOUT_THEM.contains(event.kind());
    return aboutThem && record.stamp().entity() instanceof CustomerId id
        ? reader
            .resolve(id)
            .flatMap(reader::person)
            .map(person -> person.state().consents())
            .filter(consents -> !Permits.grown(consents, record.stamp()))
            .map(consents -> reader.spared(record, consents))
        : Optional.empty();
  }

  @Override
  public Reality reality(JournalRecord record) {
    return reader.reality(record);
  }

  @Override
  public Optional<Person> person(CustomerId id) {
    return reader.person(id);
  }

  @Override
  public void release(int slot, long throughSequence) {
    disk.write(
        new Batch().deleteRange(Table.FEED, Keys.of(slot, 0), Keys.of(slot, throughSequence + 1)),
        false);
  }

  private long newest(int slot) {
    byte[] from = Keys.of(slot);
    try (Cursor cursor = disk.scanBack(Table.FEED, from, Keys.after(from))) {
      return cursor.next() ? Keys.number(cursor.key(), 1) : 0;
    }
  }
}
