package habitue.playbook.plan;

import habitue.playbook.plan.Programme.Kind;
import habitue.playbook.plan.Programme.Ladder;
import habitue.playbook.plan.Programme.Reward;
import habitue.playbook.plan.Programme.Vouchers;
import habitue.playbook.rule.Condition;
import habitue.playbook.yaml.Entry;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what may be had for points. */
final class RewardsReader {
  private static final Pattern PREFIX = Pattern.compile("[A-Z0-9]{2,12}");
  private static final int MOST_FROM = 1_000_000_000;

  private final Pieces pieces;
  private final @Nullable Ladder ladder;

  RewardsReader(Pieces pieces, @Nullable Ladder ladder) {
    this.pieces = pieces;
    this.ladder = ladder;
  }

  List<Reward> read(@Nullable Entry entry) {
    var rewards = new ArrayList<Reward>();
    if (entry != null) {
      entry.map().forEach((name, each) -> rewards.add(reward(name, each)));
    }
    return rewards;
  }

  private Reward reward(String name, Entry entry) {
    Pieces.named(name, entry);
    Pieces.Said said =
        pieces.said(
            name,
            entry,
            "when",
            List.of(
                "points", "kind", "off", "tier", "worth", "when", "limit", "stock", "codes",
                "lasts", "label", "purpose"));
    Entry kind = said.part("kind");
    Entry worth = said.part("worth");
    Entry limit = said.part("limit");
    Entry stock = said.part("stock");
    Entry points = entry.isMap() ? said.part("points") : entry;
    if (points == null) {
      entry.mistake("points: what it costs is expected, such as points: 500");
    }
    Kind which = kind == null ? Kind.GIFT : kind.choice(Kind.class);
    Optional<Condition> when = entry.isMap() ? pieces.condition(said) : Optional.empty();
    return new Reward(
        Pieces.rule(name, said, when.orElse(null)),
        which,
        points == null ? 1 : points.whole(1, MOST_FROM),
        off(which, said.part("off"), entry),
        tier(said.part("tier")),
        worth == null ? null : worth.positive(9),
        when.orElse(null),
        limit == null ? null : LoyaltyReader.limit(limit),
        stock == null ? null : (long) stock.whole(0, MOST_FROM),
        vouchers(said.part("codes"), said.part("lasts")));
  }

  private static @Nullable Vouchers vouchers(@Nullable Entry codes, @Nullable Entry lasts) {
    if (codes == null) {
      if (lasts != null) {
        lasts.mistake("lasts: is how long a code is good: it belongs to codes:");
      }
      return null;
    }
    if (!PREFIX.matcher(codes.text()).matches()) {
      codes.mistake("how each code begins is expected, 2 to 12 capitals and digits: CLUB");
    }
    return new Vouchers(codes.text(), lasts == null ? null : LoyaltyReader.days(lasts));
  }

  private @Nullable String tier(@Nullable Entry entry) {
    if (entry == null) {
      return null;
    }
    List<String> known =
        ladder == null
            ? List.of()
            : ladder.tiers().stream().map(each -> each.named().name()).toList();
    if (!known.contains(entry.text())) {
      entry.unknown(entry.text(), known);
    }
    return entry.text();
  }

  private static @Nullable BigDecimal off(Kind kind, @Nullable Entry off, Entry reward) {
    boolean amount = kind == Kind.AMOUNT;
    if (amount && off == null) {
      reward.mistake("off: how much money off is expected, such as kind: amount, off: 10");
    }
    if (!amount && off != null) {
      off.mistake("off: is how much money off: it belongs to kind: amount");
    }
    return amount && off != null ? off.positive(9) : null;
  }
}
