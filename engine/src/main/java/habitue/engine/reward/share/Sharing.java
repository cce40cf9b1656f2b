package habitue.engine.reward.share;

import habitue.engine.Behaviour;
import habitue.engine.Send;
import habitue.engine.Texts;
import habitue.model.Because;
import habitue.model.Body;
import habitue.model.EntityId;
import habitue.model.Fields;
import habitue.model.SharedId;
import habitue.model.Strand;
import habitue.model.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/*
 * Whoever wants a reward that others want too asks its stock first, and gives points for it once that
 * said yes: so nobody pays for what is gone. What was claimed and could not be paid is given back. A
 * code is told to whom it belongs when it is paid for, and is asked before the points come back.
 */

/** What customers and what they share say to each other. */
public final class Sharing {
  /** A reward's stock: {@code stock/PROGRAMME/REWARD}. */
  public static final String STOCK = "stock";

  /** One code: {@code voucher/PROGRAMME/REWARD/NUMBER}. */
  public static final String VOUCHER = "voucher";

  /** To a stock: one, please. */
  static final String CLAIM = "Claim Piece";

  /** Its answer, with the piece's number. */
  public static final String CLAIMED = "Piece Claimed";

  /** Its answer where none is left. */
  public static final String GONE = "Pieces Gone";

  /** To a stock: one came back. */
  static final String RETURN = "Return Piece";

  /** To a code: it is someone's from now on. */
  static final String ISSUE = "Issue Voucher";

  /** To a code: it is to be worth nothing any more. */
  static final String VOID = "Void Voucher";

  /** Its answer. */
  public static final String VOIDED = "Voucher Voided";

  /** Its answer where it was used before. */
  public static final String KEPT = "Voucher Kept";

  /** Asked of a code: {@code {order, store}}; no store where nobody says which. */
  public static final String USE = "Use Voucher";

  /** To whose it is: it was used. */
  public static final String USED = "Voucher Used";

  /** To a code: the order that used it was undone. */
  static final String FREE = "Free Voucher";

  /** To whose it is: it is good again. */
  public static final String FREED = "Voucher Freed";

  /** To whose order it is: that could not use it. */
  public static final String REFUSED = "Voucher Refused";

  public static final String REDEMPTION = "redemption";
  public static final String PROGRAMME = "programme";
  public static final String NUMBER = "number";
  public static final String ASKED = "asked";
  public static final String AUTHOR = "author";
  public static final String ORDER = "order";
  public static final String STORE = "store";
  public static final String WHY = "why";
  public static final String CODE = "code";
  public static final String STRAND = "strand";
  static final String ENDS = "ends_at";
  static final String OFF = "off";
  private static final String ELSEWHERE = "~";
  private static final int VERSION = 1;

  private Sharing() {}

  /** How each kind of what is shared lives. */
  public static Map<String, Behaviour<?>> behaviours() {
    return Map.of(
        STOCK,
        new StockBehaviour(),
        VOUCHER,
        new VoucherBehaviour(),
        UsedBy.KIND,
        new UsedByBehaviour(),
        Budgets.BUDGET,
        new BudgetBehaviour());
  }

  public static SharedId stock(String programme, String reward) {
    return new SharedId(STOCK, programme + "/" + reward);
  }

  public static SharedId voucher(String programme, String reward, long number) {
    return new SharedId(VOUCHER, programme + "/" + reward + "/" + number);
  }

  /** A code that was made elsewhere: it is known by a hash, and kept with whose it is. */
  public static SharedId brought(String programme, String code) {
    return new SharedId(VOUCHER, programme + "/" + ELSEWHERE + "/" + hash(code));
  }

  /** How the redemption of such a code is named. */
  public static String redemption(String reward, String code) {
    return reward + "@" + ELSEWHERE + hash(code);
  }

  private static String hash(String code) {
    return Long.toHexString(Texts.hash(code));
  }

  /**
   * @param asked the position of the command that is answered once this is
   */
  public static Send claim(
      SharedId stock,
      String programme,
      String redemption,
      Strand strand,
      long asked,
      String author) {
    Fields details = about(programme, redemption, strand).with(ASKED, asked).with(AUTHOR, author);
    return new Send(stock, CLAIM, details);
  }

  public static Send giveBack(SharedId stock, String redemption) {
    return new Send(stock, RETURN, Fields.of(REDEMPTION, Value.of(redemption)));
  }

  /**
   * @param ends when it is good no more; empty for never
   * @param off what it takes off an order, as it is handed out; null for no amount
   */
  public static Send issue(
      SharedId voucher,
      String programme,
      String redemption,
      Strand strand,
      String ends,
      @Nullable BigDecimal off) {
    Fields details = about(programme, redemption, strand);
    Fields ending = ends.isEmpty() ? details : details.with(ENDS, ends);
    return new Send(voucher, ISSUE, ending.with(OFF, off == null ? "" : off.toPlainString()));
  }

  public static Send voiding(
      SharedId voucher,
      String programme,
      String redemption,
      Strand strand,
      long asked,
      String author) {
    Fields details = about(programme, redemption, strand).with(ASKED, asked).with(AUTHOR, author);
    return new Send(voucher, VOID, details);
  }

  private static Fields about(String programme, String redemption, Strand strand) {
    return Fields.of(PROGRAMME, Value.of(programme))
        .with(REDEMPTION, redemption)
        .with(STRAND, strand.number());
  }

  /** The answer, to whoever has by then what asked. */
  static Send answer(Body.Delivered asked, String name, Fields details) {
    return new Send(asked.from(), name, details, strand(asked.details()));
  }

  /** An order as it is told of: of no store where nobody said which. */
  static Fields order(String order, @Nullable String store) {
    Fields named = Fields.of(ORDER, Value.of(order));
    return store == null ? named : named.with(STORE, store);
  }

  static Strand strand(Fields details) {
    return new Strand(whole(details, STRAND));
  }

  static long whole(Fields details, String name) {
    return details.number(name).map(BigDecimal::longValueExact).orElse(0L);
  }

  static Because because(long position, String cause, EntityId of) {
    String kind = of instanceof SharedId(String name, var _) ? name : "";
    return new Because(position, cause, "reward." + kind, VERSION, Fields.NONE);
  }

  /** The parts of a shared entity's name. */
  static List<String> names(SharedId id) {
    return List.of(id.name().split("/", -1));
  }
}
