package habitue.engine.reward.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.reward.ledger.Terms.Lasting;
import habitue.model.Strand;
import habitue.playbook.plan.Programme.Shortfall;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Seeded lives of a ledger against one in which every point is an object: {@code -Dseed=} for one
 * life, {@code -Dhistories=} for more of them.
 */
class LedgerReferenceTest {
  private static final Strand STRAND = new Strand(1);
  private static final int HISTORIES = Integer.getInteger("histories", 3_000);
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final List<Shortfall> SHORTFALLS = List.of(Shortfall.values());
  private static final Duration LONGEST_STEP = Duration.ofDays(4);

  @Test
  void both_agree_after_every_step_and_everything_adds_up() {
    Long one = Long.getLong("seed");
    for (int i = 0; i < (one == null ? HISTORIES : 1); i++) {
      new Life(one == null ? 20_261_129L + i : one).live();
    }
  }

  /** One ledger's life. */
  private static final class Life {
    private final long seed;
    private final SplittableRandom random;
    private final PlainLedger plain = new PlainLedger();
    private final List<UnaryOperator<Ledger>> made = new ArrayList<>();
    private final List<String> awards = new ArrayList<>();
    private final List<String> redemptions = new ArrayList<>();
    private Ledger ledger = Ledger.EMPTY;
    private Instant now = START;

    Life(long seed) {
      this.seed = seed;
      this.random = new SplittableRandom(seed);
    }

    void live() {
      int steps = 5 + random.nextInt(40);
      for (int step = 0; step < steps; step++) {
        now = now.plusMillis(random.nextLong(LONGEST_STEP.toMillis()));
        String done = step();
        plain.pass(now);
        ledger.prove();
        assertThat(ledger.balances().points())
            .as("%s, seed %d", done, seed)
            .isEqualTo(plain.balances());
        assertThat(ledger.lots().stream().map(Life::told).toList())
            .as("%s, seed %d", done, seed)
            .isEqualTo(plain.told());
        Balances all = ledger.balances();
        assertThat(all.issued())
            .isEqualTo(
                all.of(Account.REVERSED)
                    + all.of(Account.EXPIRED)
                    + all.of(Account.SPENT)
                    + all.outstanding());
      }
      Ledger again = Ledger.EMPTY;
      for (UnaryOperator<Ledger> each : made) {
        again = each.apply(again);
      }
      assertThat(again).as("the same postings, seed %d", seed).isEqualTo(ledger);
    }

    private String step() {
      return switch (random.nextInt(11)) {
        case 0, 1, 2 -> award();
        case 3, 4 -> spend();
        case 5 -> restore();
        case 6, 7 -> reverse();
        case 8 -> random.nextBoolean() ? take() : activate();
        case 9 -> extend();
        default -> {
          post(Teller.time(ledger, now));
          plain.pass(now);
          yield "time";
        }
      };
    }

    private String award() {
      boolean again = !awards.isEmpty() && random.nextInt(12) == 0;
      String id = again ? one(awards) : "a" + awards.size();
      long[] parts = new long[1 + random.nextInt(3)];
      for (int i = 0; i < parts.length; i++) {
        parts[i] = 1L + random.nextInt(6);
      }
      Instant active = random.nextInt(4) == 0 ? null : now.plus(Duration.ofDays(random.nextInt(6)));
      Instant expires =
          random.nextInt(4) == 0 ? null : now.plus(Duration.ofDays(1 + random.nextInt(12)));
      var named = new ArrayList<Part>();
      for (long part : parts) {
        named.add(new Part("line " + named.size(), 0, part, 0));
      }
      var terms = new Terms(STRAND, "orders", "", now, active, expires, null);
      granted(Teller.award(ledger, id, terms, named, now));
      plain.award(new PlainLedger.Batch(id, now, active, expires, parts), now);
      if (!again) {
        awards.add(id);
      }
      return "award " + id;
    }

    private String spend() {
      String id = "r" + redemptions.size();
      long points = random.nextInt(12);
      boolean done = granted(Teller.spend(ledger, id, points, now));
      assertThat(done).as("spend, seed %d", seed).isEqualTo(plain.spend(id, points, now));
      if (done) {
        redemptions.add(id);
      }
      return "spend " + id;
    }

    private String restore() {
      String id = redemptions.isEmpty() ? "none" : one(redemptions);
      boolean done = granted(Teller.restore(ledger, id, now));
      assertThat(done).as("restore, seed %d", seed).isEqualTo(plain.restore(id, now));
      return "restore " + id;
    }

    private String reverse() {
      if (awards.isEmpty()) {
        return "nothing";
      }
      String id = one(awards);
      long[] targets = new long[ledger.lot(id).orElseThrow().parts().size()];
      var wanted = new ArrayList<Long>();
      for (int i = 0; i < targets.length; i++) {
        targets[i] = random.nextInt(8);
        wanted.add(targets[i]);
      }
      Shortfall shortfall = SHORTFALLS.get(random.nextInt(SHORTFALLS.size()));
      granted(Teller.reverse(ledger, id, wanted, shortfall, now));
      plain.reverse(id, targets, shortfall, now);
      return "reverse " + id + " " + shortfall;
    }

    private String take() {
      long points = random.nextInt(6);
      boolean done = granted(Teller.take(ledger, "by hand", points, now));
      assertThat(done).as("take, seed %d", seed).isEqualTo(plain.take(points, now));
      return "take " + points;
    }

    private String activate() {
      if (awards.isEmpty()) {
        return "nothing";
      }
      String id = one(awards);
      granted(Teller.activate(ledger, id, now));
      plain.activate(id, now);
      return "activate " + id;
    }

    private String extend() {
      Instant until = now.plus(Duration.ofDays(1 + random.nextInt(12)));
      Instant at = now;
      post(Teller.time(ledger, now));
      change(before -> before.lasting(new Lasting(at, until, null), STRAND, at));
      plain.extend(until, now);
      return "extend";
    }

    private boolean granted(Decision decision) {
      boolean granted = decision instanceof Decision.Granted;
      if (decision instanceof Decision.Granted(Posting posting)) {
        post(posting);
      }
      // The reference lets time pass before it says no, or that it was done before.
      post(Teller.time(ledger, now));
      return granted;
    }

    private void post(Posting posting) {
      if (!posting.isEmpty()) {
        change(before -> before.post(posting, STRAND));
      }
    }

    private void change(UnaryOperator<Ledger> change) {
      made.add(change);
      ledger = change.apply(ledger);
    }

    private String one(List<String> of) {
      return of.get(random.nextInt(of.size()));
    }

    private static String told(Lot lot) {
      return "%s pending %d active %d spent %d expired %d reversed %d repaid %d debt %d let be %d"
          .formatted(
              lot.id(),
              lot.pending(),
              lot.active(),
              lot.spent(),
              lot.expired(),
              lot.reversed(),
              lot.repaid(),
              lot.indebted(),
              lot.forgiven());
    }
  }
}
