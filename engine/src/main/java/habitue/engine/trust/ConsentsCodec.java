package habitue.engine.trust;

import habitue.engine.Packing;
import habitue.engine.trust.Consents.Restriction;
import habitue.model.Packer;
import habitue.model.Unpacker;

/** Packs consents. */
public final class ConsentsCodec {
  private static final int VERSION = 2;
  private static final Stance[] STANCES = {
    Stance.ASKED, Stance.GIVEN, Stance.CONFIRMED, Stance.REFUSED, Stance.WITHDRAWN
  };

  private ConsentsCodec() {}

  public static byte[] write(Consents consents) {
    var to = new Packer().one((byte) VERSION);
    Packing.list(consents.agreements(), to, ConsentsCodec::agreement);
    to.unsigned(consents.read());
    Packing.orNull(consents.restriction(), to, ConsentsCodec::restriction);
    return to.instantOrNull(consents.ofAge()).flag(consents.grown()).bytes();
  }

  public static Consents read(byte[] bytes) {
    var from = new Unpacker(bytes);
    Packing.version(from, VERSION);
    return new Consents(
        Packing.list(from, ConsentsCodec::agreement),
        from.count(),
        Packing.orNull(from, ConsentsCodec::restriction),
        from.instantOrNull(),
        from.flag());
  }

  private static void agreement(Agreement agreement, Packer to) {
    Statement said = agreement.said();
    to.text(agreement.purpose()).text(agreement.channel()).one((byte) place(said.stance()));
    to.text(said.basis()).instant(said.at()).instant(said.statedAt()).text(said.source());
    to.text(said.wording()).text(said.proof()).unsigned(said.position());
    to.instantOrNull(agreement.deniedAt()).instantOrNull(agreement.grantedFrom());
    to.instantOrNull(agreement.grantedLast());
  }

  private static Agreement agreement(Unpacker from) {
    String purpose = from.text();
    String channel = from.text();
    Stance stance = STANCES[from.one()];
    var said =
        new Statement(
            stance,
            from.text(),
            from.instant(),
            from.instant(),
            from.text(),
            from.text(),
            from.text(),
            from.unsigned());
    return new Agreement(
        purpose, channel, said, from.instantOrNull(), from.instantOrNull(), from.instantOrNull());
  }

  private static void restriction(Restriction restriction, Packer to) {
    to.unsigned(restriction.position()).instant(restriction.at());
    to.text(restriction.author()).text(restriction.reason());
  }

  private static Restriction restriction(Unpacker from) {
    return new Restriction(from.unsigned(), from.instant(), from.text(), from.text());
  }

  private static int place(Stance stance) {
    for (int i = 0; i < STANCES.length; i++) {
      if (STANCES[i] == stance) {
        return i;
      }
    }
    throw new IllegalStateException("no place for " + stance);
  }
}
