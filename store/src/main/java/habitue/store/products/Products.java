package habitue.store.products;

import habitue.engine.catalogue.Catalogue;
import habitue.engine.catalogue.Listing;
import habitue.engine.catalogue.Timeline;
import habitue.model.Fields;
import habitue.model.Value;
import habitue.store.disk.Batch;
import habitue.store.disk.Disk;
import habitue.store.door.Door;
import habitue.store.work.Parts;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/*
 * A version holds from the door's time on, unless it says since when. What is in force while events
 * flow is never another for an instant that is over: of a version from the past only what follows
 * from it for the present comes into force at once, and it is counted that the past was restated.
 * Restating then brings what is on disk into force with that count, which is part of the
 * fingerprint: whoever was folded without it is folded anew. A stop in between finds another
 * fingerprint when the data is opened next.
 */

/** The catalogue: what is sold, with all that was ever stated of it. */
public final class Products {
  /** Among what is put: whether it is no longer sold. */
  public static final String DISCONTINUED = "discontinued";

  private static final int FARTHEST_NAMING = 1_000;

  private final Shelves shelves;
  private final Parts parts;
  private final Door door;
  private final Consumer<Catalogue> restate;
  private final Words words = new Words();

  /**
   * @param restate takes a catalogue into force over the whole past
   */
  public Products(Disk disk, Parts parts, Door door, Consumer<Catalogue> restate) {
    this.shelves = new Shelves(disk);
    this.parts = parts;
    this.door = door;
    this.restate = restate;
  }

  /** All that is on disk, for when it is opened. */
  public static Catalogue all(Disk disk) {
    return new Shelves(disk).catalogue();
  }

  /**
   * Puts products; durable and in force when it returns, but for what the past becomes by them:
   * that comes with {@link #restate}.
   *
   * @param documents each with an id, by the names of {@link Documents}; of one twice the last
   *     counts
   * @param since from when on they hold; null for from now on
   */
  public synchronized Taken put(List<Fields> documents, @Nullable Instant since) {
    var stated = new HashMap<String, Stated>();
    for (Fields document : documents) {
      String id = Documents.id(document);
      stated.put(id, stated(id, Statement.whole(document)));
    }
    return take(stated, since);
  }

  /**
   * Changes products, or lists them: what a document does not name stays as it is, what it says is
   * nothing goes.
   *
   * @param documents as {@link #put} takes them; of one twice both count
   * @param since from when on they hold; null for from now on
   */
  public synchronized Taken change(List<Fields> documents, @Nullable Instant since) {
    var whole = new HashMap<String, Fields>();
    for (Fields document : documents) {
      whole.merge(Documents.id(document), document, Statement::and);
    }
    var stated = new HashMap<String, Stated>();
    whole.forEach((id, document) -> stated.put(id, stated(id, Statement.partly(document))));
    return take(stated, since);
  }

  /** The currency of a product's amounts, as they were stated last. */
  public Optional<String> currency(String id) {
    List<Version> versions = shelves.versions(id);
    return versions.isEmpty()
        ? Optional.empty()
        : versions.getLast().document().text(Documents.CURRENCY);
  }

  /** No longer sold from now on; false where it is not known. */
  public synchronized boolean discontinue(String id) {
    Fields over = Fields.of(DISCONTINUED, Value.of(true));
    Stated stated = stated(id, Statement.partly(over));
    if (stated.before.isEmpty()) {
      return false;
    }
    var _ = take(Map.of(id, stated), null);
    return true;
  }

  /** Takes what the past became by what was put into force: everyone is folded anew by it. */
  public synchronized void restate() {
    if (shelves.restated() != parts.context().catalogue().restated()) {
      restate.accept(shelves.catalogue());
    }
  }

  /** A product as it is asked to become, with all that is known of it. */
  private record Stated(Statement said, Fields stocked, List<Version> before) {}

  private Stated stated(String id, Statement said) {
    return new Stated(said, shelves.stock(id), shelves.versions(id));
  }

  private Taken take(Map<String, Stated> stated, @Nullable Instant since) {
    door.refuseWhenFull();
    var draft = new Draft(parts.context().catalogue(), since);
    door.between(
            time -> {
              draft.from = time.plusMillis(1);
              stated.forEach(draft::put);
              bring(draft);
            })
        .join();
    return draft.taken;
  }

  /** On the door's thread: on disk first, then in force. */
  private void bring(Draft draft) {
    if (draft.taken.restating()) {
      Shelves.restated(shelves.restated() + 1, draft.batch);
    }
    if (!draft.batch.isEmpty()) {
      shelves.write(draft.batch);
    }
    if (!draft.timelines.isEmpty()) {
      Catalogue fresh = parts.context().catalogue().with(draft.timelines);
      parts.put(parts.inForce().with(parts.context().with(fresh)));
    }
  }

  /** What one call comes to. */
  private final class Draft {
    private final Catalogue known;
    private final @Nullable Instant since;
    private final Batch batch = new Batch();
    private final Map<String, Timeline> timelines = new HashMap<>();
    private Instant from = Instant.EPOCH;
    private Taken taken = Taken.NOTHING;

    Draft(Catalogue known, @Nullable Instant since) {
      this.known = known;
      this.since = since;
    }

    void put(String id, Stated stated) {
      Fields stock = stated.said.stock(stated.stocked);
      if (!stock.equals(stated.stocked)) {
        Shelves.stock(id, stock, batch);
      }
      Instant holds = since == null ? from : since;
      Version before = Shelves.at(stated.before, holds);
      var version =
          new Version(holds, from, stated.said.discontinued(before), stated.said.document(before));
      if (before != null && before.saysAs(version)) {
        taken = taken.plus(new Taken(0, 0, 1, false));
      } else {
        shelves.put(id, version, batch);
        boolean restating = listed(id, version, stated.before);
        int fresh = stated.before.isEmpty() ? 1 : 0;
        taken = taken.plus(new Taken(fresh, 1 - fresh, 0, restating));
      }
    }

    /** Whether the past is another by it. */
    private boolean listed(String id, Version version, List<Version> before) {
      Timeline truth =
          Shelves.timeline(
              Stream.concat(before.stream(), Stream.of(version))
                  .sorted(Comparator.comparing(Version::stated))
                  .toList(),
              words);
      Timeline live = known.of(id);
      Timeline then = live.until(from.toEpochMilli(), truth);
      if (!then.equals(live)) {
        timelines.put(id, then);
      }
      return !then.agrees(truth, from.toEpochMilli());
    }
  }

  /** A product, with what holds at an instant. */
  public Optional<Product> find(String id, Instant now) {
    return Optional.ofNullable(Product.of(id, shelves.versions(id), shelves.stock(id), now));
  }

  /** How many there are. */
  public int size() {
    return parts.context().catalogue().size();
  }

  /**
   * Products by id.
   *
   * @param text in the id, name, brand, category or group; empty for all
   * @param after those beyond this id
   */
  public List<Product> list(String text, String after, int most, Instant now) {
    Catalogue catalogue = parts.context().catalogue();
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    var first = new TreeSet<String>();
    Iterator<String> ids = catalogue.ids().filter(id -> id.compareTo(after) > 0).iterator();
    while (ids.hasNext()) {
      String id = ids.next();
      boolean early = first.size() < most || id.compareTo(first.last()) < 0;
      if (early && (wanted.isEmpty() || matches(id, catalogue.of(id), wanted))) {
        first.add(id);
        if (first.size() > most) {
          first.removeLast();
        }
      }
    }
    return found(first.stream(), now);
  }

  private List<Product> found(Stream<String> ids, Instant now) {
    return ids.flatMap(id -> find(id, now).stream()).toList();
  }

  private static boolean matches(String id, Timeline timeline, String wanted) {
    Listing last = timeline.all().getLast();
    return has(id, wanted)
        || has(last.name(), wanted)
        || has(last.brand(), wanted)
        || has(last.category(), wanted)
        || has(last.group(), wanted);
  }

  private static boolean has(@Nullable String text, String wanted) {
    return text != null && text.toLowerCase(Locale.ROOT).contains(wanted);
  }

  /** The parts that fit a product now. */
  public List<Product> partsOf(String id, int most, Instant now) {
    return naming(id, most, now, each -> Documents.texts(each, Documents.FITS).contains(id));
  }

  /** What a product replaces now. */
  public List<Product> replacedBy(String id, int most, Instant now) {
    return naming(
        id, most, now, each -> each.text(Documents.REPLACED_BY).filter(id::equals).isPresent());
  }

  private List<Product> naming(String id, int most, Instant now, Predicate<Fields> still) {
    return found(shelves.naming(id, FARTHEST_NAMING).stream(), now).stream()
        .filter(each -> still.test(each.current().document()))
        .limit(most)
        .toList();
  }

  /** The other variants of a product's group now. */
  public List<Product> variants(String id, String group, int most, Instant now) {
    List<String> ids = parts.context().catalogue().variants(group);
    return found(ids.stream().filter(each -> !each.equals(id)).limit(most), now).stream()
        .filter(each ->
            each.current().document().text(Documents.GROUP).filter(group::equals).isPresent())
        .toList();
  }
}
