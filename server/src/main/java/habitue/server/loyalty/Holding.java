package habitue.server.loyalty;

import habitue.engine.reward.Acceptance;
import habitue.engine.reward.Member;
import habitue.engine.reward.Membership;
import habitue.engine.reward.Progress;
import habitue.engine.reward.TierHeld;
import habitue.engine.reward.ledger.Account;
import habitue.engine.reward.ledger.Lot;
import habitue.model.Money;
import habitue.playbook.plan.Plan;
import habitue.playbook.plan.Programme;
import habitue.playbook.plan.Programme.Benefit;
import habitue.playbook.plan.Programme.By;
import habitue.playbook.yaml.Entry;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What someone has in a programme, as a colleague reads it.
 *
 * @param progress to the next tier; null in the highest
 * @param projected the tier they will be in once that in force ends, if nothing more happens
 * @param currency the brand's
 */
public record Holding(
    Programme programme,
    Member member,
    @Nullable Progress progress,
    @Nullable TierHeld projected,
    String currency) {

  public long active() {
    return in(Account.ACTIVE);
  }

  public long pending() {
    return in(Account.PENDING);
  }

  /** What was called back after it was spent. */
  public long owing() {
    return -in(Account.NEGATIVE) - in(Account.OWED);
  }

  private long in(Account account) {
    return member.ledger().balances().of(account);
  }

  public String label(String language) {
    return in(programme.named(), language);
  }

  /** The tier in force, in a language; empty for none. */
  public String tier(String language) {
    return tier(member.tier(), language);
  }

  /** The tier that comes after it if nothing more happens; empty where it stays the same. */
  public String falling(String language) {
    TierHeld held = member.tier();
    boolean same = held == null || projected == null || held.name().equals(projected.name());
    return same ? "" : tier(projected, language);
  }

  /** What the tier in force brings. */
  public List<Benefit> benefits() {
    return new Membership(programme, member).benefits();
  }

  /** Whether tiers go by what was spent, so that what is missing is money. */
  public boolean spends() {
    return programme.ladder() != null && programme.ladder().by() == By.SPEND;
  }

  /** What is missing to the next tier where that is money; null where it is points. */
  public @Nullable Money missing() {
    return progress == null || !spends()
        ? null
        : Money.of(BigDecimal.valueOf(progress.missing()), currency);
  }

  /** Where something was accepted; empty where the source says neither store nor channel. */
  public static String where(Acceptance accepted) {
    return Stream.of(accepted.store(), accepted.channel())
        .filter(each -> !each.isBlank())
        .collect(Collectors.joining(", "));
  }

  /** An order as a ledger names it, to be read: its number, after its store where it has one. */
  public static String order(String about) {
    int slash = about.indexOf('/');
    String store = about.substring(0, Math.max(0, slash));
    String number = about.substring(slash + 1);
    return store.isEmpty()
        ? number
        : store.replace("%2F", "/").replace("%25", "%") + " / " + number;
  }

  /** What tiers go by, as a programme writes it; empty where it has none. */
  public String by() {
    return programme.ladder() == null ? "" : Entry.written(programme.ladder().by());
  }

  private String tier(@Nullable TierHeld held, String language) {
    if (held == null) {
      return "";
    }
    int place = programme.ladder() == null ? -1 : programme.ladder().place(held.name());
    return place < 0 || programme.ladder() == null
        ? held.name()
        : in(programme.ladder().tiers().get(place).named(), language);
  }

  public @Nullable Instant tierUntil() {
    return member.tier() == null ? null : member.tier().until();
  }

  public String next(String language) {
    return progress == null ? "" : in(progress.next().named(), language);
  }

  /** A rule by its name as lots have it. */
  public String rule(String name, String language) {
    return rule(programme, name, language);
  }

  /** What they gave points for, or hold from elsewhere. */
  public List<Taken> taken() {
    return Taken.of(member);
  }

  /** The label of what a redemption gave points for. */
  public String reward(String redemption, String language) {
    String name = redemption.substring(0, Math.max(0, redemption.lastIndexOf('@')));
    return programme.reward(name).map(each -> in(each.named(), language)).orElse(name);
  }

  /** The label of a rule or challenge by its name; the name where it has none. */
  public static String rule(Programme programme, String name, String language) {
    return programme
        .earning(name)
        .map(Programme.Earning::named)
        .or(() -> programme.challenge(name).map(Programme.Challenge::named))
        .map(named -> in(named, language))
        .orElse(name);
  }

  public static String in(Plan.Named named, String language) {
    return named.label().getOrDefault(language, named.name());
  }

  /** What runs out when, soonest first. */
  public SortedMap<Instant, Long> expiring() {
    return member.ledger().expiring();
  }

  /** Its lots, the latest first. */
  public List<Lot> lots() {
    return member.ledger().lots().reversed();
  }
}
