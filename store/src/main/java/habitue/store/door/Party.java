package habitue.store.door;

import habitue.model.CustomerId;
import habitue.model.IdentifierType;
import habitue.model.Packer;
import habitue.model.Strand;
import habitue.model.Unpacker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A customer as the door knows them: a tree of strands, each hanging from the one it came with, so
 * that undoing a join is cutting a branch. A customer joined into another keeps only a strand to
 * follow: whoever has that one now is who this id stands for.
 *
 * @param forward the strand to follow once joined into another; 0 while it lives; {@link #NOBODY}
 *     once the person is erased
 * @param suspected customers who may be the same person, by a strand of theirs and a reason
 * @param heard what an unsigned claim of a browser is judged by
 */
record Party(
    CustomerId id, List<Member> members, long forward, List<Suspect> suspected, Heard heard) {
  static final long NOBODY = Long.MAX_VALUE;
  static final int MOST_MEMBERS = 2_000;
  static final int MOST_SUSPECTS = 20;
  private static final int VERSION = 2;

  Party {
    members = List.copyOf(members);
    suspected = List.copyOf(suspected);
  }

  /**
   * @param parent the strand it hangs from; 0 for the root
   * @param since the position it came into this customer at
   * @param apart splits it was on a side of: twice the split's position, plus one for the part cut
   *     off
   */
  record Member(
      long strand, long parent, IdentifierType type, Token token, long since, long[] apart) {
    Member under(long newParent, long at) {
      return new Member(strand, newParent, type, token, at, apart);
    }

    Member marked(long[] marks) {
      return new Member(strand, parent, type, token, since, marks);
    }
  }

  /**
   * What was said of them so far.
   *
   * @param proven whether a trusted source or a signature named their userId
   * @param addressed whether anyone said an address of theirs, or a yes to be written to
   */
  record Heard(boolean proven, boolean addressed) {
    static final Heard NOTHING = new Heard(false, false);

    Heard and(Heard other) {
      return new Heard(proven || other.proven, addressed || other.addressed);
    }
  }

  /** Someone who may be the same: a strand of theirs, and the kind of identifier they share. */
  record Suspect(long strand, IdentifierType shared) {}

  static Party following(CustomerId id, long strand) {
    return new Party(id, List.of(), strand, List.of(), Heard.NOTHING);
  }

  /** What stays of an erased person: that there was one. */
  static Party erased(CustomerId id) {
    return new Party(id, List.of(), NOBODY, List.of(), Heard.NOTHING);
  }

  boolean erased() {
    return forward == NOBODY;
  }

  /** Whether it was joined into another. */
  boolean gone() {
    return forward != 0 && !erased();
  }

  /** The position of the last join or split it had a part in; 0 without one. */
  long regrouped() {
    long last = 0;
    for (Member member : members) {
      last = Math.max(last, member.since == member.strand ? 0 : member.since);
      for (long mark : member.apart) {
        last = Math.max(last, mark >> 1);
      }
    }
    return last;
  }

  boolean hasUserId() {
    return members.stream().anyMatch(member -> member.type == IdentifierType.USER_ID);
  }

  Optional<Member> member(long strand) {
    return members.stream().filter(member -> member.strand == strand).findFirst();
  }

  List<Strand> strands() {
    return members.stream().map(member -> new Strand(member.strand)).toList();
  }

  Party with(Member member) {
    var more = new ArrayList<>(members);
    more.add(member);
    return new Party(id, more, forward, suspected, heard);
  }

  Party having(List<Member> newMembers) {
    return new Party(id, newMembers, forward, suspected, heard);
  }

  Party suspecting(Suspect suspect) {
    if (suspected.contains(suspect) || suspected.size() >= MOST_SUSPECTS) {
      return this;
    }
    var more = new ArrayList<>(suspected);
    more.add(suspect);
    return new Party(id, members, forward, more, heard);
  }

  /** The same party where nothing of it is news. */
  Party hearing(Heard more) {
    Heard all = heard.and(more);
    return all.equals(heard) ? this : new Party(id, members, forward, suspected, all);
  }

  /** Whether only proof may bring in addresses and what was agreed to elsewhere. */
  boolean guarded() {
    return heard.proven && hasUserId();
  }

  /** Whether a split put the two on different sides. */
  boolean apartFrom(Party other) {
    for (Member mine : members) {
      for (long mark : mine.apart) {
        if (other.members.stream().anyMatch(theirs -> has(theirs.apart, mark ^ 1))) {
          return true;
        }
      }
    }
    return false;
  }

  static boolean has(long[] marks, long mark) {
    for (long each : marks) {
      if (each == mark) {
        return true;
      }
    }
    return false;
  }

  byte[] bytes() {
    var to = new Packer().one((byte) VERSION).unsigned(forward).unsigned(members.size());
    for (Member member : members) {
      to.unsigned(member.strand).unsigned(member.parent).unsigned(member.type.number());
      member.token.write(to);
      to.unsigned(member.since).unsigned(member.apart.length);
      for (long mark : member.apart) {
        to.unsigned(mark);
      }
    }
    to.unsigned(suspected.size());
    suspected.forEach(each -> to.unsigned(each.strand).unsigned(each.shared.number()));
    return to.flag(heard.proven).flag(heard.addressed).bytes();
  }

  static @Nullable Party of(CustomerId id, byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    var from = new Unpacker(bytes);
    boolean told = from.one() >= VERSION;
    long forward = from.unsigned();
    int count = from.count();
    var members = new ArrayList<Member>();
    for (int i = 0; i < count; i++) {
      members.add(member(from));
    }
    int suspects = from.count();
    var suspected = new ArrayList<Suspect>();
    for (int i = 0; i < suspects; i++) {
      suspected.add(new Suspect(from.unsigned(), IdentifierType.numbered(from.count())));
    }
    // Of those written before it was noted, the worse is taken to be so.
    Heard heard = new Heard(!told || from.flag(), !told || from.flag());
    return new Party(id, members, forward, suspected, heard);
  }

  private static Member member(Unpacker from) {
    long strand = from.unsigned();
    long parent = from.unsigned();
    IdentifierType type = IdentifierType.numbered(from.count());
    Token token = Token.read(from);
    long since = from.unsigned();
    long[] apart = new long[from.count()];
    for (int i = 0; i < apart.length; i++) {
      apart[i] = from.unsigned();
    }
    return new Member(strand, parent, type, token, since, apart);
  }
}
