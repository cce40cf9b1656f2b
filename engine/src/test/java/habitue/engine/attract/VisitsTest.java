package habitue.engine.attract;

import static habitue.engine.Life.SHOP;
import static habitue.engine.Life.TILL;
import static habitue.engine.Life.WEB;
import static habitue.engine.Life.message;
import static habitue.engine.Life.minutes;
import static habitue.engine.Life.pageMessage;
import static habitue.engine.Said.said;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.Life;
import habitue.model.Fact;
import habitue.model.Value;
import java.time.Instant;
import java.util.Comparator;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VisitsTest {
  private static final String HOME = "https://www.shop.test/";
  private final Life life = new Life();

  private Activity activity() {
    return life.state().activity();
  }

  private Touch touch() {
    return activity().open().getLast().visit().touch();
  }

  @Test
  void a_visit_lasts_until_nothing_comes_for_thirty_minutes() {
    life.page(minutes(0), HOME, "").page(minutes(29), HOME, "");
    assertThat(life.wakeAt()).isEqualTo(minutes(59));
    life.wake(minutes(58));
    assertThat(activity().open()).hasSize(1);
    life.wake(minutes(59));
    assertThat(activity().open()).isEmpty();
    assertThat(life.wakeAt()).isNull();
    Fact ended = life.lastFact("Visit Ended");
    assertThat(ended.at()).isEqualTo(minutes(59));
    assertThat(ended.statedAt()).isEqualTo(minutes(59));
    assertThat(ended.details().number("seconds").orElseThrow()).isEqualTo("1740");
    assertThat(ended.details().number("pages").orElseThrow()).isEqualTo("2");
    assertThat(ended.because().position()).isZero();
  }

  @Test
  void whether_the_timer_or_the_next_event_ends_a_visit_the_facts_are_the_same() {
    var other = new Life();
    life.page(minutes(0), HOME, "").wake(minutes(30)).page(minutes(90), HOME, "");
    other.page(minutes(0), HOME, "").page(minutes(90), HOME, "");
    assertThat(other.facts()).isEqualTo(life.facts());
    assertThat(other.state()).isEqualTo(life.state());
  }

  @Test
  void a_new_campaign_begins_a_new_visit() {
    life.page(minutes(0), HOME, "");
    life.page(minutes(5), HOME + "?utm_source=letter&utm_medium=email&utm_campaign=may%20day", "");
    assertThat(activity().visits()).isEqualTo(2);
    assertThat(touch()).isEqualTo(new Touch("letter", "email", "may day", null, null, null, "/"));
    assertThat(life.lastFact("Visit Ended").at()).isEqualTo(minutes(5));
    assertThat(life.state().visits().kept()).hasSize(1);
  }

  @Test
  void pages_that_follow_a_landing_stay_in_its_visit() {
    life.page(minutes(0), HOME + "?gclid=abc", "https://www.google.fr/");
    life.page(minutes(1), HOME + "shoes", "https://www.google.fr/");
    life.page(minutes(2), HOME + "shoes/1", HOME + "shoes");
    life.page(minutes(3), HOME + "thanks", "https://pay.paypal.com/done");
    assertThat(activity().visits()).isEqualTo(1);
    assertThat(touch().source()).isEqualTo("google");
    assertThat(touch().medium()).isEqualTo("cpc");
    assertThat(touch().landing()).isEqualTo("/");
  }

  @Test
  void referrers_tell_search_social_and_other_sites_apart() {
    life.page(minutes(0), HOME, "https://news.google.co.uk/x");
    assertThat(touch().medium()).isEqualTo("organic");
    life.page(minutes(1), HOME, "https://l.facebook.com/l.php?u=1");
    assertThat(touch().source() + "/" + touch().medium()).isEqualTo("facebook/social");
    life.page(minutes(2), HOME, "https://blog.example.org:8080/post");
    assertThat(touch().source() + "/" + touch().medium()).isEqualTo("blog.example.org/referral");
    assertThat(activity().visits()).isEqualTo(3);
  }

  @Test
  void the_campaign_in_the_context_counts_first() {
    life.happens(
        minutes(0),
        WEB,
        message(
            "page", "context", said("campaign", said("source", "s", "medium", "m", "name", "n"))));
    assertThat(touch()).isEqualTo(new Touch("s", "m", "n", null, null, null, null));
  }

  @Test
  void first_touch_is_of_the_earliest_visit_and_last_of_the_latest_that_something_brought() {
    life.page(minutes(0), HOME + "?utm_source=a&utm_medium=x", "");
    life.page(minutes(60), HOME + "?utm_source=b&utm_medium=x", "");
    life.page(minutes(120), HOME, "");
    life.comes(
        minutes(121), minutes(-300), WEB, pageMessage(HOME + "?utm_source=early&utm_medium=x", ""));
    Origin first = activity().first();
    Origin last = activity().last();
    assertThat(first == null ? "" : first.touch().source()).isEqualTo("early");
    assertThat(last == null ? "" : last.touch().source()).isEqualTo("b");
  }

  @Test
  void a_phone_that_delivers_an_hour_of_screens_late_made_one_visit() {
    for (int i = 0; i < 6; i++) {
      life.comes(minutes(600), minutes(i * 10L), WEB, message("screen", "name", "Home"));
    }
    assertThat(activity().visits()).isEqualTo(1);
    life.wake(minutes(630));
    assertThat(life.facts("Visit Ended")).hasSize(1);
    assertThat(life.lastFact("Visit Ended").at()).isEqualTo(minutes(80));
    assertThat(life.lastFact("Visit Ended").statedAt()).isEqualTo(minutes(630));
  }

  @Test
  void a_late_event_lengthens_the_ended_visit_it_belongs_to_without_a_fact() {
    life.page(minutes(0), HOME, "").wake(minutes(30));
    int before = life.facts().size();
    life.comes(minutes(200), minutes(10), WEB, pageMessage(HOME, ""));
    assertThat(life.facts()).hasSize(before);
    assertThat(life.state().visits().kept().getFirst().lastAt()).isEqualTo(minutes(10));
    assertThat(activity().visits()).isEqualTo(1);
    assertThat(activity().lastSeen()).isEqualTo(minutes(10));
  }

  @Test
  void machines_and_counters_make_no_visits() {
    life.track(minutes(0), SHOP, "Order Completed", said("order_id", "1"));
    life.track(minutes(1), SHOP, "Email Opened", said());
    life.track(minutes(2), SHOP, "Email Link Clicked", said());
    life.track(minutes(3), TILL, "Product Viewed", said("product_id", "p"));
    assertThat(activity().visits()).isZero();
    assertThat(activity().lastContact()).isEqualTo(minutes(3));
  }

  @Test
  void only_the_person_s_own_acts_are_contact() {
    life.track(minutes(0), SHOP, "Email Link Clicked", said());
    life.track(minutes(10), SHOP, "Email Opened", said());
    life.track(minutes(11), SHOP, "Email Delivered", said());
    life.track(minutes(12), SHOP, "Order Updated", said("order_id", "1"));
    life.track(minutes(13), SHOP, "Order Shipped", said("order_id", "1"));
    life.track(minutes(14), WEB, "Email Opened", said());
    life.happens(minutes(15), SHOP, message("identify", "traits", said("a", 1)));
    assertThat(activity().lastContact()).isEqualTo(minutes(0));
    assertThat(activity().lastSeen()).isEqualTo(minutes(15));
    life.track(minutes(20), WEB, "Quiz Answered", said());
    assertThat(activity().lastContact()).isEqualTo(minutes(20));
  }

  @Test
  void first_seen_is_stated_once_and_kept_by_the_event_s_own_time() {
    life.page(minutes(50), HOME, "");
    life.comes(minutes(51), minutes(2), WEB, pageMessage(HOME, ""));
    assertThat(life.facts("First Seen")).hasSize(1);
    assertThat(activity().firstSeen()).isEqualTo(minutes(2));
    assertThat(activity().events().count("Page Viewed")).isEqualTo(2);
  }

  @Test
  void names_beyond_the_bound_are_counted_together() {
    for (int i = 0; i < 100; i++) {
      life.track(minutes(i), SHOP, "Custom " + i, said());
    }
    assertThat(activity().events().size()).isEqualTo(Tally.NAMES);
    assertThat(activity().events().others()).isEqualTo(100 - Tally.NAMES);
    assertThat(activity().events().total()).isEqualTo(100);
  }

  @Test
  void in_any_order_of_arrival_visits_stay_whole() {
    for (int seed = 0; seed < 300; seed++) {
      var random = new Random(seed);
      var told = new Life();
      int pages = 1 + random.nextInt(60);
      Instant now = minutes(0);
      for (int i = 0; i < pages; i++) {
        now = now.plusSeconds(60L * random.nextInt(40));
        Instant at = random.nextInt(3) == 0 ? now.minusSeconds(60L * random.nextInt(600)) : now;
        String campaign = random.nextInt(8) == 0 ? "?utm_source=s" + random.nextInt(3) : "";
        told.comes(now, at, WEB, pageMessage(HOME + campaign, ""));
        if (random.nextInt(4) == 0) {
          told.wake(now);
        }
      }
      checkWhole(told, pages, seed);
    }
  }

  /** Every event is in one visit or fell out with one, and every start has at most one end. */
  private static void checkWhole(Life told, int pages, int seed) {
    told.wake(minutes(1_000_000));
    Visits visits = told.state().visits();
    Activity activity = told.state().activity();
    assertThat(activity.open()).as("seed %s", seed).isEmpty();
    assertThat(visits.kept()).isSortedAccordingTo(Comparator.comparing(Visit::startedAt));
    assertThat(visits.kept().size() + visits.dropped()).isEqualTo(activity.visits());
    assertThat(told.facts("Visit Started")).hasSize((int) activity.visits());
    assertThat(told.facts("Visit Ended")).hasSize((int) activity.visits());
    int inVisits = visits.kept().stream().mapToInt(Visit::events).sum();
    assertThat(inVisits).isLessThanOrEqualTo(pages);
    if (visits.dropped() == 0) {
      assertThat(inVisits).as("seed %s", seed).isEqualTo(pages);
    }
    assertThat(visits.kept()).allMatch(visit -> !visit.lastAt().isBefore(visit.startedAt()));
    assertThat(told.facts("Visit Ended"))
        .allMatch(fact -> fact.details().value("started_at").orElseThrow() instanceof Value.Text);
  }
}
