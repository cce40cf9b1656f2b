package habitue.server.api;

import habitue.engine.Context;
import habitue.engine.attract.Activity;
import habitue.engine.customer.CustomerState;
import habitue.engine.identify.KnownIdentifier;
import habitue.engine.identify.Profile;
import habitue.engine.reward.Book;
import habitue.engine.reward.Member;
import habitue.engine.reward.ledger.Account;
import habitue.engine.sell.orders.Orders;
import habitue.engine.sell.orders.Totals;
import habitue.engine.standing.Stands;
import habitue.insight.rfm.Rfm;
import habitue.model.Fields;
import habitue.model.Money;
import habitue.model.Value;
import habitue.store.feed.Person;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a customer.
 *
 * @param points to be spent now in the playbook's first loyalty programme; null for who takes no
 *     part
 * @param tier in the same
 * @param said the traits that are the person's own word; of the others a system of the brand told
 */
record CustomerAnswer(
    String id,
    List<NamedBy> identifiers,
    @Schema(type = "object") Fields traits,
    List<String> said,
    @Nullable Instant firstSeen,
    @Nullable Instant lastSeen,
    @Nullable Instant lastContact,
    @Nullable Instant knownSince,
    long events,
    long visits,
    Ordered orders,
    List<ConsentsAnswer.Said> consents,
    SequencedMap<String, Double> tags,
    List<Tagged> taggedByHand,
    double score,
    @Nullable String stage,
    List<String> flags,
    List<String> segments,
    List<Moment> moments,
    @Nullable Rfm rfm,
    @Nullable Foretold forecast,
    @Nullable String noForecast,
    @Nullable Long points,
    @Nullable String tier,
    boolean refolding) {

  /** A tag that someone set by hand; its score stands with all others. */
  record Tagged(
      String tag, Instant at, @Nullable Instant until, String by, @Nullable String reason) {
    static Tagged of(Stands.Tagged tagged) {
      return new Tagged(
          tagged.name(),
          tagged.at(),
          tagged.until(),
          tagged.by(),
          tagged.reason().isEmpty() ? null : tagged.reason());
    }
  }

  /**
   * @param alive how likely they are still a customer, from 0 to 1
   * @param nextOrder by when the next order is as likely as not
   * @param nextOrderFrom by when it comes in one of ten cases
   * @param nextOrderTo by when it comes in nine of ten
   * @param value what they are expected to spend in 12 months, in the brand's currency
   */
  record Foretold(
      double alive,
      Instant nextOrder,
      Instant nextOrderFrom,
      Instant nextOrderTo,
      @Nullable String value) {
    static @Nullable Foretold of(Stands.@Nullable Forecast forecast, String currency) {
      if (forecast == null) {
        return null;
      }
      Long value = forecast.value();
      return new Foretold(
          rounded(forecast.alive(), 4),
          forecast.nextOrder(),
          forecast.nextFrom(),
          forecast.nextTo(),
          value == null ? null : Amounts.text(new Money(value, currency)));
    }
  }

  /**
   * What is supposed of their life.
   *
   * @param strength how likely it is, from 0 to 1
   * @param signs how many there were
   * @param supposed whether that is likely enough
   */
  record Moment(
      String name, double strength, long signs, boolean supposed, @Nullable Instant until) {
    static Moment of(Stands.Supposed moment) {
      return new Moment(
          moment.name(),
          rounded(moment.strength(), 3),
          moment.signs(),
          moment.supposed(),
          moment.until());
    }
  }

  record NamedBy(String type, String value, boolean verified) {
    static NamedBy of(KnownIdentifier known) {
      return new NamedBy(
          known.identifier().type().wireName(), known.identifier().value(), known.verified());
    }
  }

  /** Sums in the brand's currency; {@code revenue} is before refunds and cancellations. */
  record Ordered(
      long count,
      String revenue,
      String refunded,
      String cancelled,
      String net,
      String currency,
      List<InCurrency> byCurrency,
      @Nullable Instant first,
      @Nullable Instant last) {

    static Ordered of(Orders orders, String brandCurrency) {
      Totals home = orders.home();
      if (home.orders() == 0) {
        return none(orders, brandCurrency);
      }
      return new Ordered(
          orders.count(),
          Amounts.text(home.gross()),
          Amounts.text(home.refunded()),
          Amounts.text(home.cancelled()),
          Amounts.text(home.net()),
          home.gross().currency(),
          orders.byCurrency().values().stream().map(InCurrency::of).toList(),
          orders.first(),
          orders.last().orElse(null));
    }

    /** No order, or none that could be converted: the sums are nothing, in the brand's currency. */
    private static Ordered none(Orders orders, String brandCurrency) {
      String zero = Amounts.text(Money.zero(brandCurrency));
      return new Ordered(
          orders.count(),
          zero,
          zero,
          zero,
          zero,
          brandCurrency,
          orders.byCurrency().values().stream().map(InCurrency::of).toList(),
          orders.first(),
          orders.last().orElse(null));
    }
  }

  record InCurrency(
      String currency, long count, String revenue, String refunded, String cancelled, String net) {
    static InCurrency of(Totals totals) {
      return new InCurrency(
          totals.gross().currency(),
          totals.orders(),
          Amounts.text(totals.gross()),
          Amounts.text(totals.refunded()),
          Amounts.text(totals.cancelled()),
          Amounts.text(totals.net()));
    }
  }

  static CustomerAnswer of(Person person, Context brand, Instant now) {
    CustomerState state = person.state();
    Stands stands = state.stands(brand, now);
    Profile profile = state.profile();
    Activity activity = state.activity();
    Member member = member(state.book(), brand);
    return new CustomerAnswer(
        person.id().toString(),
        profile.identifiers().stream().map(NamedBy::of).toList(),
        traits(profile),
        profile.traits().entrySet().stream()
            .filter(each -> each.getValue().present() && each.getValue().said())
            .map(Map.Entry::getKey)
            .toList(),
        activity.firstSeen(),
        activity.lastSeen(),
        activity.lastContact(),
        profile.knownSince(),
        activity.events().total(),
        activity.visits(),
        Ordered.of(state.orders(), brand.currency()),
        ConsentsAnswer.said(state),
        rounded(stands.tags()),
        stands.byHand().stream().map(Tagged::of).toList(),
        rounded(stands.score(), 2),
        stands.stage() == null ? null : stands.stage().name(),
        stands.flags().stream().map(Stands.Place::name).toList(),
        stands.segments().stream().map(Stands.Place::name).toList(),
        stands.moments().stream().map(Moment::of).toList(),
        stands.rfm(),
        Foretold.of(stands.forecast(), brand.currency()),
        noForecast(stands),
        member == null ? null : member.ledger().balances().of(Account.ACTIVE),
        member == null || member.tier() == null ? null : member.tier().name(),
        person.refolding());
  }

  private static @Nullable Member member(Book book, Context brand) {
    return brand.playbook().plan().programmes().stream()
        .findFirst()
        .flatMap(programme -> book.member(programme.name()))
        .orElse(null);
  }

  private static @Nullable String noForecast(Stands stands) {
    if (stands.forecast() != null) {
      return null;
    }
    if (stands.contract()) {
      return "under-contract";
    }
    return stands.fitted() ? "too-little-data" : "not-fitted-yet";
  }

  private static SequencedMap<String, Double> rounded(SequencedMap<String, Double> scores) {
    var rounded = new LinkedHashMap<String, Double>();
    scores.forEach((name, score) -> rounded.put(name, rounded(score, 2)));
    return rounded;
  }

  private static double rounded(double number, int digits) {
    return BigDecimal.valueOf(number).setScale(digits, RoundingMode.HALF_UP).doubleValue();
  }

  private static Fields traits(Profile profile) {
    var present = new LinkedHashMap<String, Value>();
    profile
        .traits()
        .forEach((name, trait) -> {
          if (trait.present()) {
            present.put(name, trait.value());
          }
        });
    return new Fields(present);
  }
}
