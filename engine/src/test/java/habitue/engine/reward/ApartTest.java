package habitue.engine.reward;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.reward.Filing.Filed;
import habitue.engine.reward.ledger.Decision;
import habitue.engine.reward.ledger.Ledger;
import habitue.engine.reward.ledger.Lot;
import habitue.engine.reward.ledger.Part;
import habitue.engine.reward.ledger.Spend;
import habitue.engine.reward.ledger.Teller;
import habitue.engine.reward.ledger.Terms;
import habitue.model.Strand;
import habitue.playbook.plan.Programme.Shortfall;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Two people who are told to be one, and apart again, and one again: whatever each earned, spent,
 * gave back and let expire while they were apart or one, what they have together is what they have
 * apart. {@code -Dseed=} lives one of them, {@code -Dhistories=} lives more.
 */
class ApartTest {
  private static final Strand ANN = new Strand(1);
  private static final Strand BOB = new Strand(2);
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final List<Shortfall> SHORTFALLS = List.of(Shortfall.values());
  private static final int HISTORIES = Integer.getInteger("histories", 3_000);

  @Test
  void together_they_have_what_they_have_apart() {
    Long one = Long.getLong("seed");
    for (int i = 0; i < (one == null ? HISTORIES : 1); i++) {
      new Life(one == null ? 20_261_130L + i : one).live();
    }
  }

  private static final class Life {
    private final long seed;
    private final SplittableRandom random;
    private final List<Filed> filed = new ArrayList<>();
    private final Shortfall shortfall;
    private Instant now = START;
    private boolean one;
    private int number;

    Life(long seed) {
      this.seed = seed;
      this.random = new SplittableRandom(seed);
      this.shortfall = SHORTFALLS.get(random.nextInt(SHORTFALLS.size()));
    }

    void live() {
      int steps = 5 + random.nextInt(40);
      for (int step = 0; step < steps; step++) {
        now = now.plus(Duration.ofHours(random.nextInt(60)));
        Strand who = random.nextBoolean() ? ANN : BOB;
        String done = step(who);
        String as = "%s by %d, seed %d".formatted(done, who.number(), seed);
        Ledger both = ledger(null);
        Ledger ann = ledger(ANN);
        Ledger bob = ledger(BOB);
        for (Ledger each : List.of(both, ann, bob)) {
          each.prove();
        }
        assertThat(both.balances().issued())
            .as(as)
            .isEqualTo(ann.balances().issued() + bob.balances().issued());
        // What was let be because it was spent on one side is there to be taken on the other.
        if (shortfall == Shortfall.FORGIVE) {
          continue;
        }
        assertThat(both.balances().outstanding())
            .as(as)
            .isEqualTo(ann.balances().outstanding() + bob.balances().outstanding());
      }
    }

    /** What was filed under a strand, or all. */
    private Ledger ledger(@Nullable Strand of) {
      Ledger ledger = Ledger.EMPTY;
      for (Filed each : filed) {
        Strand under = Objects.requireNonNull(each.strand());
        if (of == null || of.equals(under)) {
          ledger = ledger.post(each.posting(), under);
        }
      }
      return ledger;
    }

    private String step(Strand who) {
      Ledger ledger = ledger(one ? null : who);
      return switch (random.nextInt(8)) {
        case 0, 1 -> earn(ledger, who);
        case 2, 3 ->
            post(ledger, who, "spent", Teller.spend(ledger, "s" + number++, points(), now));
        case 4 -> restore(ledger, who);
        case 5 -> refund(ledger, who);
        case 6 -> {
          file(ledger, who, new Decision.Granted(Teller.time(ledger, now)));
          yield "passed";
        }
        default -> {
          one = !one;
          yield one ? "joined" : "parted";
        }
      };
    }

    private long points() {
      return 1L + random.nextInt(40);
    }

    private String post(Ledger ledger, Strand who, String what, Decision decision) {
      file(ledger, who, decision);
      return what;
    }

    private void file(Ledger ledger, Strand who, Decision decision) {
      if (decision instanceof Decision.Granted(var posting) && !posting.isEmpty()) {
        filed.addAll(Filing.filed(ledger, posting, who));
      }
    }

    private String earn(Ledger ledger, Strand who) {
      Instant active = random.nextInt(3) == 0 ? now.plus(Duration.ofDays(2)) : now;
      Instant end = random.nextInt(4) == 0 ? null : now.plus(Duration.ofDays(10));
      var terms = new Terms(who, "orders", "", now, active, end, null);
      var parts = List.of(new Part("a", 0, points(), 0), new Part("b", 0, points(), 0));
      return post(ledger, who, "earned", Teller.award(ledger, "o" + number++, terms, parts, now));
    }

    private String restore(Ledger ledger, Strand who) {
      List<Spend> spends = ledger.spends().stream().filter(each -> !each.undone()).toList();
      if (spends.isEmpty()) {
        return "nothing";
      }
      Spend spend = spends.get(random.nextInt(spends.size()));
      return post(ledger, who, "undone", Teller.restore(ledger, spend.id(), now));
    }

    private String refund(Ledger ledger, Strand who) {
      List<Lot> lots = ledger.lots();
      if (lots.isEmpty()) {
        return "nothing";
      }
      Lot lot = lots.get(random.nextInt(lots.size()));
      List<Long> targets =
          random.nextBoolean()
              ? List.of(1_000L, 1_000L)
              : List.of((long) random.nextInt(20), (long) random.nextInt(20));
      return post(
          ledger, who, "called back", Teller.reverse(ledger, lot.id(), targets, shortfall, now));
    }
  }
}
