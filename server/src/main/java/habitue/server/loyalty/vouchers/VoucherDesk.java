package habitue.server.loyalty.vouchers;

import habitue.engine.reward.share.Sharing;
import habitue.engine.reward.share.Voucher;
import habitue.engine.reward.share.VoucherBehaviour;
import habitue.model.Fields;
import habitue.model.Value;
import habitue.server.audit.Action;
import habitue.server.audit.Audit;
import habitue.server.collect.Intake;
import habitue.server.loyalty.vouchers.Vouchers.Read;
import habitue.server.wire.Code;
import habitue.server.wire.Problem;
import habitue.server.wire.RefusedRequest;
import habitue.store.Store;
import habitue.store.door.Arrival;
import habitue.store.door.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.springframework.stereotype.Component;

/** Where codes are looked at and used, once each. */
@Component
public final class VoucherDesk {
  private static final Duration JUST_GIVEN = Duration.ofMillis(500);
  private static final int LOOKED_BACK = 5_000;
  private static final int SHOWN = 20;
  private static final String VISITOR = "visitor";
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  private final Vouchers vouchers;
  private final Guesses guesses;
  private final Store store;
  private final Intake intake;
  private final Audit audit;
  private final InstantSource clock;

  public VoucherDesk(
      Vouchers vouchers, Store store, Intake intake, Audit audit, InstantSource clock) {
    this.vouchers = vouchers;
    this.guesses = new Guesses(clock);
    this.store = store;
    this.intake = intake;
    this.audit = audit;
    this.clock = clock;
  }

  /** A code that is good now. */
  public record Good(String programme, String reward, String redemption) {}

  /**
   * @param visitor who tries it, in the shop's own words; whoever guesses is slowed down alone
   * @param who asks
   */
  public Good look(String code, String visitor, String who) {
    Read read = read(code, visitor, who);
    Voucher voucher = voucher(read);
    switch (voucher.state()) {
      case UNKNOWN -> throw unknown(visitor, who);
      case USED -> throw refused("code_used");
      case VOID -> throw refused("code_void");
      case GOOD -> {
        if (voucher.over(clock.instant())) {
          throw refused("code_over");
        }
      }
    }
    return new Good(read.programme(), read.reward(), voucher.redemption());
  }

  /** One that was given to someone just now is known in a moment. */
  private Voucher voucher(Read read) {
    Voucher voucher = store.reader().shared(new VoucherBehaviour(), read.id());
    long end = System.nanoTime() + JUST_GIVEN.toNanos();
    while (voucher.state() == Voucher.State.UNKNOWN && System.nanoTime() < end) {
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
      voucher = store.reader().shared(new VoucherBehaviour(), read.id());
    }
    return voucher;
  }

  /** Uses a code for an order: the same order may say so again. */
  public Good use(String code, String order, String visitor, String who) {
    Read read = read(code, visitor, who);
    Arrival.Command use = using(read, order, who);
    Receipt receipt = intake.accept(List.of(use)).getFirst();
    Fields outcome =
        receipt instanceof Receipt.Accepted accepted ? accepted.outcome() : Fields.NONE;
    String came = outcome.text("code").orElse("");
    if (came.equals("unknown_code")) {
      throw unknown(visitor, who);
    }
    if (!came.equals("done")) {
      throw refused(came);
    }
    audit.record(who, Action.VOUCHER_USED, read.id().toString());
    String redemption = outcome.text(Sharing.REDEMPTION).orElse("");
    return new Good(read.programme(), read.reward(), redemption);
  }

  /** The command that uses a code for an order: the same whoever tells of it. */
  static Arrival.Command using(Read read, String order, String who) {
    Fields details = Fields.of(Sharing.ORDER, Value.of(order));
    return new Arrival.Command(read.id(), Sharing.USE, "order " + order, who, details);
  }

  private Read read(String code, String visitor, String who) {
    Duration wait = guesses.wait(who + "|" + visitor);
    if (wait.isPositive()) {
      Problem problem =
          Problem.of(Code.TOO_MANY_GUESSES, "this visitor tried too many codes that are none");
      throw new RefusedRequest(problem.after(wait));
    }
    return vouchers.read(code).orElseThrow(() -> unknown(visitor, who));
  }

  private RefusedRequest unknown(String visitor, String who) {
    guesses.failed(who + "|" + visitor);
    Fields details =
        visitor.isEmpty()
            ? Fields.NONE
            : Fields.of(VISITOR, Value.of(vouchers.mark(who + "|" + visitor)));
    audit.record(who, Action.VOUCHER_GUESSED, "", details);
    return new RefusedRequest(Code.UNKNOWN_CODE, "no reward has this code", "code");
  }

  /** Who tried codes that are none since an instant, those first who tried most. */
  public List<Guessed> guessed(Instant since) {
    var guessed = new LinkedHashMap<String, Guessed>();
    audit
        .newest(
            LOOKED_BACK,
            Long.MAX_VALUE,
            entry ->
                entry.action().equals(Action.VOUCHER_GUESSED.wireName())
                    && entry.at().isAfter(since))
        .entries()
        .forEach(entry -> {
          String visitor = entry.details().text(VISITOR).orElse("");
          var once = new Guessed(entry.actor(), visitor, 1, entry.at());
          guessed.merge(entry.actor() + "|" + visitor, once, Guessed::and);
        });
    return guessed.values().stream()
        .sorted(Comparator.comparingLong(Guessed::times).reversed())
        .limit(SHOWN)
        .toList();
  }

  private static RefusedRequest refused(String code) {
    String detail =
        switch (code) {
          case "code_used" -> "an order used it before";
          case "code_void" -> "the redemption it came with was undone";
          case "code_over" -> "its time is up";
          default -> "nothing was done: ask again";
        };
    return new RefusedRequest(Code.named(code).orElse(Code.REFUSED), detail, "code");
  }
}
