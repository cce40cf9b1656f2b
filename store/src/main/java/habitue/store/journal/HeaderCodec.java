package habitue.store.journal;

import habitue.model.Consent;
import habitue.model.EntityId;
import habitue.model.Mode;
import habitue.model.Packer;
import habitue.model.Reality;
import habitue.model.Source;
import habitue.model.Stamp;
import habitue.model.Strand;
import habitue.model.Trust;
import habitue.model.Unpacker;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Packs the stamp of a record: what stays readable when the body's key is destroyed, and so holds
 * nothing of the person. Enumerations are written by their order here, which is fixed for ever.
 */
final class HeaderCodec {
  private static final Trust[] TRUSTS = {Trust.BROWSER, Trust.SERVER, Trust.IMPORT, Trust.CONSOLE};
  private static final Reality[] REALITIES = {
    Reality.REAL, Reality.BOT, Reality.INTERNAL, Reality.TEST
  };

  private HeaderCodec() {}

  /** All but strand, now and position, which are in the key. */
  static void write(Stamp stamp, Packer to) {
    long now = stamp.now().toEpochMilli();
    int mode = stamp.mode() == Mode.HISTORY ? 1 : 0;
    int trust = place(TRUSTS, stamp.source().trust());
    int reality = place(REALITIES, stamp.reality());
    // Set where the source vouches otherwise than is usual: so old records read as they were meant.
    int unusual = stamp.source().vouches() == stamp.source().trust().trusted() ? 0 : 1;
    to.one((byte) (mode | trust << 1 | reality << 4 | unusual << 7));
    to.signed(stamp.at().toEpochMilli() - now).signed(stamp.recordedAt().toEpochMilli() - now);
    EntityCodec.write(stamp.entity(), to);
    Source source = stamp.source();
    to.unsigned(source.number()).text(source.name()).text(source.store()).text(source.channel());
    Map<String, Boolean> consent = stamp.consent().categories();
    to.unsigned(consent.size());
    consent.forEach((category, given) -> to.text(category).flag(given));
  }

  static Stamp read(Unpacker from, Strand strand, Instant now, long position) {
    int flags = from.one();
    Instant at = now.plusMillis(from.signed());
    Instant recordedAt = now.plusMillis(from.signed());
    EntityId entity = EntityCodec.read(from);
    int number = from.count();
    Trust trust = TRUSTS[flags >> 1 & 7];
    boolean vouches = trust.trusted() != ((flags >> 7 & 1) == 1);
    var source = new Source(number, from.text(), trust, from.text(), from.text(), vouches);
    int said = from.count();
    var consent = new TreeMap<String, Boolean>();
    for (int i = 0; i < said; i++) {
      consent.put(from.text(), from.flag());
    }
    Mode mode = (flags & 1) == 1 ? Mode.HISTORY : Mode.LIVE;
    return new Stamp(
        position,
        at,
        recordedAt,
        now,
        mode,
        strand,
        entity,
        source,
        consent.isEmpty() ? Consent.UNSAID : new Consent(consent),
        REALITIES[flags >> 4 & 7]);
  }

  private static <T extends Enum<T>> int place(T[] order, T value) {
    for (int i = 0; i < order.length; i++) {
      if (order[i].equals(value)) {
        return i;
      }
    }
    throw new IllegalStateException("no place for " + value);
  }
}
