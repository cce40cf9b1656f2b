package habitue.engine.standing;

import static habitue.engine.Life.SHOP;
import static habitue.engine.Life.WEB;
import static habitue.engine.Life.days;
import static habitue.engine.Life.minutes;
import static habitue.engine.Said.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import habitue.engine.Context;
import habitue.engine.Fits;
import habitue.engine.Life;
import habitue.engine.engage.Interest;
import habitue.insight.surprise.Usual;
import habitue.model.Body;
import habitue.model.Event;
import habitue.model.Fact;
import habitue.model.Fields;
import habitue.model.Mode;
import habitue.model.Reality;
import habitue.model.Source;
import habitue.model.Stamp;
import habitue.model.Trust;
import habitue.playbook.Playbook;
import habitue.playbook.PlaybookFiles;
import habitue.playbook.plan.Talk;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AskingTest {
  /** A shop whose visitors said nothing of consent. */
  private static final Source SHY = new Source(9, "shy", Trust.BROWSER, "uk", "web", false);

  private static final Context SHOPS = shops(Playbook.DEFAULT);

  private static Context shops(Playbook playbook) {
    Talk talk = playbook.plan().talk();
    Map<String, Usual> usual =
        Map.of(
            talk.habits().getFirst().key(),
            Usual.of(Map.of("Men", 0.6, "Women", 0.3, "Garden", 0.001), 0.05));
    return Life.CONTEXT
        .with(playbook)
        .with(new Fits(List.of(new Fits.Fit(0, null, null, null, true).with(usual))));
  }

  private static Context shops(Map<String, String> files) {
    return shops(
        switch (Playbook.read(PlaybookFiles.of(files))) {
          case Playbook.Reading.Good(Playbook playbook) -> playbook;
          case Playbook.Reading.Bad(var mistakes) -> throw new AssertionError(mistakes.toString());
        });
  }

  /** Someone who looked at men's things twelve times. */
  private static Life menswear() {
    var life = new Life(SHOPS);
    IntStream.range(0, 12).forEach(i -> view(life, minutes(i), "Men"));
    return life;
  }

  private static void view(Life life, Instant at, String category) {
    Fields product = said("product_id", "p-" + category, "category", category);
    life.track(at, WEB, "Product Viewed", product);
  }

  private static void answer(Life life, Instant at, String question, String about, String answer) {
    Fields said = said("question", question, "about", about, "answer", answer);
    life.track(at, WEB, "Question Answered", said);
  }

  private static Asking asking(Life life) {
    return life.state().standing().asking();
  }

  private static Set<String> heldBack(Life life) {
    return asking(life).heldBack(SHOPS.playbook().plan().talk());
  }

  private static List<String> categories(Life life) {
    return life.state().interests().categories().stream().map(Interest::key).toList();
  }

  private static boolean tagged(Life life, String tag) {
    return life.state().standing().gathered().tags().containsKey(tag);
  }

  private static long counted(Life life, String category) {
    return life.state()
        .standing()
        .gathered()
        .habits()
        .getFirst()
        .counts()
        .getOrDefault(category, 0L);
  }

  @Test
  void what_is_unlike_someone_opens_a_question_and_nothing_is_learnt_of_it() {
    Life life = menswear();
    view(life, minutes(20), "Women");
    view(life, minutes(21), "Women");
    assertThat(asking(life).open())
        .singleElement()
        .satisfies(open -> {
          assertThat(open.question()).isEqualTo("for-whom");
          assertThat(open.about()).isEqualTo("Women");
          assertThat(open.kept()).hasSize(2);
          assertThat(open.odds()).isEqualTo(new Asking.Odds(0, 12, 0.3));
        });
    assertThat(heldBack(life)).containsExactly("Women");
    assertThat(categories(life)).containsExactly("Men");
    assertThat(tagged(life, "CATEGORY_WOMEN")).isFalse();
    assertThat(counted(life, "Women")).isZero();
    Fact opened = life.lastFact("Question Opened");
    assertThat(life.facts("Question Opened")).hasSize(1);
    assertThat(opened.details()).isEqualTo(said("question", "for-whom", "about", "Women"));
    assertThat(opened.because().words().text("usual")).hasValue("30.0");
  }

  @Test
  void what_is_unusual_for_everyone_is_no_surprise_and_neither_is_anything_too_early() {
    Life life = menswear();
    view(life, minutes(20), "Garden");
    assertThat(asking(life).open()).isEmpty();
    var fresh = new Life(SHOPS);
    IntStream.range(0, 8).forEach(i -> view(fresh, minutes(i), "Men"));
    view(fresh, minutes(20), "Women");
    assertThat(asking(fresh).open()).as("one in eleven of all would look so by chance").isEmpty();
    assertThat(categories(fresh)).contains("Women");
  }

  @Test
  void for_themselves_it_is_learnt_after_all_as_of_when_it_happened() {
    Life life = menswear();
    view(life, minutes(20), "Women");
    view(life, minutes(21), "Women");
    answer(life, days(2), "for-whom", "Women", "self");
    Life learnt = menswear();
    assertThat(asking(life).open()).isEmpty();
    assertThat(heldBack(life)).isEmpty();
    assertThat(counted(life, "Women")).isEqualTo(2);
    Interest women = life.state().interests().categories().getLast();
    assertThat(women.key()).isEqualTo("Women");
    assertThat(women.views()).isEqualTo(2);
    assertThat(women.lastAt()).isEqualTo(minutes(21));
    assertThat(tagged(life, "CATEGORY_WOMEN")).isTrue();
    assertThat(life.lastFact("Answer Given").details().text("answer")).hasValue("self");
    view(life, days(3), "Women");
    assertThat(asking(life).open()).as("they said so").isEmpty();
    assertThat(counted(life, "Women")).isEqualTo(3);
    assertThat(learnt.facts("Question Opened")).isEmpty();
  }

  @Test
  void a_present_steers_everything_after_it_until_that_is_long_ago() {
    Life life = menswear();
    view(life, minutes(20), "Women");
    answer(life, days(1), "for-whom", "Women", "present");
    assertThat(heldBack(life)).containsExactly("Women");
    view(life, days(2), "Women");
    assertThat(asking(life).open()).isEmpty();
    assertThat(categories(life)).containsExactly("Men");
    view(life, days(1 + 181), "Women");
    assertThat(asking(life).open()).as("asked again").hasSize(1);
  }

  @Test
  void an_unclear_answer_is_followed_up_once() {
    Life life = menswear();
    view(life, minutes(20), "Women");
    answer(life, days(1), "for-whom", "Women", "unsaid");
    assertThat(asking(life).open()).singleElement().matches(Asking.Open::again);
    answer(life, days(2), "for-whom", "Women", "unsaid");
    assertThat(asking(life).open()).isEmpty();
    view(life, days(3), "Women");
    assertThat(asking(life).open()).isEmpty();
    assertThat(categories(life)).containsExactly("Men");
  }

  @Test
  void a_question_lapses_at_its_own_instant_however_late_that_is_told() {
    Life life = menswear();
    view(life, minutes(20), "Women");
    assertThat(life.wakeAt()).isBeforeOrEqualTo(minutes(20).plusSeconds(30 * 86_400));
    life.wake(days(100));
    assertThat(asking(life).open()).isEmpty();
    assertThat(life.lastFact("Question Lapsed").at())
        .isEqualTo(minutes(20).plusSeconds(30 * 86_400));
    view(life, days(101), "Women");
    assertThat(categories(life)).as("not learnt, not asked again yet").containsExactly("Men");
    assertThat(asking(life).open()).isEmpty();
  }

  @Test
  void of_an_order_only_what_is_unlike_them_is_held_back_and_the_order_counts() {
    Life life = menswear();
    life.track(
        minutes(30),
        SHOP,
        "Order Completed",
        said(
            "order_id",
            "o1",
            "total",
            50,
            "currency",
            "GBP",
            "products",
            List.of(
                said("product_id", "m1", "category", "Men", "price", 20, "quantity", 1),
                said("product_id", "w1", "category", "Women", "price", 30, "quantity", 1))));
    assertThat(life.state().orders().count()).isEqualTo(1);
    assertThat(categories(life)).containsExactly("Men");
    assertThat(asking(life).open().getFirst().about()).isEqualTo("Women");
    life.track(
        minutes(31),
        SHOP,
        "Order Completed",
        said("order_id", "o1", "products", List.of(said("product_id", "w1", "category", "Women"))));
    assertThat(asking(life).open().getFirst().kept()).as("told twice").hasSize(1);
    answer(life, minutes(40), "for-whom", "Women", "self");
    assertThat(categories(life)).containsExactlyInAnyOrder("Men", "Women");
    assertThat(life.state().interests().categories().getLast().purchases()).isEqualTo(1);
  }

  @Test
  void a_few_things_are_asked_one_after_the_other_and_said_apart_from_what_was_observed() {
    var life = new Life(SHOPS);
    order(life, days(0), "o1");
    order(life, days(20), "o2");
    assertThat(asking(life).open())
        .extracting(Asking.Open::question)
        .containsExactly("channel", "birthday");
    answer(life, days(21), "channel", "", "pigeon");
    assertThat(asking(life).open()).as("no answer of this question").hasSize(2);
    answer(life, days(21), "channel", "", "sms");
    answer(life, days(22), "birthday", "", "31/05/1990");
    answer(life, days(23), "birthday", "", "1990-05-31");
    assertThat(asking(life).open()).isEmpty();
    assertThat(life.state().profile().trait("preferred_channel"))
        .map(Object::toString)
        .hasValueSatisfying(said -> assertThat(said).contains("sms"));
    assertThat(life.state().profile().traits().get("birthday"))
        .matches(trait -> Objects.requireNonNull(trait).said());
  }

  private static void order(Life life, Instant at, String number) {
    life.track(
        at, SHOP, "Order Completed", said("order_id", number, "total", 5, "currency", "GBP"));
  }

  @Test
  void what_is_known_by_another_way_is_asked_no_more() {
    var life = new Life(SHOPS);
    order(life, days(0), "o1");
    life.happens(
        days(1), SHOP, Life.message("identify", "traits", said("preferred_channel", "post")));
    assertThat(asking(life).open()).isEmpty();
    assertThat(life.facts("Question Withdrawn")).hasSize(1);
    assertThat(life.state().profile().traits().get("preferred_channel"))
        .matches(trait -> !Objects.requireNonNull(trait).said());
  }

  @Test
  void no_more_are_open_than_the_playbook_allows() {
    Life life = menswear();
    order(life, minutes(15), "o1");
    order(life, minutes(16), "o2");
    view(life, minutes(20), "Women");
    assertThat(asking(life).open())
        .extracting(Asking.Open::question)
        .as("what just happened is asked about first")
        .containsExactly("channel", "for-whom");
    assertThat(life.lastFact("Question Withdrawn").details().text("question")).hasValue("birthday");
    view(life, minutes(21), "Garden tools");
    assertThat(asking(life).open()).hasSize(2);
    answer(life, minutes(30), "for-whom", "Women", "self");
    assertThat(categories(life)).contains("Women");
    assertThat(asking(life).open())
        .extracting(Asking.Open::question)
        .as("and what gave way, once there is room")
        .containsExactly("channel", "birthday");
  }

  @Test
  void what_was_learnt_by_an_answer_is_not_unlearnt_by_another() {
    Life life = menswear();
    view(life, minutes(20), "Women");
    answer(life, days(1), "for-whom", "Women", "self");
    answer(life, days(2), "for-whom", "Women", "present");
    assertThat(asking(life).settled("for-whom", "Women").orElseThrow().answer()).isEqualTo("self");
    view(life, days(3), "Women");
    assertThat(counted(life, "Women")).isEqualTo(2);
    Life other = menswear();
    view(other, minutes(20), "Women");
    answer(other, days(1), "for-whom", "Women", "present");
    answer(other, days(2), "for-whom", "Women", "self");
    view(other, days(3), "Women");
    assertThat(categories(other)).as("a present once, for themselves now").contains("Women");
  }

  @Test
  void signs_add_up_to_a_moment_that_is_asked_about_and_fades() {
    var life = new Life(SHOPS);
    search(life, days(0), "moving boxes");
    assertThat(stands(life, days(0)).moments().getFirst().strength()).isCloseTo(0.4, within(1e-9));
    assertThat(life.facts("Moment Supposed")).isEmpty();
    search(life, days(1), "cartons");
    Fact supposed = life.lastFact("Moment Supposed");
    assertThat(supposed.details().text("moment")).hasValue("moving");
    assertThat(supposed.details().value("signs").orElseThrow())
        .isEqualTo(said("n", 2).value("n").orElseThrow());
    assertThat(asking(life).open()).extracting(Asking.Open::question).containsExactly("moving");
    Instant until = Objects.requireNonNull(stands(life, days(1)).moments().getFirst().until());
    life.wake(days(300));
    assertThat(life.lastFact("Moment Over").at()).isEqualTo(until);
    assertThat(stands(life, days(1)).tags()).as("no tag of theirs").isEmpty();
  }

  @Test
  void what_they_deny_is_not_supposed_again_and_what_they_confirm_is_certain() {
    var life = new Life(SHOPS);
    search(life, days(0), "moving boxes");
    search(life, days(1), "cartons");
    answer(life, days(2), "moving", "", "none");
    assertThat(life.lastFact("Moment Over").at()).isEqualTo(days(2));
    search(life, days(3), "cartons");
    search(life, days(3), "cartons");
    search(life, days(3), "cartons");
    assertThat(life.facts("Moment Supposed")).hasSize(1);
    var other = new Life(SHOPS);
    search(other, days(0), "moving boxes");
    search(other, days(1), "cartons");
    answer(other, days(2), "moving", "", "self");
    assertThat(stands(other, days(2)).moments().getFirst().strength())
        .isCloseTo(0.99, within(1e-9));
  }

  private static void search(Life life, Instant at, String words) {
    life.track(at, WEB, "Products Searched", said("query", words));
  }

  private static Stands stands(Life life, Instant at) {
    return life.state().stands(SHOPS, at);
  }

  @Test
  void an_answer_passed_on_by_a_colleague_is_the_same_as_an_event() {
    Life life = menswear();
    view(life, minutes(20), "Women");
    life.asks(
        days(1),
        "Question Answered",
        said("question", "for-whom", "about", "Women", "answer", "self"));
    assertThat(categories(life)).contains("Women");
    life.asks(days(2), "Question Answered", said("question", "who knows", "answer", "x"));
    life.asks(days(2), "Question Answered", Fields.NONE);
  }

  @Test
  void nobody_is_asked_who_refuses_to_be_known() {
    var life = new Life(SHOPS);
    life.lives(
        days(0),
        days(0),
        SHY,
        Life.message(
            "track",
            "event",
            "Product Viewed",
            "properties",
            said("product_id", "p", "category", "Women"),
            "context",
            said("consent", said("categoryPreferences", said("Personalization", false)))));
    life.lives(
        days(1),
        days(1),
        SHOP,
        Life.message(
            "track",
            "event",
            "Order Completed",
            "properties",
            said("order_id", "o1", "total", 5, "currency", "GBP")));
    assertThat(life.state().orders().count()).isEqualTo(1);
    assertThat(asking(life).open()).isEmpty();
  }

  @Test
  void what_is_asked_survives_being_written_and_read() {
    Life life = menswear();
    view(life, minutes(20), "Women");
    order(life, minutes(25), "o1");
    answer(life, minutes(26), "channel", "", "sms");
    Asking asked = asking(life);
    assertThat(AskingCodec.read(AskingCodec.write(asked))).isEqualTo(asked);
    Standing.Gathered gathered = life.state().standing().gathered();
    assertThat(StandingCodec.gathered(StandingCodec.write(gathered))).isEqualTo(gathered);
  }

  @Test
  void numbers_surprise_by_their_size() {
    Context shop =
        shops(
            Map.of(
                "questions.yaml",
                """
                questions:
                  dear:
                    on: Product Viewed
                    about: event.product.name
                    when: customer.surprise(event.product.price) > 0.95
                    ask: Is {about} for you?
                    answers: {self: Yes, present: {label: A present, forget: true}}
                """));
    Fits.Fit fit = Objects.requireNonNull(shop.fits().at(0));
    String key = shop.playbook().plan().talk().habits().getFirst().key();
    assertThat(key).isEqualTo("event.product.price on Product Viewed");
    var life =
        new Life(
            shop.with(
                new Fits(
                    List.of(
                        fit.with(Map.of(key, Usual.of(Map.of("2^10", 0.5, "2^14", 0.4), 0.1)))))));
    IntStream.range(0, 12)
        .forEach(i ->
            life.track(
                minutes(i),
                WEB,
                "Product Viewed",
                said(
                    "product_id", "p" + i, "name", "Cup", "price", 11 + i % 3, "currency", "GBP")));
    life.track(
        minutes(50),
        WEB,
        "Product Viewed",
        said("product_id", "q", "name", "Machine", "price", 250, "currency", "GBP"));
    assertThat(asking(life).open()).extracting(Asking.Open::about).containsExactly("Machine");
  }

  @Test
  void history_opens_no_question_and_who_stays_away_is_not_asked_again_and_again() {
    var life = new Life(SHOPS);
    Stamp live = life.stamp(days(0), days(0), SHOP, Reality.REAL);
    var stamp =
        new Stamp(
            live.position(),
            live.at(),
            live.recordedAt(),
            live.now(),
            Mode.HISTORY,
            live.strand(),
            live.entity(),
            live.source(),
            live.consent(),
            Reality.REAL);
    Fields order = said("order_id", "o1", "total", 5, "currency", "GBP");
    life.record(
        stamp,
        new Body.Happened(
            Event.of(Life.message("track", "event", "Order Completed", "properties", order))));
    life.wake(days(20));
    assertThat(life.state().orders().count()).isEqualTo(1);
    assertThat(asking(life).open()).isEmpty();
    life.page(days(400), "https://shop.example/", "");
    assertThat(asking(life).open()).extracting(Asking.Open::question).containsExactly("channel");
    life.wake(days(4_000));
    assertThat(life.facts("Question Opened")).hasSize(1);
    life.page(days(4_001), "https://shop.example/", "");
    assertThat(life.facts("Question Opened")).hasSize(2);
  }

  @Test
  void what_is_held_back_is_kept_in_one_order_whatever_order_it_came_in() {
    Life life = menswear();
    Fields context =
        said("campaign", said("source", "spring"), "library", "x", "page", said("path", "/women"));
    life.happens(
        minutes(20),
        WEB,
        Life.message(
            "track",
            "event",
            "Product Viewed",
            "properties",
            said("product_id", "w", "category", "Women"),
            "context",
            context));
    Fields kept = asking(life).open().getFirst().kept().getFirst().message().fields();
    assertThat(kept.values().keySet()).containsExactly("type", "properties", "event", "context");
    assertThat(kept.fields("context").values().keySet()).containsExactly("page", "campaign");
  }
}
