package habitue.server.loyalty.pages;

import habitue.model.Money;
import habitue.playbook.plan.Programme;
import habitue.server.console.Desk;
import habitue.server.console.Pages;
import habitue.server.console.Place;
import habitue.server.console.view.Figure;
import habitue.server.console.view.Figure.Definition;
import habitue.server.console.view.Figure.Name;
import habitue.server.console.view.Quantity;
import habitue.server.loyalty.Loyalty;
import habitue.server.loyalty.Owed;
import habitue.server.loyalty.Proof;
import habitue.server.loyalty.Span;
import habitue.warehouse.proof.Cohort;
import habitue.warehouse.proof.Liability;
import habitue.warehouse.report.Points;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What a programme owes as of the end of a day, and what it is made of. */
@Controller
public final class LiabilityPages {
  private final Loyalty loyalty;
  private final Proof proof;
  private final Points points;
  private final Desk desk;
  private final Pages pages;

  LiabilityPages(Loyalty loyalty, Proof proof, Points points, Desk desk, Pages pages) {
    this.loyalty = loyalty;
    this.proof = proof;
    this.points = points;
    this.desk = desk;
    this.pages = pages;
  }

  /**
   * A cohort as a row.
   *
   * @param rate the part of what is out that is expected to be spent
   */
  public record Row(Cohort cohort, double rate) {
    /** As a part of what was granted; 0 without that. */
    public double share(long points) {
      return cohort.granted() <= 0 ? 0 : (double) points / cohort.granted();
    }

    /** What became of them, one beside the other. */
    public List<Slice> slices() {
      var slices = new ArrayList<Slice>();
      add(slices, "regulars", cohort.fate().spent());
      add(slices, "guests", cohort.fate().expired());
      add(slices, "first-orders", cohort.fate().reversed());
      add(slices, "good", cohort.outstanding());
      return slices;
    }

    private void add(List<Slice> slices, String colour, long points) {
      double from = slices.isEmpty() ? 0 : slices.getLast().from() + slices.getLast().length();
      double length = Math.clamp(share(points), 0, Math.max(0, 1 - from));
      slices.add(new Slice(colour, from, length));
    }
  }

  /** A part of a bar, whose whole is 1. */
  public record Slice(String colour, double from, double length) {
    public String x() {
      return percent(from);
    }

    public String width() {
      return percent(length);
    }

    private static String percent(double part) {
      return String.format(Locale.ROOT, "%.2f%%", 100 * part);
    }
  }

  @GetMapping("/reward/liability")
  ResponseEntity<String> liability(
      HttpServletRequest request,
      @RequestParam(name = "programme", required = false) @Nullable String asked,
      @RequestParam(name = "day", required = false) @Nullable String day) {
    var values = new HashMap<String, Object>();
    values.put("shell", desk.shell(request, Place.REWARD));
    List<String> bygone = points.programmes();
    if (loyalty.programmes().isEmpty() && bygone.isEmpty()) {
      return pages.show("reward/none", values);
    }
    Programme programme = loyalty.programme(asked, () -> bygone);
    values.put("programmes", loyalty.with(bygone));
    LocalDate last = Span.last(day, proof.today());
    Owed owed = proof.owed(programme, asOf(last));
    values.put("programme", programme);
    values.put("day", last);
    values.put("owed", owed);
    values.put("figures", figures(owed));
    values.put("meaning", definition(owed, null));
    values.put("rows", rows(owed.liability()));
    return pages.show("reward/liability", values);
  }

  /** The end of a day; of today, now. */
  private Instant asOf(LocalDate day) {
    return day.isBefore(proof.today()) ? proof.start(day.plusDays(1)) : loyalty.now();
  }

  private static List<Row> rows(Liability liability) {
    return liability.cohorts().reversed().stream()
        .map(each -> new Row(each, liability.rate(each).doubleValue()))
        .toList();
  }

  private static List<Figure> figures(Owed owed) {
    Liability liability = owed.liability();
    Money money = owed.money();
    return List.of(
        figure(owed, Name.POINTS_OUTSTANDING, new Quantity.Count(liability.outstanding())),
        figure(owed, Name.POINTS_SPENT_SHARE, new Quantity.Share(liability.rate().doubleValue())),
        figure(owed, Name.POINTS_EXPECTED, new Quantity.Count(liability.expected())),
        new Figure(
            Name.POINTS_OWED,
            money == null ? new Quantity.Unknown() : new Quantity.Amount(money),
            definition(owed, owed.currency())));
  }

  private static Figure figure(Owed owed, Name name, Quantity value) {
    return new Figure(name, value, definition(owed, null));
  }

  private static Definition definition(Owed owed, @Nullable String currency) {
    return new Definition(null, owed.asOf(), null, currency, null, owed.asOf(), null);
  }
}
