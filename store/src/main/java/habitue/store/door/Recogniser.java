package habitue.store.door;

import habitue.model.Body.Change;
import habitue.model.CustomerId;
import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.model.Strand;
import habitue.store.disk.Batch;
import habitue.store.door.Party.Heard;
import habitue.store.door.Party.Member;
import habitue.store.door.Party.Suspect;
import habitue.store.journal.StrandKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides whom an event is of, once, when it comes.
 *
 * <p>An event is filed under the strand of its strongest identifier. The others it names then
 * belong to the same customer, by these rules. Nothing but a command or {@code alias} ever puts two
 * userIds in one person. A weak identifier belongs to its first claimant; a second claim closes it.
 * A vouched-for e-mail, phone or card joins its customer, unless that would put two userIds
 * together: then each is noted as perhaps the same. What a split told apart stays apart. An
 * identifier that came with more than 50 others joins nothing any more.
 *
 * <p>What comes without proof joins nobody who was told addresses or a yes, by anyone, to a person
 * whose userId is proven: whoever made the past up could then be written to in that person's place.
 */
@SuppressWarnings("ReferenceEquality") // Asks whether it is the very same object.
final class Recogniser {
  private final Directory directory;
  private final StrandKeys keys;
  private long customers;

  Recogniser(Directory directory, StrandKeys keys) {
    this.directory = directory;
    this.keys = keys;
  }

  /** How many customers there are, joined ones counted once. */
  long customers() {
    return customers;
  }

  /** Sets the count to what is on disk, at the start and after a batch that did not land. */
  void customers(long count) {
    customers = count;
  }

  /** Where an event goes, and which customers it made one on its way. */
  record Decision(Strand strand, CustomerId customer, List<Regrouping> joins) {}

  /**
   * Files an event under the names it comes with.
   *
   * @param numbers gives new strands their numbers
   */
  Decision recognise(Naming naming, LongSupplier numbers, Batch batch) {
    var event = new Recognition(naming, numbers, batch);
    event.meetPartners();
    event.file();
    naming.names().stream().skip(1).forEach(event::claim);
    if (naming.previous() != null) {
      event.alias(naming.previous());
    }
    if (naming.rival() != null) {
      event.doubt(naming.rival());
    }
    event.hear();
    return event.decision();
  }

  /** Whether one of the names is of someone whose userId is proven. */
  boolean guarded(List<Named> names) {
    return names.stream()
        .map(name -> directory.entry(name.token()))
        .anyMatch(
            entry -> entry != null && !entry.closed() && directory.owner(entry.strand()).guarded());
  }

  /**
   * Joins two living customers by hand. What told them apart stays on their strands: it says no
   * more between the two, but still tells either from others.
   */
  Regrouping join(Party one, Party other, String reason, LongSupplier numbers, Batch batch) {
    long at = numbers.getAsLong();
    Party winner = winner(one, other);
    Party loser = winner == one ? other : one;
    Member root = root(loser);
    return graft(
        new Graft(
            winner,
            root(winner).strand(),
            loser,
            root.strand(),
            reason,
            naming(root.type(), root.strand())),
        at,
        batch);
  }

  /**
   * Cuts an identifier's part off; empty where the identifier has no strand of its own in this
   * customer, or is all there is of it.
   */
  Optional<Regrouping> split(Party party, Named named, LongSupplier numbers, Batch batch) {
    Entry entry = directory.entry(named.token());
    if (entry == null || party.members().size() < 2) {
      return Optional.empty();
    }
    Optional<Member> member =
        party.member(entry.strand()).filter(each -> each.token().equals(named.token()));
    if (member.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(cut(party, named, entry.strand(), numbers, batch));
  }

  private Regrouping cut(Party party, Named named, long strand, LongSupplier numbers, Batch batch) {
    long at = numbers.getAsLong();
    Grove.Cut cut = Grove.cut(party.members(), strand, at);
    CustomerId taker = returning(strand).orElse(new CustomerId(at));
    Party rest = party.having(cut.staying());
    customers++;
    Party leaving = new Party(taker, cut.leaving(), 0, List.of(), party.heard());
    directory.put(rest, batch);
    directory.put(leaving, batch);
    leaving.members().forEach(member -> directory.own(member.strand(), taker, batch));
    return new Regrouping(
        Change.SPLIT,
        party.id(),
        taker,
        leaving.strands(),
        leaving.strands(),
        "by-hand",
        naming(named.type(), strand),
        new Strand(root(rest).strand()),
        new Strand(strand));
  }

  /** Cuts off the strands that were another's by the time that one was erased. */
  Regrouping cutOff(Party party, Set<Long> strands, LongSupplier numbers, Batch batch) {
    long at = numbers.getAsLong();
    Grove.Cut cut = Grove.part(party.members(), strands, at);
    var taker = new CustomerId(at);
    Party rest = party.having(cut.staying());
    Party leaving = new Party(taker, cut.leaving(), 0, List.of(), party.heard());
    customers++;
    directory.put(rest, batch);
    directory.put(leaving, batch);
    leaving.members().forEach(member -> directory.own(member.strand(), taker, batch));
    Member root = root(leaving);
    return new Regrouping(
        Change.SPLIT,
        party.id(),
        taker,
        leaving.strands(),
        leaving.strands(),
        "erased",
        naming(root.type(), root.strand()),
        new Strand(root(rest).strand()),
        new Strand(root.strand()));
  }

  /**
   * A strand's own number was or could be its customer's: who comes back gets it, if it is free.
   */
  private Optional<CustomerId> returning(long strand) {
    var id = new CustomerId(strand);
    Party former = directory.party(id);
    return former == null || former.gone() ? Optional.of(id) : Optional.empty();
  }

  /** A join as decided: the loser's tree is to hang by one strand from one of the winner's. */
  private record Graft(
      Party winner, long onto, Party loser, long by, String reason, Identifier identifier) {}

  private Regrouping graft(Graft graft, long at, Batch batch) {
    Party winner = graft.winner;
    Party loser = graft.loser;
    customers--;
    List<Member> members = Grove.graft(winner.members(), graft.onto, loser.members(), graft.by, at);
    Heard heard = winner.heard().and(loser.heard());
    Party union = new Party(winner.id(), members, 0, winner.suspected(), heard);
    for (Suspect suspect : loser.suspected()) {
      union = union.suspecting(suspect);
    }
    directory.put(union, batch);
    directory.put(Party.following(loser.id(), root(loser).strand()), batch);
    loser.members().forEach(member -> directory.own(member.strand(), winner.id(), batch));
    return new Regrouping(
        Change.JOIN,
        loser.id(),
        winner.id(),
        loser.strands(),
        union.strands(),
        graft.reason,
        graft.identifier,
        new Strand(graft.by),
        new Strand(graft.onto));
  }

  /** Who has a userId stays; else who was seen first. */
  private static Party winner(Party one, Party other) {
    if (one.hasUserId() != other.hasUserId()) {
      return one.hasUserId() ? one : other;
    }
    return one.id().number() < other.id().number() ? one : other;
  }

  private static Member root(Party party) {
    return party.members().stream()
        .filter(member -> member.parent() == 0)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(party.id() + " has no root"));
  }

  // Who is told apart again may be erased, and the other's record stays: so a name is told by the
  // strand it opened, never by its value.
  private static Identifier naming(IdentifierType type, long strand) {
    return new Identifier(type, "#" + Long.toString(strand, 36));
  }

  /** One event being recognised. */
  private final class Recognition {
    private final Naming naming;
    private final List<Named> names;
    private final Named first;
    private final LongSupplier numbers;
    private final Batch batch;
    private final List<Regrouping> joins = new ArrayList<>();
    private long strand;

    Recognition(Naming naming, LongSupplier numbers, Batch batch) {
      this.naming = naming;
      this.names = naming.names();
      this.first = names.getFirst();
      this.numbers = numbers;
      this.batch = batch;
    }

    Decision decision() {
      return new Decision(new Strand(strand), directory.owner(strand).id(), joins);
    }

    /** Each identifier remembers which others it came with. */
    void meetPartners() {
      if (names.size() < 2) {
        return;
      }
      for (Named named : names) {
        Entry entry = directory.entry(named.token());
        Entry met = entry == null ? null : met(named, entry);
        if (met != null && met != entry) {
          directory.put(named.token(), met, batch);
        }
      }
    }

    void file() {
      Entry entry = directory.entry(first.token());
      if (entry != null && !entry.closed()) {
        strand = entry.strand();
        return;
      }
      Named host = entry == null || !entry.crowded() ? host() : null;
      strand = host == null ? alone(first, entry) : beside(host, entry);
    }

    /** A customer already known by another of the names, who may take the new identifier in. */
    private @Nullable Named host() {
      for (Named named : names.subList(1, names.size())) {
        Entry entry = directory.entry(named.token());
        if (entry != null && mayHost(named, entry)) {
          return named;
        }
      }
      return null;
    }

    private boolean mayHost(Named named, Entry entry) {
      if (entry.closed() || entry.crowded() || named.weak() && entry.claimant() != 0) {
        return false;
      }
      Party party = directory.owner(entry.strand());
      return party.members().size() < Party.MOST_MEMBERS
          && !(first.type() == IdentifierType.USER_ID && party.hasUserId());
    }

    private long beside(Named host, @Nullable Entry former) {
      Entry entry = entryOf(host);
      Party party = directory.owner(entry.strand());
      long fresh = fresh(first, former, 0);
      hang(fresh, first, entry.strand(), party);
      if (host.weak()) {
        directory.put(host.token(), entry.claimedBy(fresh), batch);
      }
      return fresh;
    }

    private long alone(Named named, @Nullable Entry former) {
      long fresh = fresh(named, former, 0);
      var id = new CustomerId(fresh);
      customers++;
      var root = new Member(fresh, 0, named.type(), named.token(), fresh, new long[0]);
      directory.put(new Party(id, List.of(root), 0, List.of(), naming.heard()), batch);
      directory.own(fresh, id, batch);
      return fresh;
    }

    private long fresh(Named named, @Nullable Entry former, long claimant) {
      long number = numbers.getAsLong();
      keys.create(new Strand(number), batch);
      Entry entry = Entry.open(named.type(), number, claimant);
      if (former != null) {
        entry = new Entry(named.type(), number, claimant, false, former.partners());
      }
      directory.put(named.token(), met(named, entry), batch);
      return number;
    }

    private void hang(long fresh, Named named, long parent, Party party) {
      directory.put(
          party.with(new Member(fresh, parent, named.type(), named.token(), fresh, new long[0])),
          batch);
      directory.own(fresh, party.id(), batch);
    }

    /** What the event adds to how they are judged. */
    void hear() {
      Party party = directory.owner(strand);
      Party hearing = party.hearing(naming.heard());
      if (hearing != party) {
        directory.put(hearing, batch);
      }
    }

    /** Another name of the same event. */
    void claim(Named named) {
      Entry entry = directory.entry(named.token());
      Party party = directory.owner(strand);
      if (entry == null) {
        claimNew(named, party);
        return;
      }
      if (entry.closed()) {
        return;
      }
      Party other = directory.owner(entry.strand());
      if (other.id().equals(party.id())) {
        if (named.weak() && entry.claimant() == 0 && entry.strand() != strand) {
          directory.put(named.token(), entry.claimedBy(strand), batch);
        }
      } else if (!entry.crowded() && !entryOf(first).crowded()) {
        claimOthers(named, entry, party, other);
      }
    }

    private void claimNew(Named named, Party party) {
      if (named.type() == IdentifierType.ORDER_ID) {
        directory.put(named.token(), Entry.open(named.type(), strand, strand), batch);
      } else if (party.members().size() < Party.MOST_MEMBERS && !entryOf(first).crowded()) {
        long fresh = fresh(named, null, named.weak() ? strand : 0);
        hang(fresh, named, strand, party);
      }
    }

    private void claimOthers(Named named, Entry entry, Party party, Party other) {
      boolean bothNamed = party.hasUserId() && other.hasUserId();
      if (named.type() == IdentifierType.ORDER_ID) {
        claimOrder(named, entry, party, other);
        return;
      }
      boolean taken =
          named.weak()
              && entry.claimant() != 0
              && !directory.owner(entry.claimant()).id().equals(party.id());
      if (taken || named.weak() && bothNamed && !party.apartFrom(other)) {
        directory.put(named.token(), entry.close(), batch);
      } else if (!party.apartFrom(other)) {
        joinOrSuspect(named, entry, party, other, bothNamed);
      }
    }

    /**
     * Its number stays with whoever placed it first, but for one who is told by it who they are: a
     * guest and a user whose order is the same.
     */
    private void claimOrder(Named named, Entry entry, Party party, Party other) {
      boolean free = entry.claimant() == 0;
      boolean guest = entry.claimant() == entry.strand() && party.hasUserId() != other.hasUserId();
      if (party.apartFrom(other) || !free && !naming.placing()) {
        return;
      }
      if (free || guest) {
        joinOrSuspect(named, entry, party, other, party.hasUserId() && other.hasUserId());
      } else {
        suspect(named, entry, party, other);
      }
    }

    private void joinOrSuspect(
        Named named, Entry entry, Party party, Party other, boolean bothNamed) {
      if (bothNamed || tooMany(party, other) || naming.unsafe(party, other)) {
        suspect(named, entry, party, other);
        return;
      }
      Identifier naming = naming(named.type(), entry.strand());
      join(party, strand, other, entry.strand(), reason(named), naming);
      if (named.weak()) {
        directory.put(named.token(), entry.claimedBy(strand), batch);
      }
    }

    void alias(Named previous) {
      Entry entry = directory.entry(previous.token());
      if (entry == null) {
        claimNew(previous, directory.owner(strand));
        return;
      }
      Party party = directory.owner(strand);
      Party other = directory.owner(entry.strand());
      if (other.id().equals(party.id())) {
        return;
      }
      if (party.apartFrom(other) || tooMany(party, other)) {
        suspect(previous, entry, party, other);
      } else {
        Identifier naming = naming(previous.type(), entry.strand());
        join(party, strand, other, entry.strand(), "alias", naming);
      }
    }

    /** A userId that news of the buyer's order came with. */
    void doubt(Named rival) {
      Entry entry = directory.entry(rival.token());
      Party party = directory.owner(strand);
      Party other = entry == null ? party : directory.owner(entry.strand());
      if (entry != null && !other.id().equals(party.id()) && !party.apartFrom(other)) {
        suspect(first, entry, party, other);
      }
    }

    private void join(
        Party party, long mine, Party other, long theirs, String reason, Identifier identifier) {
      boolean here = winner(party, other) == party;
      var graft =
          here
              ? new Graft(party, mine, other, theirs, reason, identifier)
              : new Graft(other, theirs, party, mine, reason, identifier);
      joins.add(graft(graft, numbers.getAsLong(), batch));
    }

    private void suspect(Named named, Entry entry, Party party, Party other) {
      directory.put(party.suspecting(new Suspect(entry.strand(), named.type())), batch);
      directory.put(other.suspecting(new Suspect(strand, named.type())), batch);
    }

    private boolean tooMany(Party party, Party other) {
      return party.members().size() + other.members().size() > Party.MOST_MEMBERS;
    }

    private Entry met(Named named, Entry entry) {
      Entry met = entry;
      for (Named other : names) {
        if (other != named && other.countsAsPartner() && named.countsAsPartner()) {
          met = met.withPartner(other.token());
        }
      }
      return met;
    }

    private Entry entryOf(Named named) {
      Entry entry = directory.entry(named.token());
      if (entry == null) {
        throw new IllegalStateException("an identifier lost its entry");
      }
      return entry;
    }

    private String reason(Named named) {
      return "same-" + named.type().wireName();
    }
  }
}
