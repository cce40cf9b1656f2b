package habitue.server.console.words;

import gg.jte.Content;
import habitue.model.Money;
import habitue.server.console.view.PersonRef;
import habitue.server.console.view.Quantity;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How one reader is spoken to: in a language, by a shop's clock. Everything a template shows passes
 * here or is escaped as it is; nothing is computed here.
 */
public final class Words {
  private static final Pattern FRACTION = Pattern.compile("-?[0-9]{1,15}\\.[0-9]{1,15}");

  private final Language language;
  private final Glossary glossary;
  private final Numbers numbers;
  private final Dates dates;

  public Words(Language language, ZoneId zone, Instant now) {
    this.language = language;
    this.glossary = Glossary.of(language);
    this.numbers = new Numbers(language);
    this.dates = new Dates(this, language, zone, now);
  }

  public Language language() {
    return language;
  }

  /** The same reader's other language. */
  public Words in(Language other) {
    return dates.in(other);
  }

  /** Whether the glossary has a phrase, where not every one of a family does. */
  public boolean has(String key) {
    return glossary.find(key).isPresent();
  }

  /** A phrase of the glossary as plain text; its holes are numbered from 0. */
  public String say(String key, Object... values) {
    return new Phrase(glossary.phrase(key), hole -> plain(values[Integer.parseInt(hole)])).text();
  }

  /** The same as HTML, where a hole may be filled with {@link #name} or a link. */
  public Content tell(String key, Object... values) {
    return new Phrase(glossary.phrase(key), hole -> shown(values[Integer.parseInt(hole)]));
  }

  /** A phrase for one or for many ({@code key.one}, {@code key.other}); hole 0 is the count. */
  public String plural(String key, long count, Object... values) {
    return say(form(key, count), numbered(count, values));
  }

  public Content tellPlural(String key, long count, Object... values) {
    return tell(form(key, count), numbered(count, values));
  }

  private String form(String key, long count) {
    boolean one = language == Language.FRENCH ? Math.abs(count) < 2 : count == 1;
    return key + (one ? ".one" : ".other");
  }

  private Object[] numbered(long count, Object[] values) {
    var all = new Object[values.length + 1];
    all[0] = count(count);
    System.arraycopy(values, 0, all, 1, values.length);
    return all;
  }

  private Object shown(Object value) {
    return value instanceof Long || value instanceof Integer
        ? count(((Number) value).longValue())
        : value;
  }

  private Object plain(Object value) {
    return value instanceof Named named ? Named.plain(named.text()) : shown(value);
  }

  /** What someone wrote, isolated from the words around it. */
  public Content name(String written) {
    return new Named(written);
  }

  /** What someone wrote, for a tooltip or a label. */
  public String plainName(String written) {
    return Named.plain(written);
  }

  /** What someone is called: their name, else their number, else what is known. */
  public Content person(PersonRef person) {
    if (!person.name().isBlank()) {
      return name(person.name());
    }
    if (!person.number().isBlank()) {
      return tell("person.numbered", name(person.number()));
    }
    return person.email().isBlank()
        ? tell("person.visitor", name(person.id()))
        : name(person.email());
  }

  public String plainPerson(PersonRef person) {
    return switch (person(person)) {
      case Phrase phrase when !person.number().isBlank() ->
          say("person.numbered", name(person.number()));
      case Phrase phrase -> say("person.visitor", name(person.id()));
      case Named named -> Named.plain(named.text());
      default -> person.id();
    };
  }

  /** A machine name in people's words, or as it is where the glossary has none. */
  public Content happening(String machineName) {
    Optional<String> phrase = glossary.find("happening." + key(machineName));
    return phrase.<Content>map(text -> new Phrase(text, hole -> "")).orElse(name(machineName));
  }

  public String plainHappening(String machineName) {
    return glossary.find("happening." + key(machineName)).orElse(Named.plain(machineName));
  }

  /** A reason with named holes; empty where the glossary does not know it. */
  public Optional<Content> because(String reason, Map<String, String> values) {
    return glossary
        .find("because." + key(reason))
        .map(pattern -> new Phrase(pattern, hole -> given(values.getOrDefault(hole, "…"))));
  }

  /** What a reason names; a number with a fraction as the reader writes it. */
  private Content given(String value) {
    return name(FRACTION.matcher(value).matches() ? decimal(Double.parseDouble(value), 3) : value);
  }

  /** A word of a family ({@code trait.email}), or what was written where there is none. */
  public Content known(String family, String written) {
    return glossary
        .find(family + "." + key(written))
        .<Content>map(text -> new Phrase(text, hole -> ""))
        .orElse(name(written));
  }

  private static String key(String machineName) {
    return machineName.toLowerCase(Locale.ROOT).replace(' ', '_');
  }

  /** A label of a closed choice: {@code figure.known_customers}. */
  public String label(String family, Enum<?> choice) {
    return say(family + "." + choice.name().toLowerCase(Locale.ROOT));
  }

  /** A country by its code or its English name, in the reader's language where it is known. */
  public Content country(String said) {
    return Countries.named(said, language).<Content>map(Named::new).orElse(name(said));
  }

  public String count(long value) {
    return numbers.count(value);
  }

  public String decimal(double value) {
    return numbers.decimal(value, 1);
  }

  /** With so many digits after the point at most. */
  public String decimal(double value, int digits) {
    return numbers.decimal(value, digits);
  }

  /** A ratio that is small mostly. */
  public String ratio(double value) {
    return numbers.decimal(value, 3);
  }

  public String share(double part) {
    return numbers.share(part);
  }

  public String quantity(BigDecimal quantity) {
    return numbers.quantity(quantity);
  }

  public String money(Money money) {
    return numbers.money(money);
  }

  /** A unit price, with all the digits it was said with. */
  public String price(BigDecimal price, String currency) {
    return numbers.price(price, currency);
  }

  public String shortMoney(Money money) {
    return numbers.shortMoney(money);
  }

  /** {@code 12 GB}. */
  public String bytes(long bytes) {
    return numbers.bytes(bytes);
  }

  /** How long a bar is, beside the longest of its list. */
  public String bar(long value, long most) {
    return String.format(
        Locale.ROOT, "%.1f%%", most <= 0 ? 0 : Math.max(value > 0 ? 1 : 0, 100.0 * value / most));
  }

  /** A round amount, such as a chart's scale. */
  public String roundMoney(Money money) {
    return numbers.roundMoney(money);
  }

  /** A figure at a glance; {@link #exact} is the whole of it. */
  public String glance(Quantity quantity) {
    return switch (quantity) {
      case Quantity.Amount(Money money) -> shortMoney(money);
      case Quantity.Moment(Instant at) -> ago(at);
      case Quantity.Count _, Quantity.Share _, Quantity.Days _, Quantity.Unknown _ ->
          exact(quantity);
    };
  }

  public String exact(Quantity quantity) {
    return switch (quantity) {
      case Quantity.Count(long value) -> count(value);
      case Quantity.Amount(Money money) -> money(money);
      case Quantity.Share(double part) -> share(part);
      case Quantity.Days(double days) -> days(days);
      case Quantity.Moment(Instant at) -> dateTime(at);
      case Quantity.Unknown() -> "–";
    };
  }

  /** {@code 8 days}, {@code 8.5 days}. */
  public String days(double days) {
    boolean one = language == Language.FRENCH ? days < 2 : days == 1;
    return say(one ? "for.days.one" : "for.days.other", decimal(days));
  }

  /** {@code 6 Dec 2025}. */
  public String day(Instant at) {
    return dates.day(dates.date(at));
  }

  public String day(LocalDate date) {
    return dates.day(date);
  }

  /** The time of today, the day of any other day. */
  public String when(Instant at) {
    return dates.when(at);
  }

  /** {@code 6 December 2025}. */
  public String longDay(Instant at) {
    return dates.longDay(dates.date(at));
  }

  /** {@code Tuesday 6 December 2025}. */
  public String weekday(Instant at) {
    return dates.weekday(dates.date(at));
  }

  public String month(YearMonth month) {
    return dates.month(month);
  }

  /** {@code Dec}: only beside a date that says the year. */
  public String monthAlone(YearMonth month) {
    return dates.monthAlone(month);
  }

  public String time(Instant at) {
    return dates.time(at);
  }

  public String dateTime(Instant at) {
    return say("date.time", day(at), time(at));
  }

  /** Whether two instants fall on one day of the shop. */
  public boolean sameDay(Instant one, Instant other) {
    return dates.date(one).equals(dates.date(other));
  }

  public String ago(Instant at) {
    return dates.ago(at);
  }

  public String lasting(Duration duration) {
    return dates.duration(duration);
  }

  /** {@code a, b and c}. */
  public String list(List<String> parts) {
    return parts.size() < 2
        ? String.join("", parts)
        : say("list.last", String.join(", ", parts.subList(0, parts.size() - 1)), parts.getLast());
  }
}
