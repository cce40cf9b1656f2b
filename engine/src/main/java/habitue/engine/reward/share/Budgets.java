package habitue.engine.reward.share;

import habitue.engine.Context;
import habitue.engine.Send;
import habitue.model.Because;
import habitue.model.Body;
import habitue.model.EntityId;
import habitue.model.Fields;
import habitue.model.SharedId;
import habitue.model.Strand;
import habitue.model.Value;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/*
 * An award that draws on a budget is claimed first, and granted once the budget has put its points
 * aside; so of many at once no more are granted than there are. A budget is told a number in place of
 * the award's name, which may hold an order's: what is erased of a person is then gone there too.
 */

/** What customers and the budgets they draw on say to each other. */
public final class Budgets {
  /** A budget: {@code budget/PROGRAMME/BUDGET}, or one of its periods. */
  public static final String BUDGET = "budget";

  /** To a budget: so many, please. */
  static final String DRAW = "Draw Points";

  /** Its answer. */
  public static final String DRAWN = "Points Drawn";

  /** Its answer where fewer are left. */
  public static final String SPENT = "Budget Spent";

  /** To a budget: so many came back. */
  static final String RETURN = "Return Points";

  static final String POINTS = "points";
  private static final String CLAIM = "claim";
  private static final String CAUSE = "cause";
  private static final String POSITION = "position";

  private Budgets() {}

  /**
   * @param purse a budget's name, with the first day of its period where it has some
   */
  public static SharedId id(String programme, String purse) {
    return new SharedId(BUDGET, programme + "/" + purse);
  }

  public static boolean hears(String word) {
    return word.equals(DRAWN) || word.equals(SPENT);
  }

  /** How a budget stands. */
  public record Left(long points, long out) {
    public long left() {
      return Math.max(0, points - out);
    }
  }

  /** What a claim is told by. */
  public record Asked(long claim, long strand, long points, String cause, long position) {
    public static Asked of(Fields details) {
      return new Asked(
          Sharing.whole(details, CLAIM),
          Sharing.whole(details, Sharing.STRAND),
          Sharing.whole(details, POINTS),
          details.text(CAUSE).orElse(""),
          Sharing.whole(details, POSITION));
    }
  }

  /**
   * @param strand whose award it is; that of number 0 for whoever asks
   * @param because of the claim: what is decided once the answer comes has the same cause
   */
  public static Send draw(
      SharedId budget, String programme, long claim, Strand strand, long points, Because because) {
    return new Send(
        budget,
        DRAW,
        Fields.of(Sharing.PROGRAMME, Value.of(programme))
            .with(CLAIM, claim)
            .with(Sharing.STRAND, strand.number())
            .with(POINTS, points)
            .with(CAUSE, because.cause())
            .with(POSITION, because.position()));
  }

  public static Send giveBack(EntityId budget, long points) {
    return new Send(budget, RETURN, Fields.of(POINTS, Value.of(points)));
  }

  /** The yes to a claim where nobody else draws, as in a scenario; empty for any other send. */
  public static Optional<Body.Delivered> granted(Send send) {
    return send.name().equals(DRAW)
        ? Optional.of(new Body.Delivered(send.to(), DRAWN, send.details()))
        : Optional.empty();
  }

  /** To whoever has the strand by then; to who asked where none is named. */
  static Send answer(Body.Delivered asked, String word) {
    Strand strand = Sharing.strand(asked.details());
    @Nullable Strand named = strand.number() == 0 ? null : strand;
    return new Send(asked.from(), word, asked.details(), named);
  }

  /** How many points there are of a budget by the playbook; 0 for one that is no more. */
  static long points(Context context, SharedId id) {
    List<String> names = Sharing.names(id);
    return context
        .playbook()
        .plan()
        .programme(names.getFirst())
        .flatMap(programme -> programme.budget(names.get(1)))
        .map(budget -> budget.points())
        .orElse(0L);
  }

  public static Left left(Context context, Budget budget) {
    return new Left(points(context, budget.id()), budget.out());
  }
}
