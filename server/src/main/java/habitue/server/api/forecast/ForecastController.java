package habitue.server.api.forecast;

import habitue.engine.Context;
import habitue.insight.forecast.BgNbd;
import habitue.insight.forecast.GammaGamma;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import habitue.warehouse.report.Forecasts;
import habitue.warehouse.report.Forecasts.Fit;
import io.swagger.v3.oas.annotations.Operation;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How all customers buy, as a model with its parameters. */
@RestController
final class ForecastController {
  private static final LocalDate EARLIEST = LocalDate.of(1970, 1, 1);

  private final Forecasts forecasts;
  private final Context brand;
  private final InstantSource clock;
  // A fit takes a processor for seconds: one at a time.
  private final ReentrantLock fitting = new ReentrantLock();

  ForecastController(Forecasts forecasts, Context brand, InstantSource clock) {
    this.forecasts = forecasts;
    this.brand = brand;
    this.clock = clock;
  }

  record Spend(double p, double q, double gamma) {}

  /**
   * @param customers who had ordered by then
   * @param spend what they spend on an order; not there where amounts do not tell
   */
  record ForecastAnswer(
      String model,
      int customers,
      double r,
      double alpha,
      double a,
      double b,
      double logLikelihood,
      @Nullable Spend spend,
      LocalDate asOf) {}

  @GetMapping("/api/forecast")
  @Operation(summary = "How customers buy and spend: BG/NBD and Gamma-Gamma, fitted now")
  ForecastAnswer forecast(@RequestParam(name = "asOf", defaultValue = "") String asOf) {
    LocalDate day = day(asOf);
    fitting.lock();
    try {
      return forecasts.fit(day).map(ForecastController::answer).orElseThrow(() -> tooLittle(day));
    } finally {
      fitting.unlock();
    }
  }

  private LocalDate day(String asOf) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), brand.zone());
    if (asOf.isEmpty()) {
      return today;
    }
    try {
      LocalDate day = LocalDate.parse(asOf);
      if (!day.isBefore(EARLIEST) && !day.isAfter(today)) {
        return day;
      }
    } catch (DateTimeException notADay) {
      // Told below, with the same words.
    }
    throw new RefusedRequest(
        Code.BAD_REQUEST, "asOf is a day such as 1997-09-30, from 1970 to today", "asOf");
  }

  private static RefusedRequest tooLittle(LocalDate day) {
    return new RefusedRequest(
        Code.TOO_LITTLE_DATA,
        "by "
            + day
            + " fewer than 30 known customers had ordered on two days, or their orders"
            + " follow no rule",
        "asOf");
  }

  private static ForecastAnswer answer(Fit fit) {
    BgNbd buying = fit.buying();
    @Nullable GammaGamma spend = fit.spend();
    return new ForecastAnswer(
        "bg-nbd",
        fit.customers(),
        buying.r(),
        buying.alpha(),
        buying.a(),
        buying.b(),
        fit.logLikelihood(),
        spend == null ? null : new Spend(spend.p(), spend.q(), spend.gamma()),
        fit.asOf());
  }
}
