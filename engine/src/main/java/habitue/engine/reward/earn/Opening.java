package habitue.engine.reward.earn;

import habitue.engine.reward.Given;
import habitue.engine.reward.Tiers;
import habitue.engine.reward.ledger.Decision;
import habitue.engine.reward.ledger.Part;
import habitue.engine.reward.ledger.Posting;
import habitue.engine.reward.ledger.Teller;
import habitue.engine.reward.ledger.Terms;
import habitue.model.Because;
import habitue.model.Fields;
import habitue.model.Strand;
import habitue.playbook.plan.Programme;
import habitue.playbook.plan.Programme.Expiry;
import habitue.playbook.plan.Programme.Ladder;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What someone brings from elsewhere: points in one lot, and a tier until its end. */
final class Opening {
  private final Dealing dealing;
  private final Programme programme;
  private final Fields said;
  private final ZoneId zone;
  private final long points;
  private final String tier;
  private final String id;

  Opening(Dealing dealing, Fields said, ZoneId zone) {
    this.dealing = dealing;
    this.programme = dealing.programme();
    this.said = said;
    this.zone = zone;
    this.points = said.number("points").map(BigDecimal::longValue).orElse(0L);
    this.tier = said.text("tier").orElse("");
    this.id = Given.opening(said.text("id").orElse(""));
  }

  /** Of the award. */
  String id() {
    return id;
  }

  /** Why nothing is done; empty where something is, or was before. */
  String refused() {
    if (!tier.isEmpty() && (programme.ladder() == null || programme.ladder().place(tier) < 0)) {
      return "unknown_tier";
    }
    if (points < 0) {
      return Decision.Reason.BAD_POINTS.wireName();
    }
    boolean another =
        dealing.ledger().lots().stream()
            .anyMatch(lot -> Given.opened(lot.id()) && !lot.id().equals(id));
    return points > 0 && another && !dealing.ledger().knows(id) ? "already_opened" : "";
  }

  void assure(Because because) {
    Ladder ladder = programme.ladder();
    if (ladder != null && !tier.isEmpty()) {
      Instant until = instant("tier_until");
      Instant usual = Tiers.held(ladder, zone, dealing.now());
      dealing.assure(tier, until == null ? usual : until, because);
    }
  }

  Decision award(Strand strand) {
    if (points == 0) {
      return new Decision.Granted(Posting.of(Posting.Kind.AWARD, id, List.of()));
    }
    Instant now = dealing.now();
    Instant own = instant("expires_at");
    Terms terms =
        own == null
            ? dealing.terms(strand, Given.OPENING, "", now, now, "")
            : new Terms(strand, Given.OPENING, "", now, now, own, warns(own));
    return Teller.award(dealing.ledger(), id, terms, List.of(new Part("", 0, points, 0)), now);
  }

  private @Nullable Instant warns(Instant expires) {
    Expiry expiry = programme.expiry();
    return expiry == null || expiry.warn() == null
        ? null
        : expires.atZone(zone).minus(expiry.warn()).toInstant();
  }

  private @Nullable Instant instant(String name) {
    return said.text(name).map(Instant::parse).orElse(null);
  }
}
