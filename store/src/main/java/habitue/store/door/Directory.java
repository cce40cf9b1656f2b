package habitue.store.door;

import habitue.model.CustomerId;
import habitue.model.Strand;
import habitue.store.disk.Batch;
import habitue.store.disk.Disk;
import habitue.store.disk.Keys;
import habitue.store.disk.Recent;
import habitue.store.disk.Table;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Who is who, for the door alone: it sees its own writes before they land. When a batch does not
 * land, {@link #forget} goes back to what is on disk.
 */
final class Directory {
  private static final int MOST_CACHED = 60_000;

  private final Disk disk;
  private final Recent<Token, Entry> entries = new Recent<>(MOST_CACHED);
  private final Recent<Long, Party> parties = new Recent<>(MOST_CACHED);
  private final Recent<Long, Long> owners = new Recent<>(MOST_CACHED);

  Directory(Disk disk) {
    this.disk = disk;
  }

  @Nullable Entry entry(Token token) {
    Entry cached = entries.get(token);
    if (cached != null) {
      return cached;
    }
    byte[] bytes = disk.read(Table.DIRECTORY, token.key());
    if (bytes == null) {
      return null;
    }
    Entry entry = Entry.of(bytes);
    entries.put(token, entry);
    return entry;
  }

  void put(Token token, Entry entry, Batch batch) {
    entries.put(token, entry);
    batch.put(Table.DIRECTORY, token.key(), entry.bytes());
  }

  void remove(Token token, Batch batch) {
    entries.remove(token);
    batch.delete(Table.DIRECTORY, token.key());
  }

  /** The customer a strand belongs to now, or who was erased with it. */
  Party owner(long strand) {
    Long number = owners.get(strand);
    if (number == null) {
      number = readOwner(strand);
      owners.put(strand, number);
    }
    Party party = party(new CustomerId(number));
    if (party == null) {
      throw new IllegalStateException("strand " + strand + " belongs to nobody");
    }
    return party;
  }

  @Nullable Party party(CustomerId id) {
    Party cached = parties.get(id.number());
    if (cached != null) {
      return cached;
    }
    Party party = Party.of(id, disk.read(Table.PEOPLE, Keys.of(id.slot(), id.number())));
    if (party != null) {
      parties.put(id.number(), party);
    }
    return party;
  }

  void put(Party party, Batch batch) {
    CustomerId id = party.id();
    parties.put(id.number(), party);
    batch.put(Table.PEOPLE, Keys.of(id.slot(), id.number()), party.bytes());
  }

  void own(long strand, CustomerId owner, Batch batch) {
    owners.put(strand, owner.number());
    batch.put(
        Table.OWNERS, Keys.of(new Strand(strand).slot(), strand), Keys.number(owner.number()));
  }

  /**
   * Lets go of what was not used for longest. Only after a batch has landed: what is to be written
   * cannot be read from the disk.
   */
  void shrink() {
    entries.shrink();
    parties.shrink();
    owners.shrink();
  }

  void forget() {
    entries.clear();
    parties.clear();
    owners.clear();
  }

  private long readOwner(long strand) {
    byte[] bytes = disk.read(Table.OWNERS, Keys.of(new Strand(strand).slot(), strand));
    if (bytes == null) {
      throw new IllegalStateException("strand " + strand + " has no owner");
    }
    return ByteBuffer.wrap(bytes).getLong();
  }
}
