package habitue.server.console.words;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.Content;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import habitue.model.Money;
import habitue.server.console.view.PersonRef;
import habitue.server.console.view.Quantity;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WordsTest {
  private static final Instant NOW = Instant.parse("2026-12-09T12:50:00Z");
  private static final ZoneId LONDON = ZoneId.of("Europe/London");

  private final Words english = new Words(Language.ENGLISH, LONDON, NOW);
  private final Words french = new Words(Language.FRENCH, LONDON, NOW);

  @Test
  void numbers_are_written_by_language() {
    assertThat(english.count(18_536)).isEqualTo("18,536");
    assertThat(french.count(18_536)).isEqualTo("18\u202f536");
    assertThat(english.decimal(6.21)).isEqualTo("6.2");
    assertThat(french.decimal(6.21)).isEqualTo("6,2");
    assertThat(english.quantity(new BigDecimal("-2.5"))).isEqualTo("\u22122.5");
  }

  @Test
  void shares_are_never_rounded_to_all_or_nothing() {
    assertThat(english.share(.83)).isEqualTo("83%");
    assertThat(french.share(.83)).isEqualTo("83\u202f%");
    assertThat(english.share(.9994)).isEqualTo("99.9%");
    assertThat(english.share(.99999)).isEqualTo("99.9%");
    assertThat(english.share(.002)).isEqualTo("0.2%");
    assertThat(english.share(.00001)).isEqualTo("<0.1%");
    assertThat(english.share(0)).isEqualTo("0%");
    assertThat(english.share(1)).isEqualTo("100%");
  }

  @Test
  void money_is_exact_or_short() {
    var all = new Money(891_140_790, "GBP");
    assertThat(english.money(all)).isEqualTo("£8,911,407.90");
    assertThat(french.money(all)).isEqualTo("8\u202f911\u202f407,90\u202f£");
    assertThat(english.shortMoney(all)).isEqualTo("£8.91m");
    assertThat(french.shortMoney(all)).isEqualTo("8,91\u202fM£");
    assertThat(english.shortMoney(new Money(1_228_822, "GBP"))).isEqualTo("£12,288.22");
    assertThat(english.shortMoney(new Money(99_999_999, "GBP"))).isEqualTo("£1m");
    assertThat(english.shortMoney(new Money(61_134_209, "GBP"))).isEqualTo("£611k");
    assertThat(french.shortMoney(new Money(123_456_789_012L, "EUR"))).isEqualTo("1,23\u202fMd€");
    assertThat(english.money(new Money(-1_275, "GBP"))).isEqualTo("\u2212£12.75");
    assertThat(french.money(new Money(-1_275, "GBP"))).isEqualTo("\u221212,75\u202f£");
    assertThat(english.money(new Money(500, "JPY"))).isEqualTo("¥500");
    assertThat(english.money(new Money(500, "CHF"))).isEqualTo("CHF\u00a05.00");
    assertThat(english.price(new BigDecimal("1.695"), "GBP")).isEqualTo("£1.695");
    assertThat(english.price(new BigDecimal("2"), "GBP")).isEqualTo("£2.00");
    assertThat(english.roundMoney(new Money(50_000_000, "GBP"))).isEqualTo("£500k");
    assertThat(english.roundMoney(new Money(25_000, "GBP"))).isEqualTo("£250");
  }

  @Test
  void dates_have_their_year_and_hours_their_language() {
    Instant at = Instant.parse("2026-06-01T13:16:00Z");
    assertThat(english.day(at)).isEqualTo("1\u00a0Jun\u00a02026");
    assertThat(french.day(at)).isEqualTo("1er\u00a0juin\u00a02026");
    assertThat(english.longDay(NOW)).isEqualTo("9\u00a0December\u00a02026");
    assertThat(english.time(at)).isEqualTo("14:16");
    assertThat(french.time(at)).isEqualTo("14\u00a0h\u00a016");
    assertThat(french.time(Instant.parse("2026-12-06T10:00:00Z"))).isEqualTo("10\u00a0h");
    assertThat(french.dateTime(NOW)).isEqualTo("9\u00a0déc.\u00a02026 à 12\u00a0h\u00a050");
    assertThat(french.weekday(NOW)).isEqualTo("mercredi 9\u00a0décembre\u00a02026");
    assertThat(english.month(YearMonth.of(2026, 2))).isEqualTo("Feb\u00a02026");
    assertThat(english.when(NOW)).isEqualTo("12:50");
    assertThat(english.when(at)).isEqualTo("1\u00a0Jun\u00a02026");
  }

  @Test
  void the_past_is_told_in_one_unit() {
    assertThat(english.ago(NOW.minusSeconds(20))).isEqualTo("just now");
    assertThat(french.ago(NOW.minus(Duration.ofMinutes(40)))).isEqualTo("il y a 40 minutes");
    assertThat(english.ago(NOW.minus(Duration.ofHours(2)))).isEqualTo("2 hours ago");
    assertThat(english.ago(NOW.minus(Duration.ofHours(20)))).isEqualTo("yesterday");
    assertThat(french.ago(NOW.minus(Duration.ofDays(3)))).isEqualTo("il y a 3 jours");
    assertThat(english.ago(NOW.minus(Duration.ofDays(200)))).isEqualTo("6 months ago");
    assertThat(french.ago(NOW.minus(Duration.ofDays(800)))).isEqualTo("il y a 2 ans");
    assertThat(english.ago(NOW.plus(Duration.ofDays(9)))).isEqualTo("18\u00a0Dec\u00a02026");
    assertThat(english.lasting(Duration.ofSeconds(2))).isEqualTo("2 seconds");
    assertThat(french.lasting(Duration.ofHours(49))).isEqualTo("2 jours");
    assertThat(english.days(8)).isEqualTo("8 days");
    assertThat(english.days(1)).isEqualTo("1 day");
    assertThat(french.days(1.5)).isEqualTo("1,5 jour");
    assertThat(english.days(1.5)).isEqualTo("1.5 days");
  }

  @Test
  void one_and_many_follow_the_language() {
    assertThat(english.plural("orders", 0)).isEqualTo("0 orders");
    assertThat(french.plural("orders", 0)).isEqualTo("0 commande");
    assertThat(english.plural("orders", 1)).isEqualTo("1 order");
    assertThat(french.plural("orders", 2_000)).isEqualTo("2\u202f000 commandes");
    assertThat(french.list(List.of("a", "b", "c"))).isEqualTo("a, b et c");
  }

  @Test
  void names_are_isolated_and_escaped() {
    assertThat(html(english.name("<b>\u202eevil"))).isEqualTo("<bdi>&lt;b&gt;\u202eevil</bdi>");
    assertThat(html(english.name("\u2069\u202eevil"))).isEqualTo("<bdi>\u202eevil</bdi>");
    assertThat(html(english.name("\u2067a\u2069 \u2066b")))
        .isEqualTo("<bdi>\u2067a\u2069 \u2066b\u2069</bdi>");
    assertThat(html(english.tell("person.numbered", english.name("<1>"))))
        .isEqualTo("Customer <bdi>&lt;1&gt;</bdi>");
    assertThat(html(english.tell("person.numbered", "<i>{0}"))).isEqualTo("Customer &lt;i&gt;{0}");
    assertThat(english.plainName("a\u2069\u202eb")).isEqualTo("\u2068ab\u2069");
    assertThat(english.say("person.numbered", english.name("a\u202eb")))
        .isEqualTo("Customer \u2068ab\u2069");
  }

  @Test
  void people_are_called_by_what_is_known() {
    assertThat(html(french.person(new PersonRef("c1", "", "12682", ""))))
        .isEqualTo("Client <bdi>12682</bdi>");
    assertThat(html(french.person(new PersonRef("c1", "Éloïse", "12682", ""))))
        .isEqualTo("<bdi>Éloïse</bdi>");
    assertThat(html(english.person(new PersonRef("c1", " ", "", "sam@example.org"))))
        .isEqualTo("<bdi>sam@example.org</bdi>");
    assertThat(english.plainPerson(new PersonRef("c1", "", "", "")))
        .isEqualTo("Visitor \u2068c1\u2069");
    assertThat(english.plainPerson(new PersonRef("c1", "", "12682", "")))
        .isEqualTo("Customer \u206812682\u2069");
    assertThat(english.plainPerson(new PersonRef("c1", "Éloïse", "12682", "")))
        .isEqualTo("\u2068Éloïse\u2069");
  }

  @Test
  void machine_names_become_words_where_there_are_any() {
    assertThat(html(french.happening("Order Completed"))).isEqualTo("Commande");
    assertThat(html(french.happening("Leaflet <Taken>")))
        .isEqualTo("<bdi>Leaflet &lt;Taken&gt;</bdi>");
    assertThat(
            french.because("attract.visit-started", Map.of("source", "<x>")).map(WordsTest::html))
        .contains("la personne venait de <bdi>&lt;x&gt;</bdi>");
    assertThat(
            french
                .because("standing.surprise", Map.of("seen", "3", "total", "40", "usual", "32.1"))
                .map(WordsTest::html))
        .hasValueSatisfying(said -> assertThat(said).contains("32,1"));
    assertThat(french.because("unheard-of", Map.of())).isEmpty();
    assertThat(html(french.known("trait", "shoe_size"))).isEqualTo("<bdi>shoe_size</bdi>");
  }

  @Test
  void countries_are_named_in_the_readers_language() {
    assertThat(html(french.country("EIRE"))).isEqualTo("<bdi>Irlande</bdi>");
    assertThat(html(french.country("gb"))).isEqualTo("<bdi>Royaume-Uni</bdi>");
    assertThat(html(french.country("Germany"))).isEqualTo("<bdi>Allemagne</bdi>");
    assertThat(html(french.country("Unspecified"))).isEqualTo("<bdi>Unspecified</bdi>");
  }

  @Test
  void figures_have_a_glance_and_the_exact_value() {
    var amount = new Quantity.Amount(new Money(891_140_790, "GBP"));
    assertThat(english.glance(amount)).isEqualTo("£8.91m");
    assertThat(english.exact(amount)).isEqualTo("£8,911,407.90");
    assertThat(english.glance(new Quantity.Unknown())).isEqualTo("–");
    assertThat(english.bar(1, 1_000_000)).isEqualTo("1.0%");
    assertThat(english.bar(0, 0)).isEqualTo("0.0%");
    assertThat(french.bytes(41_200_000_000L)).isEqualTo("41\u202fGo");
  }

  private static String html(Content content) {
    var text = new StringOutput();
    var output = new OwaspHtmlTemplateOutput(text);
    output.setContext("p", null);
    content.writeTo(output);
    return text.toString();
  }
}
