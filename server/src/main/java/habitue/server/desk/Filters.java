package habitue.server.desk;

import habitue.engine.Context;
import habitue.engine.Fits;
import habitue.insight.rfm.RfmCuts;
import habitue.playbook.plan.Plan;
import habitue.playbook.plan.Programme;
import habitue.server.console.view.Whom;
import habitue.warehouse.report.Among;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whom the filters of a list take, and what they are called. */
public final class Filters {
  /** Less likely than this to be a customer still, and someone is slipping away. */
  public static final double SLIPPING = 0.4;

  /** Over how many days someone is seen to slip. */
  public static final int DAYS = 7;

  private Filters() {}

  public static Among among(Whom filter, Context brand, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, brand.zone());
    Fits.Fit fit = brand.fits().at(now.toEpochMilli());
    return switch (filter.by()) {
      case NOTHING -> Among.EVERYONE;
      case STAGE -> Among.stage(filter.value());
      case SEGMENT -> Among.segment(filter.value());
      case FLAG -> Among.flag(filter.value());
      case TAG -> Among.tag(filter.value());
      case TIER -> Among.tier(filter.programme(), filter.tier());
      case LEADS -> Among.LEADS;
      case CELL -> {
        RfmCuts cuts = cuts(fit);
        yield cuts == null
            ? Among.NOBODY
            : Among.cell(cuts, today, filter.recency(), filter.frequency());
      }
      case SLIPPING ->
          Among.slipping(fit == null ? null : fit.buying(), SLIPPING, today.minusDays(DAYS), today);
    };
  }

  public static @Nullable RfmCuts cuts(Fits.@Nullable Fit fit) {
    return fit == null ? null : fit.rfm();
  }

  /** The label in a language; the name where the playbook gives none, or nobody knows it. */
  static String named(Whom filter, Plan plan, String language) {
    return switch (filter.by()) {
      case STAGE -> label(plan.stages().stream().map(Plan.Stage::named), filter, language);
      case SEGMENT -> label(plan.segments().stream().map(Plan.Segment::named), filter, language);
      case FLAG -> label(plan.flags().stream().map(Plan.Flag::named), filter, language);
      case TIER -> label(tiers(plan, filter.programme()), filter.tier(), language);
      case CELL -> "%d × %d".formatted(filter.recency(), filter.frequency());
      case NOTHING, TAG, LEADS, SLIPPING -> filter.value();
    };
  }

  /** Whom lists can be of: stages, segments and tiers, as the playbook orders them. */
  static List<Whom.Named> all(Plan plan, String language) {
    Stream<Whom> stages =
        plan.stages().stream().map(each -> new Whom(Whom.By.STAGE, each.named().name()));
    Stream<Whom> segments =
        plan.segments().stream().map(each -> new Whom(Whom.By.SEGMENT, each.named().name()));
    Stream<Whom> tiers =
        plan.programmes().stream()
            .map(Programme::name)
            .flatMap(name -> tiers(plan, name).map(tier -> Whom.tier(name, tier.name())));
    return Stream.of(stages, segments, tiers)
        .flatMap(each -> each)
        .map(each -> new Whom.Named(each, named(each, plan, language)))
        .toList();
  }

  private static Stream<Plan.Named> tiers(Plan plan, String programme) {
    return plan.programmes().stream()
        .filter(each -> each.name().equals(programme))
        .map(Programme::ladder)
        .filter(Objects::nonNull)
        .flatMap(ladder -> ladder.tiers().stream())
        .map(Programme.Tier::named);
  }

  private static String label(Stream<Plan.Named> rules, Whom filter, String language) {
    return label(rules, filter.value(), language);
  }

  private static String label(Stream<Plan.Named> rules, String name, String language) {
    Optional<Plan.Named> rule = rules.filter(each -> each.name().equals(name)).findFirst();
    return rule.map(each -> each.label().getOrDefault(language, each.name())).orElse(name);
  }
}
