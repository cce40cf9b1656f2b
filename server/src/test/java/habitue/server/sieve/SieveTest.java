package habitue.server.sieve;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.model.Fields;
import habitue.model.Reality;
import habitue.model.Source;
import habitue.model.Trust;
import habitue.playbook.Playbook;
import habitue.playbook.Playbook.Reading;
import habitue.playbook.PlaybookFiles;
import habitue.store.journal.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is cut, what is kept, and who is no customer. */
class SieveTest {
  private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");
  private static final Source WEB = new Source(1, "website", Trust.BROWSER, "uk", "web");
  private static final Source SHOP = new Source(2, "shop", Trust.SERVER, "uk", "shop");
  private static final String CHROME =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
          + " Chrome/140.0.0.0 Safari/537.36";

  private final Counts counts = Counts.inMemory();
  private Sieve sieve = new Sieve(Playbook.DEFAULT.traffic(), Places.NONE, counts);

  private static Fields json(String text) {
    return Json.object(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private static Sieve under(String traffic) {
    Reading reading = Playbook.read(PlaybookFiles.of(Map.of("traffic.yaml", traffic)));
    return new Sieve(((Reading.Good) reading).playbook().traffic(), Places.NONE, Counts.inMemory());
  }

  private Sifted sifted(Source source, String text) {
    return sieve.live(source, json(text), Sender.UNSEEN, NOW);
  }

  private Fields said(String properties) {
    String message =
        "{'type':'track','event':'Form Sent','anonymousId':'a','properties':" + properties + "}";
    return sifted(SHOP, message).message().fields("properties");
  }

  private Map<Cut, Long> counted() {
    return counts.all().stream().collect(Collectors.toMap(Counts.Count::cut, Counts.Count::count));
  }

  @Test
  void addresses_cards_and_tokens_are_cut_wherever_they_stand() {
    Fields said =
        said(
            "{'note':'write to Ada.L+x@mail.example, card 4111 1111 1111 1111 please',"
                + "'deep':{'list':['bob%40mail.example',4242424242424242]},"
                + "'auth':'Bearer abcdef0123456789XYZ','password':'hunter2',"
                + "'jwt':'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl'}");
    assertThat(said.text("note")).contains("write to [email], card [card] please");
    assertThat(said.fields("deep").list("list").toString()).contains("[email]").contains("[card]");
    assertThat(said.text("auth")).contains("[token]");
    assertThat(said.text("password")).contains("[token]");
    assertThat(said.text("jwt")).contains("[token]");
    assertThat(counted()).containsEntry(Cut.EMAIL, 2L).containsEntry(Cut.CARD, 2L);
    assertThat(counted()).containsEntry(Cut.TOKEN, 3L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'creditCardNumber':'4111111111111111'}",
        "{'payment_card_number':4111111111111111}",
        "{'cc_number':'4111 1111 1111 1111'}",
        "{'pan':'4111-1111-1111-1111'}",
        "{'cvc':123}",
        "{'card_cvv':'123'}",
        "{'card':{'cvc2':'012'}}",
        "{'user_password':'hunter2'}",
        "{'clientSecret':['hunter2']}"
      })
  void a_card_and_a_secret_are_cut_by_their_name(String properties) {
    assertThat(said(properties).toString())
        .doesNotContain("1111", "123", "012", "hunter2")
        .containsAnyOf("[token]", "[card]");
  }

  @Test
  void nothing_passes_beside_properties_and_context() {
    String page =
        "{'type':'page','anonymousId':'a','name':'Order of a@mail.example',"
            + "'category':'4111111111111111',"
            + "'integrations':{'Mailer':{'to':'b@mail.example','apiKey':'abc'}}}";
    Fields message = sifted(WEB, page).message();
    assertThat(message.text("name")).contains("Order of [email]");
    assertThat(message.text("category")).contains("[card]");
    assertThat(message.fields("integrations").toString())
        .contains("[email]", "[token]")
        .doesNotContain("abc");
    assertThat(sifted(WEB, "{'type':'track','anonymousId':'a','event':'Wrote c@mail.example'}"))
        .extracting(sifted -> sifted.message().text("event").orElse(""))
        .isEqualTo("Wrote [email]");
  }

  @Test
  void traits_told_on_purpose_hold_no_secret_and_no_payment_card() {
    String identify =
        "{'type':'identify','userId':'u','traits':{'email':'u@mail.example','password':'hunter2',"
            + "'note':'pays by 4111 1111 1111 1111','cvc':123,'card':'4111111111111111',"
            + "'loyaltyCardNumber':'LOYAL-777','site':'https://u.example/?me=1',"
            + "'jwt':'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl'}}";
    Fields traits = sifted(SHOP, identify).message().fields("traits");
    assertThat(traits)
        .isEqualTo(
            json(
                "{'email':'u@mail.example','password':'[token]','note':'pays by [card]',"
                    + "'cvc':'[token]','card':'4111111111111111','loyaltyCardNumber':'LOYAL-777',"
                    + "'site':'https://u.example/?me=1','jwt':'[token]'}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"page_location", "uri", "landingPage", "anything"})
  void an_address_loses_its_parameters_under_any_name(String name) {
    String address = "{'%s':'https://s.example/p?utm_source=news&reset=abc#x'}".formatted(name);
    assertThat(said(address).text(name)).contains("https://s.example/p?utm_source=news");
    String sentence = "{'note':'from https://me:pw@s.example/p?reset=abc to https://t.example/'}";
    assertThat(said(sentence).text("note"))
        .contains("from https://s.example/p to https://t.example/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'why':'is it tea? or a cup #2: see https://s.example/p'}",
        "{'order_number':'4111111111111111'}",
        "{'order_id':'4111111111111111','sku':4111111111111111,'gtin':'4006381333931'}",
        "{'at':1767261600000,'price':12.50,'name':'Teapot @ home','total':99999999999}",
        "{'text':'4111 1111 1111 1112','phone_like':'+33 6 11 22 33 44'}",
        "{'products':[{'product_id':'5555555555554444','name':'Tin'}]}"
      })
  void what_only_looks_alike_is_left_as_it_was(String properties) {
    assertThat(said(properties)).isEqualTo(json(properties));
    assertThat(counts.all()).isEmpty();
  }

  @Test
  void a_person_named_on_purpose_stays_named() {
    String identify =
        "{'type':'identify','userId':'u@mail.example','traits':{'email':'u@mail.example',"
            + "'note':'also v@mail.example'}}";
    assertThat(sifted(SHOP, identify).message()).isEqualTo(json(identify));
    String track =
        "{'type':'track','event':'Seen','userId':'u','context':{'traits':{'email':'u@mail.example',"
            + "'other':'v@mail.example'},'externalIds':[{'type':'email','id':'u@mail.example'}]}}";
    Fields context = sifted(SHOP, track).message().fields("context");
    assertThat(context.fields("traits").text("email")).contains("u@mail.example");
    assertThat(context.fields("traits").text("other")).contains("[email]");
    assertThat(context.list("externalIds").toString()).contains("u@mail.example");
  }

  @Test
  void an_orders_e_mail_is_kept_from_a_server_and_cut_from_a_browser() {
    String order =
        "{'type':'track','event':'Order Completed','userId':'u',"
            + "'properties':{'order_id':'1','email':'u@mail.example'}}";
    assertThat(sifted(SHOP, order).message().fields("properties").text("email"))
        .contains("u@mail.example");
    assertThat(sifted(WEB, order).message().fields("properties").text("email")).contains("[email]");
  }

  @ParameterizedTest
  @CsvSource({
    "https://s.example/p?utm_source=news&email=a@b.example&q=tea#top, https://s.example/p?utm_source=news&q=tea",
    "https://s.example/p?session=1, https://s.example/p",
    "https://me:pw@s.example/p?x=1, https://s.example/p",
    "https://s.example/p, https://s.example/p",
    "?q=a%40b.example&z=1, ?q=[email]",
    "/reset/a@b.example, /reset/[email]"
  })
  void of_a_web_address_only_listed_parameters_stay(String url, String left) {
    String page = "{'type':'page','anonymousId':'a','context':{'page':{'url':'" + url + "'}}}";
    Fields message = sifted(SHOP, page).message();
    assertThat(message.fields("context").fields("page").text("url")).contains(left);
  }

  @Test
  void an_address_is_a_place_and_an_agent_a_family_or_nothing(@TempDir Path folder)
      throws IOException {
    Path table = folder.resolve("places.csv");
    Files.writeString(
        table,
        "network,country,region\n192.0.2.0/24,FR,ARA\n192.0.0.0/8,US,\n2001:db8::/32,DE,BE\n");
    sieve = new Sieve(Playbook.DEFAULT.traffic(), Places.read(table), counts);
    String page = "{'type':'page','anonymousId':'a','context':{'ip':'%s','userAgent':'%s'}}";
    Fields context = sifted(SHOP, page.formatted("192.0.2.77", CHROME)).message().fields("context");
    assertThat(context.value("ip")).isEmpty();
    assertThat(context.value("userAgent")).isEmpty();
    assertThat(context.fields("place")).isEqualTo(json("{'country':'FR','region':'ARA'}"));
    assertThat(context.fields("agent"))
        .isEqualTo(json("{'browser':'Chrome','os':'Windows','device':'computer'}"));
    Fields six = sifted(SHOP, page.formatted("2001:db8::1", "")).message().fields("context");
    assertThat(six.fields("place").text("country")).contains("DE");
    Fields odd = sifted(SHOP, page.formatted("10.1.2.3.4", "")).message().fields("context");
    assertThat(odd.value("place")).isEmpty();
  }

  @Test
  void a_program_is_a_bot_by_its_agent_or_by_its_pace() {
    String page = "{'type':'page','anonymousId':'a','context':{'userAgent':'%s'}}";
    String googlebot = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";
    assertThat(sifted(WEB, page.formatted(googlebot)).reality()).isEqualTo(Reality.BOT);
    assertThat(sifted(WEB, page.formatted(CHROME)).reality()).isEqualTo(Reality.REAL);
    sieve = under("bots: {events-a-minute: 10, agents: [Checker]}");
    for (int i = 0; i < 10; i++) {
      assertThat(sifted(WEB, page.formatted(CHROME)).reality()).isEqualTo(Reality.REAL);
    }
    assertThat(sifted(WEB, page.formatted(CHROME)).reality()).isEqualTo(Reality.BOT);
    Sifted later =
        sieve.live(WEB, json(page.formatted(CHROME)), Sender.UNSEEN, NOW.plusSeconds(60));
    assertThat(later.reality()).isEqualTo(Reality.REAL);
    assertThat(sifted(SHOP, page.formatted("our checker 1")).reality()).isEqualTo(Reality.BOT);
  }

  @Test
  void ones_own_network_is_internal_and_what_decided_is_written_down() {
    sieve = under("internal: {networks: [203.0.113.0/24], users: [boss]}");
    String page = "{'type':'page','anonymousId':'a','context':{'marked':'no','ip':'203.0.113.9'}}";
    Sifted own = sifted(WEB, page);
    assertThat(own.reality()).isEqualTo(Reality.INTERNAL);
    assertThat(own.message().fields("context").text("marked")).contains("network");
    Sifted boss = sifted(SHOP, "{'type':'page','userId':'boss'}");
    assertThat(boss.reality()).isEqualTo(Reality.INTERNAL);
    assertThat(boss.message().fields("context").text("marked")).contains("rules");
    Sifted guest = sifted(SHOP, "{'type':'page','userId':'u','context':{'marked':'agent'}}");
    assertThat(guest.message().fields("context").value("marked")).isEmpty();
  }

  @Test
  void a_message_with_nothing_to_cut_is_handed_on_as_it_is() {
    Fields message =
        json("{'type':'track','event':'Seen','userId':'u','properties':{'name':'A tin of tea'}}");
    assertThat(sieve.past(SHOP, message, NOW).message()).isSameAs(message);
  }
}
