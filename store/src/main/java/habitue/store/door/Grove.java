package habitue.store.door;

import habitue.store.door.Party.Member;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Cuts and grafts the trees of strands that customers are. Pure. */
final class Grove {
  private Grove() {}

  /**
   * The members of both: the graft's tree is turned to hang by {@code by} from {@code onto}.
   *
   * @param at the position of the join, from which the grafted ones belong here
   */
  static List<Member> graft(List<Member> trunk, long onto, List<Member> graft, long by, long at) {
    Map<Long, Long> parents = new HashMap<>();
    graft.forEach(member -> parents.put(member.strand(), member.parent()));
    Map<Long, Long> turned = new HashMap<>();
    long parent = onto;
    long each = by;
    while (each != 0) {
      turned.put(each, parent);
      parent = each;
      each = parents.getOrDefault(each, 0L);
    }
    var joined = new ArrayList<>(trunk);
    for (Member member : graft) {
      joined.add(member.under(turned.getOrDefault(member.strand(), member.parent()), at));
    }
    return joined;
  }

  /** The two sides of a split: what leaves, and what stays. */
  record Cut(List<Member> leaving, List<Member> staying) {}

  /**
   * Cuts a strand off, with those that came in only through it. The root leaves alone: the others
   * then hang from the oldest of those that hung from it.
   */
  static Cut cut(List<Member> members, long strand, long at) {
    boolean root = members.stream().anyMatch(each -> each.strand() == strand && each.parent() == 0);
    Set<Long> leaving = root ? Set.of(strand) : below(members, strand);
    var off = new ArrayList<Member>();
    var staying = new ArrayList<Member>();
    for (Member member : members) {
      boolean leaves = leaving.contains(member.strand());
      long[] apart = with(member.apart(), at * 2 + (leaves ? 1 : 0));
      Member marked = member.marked(apart);
      if (leaves) {
        off.add(member.strand() == strand ? marked.under(0, at) : marked);
      } else {
        staying.add(marked);
      }
    }
    return new Cut(off, root ? rooted(staying, strand, at) : staying);
  }

  /**
   * Parts some strands from the others; each side hangs from its oldest where it hung from none.
   */
  static Cut part(List<Member> members, Set<Long> strands, long at) {
    var off = new ArrayList<Member>();
    var staying = new ArrayList<Member>();
    for (Member member : members) {
      boolean leaves = strands.contains(member.strand());
      Member marked = member.marked(with(member.apart(), at * 2 + (leaves ? 1 : 0)));
      (leaves ? off : staying).add(marked);
    }
    return new Cut(gathered(off, at), gathered(staying, at));
  }

  private static List<Member> gathered(List<Member> members, long at) {
    Set<Long> here = members.stream().map(Member::strand).collect(Collectors.toSet());
    long root =
        members.stream()
            .filter(member -> !here.contains(member.parent()))
            .mapToLong(Member::strand)
            .min()
            .orElse(0);
    return members.stream()
        .map(member ->
            here.contains(member.parent())
                ? member
                : member.under(member.strand() == root ? 0 : root, at))
        .toList();
  }

  private static Set<Long> below(List<Member> members, long strand) {
    Set<Long> below = new LinkedHashSet<>();
    below.add(strand);
    boolean grew = true;
    while (grew) {
      grew = false;
      for (Member member : members) {
        grew |= below.contains(member.parent()) && below.add(member.strand());
      }
    }
    return below;
  }

  private static List<Member> rooted(List<Member> members, long formerRoot, long at) {
    long heir =
        members.stream()
            .filter(member -> member.parent() == formerRoot)
            .mapToLong(Member::strand)
            .min()
            .orElse(0);
    return members.stream()
        .map(member ->
            member.parent() != formerRoot
                ? member
                : member.under(member.strand() == heir ? 0 : heir, at))
        .toList();
  }

  private static long[] with(long[] marks, long mark) {
    long[] more = Arrays.copyOf(marks, marks.length + 1);
    more[marks.length] = mark;
    return more;
  }
}
