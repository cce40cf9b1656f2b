package habitue.engine.trust;

import habitue.engine.Packing;
import habitue.engine.trust.Consents.Restriction;
import habitue.model.Packer;
import habitue.model.Unpacker;
import java.time.Instant;
import java.util.List;

/** Packs consents. */
public final class ConsentsCodec {
  private static final int VERSION = 3;
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
    int version = Packing.version(from, VERSION);
    return new Consents(
        Packing.list(from, packed -> agreement(packed, version)),
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
    to.one((byte) said.firmness().weight());
    Packing.list(agreement.answers(), to, ConsentsCodec::answers);
  }

  private static Agreement agreement(Unpacker from, int version) {
    String purpose = from.text();
    String channel = from.text();
    Stance stance = STANCES[from.one()];
    String basis = from.text();
    Instant at = from.instant();
    Instant statedAt = from.instant();
    String source = from.text();
    String wording = from.text();
    String proof = from.text();
    long position = from.unsigned();
    Firmness firmness = version < 3 ? Firmness.SPOKEN : Firmness.of(from.one());
    var said =
        new Statement(stance, firmness, basis, at, statedAt, source, wording, proof, position);
    List<Answers> answers =
        version < 3 ? unweighed(from) : Packing.list(from, ConsentsCodec::answers);
    return new Agreement(purpose, channel, said, answers);
  }

  /** Before they were weighed, any yes lifted any no: as a banner's or a consent event's would. */
  private static List<Answers> unweighed(Unpacker from) {
    Answers all = answers(from);
    var yes = new Answers(null, all.grantedFrom(), all.grantedLast());
    return List.of(yes, all, all, Answers.NONE);
  }

  private static void answers(Answers answers, Packer to) {
    to.instantOrNull(answers.deniedAt()).instantOrNull(answers.grantedFrom());
    to.instantOrNull(answers.grantedLast());
  }

  private static Answers answers(Unpacker from) {
    return new Answers(from.instantOrNull(), from.instantOrNull(), from.instantOrNull());
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
