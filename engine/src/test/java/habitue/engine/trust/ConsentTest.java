package habitue.engine.trust;

import static habitue.engine.Life.SHOP;
import static habitue.engine.Life.days;
import static habitue.engine.Life.message;
import static habitue.engine.Life.minutes;
import static habitue.engine.Said.said;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.Life;
import habitue.engine.engage.Interests;
import habitue.engine.identify.Profile;
import habitue.engine.sell.basket.Cart;
import habitue.model.Fact;
import habitue.model.Fields;
import habitue.model.Source;
import habitue.model.Trust;
import habitue.playbook.Playbook;
import habitue.playbook.trust.Channel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ConsentTest {
  private static final Source BROWSER = new Source(7, "site", Trust.BROWSER, "uk", "web");

  private static final Fields YES = consent("Analytics", true, "Functional", true);

  private final Life life = new Life();

  @Test
  void a_browser_that_says_nothing_of_consent_is_not_measured() {
    view(0, BROWSER, Fields.NONE);
    assertThat(life.state().activity().visits()).isZero();
    assertThat(life.state().interests()).isEqualTo(Interests.EMPTY);
    assertThat(life.state().activity().lastContact()).isEqualTo(minutes(0));
  }

  @Test
  void each_purpose_opens_its_own_derivations() {
    view(0, BROWSER, consent("Analytics", true, "Functional", false));
    assertThat(life.state().activity().visits()).isEqualTo(1);
    assertThat(life.state().interests()).isEqualTo(Interests.EMPTY);
    view(1, BROWSER, consent("Analytics", true, "Functional", true));
    assertThat(life.state().interests().products()).hasSize(1);
  }

  @Test
  void a_withdrawal_takes_away_what_was_concluded() {
    view(0, BROWSER, consent("Analytics", true, "Functional", true));
    track(1, "Consent Withdrawn", said("purpose", "personalise"));
    assertThat(life.state().interests()).isEqualTo(Interests.EMPTY);
    assertThat(life.state().activity().visits()).isEqualTo(1);
    assertThat(life.facts("Consent Withdrawn"))
        .extracting(fact -> fact.details().text("purpose").orElseThrow())
        .containsExactly("personalise");
    Fact withdrawn = life.lastFact("Consent Withdrawn");
    assertThat(withdrawn.because().cause()).isEqualTo("Consent Withdrawn");
  }

  @Test
  void after_a_withdrawal_a_server_that_says_nothing_is_not_read_either() {
    view(0, SHOP, Fields.NONE);
    assertThat(life.state().interests().products()).hasSize(1);
    track(1, "Consent Withdrawn", said("purpose", "personalise"));
    view(2, SHOP, Fields.NONE);
    assertThat(life.state().interests()).isEqualTo(Interests.EMPTY);
    track(3, "Consent Given", said("purpose", "personalise"));
    view(4, SHOP, Fields.NONE);
    assertThat(life.state().interests().products().getFirst().views()).isEqualTo(1);
  }

  @Test
  void a_later_refusal_wins_whenever_it_arrives_and_a_tie_goes_to_it() {
    trackAt(days(2), days(2), "Consent Given", said("channel", "email"));
    trackAt(days(3), days(1), "Consent Withdrawn", said("channel", "email"));
    assertThat(stance("email")).isEqualTo(Stance.GIVEN);
    trackAt(days(3), days(2), "Consent Withdrawn", said("channel", "email"));
    assertThat(stance("email")).isEqualTo(Stance.WITHDRAWN);
    trackAt(days(4), days(2), "Consent Given", said("channel", "email"));
    assertThat(stance("email")).isEqualTo(Stance.WITHDRAWN);
    trackAt(days(5), days(5), "Consent Given", said("channel", "email", "wording", "email-1"));
    trackAt(days(6), days(6), "Consent Confirmed", said("channel", "email"));
    assertThat(stance("email")).isEqualTo(Stance.CONFIRMED);
    track(20_000, "Unsubscribed", Fields.NONE);
    assertThat(stance("email")).isEqualTo(Stance.WITHDRAWN);
  }

  @Test
  void a_channel_is_one_of_marketing_and_of_no_other_purpose() {
    track(0, "Consent Given", said("purpose", "advertise", "channel", "email"));
    assertThat(purpose("advertise")).isEqualTo(Stance.GIVEN);
    assertThat(life.state().consents().find(Consents.MARKETING, "email")).isEmpty();
    track(1, "Consent Withdrawn", said("purpose", "advertise", "channel", "email"));
    assertThat(purpose("advertise")).isEqualTo(Stance.WITHDRAWN);
    track(2, "Consent Given", said("purpose", "measure", "channel", "sms"));
    track(3, "Consent Given", said("purpose", "newsletter", "channel", "sms"));
    assertThat(life.state().consents().find(Consents.MARKETING, "sms")).isEmpty();
    track(4, "Consent Given", said("purpose", "marketing", "channel", "sms"));
    assertThat(stance("sms")).isEqualTo(Stance.GIVEN);
    track(5, "Consent Withdrawn", said("purpose", "newsletter", "channel", "sms"));
    assertThat(stance("sms")).as("the safe reading").isEqualTo(Stance.WITHDRAWN);
  }

  @Test
  void an_objection_to_marketing_stops_profiling_and_every_channel() {
    view(0, SHOP, Fields.NONE);
    life.asks(minutes(1), ConsentCommands.OBJECT, said("to", "marketing"));
    assertThat(life.state().interests()).isEqualTo(Interests.EMPTY);
    assertThat(stance("post")).isEqualTo(Stance.REFUSED);
    assertThat(life.state().consents().find("measure", "")).isEmpty();
  }

  @Test
  void an_answer_may_object_to_marketing() {
    view(0, SHOP, Fields.NONE);
    track(1, "Question Answered", said("question", "channel", "answer", "sms"));
    assertThat(life.state().consents().agreements()).isEmpty();
    track(2, "Question Answered", said("question", "channel", "answer", "none"));
    assertThat(stance("email")).isEqualTo(Stance.REFUSED);
    assertThat(stance("post")).isEqualTo(Stance.REFUSED);
    assertThat(life.state().interests()).isEqualTo(Interests.EMPTY);
    assertThat(life.lastFact("Consent Refused").because().cause()).isEqualTo("Question Answered");
    track(3, "Consent Given", said("channel", "email"));
    assertThat(stance("email")).as("an objection").isEqualTo(Stance.REFUSED);
  }

  @Test
  void an_answer_passed_on_objects_as_well() {
    view(0, SHOP, Fields.NONE);
    life.asks(minutes(1), "Question Answered", said("question", "channel", "answer", "none"));
    assertThat(stance("email")).isEqualTo(Stance.REFUSED);
    life.refold();
    assertThat(stance("email")).isEqualTo(Stance.REFUSED);
  }

  @Test
  void a_banner_that_repeats_its_yes_lifts_no_objection() {
    view(0, BROWSER, YES);
    life.asks(minutes(1), ConsentCommands.OBJECT, said("to", "marketing"));
    view(2, BROWSER, YES);
    life.lives(minutes(3), minutes(3), BROWSER, answered(YES));
    track(4, "Consent Given", said("purpose", "personalise"));
    assertThat(life.state().interests()).isEqualTo(Interests.EMPTY);
    assertThat(purpose("personalise")).isEqualTo(Stance.WITHDRAWN);
    assertThat(purpose("measure")).isEqualTo(Stance.GIVEN);
    life.asks(minutes(5), ConsentCommands.SAY, said("state", "given", "purpose", "personalise"));
    view(6, BROWSER, YES);
    assertThat(life.state().interests().products().getFirst().views()).isEqualTo(1);
  }

  @Test
  void what_was_switched_off_on_their_page_yields_to_what_is_said_for_its_own_sake() {
    view(0, BROWSER, YES);
    life.asks(
        minutes(1), ConsentCommands.SAY, said("state", "withdrawn", "purpose", "personalise"));
    view(2, BROWSER, YES);
    view(days(3), BROWSER, YES);
    assertThat(life.state().interests()).isEqualTo(Interests.EMPTY);
    life.lives(days(4), days(4), BROWSER, answered(YES));
    view(days(5), BROWSER, YES);
    assertThat(life.state().interests().products().getFirst().views()).isEqualTo(1);
  }

  @Test
  void a_visitors_banner_takes_back_what_it_said_before() {
    view(0, BROWSER, consent("Analytics", false, "Functional", false));
    view(1, BROWSER, YES);
    assertThat(life.state().interests().products()).hasSize(1);
    life.lives(minutes(2), minutes(2), BROWSER, answered(consent("Functional", false, "x", true)));
    view(3, BROWSER, YES);
    assertThat(life.state().interests()).isEqualTo(Interests.EMPTY);
  }

  @Test
  void of_someone_known_a_banner_of_anyones_lifts_no_refusal() {
    identify(0, said("city", "Lyon"), "userId", "ann");
    view(1, BROWSER, consent("Analytics", true, "Functional", false));
    view(2, BROWSER, YES);
    // By a visitor's id nobody is asked for a signature.
    life.lives(minutes(2), minutes(2), BROWSER, answered(YES));
    assertThat(purpose("personalise")).isEqualTo(Stance.REFUSED);
    assertThat(life.state().interests()).isEqualTo(Interests.EMPTY);
    view(3, SHOP, YES);
    assertThat(life.state().interests().products().getFirst().views()).isEqualTo(1);
  }

  @Test
  void of_someone_known_a_banner_that_was_let_in_by_their_userid_lifts_a_refusal() {
    identify(0, said("city", "Lyon"), "userId", "ann");
    view(1, BROWSER, consent("Analytics", true, "Functional", false));
    life.lives(minutes(2), minutes(2), BROWSER, answered(YES).with("userId", "ann"));
    assertThat(purpose("personalise")).isEqualTo(Stance.GIVEN);
  }

  @Test
  void what_holds_does_not_depend_on_the_order_of_arrival() {
    for (int seed = 0; seed < 2_000; seed++) {
      var random = new SplittableRandom(seed);
      List<Statement> said = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        said.add(statement(random, days(2L * i)));
      }
      Agreement lived = heard(said);
      Collections.shuffle(said, new Random(seed));
      Agreement late = heard(said);
      assertThat(late.stance().denied()).as("seed %d", seed).isEqualTo(lived.stance().denied());
      assertThat(late.deniedAt()).as("seed %d", seed).isEqualTo(lived.deniedAt());
      assertThat(late.stance().denied())
          .as("seed %d", seed)
          .isEqualTo(late.grantedFrom() == null)
          .isEqualTo(refused(said));
    }
  }

  /** The rule as it is written down: no yes after it weighs as much as some no. */
  private static boolean refused(List<Statement> said) {
    return said.stream()
        .filter(no -> no.stance().denied())
        .anyMatch(no ->
            said.stream()
                .noneMatch(yes ->
                    yes.stance().granted()
                        && yes.at().isAfter(no.at())
                        && yes.firmness().compareTo(no.firmness()) >= 0));
  }

  private static Agreement heard(List<Statement> said) {
    Agreement agreement = Agreement.first("personalise", "", said.getFirst());
    for (Statement next : said) {
      agreement = agreement.then(next);
    }
    return agreement;
  }

  private static Statement statement(SplittableRandom random, Instant at) {
    Firmness firmness = Firmness.of(random.nextInt(4));
    boolean yes = firmness == Firmness.UNPROVEN || random.nextBoolean();
    Stance stance = yes ? Stance.GIVEN : Stance.REFUSED;
    return new Statement(stance, firmness, "consent", at, at, "site", "", "", 1);
  }

  @Test
  void a_restricted_person_is_not_concluded_of_until_it_is_lifted() {
    view(0, SHOP, Fields.NONE);
    life.asks(minutes(1), ConsentCommands.RESTRICT, said("restricted", true));
    view(2, SHOP, Fields.NONE);
    assertThat(life.state().interests().products().getFirst().views()).isEqualTo(1);
    assertThat(reach(Channel.EMAIL).why()).isIn("restricted", "no-address");
    life.asks(minutes(3), ConsentCommands.RESTRICT, said("restricted", false));
    assertThat(life.state().interests().products().getFirst().views()).isEqualTo(2);
  }

  @Test
  void who_a_restricted_person_is_stays_as_it_was_until_it_is_lifted() {
    identify(0, said("city", "Lille"));
    life.asks(minutes(1), ConsentCommands.RESTRICT, said("restricted", true));
    Profile frozen = life.state().profile();
    identify(2, said("city", "Lyon", "birthday", "2015-03-03"), "userId", "ann");
    assertThat(life.state().profile()).isEqualTo(frozen);
    assertThat(life.state().consents().ofAge()).isNull();
    assertThat(life.facts("Became Known")).isEmpty();
    assertThat(life.refold().state().profile()).isEqualTo(frozen);
    life.asks(minutes(3), ConsentCommands.RESTRICT, said("restricted", false));
    assertThat(life.state().profile().identifiers()).hasSize(2);
    assertThat(life.state().consents().grown()).isFalse();
    assertThat(life.facts("Became Known")).hasSize(1);
  }

  @Test
  void whether_someone_can_be_reached_has_a_reason() {
    identify(0, said("email", "a@example.com"));
    assertThat(reach(Channel.EMAIL)).isEqualTo(new Reach(false, "never-asked"));
    assertThat(reach(Channel.SMS)).isEqualTo(new Reach(false, "no-address"));
    track(1, "Consent Given", said("channel", "email"));
    assertThat(reach(Channel.EMAIL)).isEqualTo(new Reach(true, "consent"));
    track(2, "Email Marked As Spam", Fields.NONE);
    assertThat(reach(Channel.EMAIL)).isEqualTo(new Reach(false, "withdrawn"));
  }

  @Test
  void a_suppressed_address_is_reached_by_whoever_comes_to_have_it_never() {
    Suppressed list =
        (channel, address, purpose) ->
            channel == Channel.EMAIL
                && address.equals("a@example.com")
                && purpose.equals(Consents.MARKETING);
    identify(0, said("email", "b@example.com"));
    track(1, "Consent Given", said("channel", "email"));
    assertThat(reach(list, Consents.MARKETING)).isEqualTo(new Reach(true, "consent"));
    identify(2, said("email", "A@Example.com "));
    assertThat(reach(list, Consents.MARKETING)).isEqualTo(new Reach(false, "suppressed"));
    assertThat(reach(list, "contract")).isEqualTo(new Reach(true, "contract"));
  }

  @Test
  void what_is_sensitive_is_never_concluded() {
    lookAt(0, "p1", "Test de grossesse");
    lookAt(1, "p2", "Thé vert");
    track(2, "Products Searched", said("query", "Bible illustrée"));
    identify(3, said("religion", "any", "city", "Lyon"));
    assertThat(life.state().interests().products())
        .extracting(each -> each.key())
        .containsExactly("p2");
    assertThat(life.state().interests().searches()).isEmpty();
    assertThat(life.state().profile().traits()).containsOnlyKeys("city");
  }

  @Test
  void what_is_sensitive_in_a_trait_or_a_basket_is_not_kept_either() {
    identify(0, said("diet", "vegan", "likes", said("food", "Kosher", "colour", "red")));
    identify(1, said("diet", "halal", "notes", said("faith", "x"), "is_muslim", true));
    identify(2, said("name", "Gay Macron", "address", said("street", "rue Bible")));
    Profile profile = life.state().profile();
    assertThat(profile.traits().keySet().stream().filter(each -> profile.trait(each).isPresent()))
        .containsExactly("address", "name");
    track(3, "Product Added", said("product_id", "p1", "name", "Test de grossesse"));
    track(4, "Product Added", said("product_id", "p2", "name", "Thé vert"));
    assertThat(cart()).containsExactly("p2");
    Fields other = said("product_id", "p3", "category", "Insuline");
    track(5, "Cart Viewed", said("products", List.of(other, said("product_id", "p4"))));
    assertThat(cart()).containsExactly("p4");
  }

  private List<String> cart() {
    Cart cart = life.state().basket().cart();
    return cart == null
        ? List.of()
        : cart.lines().stream().map(each -> each.product().key()).toList();
  }

  @Test
  void a_child_has_no_profile_until_the_birthday_or_a_parent_agrees() {
    // Fifteen at midnight in London, fourteen hours after the start.
    view(0, SHOP, Fields.NONE);
    identify(1, said("birthday", "2011-03-03", "country", "FR"));
    assertThat(life.state().interests()).isEqualTo(Interests.EMPTY);
    assertThat(life.state().activity().visits()).isZero();
    Instant birthday = Instant.parse("2026-03-03T00:00:00Z");
    life.lives(birthday.minusMillis(1), birthday.minusMillis(1), SHOP, seen());
    assertThat(life.state().interests()).isEqualTo(Interests.EMPTY);
    life.wake(birthday);
    assertThat(life.facts("Came Of Age")).hasSize(1);
    life.lives(birthday, birthday, SHOP, seen());
    assertThat(life.state().interests().products().getFirst().views()).isEqualTo(1);
  }

  @Test
  void of_a_child_nothing_counts_as_read_whatever_was_agreed_to() {
    identify(0, said("birthday", "2015-03-03"));
    view(2, SHOP, Fields.NONE);
    trackAt(minutes(3), minutes(1), "Consent Given", said("purpose", "advertise"));
    assertThat(life.state().consents().read()).isZero();
  }

  @Test
  void a_parent_may_agree_earlier() {
    identify(0, said("birthday", "2015-03-03"));
    track(1, "Consent Given", said("purpose", "parental"));
    view(2, SHOP, Fields.NONE);
    assertThat(life.state().interests().products()).hasSize(1);
    track(3, "Consent Withdrawn", said("purpose", "parental"));
    assertThat(life.state().interests()).isEqualTo(Interests.EMPTY);
  }

  @Test
  void consents_read_back_as_they_were_written() {
    view(0, BROWSER, consent("Analytics", true, "Functional", false));
    life.asks(minutes(1), ConsentCommands.RESTRICT, said("reason", "dispute"));
    identify(2, said("birthday", "2015-03-03"));
    Consents consents = life.state().consents();
    assertThat(ConsentsCodec.read(ConsentsCodec.write(consents))).isEqualTo(consents);
  }

  @Test
  void any_history_folded_anew_is_what_was_lived() {
    for (int seed = 0; seed < 300; seed++) {
      var random = new SplittableRandom(seed);
      var lived = new Life();
      for (int i = 0; i < 40; i++) {
        Instant now = minutes(i * 50L);
        Instant at = random.nextInt(4) == 0 ? now.minusSeconds(random.nextInt(90_000)) : now;
        happen(lived, random, now, at);
      }
      var state = lived.state();
      var facts = List.copyOf(lived.facts());
      assertThat(lived.refold().state()).as("seed %d", seed).isEqualTo(state);
      assertThat(lived.facts())
          .as("seed %d", seed)
          .containsAll(facts.subList(facts.size() - 1, facts.size()));
    }
  }

  private static void happen(Life lived, SplittableRandom random, Instant now, Instant at) {
    String[] purposes = {"measure", "personalise", "advertise", "parental", ""};
    Fields purpose = said("purpose", purposes[random.nextInt(purposes.length)]);
    Source source = random.nextBoolean() ? SHOP : BROWSER;
    switch (random.nextInt(9)) {
      case 0 -> lived.lives(now, at, SHOP, tracked("Consent Given", purpose));
      case 1 -> lived.lives(now, at, SHOP, tracked("Consent Withdrawn", purpose));
      case 2 ->
          lived.asks(now, ConsentCommands.RESTRICT, said("restricted", random.nextInt(3) == 0));
      case 3 ->
          lived.lives(
              now,
              at,
              source,
              seen(
                  consent("Analytics", random.nextBoolean(), "Functional", random.nextInt(3) > 0)));
      case 4 -> {
        if (random.nextInt(4) == 0) {
          String day = "2011-03-0" + (1 + random.nextInt(5));
          Fields told = random.nextBoolean() ? said("birthday", day) : said("country", "DE");
          lived.lives(now, at, SHOP, message("identify", "userId", "ann", "traits", told));
        }
      }
      default -> lived.lives(now, at, source, seen());
    }
  }

  private void view(long minute, Source source, Fields context) {
    view(minutes(minute), source, context);
  }

  private void view(Instant at, Source source, Fields context) {
    life.lives(at, at, source, seen(context));
  }

  /** What a banner sends when it is answered. */
  private static Fields answered(Fields context) {
    return tracked(ConsentStep.BANNER_ANSWERED, Fields.NONE).with("context", context);
  }

  private static Fields seen() {
    return seen(Fields.NONE);
  }

  private static Fields seen(Fields context) {
    return tracked("Product Viewed", said("product_id", "p1"))
        .with("context", context.with("page", said("url", "https://shop.example/p1")));
  }

  private void lookAt(long minute, String id, String name) {
    track(minute, "Product Viewed", said("product_id", id, "name", name));
  }

  private void track(long minute, String name, Fields properties) {
    trackAt(minutes(minute), minutes(minute), name, properties);
  }

  private void trackAt(Instant now, Instant at, String name, Fields properties) {
    life.lives(now, at, SHOP, tracked(name, properties));
  }

  private static Fields tracked(String name, Fields properties) {
    return message("track", "event", name, "properties", properties);
  }

  private void identify(long minute, Fields traits, Object... more) {
    Fields message = message("identify", more).with("traits", traits);
    life.lives(minutes(minute), minutes(minute), SHOP, message);
  }

  private Stance purpose(String name) {
    return life.state().consents().find(name, "").orElseThrow().stance();
  }

  private Stance stance(String channel) {
    return life.state().consents().find(Consents.MARKETING, channel).orElseThrow().stance();
  }

  private Reach reach(Suppressed list, String purpose) {
    return Reach.of(
        life.state().reach(), Playbook.DEFAULT.purposes(), list, Channel.EMAIL, purpose);
  }

  private Reach reach(Channel channel) {
    var state = life.state();
    return Reach.of(
        state.reach(),
        Playbook.DEFAULT.purposes(),
        Suppressed.NOTHING,
        channel,
        Consents.MARKETING);
  }

  private static Fields consent(String one, boolean first, String other, boolean second) {
    return said("consent", said("categoryPreferences", said(one, first, other, second)));
  }
}
