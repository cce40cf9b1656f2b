package habitue.engine.reward.ledger;

import habitue.model.Strand;
import java.util.List;

/*
 * An award has the name of its order, and one order may have been told of two people. Once they are
 * joined, both awards lie in one ledger. From then on each has the number of its strand before its name:
 * a plain name in a posting is of before, and means the award of the posting's own strand. Told apart
 * again, each is alone and has its plain name; its longer one still means it. No rule's name has a
 * tilde, so that no award is taken for another's twin.
 */

/** Awards of one name that several people had before they were joined. */
final class Twins {
  private static final char MARK = '~';

  private Twins() {}

  static String named(String award, Strand strand) {
    return Long.toString(strand.number()) + MARK + award;
  }

  /** What an award is called as it is granted. */
  static String award(String lot) {
    int digits = 0;
    while (digits < lot.length() && Character.isDigit(lot.charAt(digits))) {
      digits++;
    }
    boolean twin = digits > 0 && digits < lot.length() && lot.charAt(digits) == MARK;
    return twin ? lot.substring(digits + 1) : lot;
  }

  /**
   * Where a lot is that has another name here; -1 where it is not.
   *
   * @param strand of the posting that names it
   */
  static int place(List<Lot> lots, String name, Strand strand) {
    String award = award(name);
    boolean plain = award.equals(name);
    int any = -1;
    for (int i = 0; i < lots.size(); i++) {
      Lot lot = lots.get(i);
      boolean same = award(lot.id()).equals(award);
      Strand own = lot.terms().strand();
      if (same && (plain ? own.equals(strand) : named(award, own).equals(name))) {
        return i;
      }
      any = same && plain && any < 0 ? i : any;
    }
    return any;
  }
}
