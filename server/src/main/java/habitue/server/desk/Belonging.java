package habitue.server.desk;

import habitue.engine.customer.CustomerState;
import habitue.engine.identify.KnownIdentifier;
import habitue.model.CustomerId;
import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.server.console.view.Identity;
import habitue.server.desk.Provenance.Joined;
import habitue.server.desk.Provenance.Told;
import habitue.store.Reader;
import habitue.store.door.LookUp;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which names, traits and joins are someone's, and what can be separated. */
final class Belonging {
  private static final int OTHERS = 5;

  private final Reader reader;
  private final Keys keys;

  Belonging(Reader reader, Keys keys) {
    this.reader = reader;
    this.keys = keys;
  }

  Identity of(CustomerState state, Provenance provenance) {
    Map<Identifier, LookUp.StrandInfo> strands = strands(state);
    boolean several = reader.identities().strands(state.id()).size() > 1;
    List<Identity.Identifier> identifiers =
        own(state)
            .map(known ->
                identifier(known, provenance, several && strands.containsKey(known.identifier())))
            .toList();
    return new Identity(
        identifiers, traits(state, provenance), consents(state), joins(strands, provenance));
  }

  private static List<Identity.Consent> consents(CustomerState state) {
    return state.consents().agreements().stream()
        .map(each ->
            new Identity.Consent(
                each.purpose(),
                each.channel(),
                each.stance(),
                each.said().at(),
                each.said().source(),
                each.said().wording(),
                each.said().proof()))
        .toList();
  }

  String key(Identifier identifier) {
    return keys.name(
        "identifier", identifier.type().wireName(), identifier.value(), identifier.store());
  }

  /** The identifier of a key, where it is this person's. */
  Optional<Identifier> find(CustomerState state, String key) {
    return state.profile().identifiers().stream()
        .map(KnownIdentifier::identifier)
        .filter(identifier -> key(identifier).equals(key))
        .findFirst();
  }

  /** Strongest first. A name that events of theirs carry may have become someone else's. */
  Stream<KnownIdentifier> own(CustomerState state) {
    return state.profile().identifiers().stream()
        .filter(known -> !elsewhere(known, state.id()))
        .sorted(Comparator.comparing(known -> known.identifier().type()));
  }

  Identity.Identifier identifier(KnownIdentifier known, Provenance provenance, boolean separable) {
    Identifier identifier = known.identifier();
    return new Identity.Identifier(
        key(identifier),
        identifier.type().wireName(),
        identifier.value(),
        known.verified(),
        known.firstSeen(),
        provenance.source(known.source()),
        separable);
  }

  private boolean elsewhere(KnownIdentifier known, CustomerId id) {
    boolean unverified =
        known.identifier().type().strength() == IdentifierType.Strength.MEDIUM && !known.verified();
    return !unverified
        && reader.resolve(known.identifier()).filter(owner -> !owner.equals(id)).isPresent();
  }

  private Map<Identifier, LookUp.StrandInfo> strands(CustomerState state) {
    List<Identifier> identifiers =
        state.profile().identifiers().stream().map(KnownIdentifier::identifier).toList();
    return reader.identities().strands(state.id(), identifiers);
  }

  private static List<Identity.Trait> traits(CustomerState state, Provenance provenance) {
    return state.profile().traits().entrySet().stream()
        .filter(entry -> entry.getValue().present())
        .map(entry -> {
          var trait = entry.getValue();
          String value = Texts.of(trait.value());
          Told told = provenance.at(trait.position());
          return new Identity.Trait(
              entry.getKey(),
              value,
              trait.at(),
              told == null ? provenance.source(trait.source()) : told.source().name(),
              told == null ? "" : told.event(),
              trait.said(),
              others(provenance.values(entry.getKey()), value));
        })
        .toList();
  }

  private static List<String> others(List<String> values, String value) {
    return values.stream()
        .filter(other -> !other.equals(value) && !other.isBlank())
        .limit(OTHERS)
        .toList();
  }

  /** Those that still hold, the newest first. */
  private List<Identity.Join> joins(
      Map<Identifier, LookUp.StrandInfo> strands, Provenance provenance) {
    return provenance.joins().stream()
        .map(join -> join(join, strands, provenance))
        .filter(Objects::nonNull)
        .sorted(Comparator.comparing(Identity.Join::at).reversed())
        .toList();
  }

  private Identity.@Nullable Join join(
      Joined join, Map<Identifier, LookUp.StrandInfo> strands, Provenance provenance) {
    for (var each : strands.entrySet()) {
      LookUp.StrandInfo info = each.getValue();
      if (info.strand().number() == join.by() && info.parent() != 0) {
        Identifier identifier = each.getKey();
        String author = join.body().author();
        return new Identity.Join(
            join.stamp().at(),
            key(identifier),
            identifier.type().wireName(),
            identifier.value(),
            join.body().reason(),
            author.isBlank() ? null : author,
            provenance.events(join));
      }
    }
    return null;
  }
}
