package habitue.engine.identify;

import habitue.engine.Packing;
import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.model.Packer;
import habitue.model.Trust;
import habitue.model.Unpacker;
import habitue.model.Value;
import habitue.model.ValueCodec;
import java.time.Instant;
import java.time.LocalDate;
import java.util.SortedMap;
import java.util.TreeMap;

/** Packs profiles. */
public final class ProfileCodec {
  private static final int VERSION = 2;

  private ProfileCodec() {}

  public static byte[] write(Profile profile) {
    var to = new Packer().one((byte) VERSION);
    Packing.list(profile.identifiers(), to, ProfileCodec::identifier);
    to.unsigned(profile.droppedIdentifiers());
    to.unsigned(profile.traits().size());
    profile.traits().forEach((name, trait) -> trait(name, trait, to));
    to.unsigned(profile.ignoredTraits()).unsigned(profile.refusedTraits());
    return to.instantOrNull(profile.knownSince()).bytes();
  }

  public static Profile read(byte[] bytes) {
    var from = new Unpacker(bytes);
    int version = Packing.version(from, VERSION);
    return new Profile(
        Packing.list(from, ProfileCodec::identifier),
        from.unsigned(),
        traits(from, version),
        from.unsigned(),
        from.unsigned(),
        from.instantOrNull());
  }

  private static void identifier(KnownIdentifier known, Packer to) {
    Identifier identifier = known.identifier();
    to.text(identifier.type().wireName()).text(identifier.value()).text(identifier.store());
    to.flag(known.verified()).instant(known.firstSeen());
    to.signed(known.lastDay().toEpochDay()).signed(known.source());
  }

  private static KnownIdentifier identifier(Unpacker from) {
    IdentifierType type = IdentifierType.named(from.text()).orElseThrow();
    var identifier = new Identifier(type, from.text(), from.text());
    boolean verified = from.flag();
    Instant firstSeen = from.instant();
    return new KnownIdentifier(
        identifier, verified, firstSeen, LocalDate.ofEpochDay(from.signed()), (int) from.signed());
  }

  private static void trait(String name, Trait trait, Packer to) {
    to.text(name);
    ValueCodec.write(trait.value(), to);
    to.instant(trait.at()).instant(trait.statedAt()).signed(trait.source());
    to.one(code(trait.trust())).unsigned(trait.position()).flag(trait.said());
  }

  private static SortedMap<String, Trait> traits(Unpacker from, int version) {
    var traits = new TreeMap<String, Trait>();
    int count = from.count();
    for (int i = 0; i < count; i++) {
      traits.put(from.text(), trait(from, version));
    }
    return traits;
  }

  private static Trait trait(Unpacker from, int version) {
    Value value = ValueCodec.read(from);
    Instant at = from.instant();
    Instant statedAt = from.instant();
    int source = (int) from.signed();
    Trust trust = trust(from.one());
    return new Trait(
        value, at, statedAt, source, trust, from.unsigned(), version >= 2 && from.flag());
  }

  /** Fixed for ever. */
  private static byte code(Trust trust) {
    return switch (trust) {
      case BROWSER -> 0;
      case SERVER -> 1;
      case IMPORT -> 2;
      case CONSOLE -> 3;
    };
  }

  private static Trust trust(byte code) {
    return switch (code) {
      case 0 -> Trust.BROWSER;
      case 1 -> Trust.SERVER;
      case 2 -> Trust.IMPORT;
      case 3 -> Trust.CONSOLE;
      default -> throw new IllegalStateException("unknown packed trust: " + code);
    };
  }
}
