package habitue.engine.standing;

import habitue.engine.Context;
import habitue.engine.Fits;
import habitue.engine.sell.orders.Orders;
import habitue.engine.sell.orders.Rhythm;
import habitue.insight.forecast.BgNbd;
import habitue.insight.forecast.Buying;
import habitue.insight.forecast.GammaGamma;
import habitue.insight.rfm.Rfm;
import habitue.model.Money;
import habitue.playbook.rule.Field;
import habitue.playbook.rule.Look;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the fits over the whole base say of one person: recency, frequency and monetary value among
 * all, and whether they will come again. Counted in days of the brand's calendar, so all of it
 * moves at midnight there and at orders only. Of someone who bought once a forecast says nothing;
 * of someone all of whose orders were called off, nothing is said at all. Of who is under contract
 * nothing is forecast: they buy by it, whatever they feel.
 */
public final class Outlook {
  private static final double WEEKS = 365 / 7.0;
  private static final double LIKELY = 0.5;
  private static final double EARLY = 0.1;
  private static final double LATE = 0.9;
  private static final double DAYS_A_WEEK = 7;

  /** A thousand years: what comes later is not told apart. */
  private static final double FAR = 365_000;

  private final Context context;
  private final Orders orders;
  private final BooleanSupplier contract;

  /**
   * @param contract whether they are under contract
   */
  public Outlook(Context context, Orders orders, BooleanSupplier contract) {
    this.context = context;
    this.orders = orders;
    this.contract = contract;
  }

  boolean has(Field field, long now) {
    return switch (field) {
      case SHOP_VISITS -> fit(now) != null;
      case ALIVE, NEXT_ORDER -> forecast(now).isPresent();
      case VALUE -> value(now).isPresent();
      default -> rfm(now).isPresent();
    };
  }

  long whole(Field field, long now) {
    Fits.Fit fit = fit(now);
    return switch (field) {
      case SHOP_VISITS -> fit != null && fit.visits() ? 1 : 0;
      case RFM_RECENCY -> rfm(now).map(Rfm::recency).orElse(0);
      case RFM_FREQUENCY -> rfm(now).map(Rfm::frequency).orElse(0);
      case RFM_MONETARY -> rfm(now).map(Rfm::monetary).orElse(0);
      case NEXT_ORDER -> nextOrder(now).map(Instant::toEpochMilli).orElse(0L);
      case VALUE -> value(now).orElse(0L);
      default -> throw new IllegalArgumentException(field + " is not fitted");
    };
  }

  /**
   * Until the next fit, or the next midnight for what moves with the days. How likely someone is
   * still a customer only falls in between, and whoever asks finds when it falls to a mark.
   */
  long until(Field field, long now) {
    long until = context.fits().after(now);
    if (fit(now) == null || orders.count() == 0) {
      return until;
    }
    return switch (field) {
      case RFM_RECENCY -> Math.min(until, untilOlder(now));
      case NEXT_ORDER, VALUE -> Math.min(until, midnight(today(now).plusDays(1)));
      default -> until;
    };
  }

  /** When the days since the last order come to the next cut. */
  private long untilOlder(long now) {
    Fits.Fit fit = fit(now);
    LocalDate last = last();
    if (fit == null || fit.rfm() == null || last == null) {
      return Look.NEVER;
    }
    long days = ChronoUnit.DAYS.between(last, today(now));
    return fit.rfm().recency().highest().stream()
        .filter(cut -> cut >= days)
        .findFirst()
        .map(cut -> midnight(last.plusDays(cut + 1)))
        .orElse(Look.NEVER);
  }

  private long midnight(LocalDate day) {
    return day.atStartOfDay(context.zone()).toInstant().toEpochMilli();
  }

  private Fits.@Nullable Fit fit(long now) {
    return context.fits().at(now);
  }

  private LocalDate today(long now) {
    return Instant.ofEpochMilli(now).atZone(context.zone()).toLocalDate();
  }

  private @Nullable LocalDate last() {
    return orders.rhythm().days().isEmpty() ? null : orders.rhythm().days().getLast();
  }

  /** Where they stand among all who ever ordered; empty before the first fit. */
  public Optional<Rfm> rfm(long now) {
    Fits.Fit fit = fit(now);
    LocalDate last = last();
    if (fit == null || fit.rfm() == null || last == null) {
      return Optional.empty();
    }
    long days = Math.max(0, ChronoUnit.DAYS.between(last, today(now)));
    return Optional.of(fit.rfm().score(days, orders.count(), orders.home().net().minor()));
  }

  private record Forecast(BgNbd model, Buying buying) {}

  private Optional<Forecast> forecast(long now) {
    Fits.Fit fit = fit(now);
    Rhythm rhythm = orders.rhythm();
    LocalDate first = rhythm.firstDay();
    LocalDate last = last();
    if (fit == null || fit.buying() == null || first == null || last == null) {
      return Optional.empty();
    }
    if (contract.getAsBoolean()) {
      return Optional.empty();
    }
    int repeats = Math.toIntExact(rhythm.count() - 1);
    int recency = (int) ChronoUnit.DAYS.between(first, last);
    int age = (int) Math.max(recency, ChronoUnit.DAYS.between(first, today(now)));
    return repeats < 1 || repeats > recency
        ? Optional.empty()
        : Optional.of(new Forecast(fit.buying(), new Buying(repeats, recency, age)));
  }

  /** How likely they are still a customer; asked only where there is a forecast. */
  public double alive(long now) {
    return forecast(now).map(each -> each.model.alive(each.buying)).orElse(0.0);
  }

  /** How often they bought, as forecasts read it; empty of whom none is made. */
  public Optional<Buying> buying(long now) {
    return forecast(now).map(Forecast::buying);
  }

  /** Whether anything was fitted over the base yet. */
  public boolean fitted(long now) {
    Fits.Fit fit = fit(now);
    return fit != null && !fit.empty();
  }

  /** All that a forecast says of them; empty where there is none. */
  public Optional<Stands.Forecast> foretold(long now) {
    return forecast(now)
        .map(each ->
            new Stands.Forecast(
                each.model.alive(each.buying),
                within(each, LIKELY, now),
                within(each, EARLY, now),
                within(each, LATE, now),
                value(now).orElse(null)));
  }

  /** By when the next order is as likely as not, if they are still a customer. */
  public Optional<Instant> nextOrder(long now) {
    return forecast(now).map(each -> within(each, LIKELY, now));
  }

  private Instant within(Forecast forecast, double probability, long now) {
    double days = forecast.model.nextWithin(forecast.buying, probability) * DAYS_A_WEEK;
    long whole = (long) Math.min(StrictMath.ceil(days), FAR);
    return Instant.ofEpochMilli(midnight(today(now).plusDays(whole)));
  }

  /**
   * What they are expected to spend in the next 12 months, in minor units. Whoever gave back all
   * that they bought after the first day has shown no sum to expect: of them nothing is said.
   */
  public Optional<Long> value(long now) {
    Fits.Fit fit = fit(now);
    GammaGamma spending = fit == null ? null : fit.spending();
    Money spent = orders.afterFirstDay();
    if (spending == null || spent.minor() <= 0) {
      return Optional.empty();
    }
    return forecast(now)
        .map(each -> {
          int repeats = each.buying.repeats();
          double mean = spent.amount().doubleValue() / repeats;
          double orders = each.model.expected(each.buying, WEEKS);
          double worth = orders * spending.expected(repeats, mean);
          return StrictMath.round(worth * StrictMath.pow(10, Money.digits(spent.currency())));
        });
  }
}
