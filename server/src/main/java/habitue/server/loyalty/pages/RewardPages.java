package habitue.server.loyalty.pages;

import habitue.model.Money;
import habitue.playbook.plan.Programme;
import habitue.playbook.plan.Programme.Chance;
import habitue.playbook.plan.Programme.Earning;
import habitue.playbook.plan.Programme.Rate;
import habitue.playbook.plan.Programme.Tier;
import habitue.server.console.Desk;
import habitue.server.console.Pages;
import habitue.server.console.Place;
import habitue.server.console.Shell;
import habitue.server.identify.pages.Curve;
import habitue.server.loyalty.Adjusting;
import habitue.server.loyalty.Holding;
import habitue.server.loyalty.Loyalty;
import habitue.server.loyalty.Worth;
import habitue.server.loyalty.vouchers.VoucherDesk;
import habitue.store.Store;
import habitue.warehouse.report.Points;
import habitue.warehouse.report.Standings.Size;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The loyalty programmes: what points came to, who is in which tier, what each rule cost. */
@Controller
public final class RewardPages {
  private static final Duration WEEK = Duration.ofDays(7);

  private final Loyalty loyalty;
  private final Adjusting adjusting;
  private final VoucherDesk codes;
  private final Points points;
  private final Store store;
  private final Desk desk;
  private final Pages pages;

  RewardPages(
      Loyalty loyalty,
      Adjusting adjusting,
      VoucherDesk codes,
      Points points,
      Store store,
      Desk desk,
      Pages pages) {
    this.codes = codes;
    this.loyalty = loyalty;
    this.adjusting = adjusting;
    this.points = points;
    this.store = store;
    this.desk = desk;
    this.pages = pages;
  }

  /**
   * A tier with who is in it.
   *
   * @param least how much it takes: points, or money
   * @param benefits what it brings beside those below it
   * @param share of the members
   * @param ofNet of what all members spent
   */
  public record Step(
      String name,
      String label,
      Least least,
      List<String> benefits,
      long customers,
      double share,
      Money net,
      double ofNet) {}

  /**
   * What a tier takes.
   *
   * @param money null where it is points
   */
  public record Least(long points, @Nullable Money money) {}

  /**
   * A rule with what it came to.
   *
   * @param worth of what it granted and nobody took back; null where nothing says
   */
  public record Cost(
      String label,
      String said,
      long awards,
      long customers,
      long granted,
      long reversed,
      @Nullable Money worth) {}

  /** How many went from a tier to another. */
  public record Way(String from, String to, long customers) {}

  /**
   * A reward.
   *
   * @param tier the lowest that may have it; empty for all
   * @param left null where there are as many as are asked for
   * @param taken how often it was had, and not given back
   */
  public record Offer(
      String label,
      Programme.Kind kind,
      long points,
      @Nullable Money off,
      String tier,
      @Nullable Long left,
      long taken) {}

  /**
   * A challenge.
   *
   * @param met by how many
   */
  public record Goal(String label, String said, long points, boolean badge, long met) {}

  @GetMapping("/reward")
  ResponseEntity<String> reward(
      HttpServletRequest request,
      @RequestParam(name = "programme", required = false) @Nullable String asked) {
    Shell shell = desk.shell(request, Place.REWARD);
    var values = new HashMap<String, Object>();
    values.put("shell", shell);
    if (loyalty.programmes().isEmpty()) {
      return pages.show("reward/none", values);
    }
    Programme programme = loyalty.programme(asked);
    Instant now = loyalty.now();
    String language = shell.words().language().tag();
    values.put("programme", programme);
    values.put("programmes", loyalty.programmes());
    values.put("waiting", adjusting.waiting().size());
    values.put("sums", points.sums(programme.name(), now));
    values.put("beyond", points.beyond());
    values.put("steps", steps(programme, language));
    values.put("ways", ways(programme, language, now));
    values.put("costs", costs(programme, language));
    values.put("curve", curve(programme, now));
    values.put("offers", offers(programme, language));
    values.put("goals", goals(programme, language));
    values.put("purses", loyalty.purses(programme));
    boolean coded = programme.rewards().stream().anyMatch(each -> each.vouchers() != null);
    values.put("refolding", store.status().refolding());
    values.put("guessed", coded ? codes.guessed(now.minus(WEEK)) : List.of());
    return pages.show("reward/programme", values);
  }

  private List<Step> steps(Programme programme, String language) {
    if (programme.ladder() == null) {
      return List.of();
    }
    Map<String, Points.InTier> counts =
        points.tiers(programme.name()).stream()
            .collect(Collectors.toMap(Points.InTier::tier, Function.identity()));
    long all = counts.values().stream().mapToLong(Points.InTier::customers).sum();
    BigDecimal net =
        counts.values().stream().map(Points.InTier::net).reduce(BigDecimal.ZERO, BigDecimal::add);
    var steps = new ArrayList<Step>();
    for (Tier tier : programme.ladder().tiers().reversed()) {
      String name = tier.named().name();
      Points.InTier count =
          counts.getOrDefault(name, new Points.InTier(name, 0, 0, BigDecimal.ZERO));
      steps.add(
          new Step(
              name,
              Holding.in(tier.named(), language),
              least(programme.ladder(), tier),
              tier.benefits().stream().map(each -> Holding.in(each.named(), language)).toList(),
              count.customers(),
              all == 0 ? 0 : (double) count.customers() / all,
              Money.of(count.net(), store.context().currency()),
              net.signum() <= 0 ? 0 : count.net().doubleValue() / net.doubleValue()));
    }
    return steps;
  }

  private Least least(Programme.Ladder ladder, Tier tier) {
    BigDecimal from = BigDecimal.valueOf(tier.from());
    return ladder.by() == Programme.By.SPEND
        ? new Least(0, Money.of(from, store.context().currency()))
        : new Least(tier.from(), null);
  }

  private List<Way> ways(Programme programme, String language, Instant now) {
    Map<String, String> labels =
        programme.ladder() == null
            ? Map.of()
            : programme.ladder().tiers().stream()
                .collect(
                    Collectors.toMap(
                        tier -> tier.named().name(), tier -> Holding.in(tier.named(), language)));
    return points.moves(programme.name(), now.minus(Loyalty.LATELY), now).stream()
        .map(each ->
            new Way(
                labels.getOrDefault(each.from(), each.from()),
                labels.getOrDefault(each.to(), each.to()),
                each.customers()))
        .toList();
  }

  private List<Cost> costs(Programme programme, String language) {
    String prefix = "reward." + programme.name() + ".";
    Map<String, Points.ByRule> byRule =
        points.rules(programme.name()).stream()
            .collect(Collectors.toMap(Points.ByRule::rule, Function.identity()));
    Worth worth = Worth.of(programme);
    var costs = new ArrayList<Cost>();
    for (Earning earning : programme.rules().toList()) {
      Points.ByRule sums = byRule.remove(prefix + earning.named().name());
      String label = Holding.in(earning.named(), language);
      costs.add(cost(label, said(earning), sums, worth));
    }
    for (Points.ByRule sums : byRule.values()) {
      String name = sums.rule().replace(prefix, "");
      costs.add(cost(Holding.rule(programme, name, language), "", sums, worth));
    }
    return costs;
  }

  private List<Offer> offers(Programme programme, String language) {
    Map<String, Long> taken = points.redeemed(programme.name());
    return programme.rewards().stream()
        .map(reward ->
            new Offer(
                Holding.in(reward.named(), language),
                reward.kind(),
                reward.points(),
                reward.off() == null ? null : Money.of(reward.off(), store.context().currency()),
                reward.tier() == null ? "" : reward.tier(),
                loyalty.left(programme, reward),
                taken.getOrDefault(reward.named().name(), 0L)))
        .toList();
  }

  private List<Goal> goals(Programme programme, String language) {
    if (programme.challenges().isEmpty()) {
      return List.of();
    }
    Map<String, Long> met = points.met(programme.name());
    return programme.challenges().stream()
        .map(challenge ->
            new Goal(
                Holding.in(challenge.named(), language),
                challenge.said(),
                challenge.points(),
                challenge.badge(),
                met.getOrDefault(challenge.named().name(), 0L)))
        .toList();
  }

  private Cost cost(String label, String said, Points.@Nullable ByRule given, Worth worth) {
    Points.ByRule sums = given == null ? new Points.ByRule("", 0, 0, 0, 0) : given;
    return new Cost(
        label,
        said,
        sums.awards(),
        sums.customers(),
        sums.granted(),
        sums.reversed(),
        worth.money(sums.kept(), store.context().currency()));
  }

  /** As it is written. */
  private static String said(Earning earning) {
    String rate =
        switch (earning.rate()) {
          case Rate.Fixed(long fixed) -> "points: " + fixed;
          case Rate.Spend spend -> "spend: %d per %s".formatted(spend.points(), spend.per());
        };
    String when = earning.when() == null ? "" : ", when: " + earning.when().said();
    Chance chance = earning.chance();
    String drawn =
        chance == null ? "" : ", chance: %d in %d".formatted(chance.times(), chance.of());
    String budget = earning.budget().isEmpty() ? "" : ", budget: " + earning.budget();
    return rate + when + drawn + budget;
  }

  private @Nullable Curve curve(Programme programme, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, store.context().zone());
    List<Points.Owed> owed = points.outstanding(programme.name(), today);
    if (owed.size() < 2) {
      return null;
    }
    var days = new ArrayList<Size>();
    for (int i = 0; i + 1 < owed.size(); i++) {
      LocalDate next = owed.get(i + 1).day();
      for (LocalDate day = owed.get(i).day(); day.isBefore(next); day = day.plusDays(1)) {
        days.add(new Size(day, owed.get(i).points()));
      }
    }
    days.add(new Size(owed.getLast().day(), owed.getLast().points()));
    return Curve.of(days);
  }
}
