package habitue.engine.reward;

import habitue.playbook.plan.Programme;
import habitue.playbook.plan.Programme.Benefit;
import habitue.playbook.plan.Programme.Ladder;
import java.util.List;
import java.util.Optional;

/** Someone's part in a programme, with the programme. */
public record Membership(Programme programme, Member member) {

  /** What the tier in force brings. */
  public List<Benefit> benefits() {
    Ladder ladder = programme.ladder();
    TierHeld held = member.tier();
    return ladder == null || held == null ? List.of() : ladder.benefits(held.name());
  }

  /**
   * That in the first programme they take part in; where they take part in none, in the first they
   * have points of.
   */
  public static Optional<Membership> of(List<Programme> programmes, Book book) {
    List<Membership> all = all(programmes, book);
    return all.stream()
        .filter(each -> each.member.active())
        .findFirst()
        .or(() -> all.stream().findFirst());
  }

  /** Those in all programmes they have part in, in the playbook's order. */
  public static List<Membership> all(List<Programme> programmes, Book book) {
    return programmes.stream()
        .flatMap(programme ->
            book.member(programme.name()).map(member -> new Membership(programme, member)).stream())
        .toList();
  }
}
