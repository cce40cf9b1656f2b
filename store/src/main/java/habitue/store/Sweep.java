package habitue.store;

import habitue.model.Fields;
import habitue.model.Slots;
import habitue.model.Value;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a sweep did.
 *
 * @param at when it began; null before the first
 * @param slot where it goes on; {@link Slots#COUNT} when it is through
 * @param erased people who were erased
 * @param reduced people of whom only orders stayed
 * @param records records that went otherwise
 * @param next when the next person expires if they stay away; null where nobody will
 * @param everErased people erased by all sweeps there were
 * @param everRecords records that went by all sweeps there were
 */
public record Sweep(
    @Nullable Instant at,
    int slot,
    long erased,
    long reduced,
    long records,
    @Nullable Instant next,
    long everErased,
    long everRecords) {
  private static final String SETTING = "retention/sweep";
  private static final Sweep NONE = new Sweep(null, Slots.COUNT, 0, 0, 0, null, 0, 0);

  public boolean whole() {
    return slot >= Slots.COUNT;
  }

  Sweep begin(Instant now) {
    return whole() ? new Sweep(now, 0, 0, 0, 0, null, everErased, everRecords) : this;
  }

  Sweep past(int newSlot) {
    return new Sweep(at, newSlot, erased, reduced, records, next, everErased, everRecords);
  }

  Sweep next(Instant due) {
    boolean sooner = next == null || due.isBefore(next);
    return sooner
        ? new Sweep(at, slot, erased, reduced, records, due, everErased, everRecords)
        : this;
  }

  Sweep erasedOne() {
    return new Sweep(at, slot, erased + 1, reduced, records, next, everErased + 1, everRecords);
  }

  Sweep expired(int gone, boolean person) {
    long people = reduced + (person ? 1 : 0);
    return new Sweep(
        at, slot, erased, people, records + gone, next, everErased, everRecords + gone);
  }

  static Sweep read(Settings settings) {
    return settings.find(SETTING).map(Sweep::of).orElse(NONE);
  }

  void write(Settings settings) {
    Fields fields =
        Fields.of("slot", Value.of(slot))
            .with("erased", erased)
            .with("reduced", reduced)
            .with("records", records)
            .with("everErased", everErased)
            .with("everRecords", everRecords);
    Fields begun = at == null ? fields : fields.with("at", at.toString());
    settings.put(SETTING, next == null ? begun : begun.with("next", next.toString()));
  }

  private static Sweep of(Fields from) {
    return new Sweep(
        from.text("at").map(Instant::parse).orElse(null),
        (int) number(from, "slot"),
        number(from, "erased"),
        number(from, "reduced"),
        number(from, "records"),
        from.text("next").map(Instant::parse).orElse(null),
        number(from, "everErased"),
        number(from, "everRecords"));
  }

  private static long number(Fields from, String name) {
    return from.number(name).orElseThrow().longValueExact();
  }
}
