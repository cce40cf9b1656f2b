package habitue.server.loyalty.vouchers;

import habitue.engine.reward.Redemption;
import habitue.engine.reward.share.Sharing;
import habitue.engine.reward.share.Voucher;
import habitue.engine.reward.share.VoucherBehaviour;
import habitue.model.SharedId;
import habitue.playbook.plan.Programme;
import habitue.server.security.Hashes;
import habitue.server.security.Seal;
import habitue.server.security.Typed;
import habitue.store.Store;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/*
 * A code says its number and carries a mark over programme, reward and number, so none is kept in a
 * list, and of a thousand billion guesses one is right. Which numbers were given to someone, and
 * which were used, the code's own entity knows.
 */

/** Makes and reads the codes of rewards: {@code CLUB-0007-K3F9Q2TX}. */
public final class Vouchers {
  private static final String AUDIENCE = "voucher";
  private static final String VISITOR = "visitor";
  private static final Duration JUST_GIVEN = Duration.ofMillis(500);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
  private static final int DIGITS = 4;
  private static final Pattern CODE =
      Pattern.compile("[A-Z0-9]{2,12}-([0-9A-Z]{4,10})-([0-9A-Z]{8})");

  private static final Pattern FOREIGN = Pattern.compile("[\\p{L}\\p{Nd}][\\p{L}\\p{Nd}_-]{3,39}");

  private final Store store;
  private final Seal seal;
  private final Coded coded;

  public Vouchers(Store store) {
    this.store = store;
    this.seal = Seal.of(store.settings());
    this.coded = new Coded(store);
  }

  /**
   * A code that was made here, whether it is anyone's or not; or one that someone holds from
   * elsewhere.
   *
   * @param brought the code from elsewhere, as it is kept; empty for ours
   */
  public record Read(String programme, String reward, long number, String brought) {
    SharedId id() {
      return brought.isEmpty()
          ? Sharing.voucher(programme, reward, number)
          : Sharing.brought(programme, brought);
    }
  }

  /** However it is typed. */
  public static String plain(String typed) {
    return typed.strip().toUpperCase(Locale.ROOT);
  }

  /** Whether a code may be one from elsewhere. */
  public static boolean foreign(String plain) {
    return FOREIGN.matcher(plain).matches();
  }

  /** A reward's code by its number; empty for a reward without codes. */
  public Optional<String> code(Programme programme, String reward, long number) {
    return programme
        .reward(reward)
        .flatMap(it -> Optional.ofNullable(it.vouchers()))
        .map(it -> code(it.prefix(), programme.name(), reward, number));
  }

  private String code(String prefix, String programme, String reward, long number) {
    return "%s-%s-%s".formatted(prefix, Typed.of(number, DIGITS), mark(programme, reward, number));
  }

  /** The code that a redemption came with, as it was handed out; empty for one without. */
  public Optional<String> code(Programme programme, Redemption redemption) {
    if (redemption.brought()) {
      return Optional.of(redemption.code());
    }
    if (!redemption.coded()) {
      return Optional.empty();
    }
    String name = programme.name();
    String reward = redemption.reward();
    Optional<String> prefix =
        redemption.prefix().isEmpty()
            ? coded.prefix(name, reward, redemption.at())
            : Optional.of(redemption.prefix());
    return prefix.map(it -> code(it, name, reward, redemption.number()));
  }

  /** What someone's code takes off an order, as it was handed out; empty for no amount. */
  Optional<String> off(Read read, Voucher voucher) {
    return Optional.ofNullable(voucher.off())
        .or(() ->
            coded
                .kind(read.programme(), read.reward())
                .map(Coded.Kind::off)
                .map(BigDecimal::toPlainString))
        .filter(off -> !off.isEmpty());
  }

  /** One that was given to someone just now is known in a moment. */
  Voucher given(Read read) {
    Voucher voucher = voucher(read);
    long end = System.nanoTime() + JUST_GIVEN.toNanos();
    while (voucher.state() == Voucher.State.UNKNOWN && System.nanoTime() < end) {
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
      voucher = voucher(read);
    }
    return voucher;
  }

  private Voucher voucher(Read read) {
    return store.reader().shared(new VoucherBehaviour(), read.id());
  }

  /** The programme whose codes begin so, of what looks like one of them and is none. */
  Optional<String> forged(String plain) {
    Matcher code = CODE.matcher(plain);
    return code.matches()
        ? coded
            .kinds()
            .filter(kind -> plain.startsWith(kind.prefix() + "-"))
            .map(Coded.Kind::programme)
            .findFirst()
        : Optional.empty();
  }

  /** A code as others may read it: who holds it whole can use it. */
  static String masked(String plain) {
    Matcher code = CODE.matcher(plain);
    return code.matches()
        ? plain.substring(0, code.start(2)) + "…"
        : plain.substring(0, Math.min(3, plain.length())) + "…";
  }

  private String mark(String programme, String reward, long number) {
    return seal.mark(AUDIENCE, programme + "/" + reward + "/" + number);
  }

  /** What stands for a visitor where their name is not to be kept. */
  String mark(String visitor) {
    return seal.mark(VISITOR, visitor);
  }

  /** Empty for what is no code of a reward that has codes or had some, nor from elsewhere. */
  public Optional<Read> read(String typed) {
    String plain = plain(typed);
    return ours(plain).or(() -> foreign(plain) ? brought(plain) : Optional.empty());
  }

  private Optional<Read> brought(String code) {
    for (String programme : coded.programmes()) {
      var id = Sharing.brought(programme, code);
      Voucher voucher = store.reader().shared(new VoucherBehaviour(), id);
      if (voucher.state() != Voucher.State.UNKNOWN) {
        String named = voucher.redemption();
        String reward = named.substring(0, Math.max(0, named.lastIndexOf('@')));
        return Optional.of(new Read(programme, reward, 0, code));
      }
    }
    return Optional.empty();
  }

  private Optional<Read> ours(String plain) {
    Matcher code = CODE.matcher(plain);
    if (!code.matches()) {
      return Optional.empty();
    }
    OptionalLong number = Typed.number(Typed.meant(code.group(1)));
    return number.isEmpty()
        ? Optional.empty()
        : marked(number.getAsLong(), Typed.meant(code.group(2)));
  }

  private Optional<Read> marked(long number, String mark) {
    return coded
        .kinds()
        .map(kind -> new Read(kind.programme(), kind.reward(), number, ""))
        .distinct()
        .filter(each -> Hashes.same(mark(each.programme(), each.reward(), number), mark))
        .findFirst();
  }
}
