package habitue.warehouse.rows;

import habitue.engine.standing.Held;
import habitue.engine.standing.Points;
import habitue.engine.standing.Standing;
import habitue.model.CustomerId;
import habitue.playbook.plan.Plan;
import habitue.store.feed.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/*
 * A score that fades is kept as the power of two that it would be at the beginning of 1970: so it
 * needs no new row as time passes, and sorts people right at any instant.
 */

/** Where people stand by the playbook: cells of {@code customers}, rows of {@code memberships}. */
final class StandingRows {
  private static final double LN_2 = StrictMath.log(2);

  private StandingRows() {}

  /** Changes with the rows of a person. */
  static long mark(Person person, Plan plan) {
    Standing standing = person.state().standing();
    Standing.Concluded concluded = standing.concluded();
    var flags = new ArrayList<Long>();
    for (int i = 0; i < Math.min(concluded.flags().size(), plan.flags().size()); i++) {
      flags.add(up(plan.flags().get(i), concluded, i) ? concluded.flags().get(i).since() : 0);
    }
    List<Long> segments =
        concluded.segments().stream().map(held -> held.yes() ? held.since() : 0L).toList();
    return Objects.hash(standing.tags(plan), flags) ^ (long) segments.hashCode() << 32;
  }

  /** As of when something last came due: a flag whose time ends is looked at then. */
  private static boolean up(Plan.Flag flag, Standing.Concluded concluded, int place) {
    Held held = concluded.flags().get(place);
    return Standing.up(flag, held, Math.max(concluded.lookedAt(), held.since()));
  }

  /** The cells of a person in {@code customers}. */
  static void cells(Sheet sheet, Standing standing, Plan plan) {
    int stage = standing.concluded().stage();
    boolean staged = stage >= 0 && stage < plan.stages().size();
    sheet
        .text(staged ? plan.stages().get(stage).named().name() : null)
        .instant(staged ? Instant.ofEpochMilli(standing.concluded().staged().since()) : null);
    long halfLife = plan.score().halfLife();
    sheet.real(mark(standing.gathered().score(), halfLife)).number(halfLife);
  }

  /** The power of two that points would be at the beginning of 1970; null for none. */
  private static @Nullable Double mark(Points points, long halfLife) {
    if (points.value() <= 0) {
      return null;
    }
    double fading = halfLife == Plan.NEVER_FADES ? 0 : (double) points.at() / halfLife;
    return StrictMath.log(points.value()) / LN_2 + fading;
  }

  static void append(Sheet sheet, Person person, Plan plan) {
    Standing standing = person.state().standing();
    Standing.Concluded concluded = standing.concluded();
    for (int i = 0; i < Math.min(concluded.segments().size(), plan.segments().size()); i++) {
      Held held = concluded.segments().get(i);
      if (held.yes()) {
        String name = plan.segments().get(i).named().name();
        append(sheet, person.id(), "segment", name, held.since(), null, 0);
      }
    }
    for (int i = 0; i < Math.min(concluded.flags().size(), plan.flags().size()); i++) {
      Plan.Flag flag = plan.flags().get(i);
      if (up(flag, concluded, i)) {
        long since = concluded.flags().get(i).since();
        append(sheet, person.id(), "flag", flag.named().name(), since, null, 0);
      }
    }
    standing
        .tags(plan)
        .forEach((name, points) -> {
          long fades = plan.halfLife(name);
          append(sheet, person.id(), "tag", name, points.at(), mark(points, fades), fades);
        });
  }

  private static void append(
      Sheet sheet,
      CustomerId customer,
      String kind,
      String name,
      long since,
      @Nullable Double mark,
      long fades) {
    sheet
        .row()
        .text(customer.toString())
        .text(kind)
        .text(name)
        .instant(Instant.ofEpochMilli(since))
        .real(mark)
        .number(fades)
        .end();
  }
}
