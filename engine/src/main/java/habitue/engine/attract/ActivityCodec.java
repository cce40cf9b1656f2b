package habitue.engine.attract;

import habitue.engine.Packing;
import habitue.model.Packer;
import habitue.model.Unpacker;

/** Packs how a person comes, in two parts: what every event changes, and the visits that ended. */
public final class ActivityCodec {
  private static final int VERSION = 1;

  private ActivityCodec() {}

  public static byte[] write(Activity activity) {
    var to = new Packer().one((byte) VERSION);
    to.instantOrNull(activity.firstSeen()).instantOrNull(activity.lastSeen());
    to.instantOrNull(activity.lastContact());
    tally(activity.events(), to);
    Packing.list(activity.open(), to, ActivityCodec::open);
    to.unsigned(activity.visits());
    Packing.orNull(activity.first(), to, ActivityCodec::origin);
    Packing.orNull(activity.last(), to, ActivityCodec::origin);
    return to.bytes();
  }

  public static Activity read(byte[] bytes) {
    var from = new Unpacker(bytes);
    Packing.version(from, VERSION);
    return new Activity(
        from.instantOrNull(),
        from.instantOrNull(),
        from.instantOrNull(),
        tally(from),
        Packing.list(from, ActivityCodec::open),
        from.unsigned(),
        Packing.orNull(from, ActivityCodec::origin),
        Packing.orNull(from, ActivityCodec::origin));
  }

  public static byte[] write(Visits visits) {
    var to = new Packer().one((byte) VERSION);
    Packing.list(visits.kept(), to, ActivityCodec::visit);
    return to.unsigned(visits.dropped()).bytes();
  }

  public static Visits readVisits(byte[] bytes) {
    var from = new Unpacker(bytes);
    Packing.version(from, VERSION);
    return new Visits(Packing.list(from, ActivityCodec::visit), from.unsigned());
  }

  private static void tally(Tally tally, Packer to) {
    to.unsigned(tally.size());
    for (int i = 0; i < tally.size(); i++) {
      to.text(tally.name(i)).unsigned(tally.count(i));
    }
    to.unsigned(tally.others());
  }

  private static Tally tally(Unpacker from) {
    int size = from.count();
    var names = new String[size];
    var counts = new long[size];
    for (int i = 0; i < size; i++) {
      names[i] = from.text();
      counts[i] = from.unsigned();
    }
    return Tally.of(names, counts, from.unsigned());
  }

  private static void open(OpenVisit open, Packer to) {
    visit(open.visit(), to);
    to.instant(open.heardAt());
  }

  private static OpenVisit open(Unpacker from) {
    return new OpenVisit(visit(from), from.instant());
  }

  private static void visit(Visit visit, Packer to) {
    to.instant(visit.startedAt()).instant(visit.lastAt());
    to.unsigned(visit.events()).unsigned(visit.pages());
    touch(visit.touch(), to);
    to.text(visit.channel()).text(visit.store()).textOrNull(visit.device());
  }

  private static Visit visit(Unpacker from) {
    return new Visit(
        from.instant(),
        from.instant(),
        from.count(),
        from.count(),
        touch(from),
        from.text(),
        from.text(),
        from.textOrNull());
  }

  private static void touch(Touch touch, Packer to) {
    to.text(touch.source()).text(touch.medium()).textOrNull(touch.campaign());
    to.textOrNull(touch.term()).textOrNull(touch.content());
    to.textOrNull(touch.referrer()).textOrNull(touch.landing());
  }

  private static Touch touch(Unpacker from) {
    return new Touch(
        from.text(),
        from.text(),
        from.textOrNull(),
        from.textOrNull(),
        from.textOrNull(),
        from.textOrNull(),
        from.textOrNull());
  }

  private static void origin(Origin origin, Packer to) {
    to.instant(origin.at());
    touch(origin.touch(), to);
  }

  private static Origin origin(Unpacker from) {
    return new Origin(from.instant(), touch(from));
  }
}
