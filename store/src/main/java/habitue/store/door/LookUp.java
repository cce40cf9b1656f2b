package habitue.store.door;

import habitue.model.CustomerId;
import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.model.Strand;
import habitue.store.disk.Disk;
import habitue.store.disk.Keys;
import habitue.store.disk.Table;
import habitue.store.door.Party.Member;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what the door decided about identity, as it is on disk. For any thread. */
public final class LookUp {
  private final Disk disk;
  private final Tokens tokens;

  public LookUp(Disk disk, Tokens tokens) {
    this.disk = disk;
    this.tokens = tokens;
  }

  /**
   * A strand of a customer.
   *
   * @param parent the strand it came with; 0 for the first
   * @param since the position it came to this customer at
   */
  public record StrandInfo(Strand strand, long parent, IdentifierType type, long since) {}

  /** Who may be the same person, and the kind of identifier they share. */
  public record Suspected(CustomerId customer, IdentifierType shared) {}

  /** Whom an identifier stands for now; empty for unknown and for closed weak ones. */
  public Optional<CustomerId> resolve(Identifier identifier) {
    byte[] bytes = entry(identifier);
    if (bytes == null) {
      return Optional.empty();
    }
    Entry entry = Entry.of(bytes);
    return entry.closed() ? Optional.empty() : owner(entry.strand());
  }

  /** Phones said as {@code 0033…} were once filed as they were said. */
  private byte @Nullable [] entry(Identifier identifier) {
    byte[] bytes = disk.read(Table.DIRECTORY, tokens.of(identifier).key());
    boolean phone = identifier.type() == IdentifierType.PHONE && identifier.value().startsWith("+");
    if (bytes != null || !phone) {
      return bytes;
    }
    var asSaid = new Identifier(IdentifierType.PHONE, "00" + identifier.value().substring(1));
    return disk.read(Table.DIRECTORY, tokens.of(asSaid).key());
  }

  /** The customer an id ever given stands for now. */
  public Optional<CustomerId> resolve(CustomerId id) {
    return party(id).map(Party::id);
  }

  public List<StrandInfo> strands(CustomerId id) {
    return party(id).stream().flatMap(party -> party.members().stream()).map(LookUp::info).toList();
  }

  /**
   * The strands that identifiers opened in a customer; those without one of their own are left out.
   */
  public Map<Identifier, StrandInfo> strands(CustomerId id, Collection<Identifier> identifiers) {
    Map<Identifier, StrandInfo> found = new LinkedHashMap<>();
    party(id)
        .ifPresent(party -> {
          for (Identifier identifier : identifiers) {
            Token token = tokens.of(identifier);
            byte[] bytes = disk.read(Table.DIRECTORY, token.key());
            if (bytes != null) {
              party
                  .member(Entry.of(bytes).strand())
                  .filter(member -> member.token().equals(token))
                  .ifPresent(member -> found.put(identifier, info(member)));
            }
          }
        });
    return found;
  }

  public List<Suspected> suspected(CustomerId id) {
    Party party = party(id).orElse(null);
    if (party == null) {
      return List.of();
    }
    return party.suspected().stream()
        .flatMap(suspect ->
            owner(suspect.strand())
                .filter(other -> !other.equals(party.id()))
                .filter(other -> party(other).filter(party::apartFrom).isEmpty())
                .map(other -> new Suspected(other, suspect.shared()))
                .stream())
        .distinct()
        .toList();
  }

  /**
   * Who still has what an erasure took: on an older copy the same person, or one they were joined
   * with then.
   */
  public Map<CustomerId, Held> held(Erasure erasure) {
    Map<CustomerId, Held> held = new LinkedHashMap<>();
    for (Strand strand : erasure.strands()) {
      Party party = owner(strand).flatMap(this::party).orElse(null);
      if (party != null && !held.containsKey(party.id())) {
        Set<Long> theirs =
            party.members().stream()
                .filter(member -> erasure.hashes().contains(member.token()))
                .map(Member::strand)
                .filter(number -> erasure.strands().contains(new Strand(number)))
                .collect(Collectors.toSet());
        if (!theirs.isEmpty()) {
          held.put(party.id(), new Held(theirs, theirs.size() == party.members().size()));
        }
      }
    }
    return held;
  }

  /** Strands of an erasure that a customer has, and whether they have no others. */
  public record Held(Set<Long> strands, boolean all) {}

  /** Whether a trusted source or a signature named their userId. */
  public boolean proven(CustomerId id) {
    return party(id).filter(Party::guarded).isPresent();
  }

  /** Whether a split put the two on different sides. */
  public boolean apart(CustomerId one, CustomerId other) {
    Optional<Party> first = party(one);
    Optional<Party> second = party(other);
    return first.isPresent() && second.isPresent() && first.get().apartFrom(second.get());
  }

  /** The two sides of a split, if this identifier can be cut off. */
  public Optional<Sides> sides(CustomerId id, Identifier identifier) {
    Token token = tokens.of(identifier);
    byte[] bytes = disk.read(Table.DIRECTORY, token.key());
    Party party = party(id).orElse(null);
    if (bytes == null || party == null || party.members().size() < 2) {
      return Optional.empty();
    }
    long strand = Entry.of(bytes).strand();
    if (party.member(strand).filter(member -> member.token().equals(token)).isEmpty()) {
      return Optional.empty();
    }
    Grove.Cut cut = Grove.cut(party.members(), strand, 0);
    return Optional.of(new Sides(strands(cut.staying()), strands(cut.leaving())));
  }

  public record Sides(List<Strand> staying, List<Strand> leaving) {}

  /** The customer a strand belongs to. */
  public Optional<CustomerId> owner(Strand strand) {
    return owner(strand.number());
  }

  private Optional<CustomerId> owner(long strand) {
    byte[] bytes = disk.read(Table.OWNERS, Keys.of(new Strand(strand).slot(), strand));
    return bytes == null ? Optional.empty() : resolve(new CustomerId(Keys.number(bytes, 0)));
  }

  /** Whether an id stands for someone who was erased. */
  public boolean erased(CustomerId id) {
    return last(id).filter(Party::erased).isPresent();
  }

  private Optional<Party> party(CustomerId id) {
    return last(id).filter(party -> !party.erased());
  }

  private Optional<Party> last(CustomerId id) {
    Party party = read(id);
    while (party != null && party.gone()) {
      party = holder(party.forward());
    }
    return Optional.ofNullable(party);
  }

  private @Nullable Party holder(long strand) {
    byte[] bytes = disk.read(Table.OWNERS, Keys.of(new Strand(strand).slot(), strand));
    return bytes == null ? null : read(new CustomerId(Keys.number(bytes, 0)));
  }

  private @Nullable Party read(CustomerId id) {
    return Party.of(id, disk.read(Table.PEOPLE, Keys.of(id.slot(), id.number())));
  }

  private static List<Strand> strands(List<Member> members) {
    return members.stream().map(member -> new Strand(member.strand())).toList();
  }

  private static StrandInfo info(Member member) {
    return new StrandInfo(
        new Strand(member.strand()), member.parent(), member.type(), member.since());
  }
}
