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
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where codes are looked at and used, once each. */
@Component
public final class VoucherDesk {
  private static final int LOOKED_BACK = 5_000;
  private static final int SHOWN = 20;
  static final String VISITOR = "visitor";

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

  /**
   * A code that is good now.
   *
   * @param off what it takes off an order, as it was handed out; null for no amount
   * @param currency of that; null where there is none
   */
  public record Good(
      String programme,
      String reward,
      String redemption,
      @Nullable String off,
      @Nullable String currency) {}

  /**
   * @param visitor who tries it, in the shop's own words; whoever guesses is slowed down alone
   * @param who asks
   */
  public Good look(String code, String visitor, String who) {
    Read read = read(code, visitor, who);
    Voucher voucher = vouchers.given(read);
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
    return good(read, voucher, voucher.redemption());
  }

  private Good good(Read read, Voucher voucher, String redemption) {
    String off = vouchers.off(read, voucher).orElse(null);
    String currency = off == null ? null : store.context().currency();
    return new Good(read.programme(), read.reward(), redemption, off, currency);
  }

  /**
   * Uses a code for an order: the same order may say so again.
   *
   * @param shop the order's store; null where the number is to stand for itself
   */
  public Good use(String code, String order, @Nullable String shop, String visitor, String who) {
    Read read = read(code, visitor, who);
    Voucher voucher = vouchers.given(read);
    Arrival.Command use = using(read, order, shop, UUID.randomUUID().toString(), who);
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
    if (outcome.value(VoucherBehaviour.AGAIN).isEmpty()) {
      audit.record(who, Action.VOUCHER_USED, read.id().toString());
    }
    return good(read, voucher, outcome.text(Sharing.REDEMPTION).orElse(""));
  }

  /**
   * The command that uses a code for an order. A code knows by itself whether the order says so
   * again: an answer from before may not hold any more, where the order was undone since.
   */
  static Arrival.Command using(
      Read read, String order, @Nullable String shop, String once, String who) {
    Fields named = Fields.of(Sharing.ORDER, Value.of(order));
    Fields details = shop == null ? named : named.with(Sharing.STORE, shop);
    return new Arrival.Command(read.id(), Sharing.USE, once, who, details);
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
