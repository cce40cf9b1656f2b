package habitue.server.api.rules;

import habitue.engine.standing.Stands;
import habitue.playbook.rule.Condition;
import habitue.playbook.rule.Look;
import habitue.server.identify.Reasons;
import habitue.store.Reader;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why someone stands where they do.
 *
 * @param playbook the version that says so
 * @param forecast not there before the first fit, and of who never ordered
 */
record WhyAnswer(
    int playbook,
    List<Rule> stages,
    List<Rule> segments,
    List<Rule> flags,
    @Nullable Forecast forecast,
    List<Earned> score,
    Map<String, List<Earned>> tags,
    List<TagsController.TagAnswer> taggedByHand) {

  /** A rule and how it comes out. */
  record Rule(
      String name, @Nullable String when, boolean in, @Nullable Instant since, List<Part> parts) {
    static Rule of(Reasons.Rule rule) {
      return new Rule(
          rule.name(),
          rule.said().isEmpty() ? null : rule.said(),
          rule.in(),
          rule.since(),
          rule.parts().stream().map(Part::of).toList());
    }
  }

  /**
   * One thing that a rule asks.
   *
   * @param holds not there where there is nothing to say
   * @param value what is compared, in {@code unit}
   * @param with what it is compared with
   * @param unit {@code number}, {@code money} (minor units), {@code length} or {@code time}
   *     (milliseconds)
   * @param until the first instant at which the answer may be another with nothing happening
   * @param lapses when the oldest of what is gathered in a window no longer counts
   */
  record Part(
      String said,
      @Nullable Boolean holds,
      @Nullable Double value,
      @Nullable Double with,
      @Nullable String unit,
      @Nullable Instant until,
      @Nullable Instant lapses) {
    static Part of(Condition.Part part) {
      Condition.Numbers numbers = part.numbers();
      return new Part(
          part.said(),
          part.holds(),
          numbers == null ? null : numbers.one(),
          numbers == null ? null : numbers.other(),
          numbers == null ? null : numbers.unit().name().toLowerCase(Locale.ROOT),
          instant(part.until()),
          instant(part.lapses()));
    }

    private static @Nullable Instant instant(long at) {
      return at == Look.NEVER ? null : Instant.ofEpochMilli(at);
    }
  }

  /**
   * What forecast and scores are made of.
   *
   * @param fitted when the fit in force was made
   * @param repeats days with orders after the first
   * @param rhythm days that usually lie between their orders
   * @param silent days since the last order
   * @param alive how likely they are still a customer; not there without a forecast
   */
  record Forecast(
      Instant fitted,
      long repeats,
      @Nullable Double rhythm,
      long silent,
      @Nullable Double alive,
      @Nullable Instant nextOrder,
      @Nullable Instant nextOrderFrom,
      @Nullable Instant nextOrderTo,
      Reasons.@Nullable Scores rfm) {
    static @Nullable Forecast of(Reasons.@Nullable Foretold told) {
      if (told == null) {
        return null;
      }
      Stands.Forecast said = told.forecast();
      return new Forecast(
          told.fitted(),
          told.repeats(),
          told.rhythm(),
          told.silent(),
          said == null ? null : said.alive(),
          said == null ? null : said.nextOrder(),
          said == null ? null : said.nextFrom(),
          said == null ? null : said.nextTo(),
          told.scores());
    }
  }

  /**
   * What earned points.
   *
   * @param left what is left of them now
   */
  record Earned(String event, long times, double left, Instant last) {
    static List<Earned> of(List<Reader.Earned> all) {
      return all.stream()
          .map(each -> new Earned(each.event(), each.times(), each.left(), each.last()))
          .toList();
    }
  }

  static WhyAnswer of(Reasons.Why why) {
    var tags = new LinkedHashMap<String, List<Earned>>();
    why.tags().forEach((tag, earned) -> tags.put(tag, Earned.of(earned)));
    return new WhyAnswer(
        why.version(),
        why.stages().stream().map(Rule::of).toList(),
        why.segments().stream().map(Rule::of).toList(),
        why.flags().stream().map(Rule::of).toList(),
        Forecast.of(why.forecast()),
        Earned.of(why.score()),
        tags,
        why.byHand().stream().map(TagsController.TagAnswer::of).toList());
  }
}
