package habitue.server.identify.pages;

import habitue.engine.Context;
import habitue.engine.Fits;
import habitue.insight.rfm.RfmCuts;
import habitue.model.Money;
import habitue.playbook.plan.Plan;
import habitue.playbook.rule.Condition;
import habitue.server.console.Desk;
import habitue.server.console.Pages;
import habitue.server.console.Place;
import habitue.server.console.Shell;
import habitue.server.desk.Filters;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import habitue.store.Store;
import habitue.warehouse.report.Standings;
import habitue.warehouse.report.Standings.Cell;
import habitue.warehouse.report.Standings.Count;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** How many stand where: stages and the ways between them, segments, recency and frequency. */
@Controller
public final class StandingPages {
  private static final List<Integer> SPANS = List.of(30, 90, 365);
  private static final int USUAL = 90;
  private static final int MOST_TAGS = 20;
  private static final int SHADES = 5;

  private final Store store;
  private final Standings standings;
  private final Desk desk;
  private final Pages pages;
  private final InstantSource clock;

  StandingPages(Store store, Standings standings, Desk desk, Pages pages, InstantSource clock) {
    this.store = store;
    this.standings = standings;
    this.desk = desk;
    this.pages = pages;
    this.clock = clock;
  }

  /**
   * A stage, segment, flag or tag with who is in it.
   *
   * @param said its condition; empty for none
   * @param guests those among them who ordered without an account
   * @param share of all of its kind
   */
  public record Line(
      String name,
      String label,
      String said,
      long count,
      long guests,
      long reachable,
      Money net,
      double share) {}

  /** The map of recency and frequency: of each cell how many, and how dark it is from 0 to 5. */
  public record Heat(
      int recency, int frequency, long count, Money net, double monetary, int shade) {}

  @GetMapping("/identify")
  ResponseEntity<String> stages(
      HttpServletRequest request,
      @RequestParam(name = "days", defaultValue = "90") String asked,
      @RequestParam(name = "from", defaultValue = "") String from,
      @RequestParam(name = "until", defaultValue = "") String until) {
    int days = SPANS.stream().filter(span -> asked.equals("" + span)).findFirst().orElse(USUAL);
    LocalDate today = LocalDate.ofInstant(clock.instant(), standings.zone());
    Period period = Period.of(from, until, today, days);
    Shell shell = desk.shell(request, Place.IDENTIFY);
    String language = shell.words().language().tag();
    Context brand = store.context();
    Plan plan = brand.playbook().plan();
    Instant now = clock.instant();
    var values = values(shell);
    values.put(
        "stages",
        lines(plan.stages(), Plan.Stage::named, Plan.Stage::when, standings.stages(), language));
    values.put(
        "flags",
        lines(plan.flags(), Plan.Flag::named, Plan.Flag::when, standings.flags(), language));
    values.put("tags", standings.tags(MOST_TAGS));
    values.put("sankey", sankey(plan, period, now));
    values.put("period", period);
    values.put("labels", labels(plan, language));
    values.put("spans", SPANS);
    values.put("refolding", store.status().refolding());
    Fits.Fit fit = brand.fits().at(now.toEpochMilli());
    values.put("reading", reading(fit));
    return pages.show("identify/stages", values);
  }

  /** Which reading of the shipped stages holds; empty before the first fit. */
  private static String reading(Fits.@Nullable Fit fit) {
    if (fit == null || fit.empty()) {
      return "";
    }
    return fit.visits() ? "identify.visits" : "identify.novisits";
  }

  private static Map<String, Object> values(Shell shell) {
    var values = new HashMap<String, Object>();
    values.put("shell", shell);
    return values;
  }

  /** From the end of one day to that of another, or to now. */
  private Sankey sankey(Plan plan, Period period, Instant now) {
    Instant from = end(period.from());
    Instant until = end(period.until());
    List<Sankey.Way> ways =
        standings.flows(from, until.isBefore(now) ? until : now).stream()
            .map(flow -> new Sankey.Way(flow.from(), flow.to(), flow.customers()))
            .toList();
    var places = new ArrayList<>(plan.stages().stream().map(each -> each.named().name()).toList());
    places.add("");
    return Sankey.of(ways, places);
  }

  private Instant end(LocalDate day) {
    return day.plusDays(1).atStartOfDay(standings.zone()).toInstant();
  }

  private static Map<String, String> labels(Plan plan, String language) {
    var labels = new LinkedHashMap<String, String>();
    plan.stages()
        .forEach(each ->
            labels.put(
                each.named().name(),
                each.named().label().getOrDefault(language, each.named().name())));
    return labels;
  }

  private <T> List<Line> lines(
      List<T> rules,
      Function<T, Plan.Named> named,
      Function<T, @Nullable Condition> when,
      List<Count> counts,
      String language) {
    Map<String, Count> byName =
        counts.stream().collect(Collectors.toMap(Count::name, Function.identity()));
    long all = counts.stream().mapToLong(Count::customers).sum();
    return rules.stream()
        .map(rule -> {
          Plan.Named name = named.apply(rule);
          Condition condition = when.apply(rule);
          Count count = byName.getOrDefault(name.name(), Count.none(name.name()));
          return new Line(
              name.name(),
              name.label().getOrDefault(language, name.name()),
              condition == null ? "" : condition.said(),
              count.customers(),
              count.guests(),
              count.reachable(),
              money(count.net()),
              all == 0 ? 0 : (double) count.customers() / all);
        })
        .toList();
  }

  private Money money(BigDecimal amount) {
    return Money.of(amount, store.context().currency());
  }

  @GetMapping("/identify/segments")
  ResponseEntity<String> segments(HttpServletRequest request) {
    Shell shell = desk.shell(request, Place.IDENTIFY);
    Plan plan = store.context().playbook().plan();
    var values = values(shell);
    values.put(
        "segments",
        lines(
            plan.segments(),
            Plan.Segment::named,
            Plan.Segment::when,
            standings.segments(),
            shell.words().language().tag()));
    values.put("refolding", store.status().refolding());
    return pages.show("identify/segments", values);
  }

  @GetMapping("/identify/segments/{name}")
  ResponseEntity<String> segment(
      HttpServletRequest request,
      @PathVariable String name,
      @RequestParam(name = "days", defaultValue = "90") String asked) {
    int days = SPANS.stream().filter(span -> asked.equals("" + span)).findFirst().orElse(USUAL);
    Shell shell = desk.shell(request, Place.IDENTIFY);
    Plan plan = store.context().playbook().plan();
    List<Line> all =
        lines(
            plan.segments(),
            Plan.Segment::named,
            Plan.Segment::when,
            standings.segments(),
            shell.words().language().tag());
    Line line =
        all.stream()
            .filter(each -> each.name.equals(name))
            .findFirst()
            .orElseThrow(() -> new RefusedRequest(Code.UNKNOWN_SEGMENT, "no such segment"));
    LocalDate today = LocalDate.ofInstant(clock.instant(), standings.zone());
    var values = values(shell);
    values.put("line", line);
    values.put("curve", Curve.of(standings.sizes(name, today.minusDays(days - 1L), today)));
    values.put("overlap", standings.overlap(name));
    values.put("others", all.stream().filter(each -> !each.name.equals(name)).toList());
    values.put("days", days);
    values.put("spans", SPANS);
    return pages.show("identify/segment", values);
  }

  @GetMapping("/identify/rfm")
  ResponseEntity<String> rfm(
      HttpServletRequest request, @RequestParam(name = "by", defaultValue = "") String by) {
    Shell shell = desk.shell(request, Place.IDENTIFY);
    Instant now = clock.instant();
    Context brand = store.context();
    Fits.Fit fit = brand.fits().at(now.toEpochMilli());
    RfmCuts cuts = Filters.cuts(fit);
    LocalDate today = LocalDate.ofInstant(now, brand.zone());
    List<Cell> cells = standings.cells(cuts, today, brand.currency());
    boolean money = by.equals("money");
    double most = cells.stream().mapToDouble(each -> weight(each, money)).max().orElse(1);
    var byPlace = new HashMap<String, Heat>();
    cells.forEach(each ->
        byPlace.put(
            each.recency() + "-" + each.frequency(),
            new Heat(
                each.recency(),
                each.frequency(),
                each.customers(),
                money(each.net()),
                each.monetary(),
                shade(weight(each, money), most))));
    var values = values(shell);
    values.put("cells", byPlace);
    values.put("fitted", fit == null || cuts == null ? "" : shell.words().day(instant(fit)));
    values.put("total", cells.stream().mapToLong(Cell::customers).sum());
    values.put("guests", standings.guests());
    values.put("money", money);
    return pages.show("identify/rfm", values);
  }

  private static Instant instant(Fits.Fit fit) {
    return Instant.ofEpochMilli(fit.from());
  }

  /** Few hold most: a logarithm tells the others apart. */
  private static double weight(Cell cell, boolean money) {
    return Math.log1p(money ? Math.max(0, cell.net().doubleValue()) : cell.customers());
  }

  private static int shade(double weight, double most) {
    return (int) Math.clamp(Math.ceil(SHADES * weight / most), 1, SHADES);
  }
}
