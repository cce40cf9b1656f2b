package habitue.simulation.runtime;

import habitue.model.Body;
import habitue.model.Commitment;
import habitue.model.EntityId;
import habitue.model.JournalRecord;
import habitue.model.Strand;
import habitue.store.disk.Cursor;
import habitue.store.disk.Disk;
import habitue.store.disk.Keys;
import habitue.store.disk.Table;
import habitue.store.journal.Commitments;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads from a store's tables what its workers made of its journal. */
final class Readings {
  private static final byte FRAME = (byte) 0xff;

  private Readings() {}

  static Lived of(Disk disk, List<JournalRecord> records) {
    var states = new TreeMap<String, List<String>>();
    var timers = new TreeMap<String, String>();
    Set<EntityId> entities =
        records.stream().map(record -> record.stamp().entity()).collect(Collectors.toSet());
    for (EntityId id : entities) {
      parts(disk, id).ifPresent(parts -> states.put(id.toString(), parts));
    }
    try (Cursor cursor = disk.scan(Table.TIMERS, new byte[] {0}, Keys.after(new byte[] {-1}))) {
      while (cursor.next()) {
        Instant due = Instant.ofEpochMilli(Keys.sortable(Keys.number(cursor.key(), 1)));
        long number = Keys.number(cursor.key(), 9);
        entities.stream()
            .filter(id -> id.number() == number)
            .forEach(id -> timers.put(id.toString(), due.toString()));
      }
    }
    return new Lived(states, commitments(disk, records), timers, sends(records));
  }

  /** As {@link StraightFold#parts} tells them; empty of what is not there. */
  private static Optional<List<String>> parts(Disk disk, EntityId id) {
    boolean there = false;
    var parts = new ArrayList<String>();
    byte[] from = Keys.of(id.slot(), id.number());
    try (Cursor cursor = disk.scan(Table.STATES, from, Keys.after(from))) {
      while (cursor.next()) {
        byte part = cursor.key()[9];
        there |= part == FRAME;
        if (part != FRAME) {
          parts.add(part + " " + HexFormat.of().formatHex(cursor.value()));
        }
      }
    }
    return there ? Optional.of(parts) : Optional.empty();
  }

  @SuppressWarnings("NonApiType") // Its order is the point.
  private static TreeMap<String, List<String>> commitments(Disk disk, List<JournalRecord> records) {
    var made = new TreeMap<String, List<String>>();
    Set<Strand> strands =
        records.stream().map(record -> record.stamp().strand()).collect(Collectors.toSet());
    for (Strand strand : strands) {
      List<Commitment> found = new Commitments(disk).of(List.of(strand), Long.MAX_VALUE);
      if (!found.isEmpty()) {
        made.put(strand.toString(), found.stream().map(Lived::words).toList());
      }
    }
    return made;
  }

  /** Every send that arrived is in the journal. */
  @SuppressWarnings("NonApiType") // Its order is the point.
  private static TreeMap<String, List<String>> sends(List<JournalRecord> records) {
    var sends = new TreeMap<String, List<String>>();
    for (JournalRecord record : records) {
      if (record.body() instanceof Body.Delivered(EntityId from, String name, var details)
          && !name.equals("Handed Over")) {
        sends
            .computeIfAbsent(from + " to " + record.stamp().entity(), pair -> new ArrayList<>())
            .add(name + " " + details);
      }
    }
    return sends;
  }
}
