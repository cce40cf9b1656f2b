package habitue.engine.reward;

import habitue.engine.Pledge;
import habitue.model.Because;
import habitue.model.Commitment;
import habitue.model.Fields;
import habitue.model.Strand;
import habitue.model.Value;

/** How redemptions, and what becomes of them, are written down as commitments and read again. */
public final class Redemptions {
  private static final String REDEMPTION = "redemption";

  /** Of someone's own: no fact repeats it. */
  private static final String CODE = "code";

  private static final String PREFIX = "prefix";

  private Redemptions() {}

  /** A reward that points were given for. */
  public static Pledge redeemed(
      String programme, Redemption redemption, long points, Strand strand, Because because) {
    Fields details =
        Fields.of(Commitments.PROGRAMME, Value.of(programme))
            .with("reward", redemption.reward())
            .with(REDEMPTION, redemption.id())
            .with(Commitments.POINTS, points);
    Fields numbered =
        redemption.number() == 0 ? details : details.with("number", redemption.number());
    Fields coded = redemption.coded() ? numbered.with("coded", Value.of(true)) : numbered;
    String prefix = redemption.prefix();
    Fields begun = prefix.isEmpty() ? coded : coded.with(PREFIX, prefix);
    Fields brought = redemption.brought() ? begun.with(CODE, redemption.code()) : begun;
    return new Pledge(Commitments.REDEEMED, brought, because, strand);
  }

  static Redemption redeemed(Commitment made) {
    Fields details = made.details();
    return new Redemption(
        redemption(made),
        Commitments.text(details, "reward"),
        made.now(),
        Commitments.whole(details, "number"),
        details.value("coded").isPresent(),
        Redemption.State.OPEN,
        Commitments.text(details, CODE),
        Commitments.text(details, PREFIX));
  }

  /** What others may know of it. */
  static Fields told(Commitment made) {
    return made.details().without(CODE).without(PREFIX);
  }

  static String redemption(Commitment made) {
    return Commitments.text(made.details(), REDEMPTION);
  }

  /**
   * What became of a redemption.
   *
   * @param name {@link Commitments#FULFILLED}, {@link Commitments#USED}, {@link
   *     Commitments#REOPENED} or {@link Commitments#UNDONE}
   * @param order that uses its code, or did; empty for none
   */
  public static Pledge turned(
      String name,
      String programme,
      Redemption redemption,
      String order,
      Strand strand,
      Because because) {
    Fields details =
        Fields.of(Commitments.PROGRAMME, Value.of(programme))
            .with("reward", redemption.reward())
            .with(REDEMPTION, redemption.id());
    Fields told = order.isEmpty() ? details : details.with("order", order);
    return new Pledge(name, told, because, strand);
  }
}
