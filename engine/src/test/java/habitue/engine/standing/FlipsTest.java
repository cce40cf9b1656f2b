package habitue.engine.standing;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.Context;
import habitue.engine.Input;
import habitue.engine.Life;
import habitue.engine.Step;
import habitue.engine.customer.CustomerBehaviour;
import habitue.engine.customer.CustomerState;
import habitue.model.Body;
import habitue.model.CustomerId;
import habitue.model.Event;
import habitue.model.Fact;
import habitue.model.Fields;
import habitue.model.JournalRecord;
import habitue.model.Rates;
import habitue.model.Reality;
import habitue.model.Stamp;
import habitue.model.Value;
import habitue.playbook.Playbook;
import habitue.playbook.PlaybookFiles;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Against a slow and obvious reference: each rule written once more in plain Java over the whole
 * history, asked at every instant at which it could come out otherwise, and around.
 */
class FlipsTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final long DAY = 86_400_000;
  private static final long HOUR = 3_600_000;

  private static final String SEGMENTS =
      """
      segments:
        busy: count("Product Viewed", days(3)) >= 3
        cook: count("Product Viewed", event.product.category == "Kitchen", days(2)) >= 2
        silent: since(customer.orders.last) > days(5)
        browser: customer.orders.count >= 1 && count("Product Viewed", days(1)) == 0
        tagged: customer.tags["KITCHEN"] >= 1.5
        weekend: weekday() >= 6
        spender: sum("Order Completed", event.order.net, days(4)) > 100
        idle-noon: '!customer.in("busy") && hour() >= 12'
        curious: distinct("Product Viewed", event.product.id, days(2)) >= 2
        either: customer.in("cook") || since(customer.first_seen) < hours(30)
      """;

  private static final String TAGS =
      """
      tags:
        KITCHEN: {on: Product Viewed, when: event.product.category == "Kitchen", fades: 2d}
      """;

  private static final Context CONTEXT = new Context("test", "EUR", PARIS, Rates.NONE, playbook());

  /** What happened, as the reference knows it. */
  private record Deed(long at, String product, String category, long cents) {
    boolean order() {
      return product.isEmpty();
    }
  }

  private interface Rule {
    boolean holds(List<Deed> past, long now);
  }

  private static Playbook playbook() {
    var files = PlaybookFiles.of(Map.of("segments.yaml", SEGMENTS, "tags.yaml", TAGS));
    return switch (Playbook.read(files)) {
      case Playbook.Reading.Good(Playbook playbook) -> playbook;
      case Playbook.Reading.Bad(var mistakes) -> throw new AssertionError(mistakes);
    };
  }

  private static Map<String, Rule> rules() {
    var rules = new LinkedHashMap<String, Rule>();
    Rule busy = (past, now) -> views(past, now, 3 * DAY, "").count() >= 3;
    Rule cook = (past, now) -> views(past, now, 2 * DAY, "Kitchen").count() >= 2;
    rules.put("busy", busy);
    rules.put("cook", cook);
    rules.put("silent", (past, now) -> ordered(past) && now - lastOrder(past) > 5 * DAY);
    rules.put("browser", (past, now) -> ordered(past) && views(past, now, DAY, "").count() == 0);
    rules.put("tagged", (past, now) -> score(past, now) >= 1.5);
    rules.put("weekend", (_, now) -> local(now).getDayOfWeek().getValue() >= 6);
    rules.put("spender", (past, now) -> spent(past, now) > 100_00);
    rules.put("idle-noon", (past, now) -> !busy.holds(past, now) && local(now).getHour() >= 12);
    rules.put("curious", (past, now) -> products(past, now) >= 2);
    rules.put(
        "either", (past, now) -> cook.holds(past, now) || now - past.getFirst().at < 30 * HOUR);
    return rules;
  }

  private static ZonedDateTime local(long now) {
    return Instant.ofEpochMilli(now).atZone(PARIS);
  }

  private static LongStream views(List<Deed> past, long now, long window, String category) {
    return past.stream()
        .filter(deed -> !deed.order() && deed.at + window > now)
        .filter(deed -> category.isEmpty() || deed.category.equals(category))
        .mapToLong(Deed::at);
  }

  private static boolean ordered(List<Deed> past) {
    return past.stream().anyMatch(Deed::order);
  }

  private static long lastOrder(List<Deed> past) {
    return past.stream().filter(Deed::order).mapToLong(Deed::at).max().orElseThrow();
  }

  private static long spent(List<Deed> past, long now) {
    return past.stream()
        .filter(deed -> deed.order() && deed.at + 4 * DAY > now)
        .mapToLong(Deed::cents)
        .sum();
  }

  private static long products(List<Deed> past, long now) {
    return past.stream()
        .filter(deed -> !deed.order() && deed.at + 2 * DAY > now)
        .map(Deed::product)
        .distinct()
        .count();
  }

  /** In the order in which it is folded, since sums of fractions are not the same in another. */
  private static double score(List<Deed> past, long now) {
    double score = 0;
    long at = 0;
    for (Deed deed : past) {
      if (!deed.order() && deed.category.equals("Kitchen")) {
        score = (at == 0 ? 0 : score * half(deed.at - at)) + 1;
        at = deed.at;
      }
    }
    return at == 0 ? 0 : score * half(now - at);
  }

  private static double half(long after) {
    return after == 0 ? 1 : StrictMath.pow(2, -((double) after / (2 * DAY)));
  }

  /** One flip of a rule. */
  private record Flip(String rule, long at, boolean in) {}

  @Test
  void every_rule_flips_at_the_very_millisecond() {
    var flipped = new HashSet<String>();
    int flips = 0;
    for (int seed = 0; seed < 60; seed++) {
      var random = new Random(seed);
      List<Deed> deeds = deeds(random);
      long end = deeds.getLast().at + 12 * DAY;
      List<Flip> lived = lived(deeds, end, random);
      List<Flip> wanted = wanted(deeds, end, random);
      assertThat(lived).as("seed %s", seed).containsExactlyInAnyOrderElementsOf(wanted);
      lived.forEach(flip -> flipped.add(flip.rule));
      flips += lived.size();
    }
    assertThat(flipped).as("every rule flipped").hasSize(rules().size());
    assertThat(flips).isGreaterThan(2_000);
  }

  private static List<Deed> deeds(Random random) {
    var deeds = new ArrayList<Deed>();
    // Across the day on which the clocks change.
    long at = Instant.parse("2026-03-25T00:00:00Z").toEpochMilli() + random.nextInt((int) DAY);
    for (int i = 0; i < 25; i++) {
      at += random.nextInt(4) == 0 ? 1 + random.nextInt(3) : random.nextLong(1, DAY);
      boolean order = random.nextInt(5) == 0;
      deeds.add(
          order
              ? new Deed(at, "", "", 100L * (10 + random.nextInt(60)))
              : new Deed(
                  at, "p" + random.nextInt(3), random.nextBoolean() ? "Kitchen" : "Garden", 0));
    }
    return deeds;
  }

  /** By the engine, woken as it asks, or late, or only by the next event. */
  private static List<Flip> lived(List<Deed> deeds, long end, Random random) {
    var behaviour = new CustomerBehaviour();
    var life = new Life();
    CustomerState state = CustomerState.empty(new CustomerId(1));
    var facts = new ArrayList<Fact>();
    Instant wake = null;
    int number = 0;
    for (Deed deed : deeds) {
      while (wake != null && wake.toEpochMilli() <= deed.at && random.nextInt(9) > 0) {
        Step<CustomerState> woken = behaviour.step(CONTEXT, state, new Input.Woke(wake));
        state = woken.state();
        facts.addAll(woken.facts());
        wake = later(wake, woken.wakeAt());
      }
      Step<CustomerState> step = behaviour.step(CONTEXT, state, input(deed, ++number, life));
      state = step.state();
      facts.addAll(step.facts());
      wake = step.wakeAt();
    }
    Input last = new Input.Woke(Instant.ofEpochMilli(end));
    facts.addAll(behaviour.step(CONTEXT, state, last).facts());
    return facts.stream()
        .filter(fact -> fact.name().startsWith("Segment "))
        .map(FlipsTest::flip)
        .toList();
  }

  private static @Nullable Instant later(Instant now, @Nullable Instant wake) {
    return wake == null || wake.isAfter(now) ? wake : now.plusMillis(1);
  }

  private static Flip flip(Fact fact) {
    String segment = fact.details().text("segment").orElseThrow();
    return new Flip(segment, fact.at().toEpochMilli(), fact.name().equals("Segment Entered"));
  }

  private static Input input(Deed deed, int number, Life life) {
    Instant at = Instant.ofEpochMilli(deed.at);
    Fields product =
        Fields.of("product_id", Value.of(deed.product)).with("category", deed.category);
    Fields order =
        Fields.of("order_id", Value.of("o" + number))
            .with("currency", "EUR")
            .with("total", deed.cents / 100)
            .with("revenue", deed.cents / 100);
    Fields message =
        Fields.of("type", Value.of("track"))
            .with("event", deed.order() ? "Order Completed" : "Product Viewed")
            .with("userId", "u1")
            .with("properties", deed.order() ? order : product);
    Stamp stamp = life.stamp(at, at, Life.SHOP, Reality.REAL);
    return new Input.Recorded(new JournalRecord(stamp, new Body.Happened(Event.of(message))));
  }

  private static List<Flip> wanted(List<Deed> deeds, long end, Random random) {
    var flips = new ArrayList<Flip>();
    Set<Long> candidates = candidates(deeds, end, random);
    rules()
        .forEach((name, rule) -> {
          boolean in = false;
          long before = 0;
          for (long at : candidates) {
            boolean holds = rule.holds(past(deeds, at), at);
            if (holds != in) {
              flips.add(new Flip(name, exactly(rule, deeds, before, at, holds), holds));
            }
            in = holds;
            before = at;
          }
        });
    return flips;
  }

  private static List<Deed> past(List<Deed> deeds, long now) {
    return deeds.stream().filter(deed -> deed.at <= now).toList();
  }

  /** What fades has no instant to guess: it is halved down to. */
  private static long exactly(Rule rule, List<Deed> deeds, long before, long at, boolean holds) {
    long low = Math.max(before, deeds.getFirst().at - 1);
    long high = at;
    while (high - low > 1) {
      long middle = low + (high - low) / 2;
      List<Deed> past = past(deeds, middle);
      if (!past.isEmpty() && rule.holds(past, middle) == holds) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }

  private static Set<Long> candidates(List<Deed> deeds, long end, Random random) {
    var candidates = new TreeSet<Long>();
    for (Deed deed : deeds) {
      for (long offset : List.of(0L, DAY, 2 * DAY, 3 * DAY, 4 * DAY, 5 * DAY, 30 * HOUR)) {
        for (long around = -1; around <= 1; around++) {
          candidates.add(deed.at + offset + around);
        }
      }
    }
    long first = deeds.getFirst().at;
    ZonedDateTime hour = local(first).truncatedTo(ChronoUnit.HOURS);
    for (; hour.toInstant().toEpochMilli() < end; hour = hour.plusHours(1)) {
      candidates.add(hour.toInstant().toEpochMilli());
    }
    for (int i = 0; i < 200; i++) {
      candidates.add(first + random.nextLong(end - first));
    }
    candidates.removeIf(at -> at < first || at > end);
    return candidates;
  }
}
