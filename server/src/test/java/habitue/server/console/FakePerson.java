package habitue.server.console;

import habitue.engine.standing.Asking;
import habitue.engine.standing.Stands;
import habitue.engine.trust.Stance;
import habitue.insight.rfm.Rfm;
import habitue.model.Money;
import habitue.playbook.plan.Talk.Choice;
import habitue.playbook.plan.Talk.Takes;
import habitue.server.console.view.Customer;
import habitue.server.console.view.Customer.Cart;
import habitue.server.console.view.Customer.Condition;
import habitue.server.console.view.Customer.Interest;
import habitue.server.console.view.Customer.Totals;
import habitue.server.console.view.Customer.Visit;
import habitue.server.console.view.Identity;
import habitue.server.console.view.Identity.Identifier;
import habitue.server.console.view.Moment;
import habitue.server.console.view.Moment.Detail;
import habitue.server.console.view.Moment.Kind;
import habitue.server.console.view.Moment.Why;
import habitue.server.console.view.PersonRef;
import habitue.server.console.view.Reachable;
import habitue.server.console.view.Reachable.Answer;
import habitue.server.console.view.Reachable.Ban;
import habitue.server.console.view.Reachable.Way;
import habitue.server.console.view.Sides;
import habitue.server.console.view.Sides.Side;
import habitue.server.console.view.Suggestion;
import habitue.server.console.view.Timeline;
import habitue.server.console.view.Timeline.Filter;
import habitue.server.identify.asked.Asked;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Customer 12682 of the demo shop: their real orders; the rest is made up. */
final class FakePerson {
  private static final Instant NOW = FakeConsole.NOW;

  private final Ink ink;
  private final FakeOrders orders;

  FakePerson(Ink ink) {
    this.ink = ink;
    this.orders = new FakeOrders(ink);
  }

  private PersonRef person(String id) {
    String name = id.equals(FakeConsole.HALTED) ? ink.word("Éloïse Martin-Dupré") : "";
    return new PersonRef(id, name, ink.word("12682"), "");
  }

  Customer customer(String id, Condition condition) {
    var all = orders.all();
    return new Customer(
        person(id),
        "France",
        all.getLast().at(),
        NOW.minus(Duration.ofDays(3)),
        NOW.minus(Duration.ofDays(9)),
        NOW,
        condition,
        new Totals(
            31,
            new Money(1_228_822, "GBP"),
            new Money(18_655, "GBP"),
            new Money(1_210_167, "GBP"),
            all.getLast().at(),
            all.getFirst().at(),
            all.get(all.size() - 2).at(),
            8.0,
            1,
            List.of(new Money(4_210, "GBP")),
            List.of(new Money(9_900, "EUR"))),
        all,
        new Cart(
            NOW.minus(Duration.ofHours(26)),
            true,
            new Money(2_545, "GBP"),
            List.of(ink.word("REGENCY CAKESTAND 3 TIER"), ink.word("PARTY BUNTING"))),
        interests(),
        identity(),
        reach(),
        14,
        visits(),
        List.of(
            new Suggestion(
                new PersonRef("c3c", ink.word("Sam Okoro"), "", ""),
                2,
                List.of(
                    new Suggestion.Reason("unverified_email", ink.word("sam@example.org")),
                    new Suggestion.Reason("address", ink.word("12 rue du Bac, Paris"))))),
        stands(),
        List.of(ink.word("customer.rfm.frequency >= 4")),
        List.of(asked("for-whom", "Parasols", true), asked("birthday", "", false)));
  }

  private Asked asked(String name, String about, boolean choice) {
    return new Asked(
        name,
        about,
        Map.of("en", ink.word("For you?"), "fr", ink.word("Pour vous ?")),
        choice
            ? List.of(
                new Choice(
                    "self", Map.of("en", ink.word("For me")), false, false, null, null, false))
            : List.of(),
        choice ? Takes.CHOICE : Takes.DATE,
        choice,
        new Asking.Odds(0, 12, 0.3),
        ink.word("customer.orders.count >= 2"),
        day(2),
        NOW.plus(Duration.ofDays(20)));
  }

  private Stands stands() {
    var tags = new LinkedHashMap<String, Double>();
    tags.put(ink.word("CATEGORY_PARASOLS"), 3.1);
    return new Stands(
        place("hero"),
        List.of(place("abandoned-cart")),
        List.of(place("regulars")),
        tags,
        List.of(
            new Stands.Supposed(
                "moving",
                Map.of("en", ink.word("Moving")),
                0.64,
                3,
                true,
                NOW.plus(Duration.ofDays(9)))),
        41.5,
        new Rfm(5, 4, 5),
        new Stands.Forecast(
            0.93,
            NOW.plus(Duration.ofDays(9)),
            NOW.plus(Duration.ofDays(2)),
            NOW.plus(Duration.ofDays(30)),
            310_000L),
        true,
        false,
        List.of(
            new Stands.Tagged(
                "VIP",
                Map.of("en", ink.word("Very important"), "fr", ink.word("Très important")),
                day(3),
                day(-30),
                ink.word("agent"),
                ink.word("asked by the shop in Lyon"))));
  }

  private Stands.Place place(String name) {
    var label = Map.of("en", ink.word(name), "fr", ink.word(name));
    return new Stands.Place(
        name, label, label, ink.word("customer.orders.count >= 2"), day(40), null);
  }

  /** Someone known by a device only, who never ordered. */
  Customer visitor(String id) {
    var identifiers = List.of(identifier("k1", "anonymousId", "a-550e8400-e29b", false, false));
    return new Customer(
        new PersonRef(id, "", "", ""),
        "",
        NOW.minus(Duration.ofMinutes(30)),
        NOW.minus(Duration.ofMinutes(2)),
        null,
        NOW,
        Condition.REFOLDING,
        null,
        List.of(),
        null,
        List.of(),
        new Identity(identifiers, List.of(), List.of(), List.of()),
        new Reachable(
            List.of(
                new Way(
                    "email", new Answer(false, "never-asked"), new Answer(true, "contract"), null)),
            Ban.RESTRICTED),
        1,
        visits().subList(0, 1),
        List.of(),
        Stands.NONE,
        List.of(),
        List.of());
  }

  private List<Interest> interests() {
    return List.of(
        new Interest("product", ink.word("RABBIT NIGHT LIGHT"), 6.21, 9, 2, 1, day(3)),
        new Interest("category", ink.word("Parasols"), 3.1, 4, 0, 1, day(16)),
        new Interest("category", ink.word("Retrospot"), 2.44, 2, 0, 2, day(21)),
        new Interest("product", ink.word("PARTY BUNTING"), 1.7, 3, 1, 0, day(30)));
  }

  private Identity identity() {
    return new Identity(
        List.of(
            identifier("k1", "userId", "12682", true, true),
            identifier("k2", "email", "claire@example.fr", false, true),
            identifier("k3", "anonymousId", "550e8400-e29b-41d4-a716-446655440000", false, true)),
        List.of(
            new Identity.Trait(
                "country",
                ink.word("France"),
                day(3),
                ink.word("web shop"),
                "Order Completed",
                false,
                List.of()),
            new Identity.Trait(
                "city",
                ink.word("Lyon"),
                day(3),
                ink.word("web shop"),
                ink.word("Identified"),
                true,
                List.of(ink.word("Paris"), ink.word("Dijon"))),
            new Identity.Trait(
                ink.word("shoe_size"),
                ink.word("39"),
                day(40),
                ink.word("app"),
                "Identified",
                false,
                List.of())),
        List.of(),
        List.of(
            new Identity.Join(
                day(130), "k3", "anonymousId", ink.word("550e8400"), "same-userId", null, 41),
            new Identity.Join(
                day(12),
                "k2",
                "email",
                ink.word("claire@example.fr"),
                ink.word("she called us"),
                ink.word("admin"),
                3)));
  }

  private Reachable reach() {
    var withdrawn =
        new Identity.Consent(
            "marketing",
            "email",
            Stance.WITHDRAWN,
            day(9),
            ink.word("web shop"),
            ink.word("email-1"),
            ink.word("https://shop.example/unsubscribed"));
    var nothing = new Answer(false, "no-address");
    return new Reachable(
        List.of(
            new Way(
                "email", new Answer(false, "withdrawn"), new Answer(true, "contract"), withdrawn),
            new Way("sms", new Answer(false, "suppressed"), new Answer(false, "suppressed"), null),
            new Way("push", nothing, nothing, null),
            new Way("phone", new Answer(false, "never-asked"), new Answer(true, "contract"), null),
            new Way("post", nothing, nothing, null)),
        Ban.NO_MARKETING);
  }

  private Identifier identifier(
      String key, String type, String value, boolean verified, boolean separable) {
    return new Identifier(
        key, type, ink.word(value), verified, day(347), ink.word("web shop"), separable);
  }

  private List<Visit> visits() {
    return List.of(
        new Visit(
            day(3),
            9,
            ink.word("newsletter"),
            ink.word("email"),
            ink.word("christmas-2026"),
            ink.word("/collections/christmas"),
            ink.word("phone")),
        new Visit(day(9), 4, ink.word("google"), "organic", "", ink.word("/"), "desktop"),
        new Visit(day(11), 2, "", "", "", "", ""));
  }

  Timeline timeline(Filter filter, @Nullable String before) {
    List<Moment> all =
        moments().stream()
            .filter(moment ->
                switch (filter) {
                  case EVERYTHING -> true;
                  case EVENTS -> moment.kind() == Kind.EVENT;
                  case FACTS -> moment.kind() == Kind.FACT;
                })
            .toList();
    return new Timeline(all, before == null ? "b4/1=" : null);
  }

  private List<Moment> moments() {
    var order = order(day(3), null);
    var viewed =
        new Moment(
            Kind.EVENT,
            "Product Viewed",
            day(3).minusSeconds(500),
            null,
            null,
            ink.word("REGENCY CAKESTAND 3 TIER"),
            0,
            new Money(1_275, "GBP"),
            ink.word("web shop"),
            List.of(
                new Detail("product_id", ink.word("22423")),
                new Detail(ink.word("colour"), ink.word("green"))),
            null,
            null);
    return List.of(
        order,
        viewed,
        visit(day(3).minusSeconds(900), null),
        new Moment(
            Kind.EVENT,
            ink.word("Loyalty Leaflet Taken"),
            day(4),
            null,
            null,
            "",
            0,
            null,
            ink.word("till"),
            List.of(),
            null,
            null),
        refund(),
        joined());
  }

  private Moment order(Instant at, @Nullable PersonRef who) {
    return new Moment(
        Kind.EVENT,
        "Order Completed",
        at,
        null,
        who,
        ink.word("580753"),
        30,
        new Money(63_663, "GBP"),
        ink.word("web shop"),
        List.of(),
        null,
        null);
  }

  private Moment visit(Instant at, @Nullable PersonRef who) {
    return new Moment(
        Kind.FACT,
        "Visit Started",
        at,
        at.plus(Duration.ofHours(5)),
        who,
        "",
        0,
        null,
        "",
        List.of(new Detail("campaign", ink.word("christmas-2026"))),
        new Why(
            "Page Viewed",
            "attract.visits",
            1,
            "attract.visit-started",
            Map.of("source", ink.word("newsletter"))),
        null);
  }

  private Moment refund() {
    return new Moment(
        Kind.EVENT,
        "Order Refunded",
        day(9),
        null,
        null,
        ink.word("C579889"),
        1,
        new Money(-1_275, "GBP"),
        ink.word("web shop"),
        List.of(),
        null,
        null);
  }

  private Moment joined() {
    return new Moment(
        Kind.FACT,
        "Joined",
        day(130),
        null,
        null,
        "",
        0,
        null,
        "",
        List.of(),
        new Why("Identified", ink.word("identify.join"), 1, "unheard-of", Map.of()),
        "k3");
  }

  List<Moment> newest() {
    var newest = new ArrayList<Moment>();
    for (int i = 0; i < 3; i++) {
      newest.add(order(NOW.minusSeconds(60L * i), person(FakeConsole.REGULAR)));
      newest.add(visit(NOW.minusSeconds(60L * i + 20), person(FakeConsole.REGULAR)));
    }
    return newest;
  }

  Moment live() {
    return order(NOW, new PersonRef("c99", ink.word("Just Arrived"), "", ""));
  }

  Sides sides(String id, String otherId, List<Suggestion.Reason> reasons) {
    return new Sides(
        side(person(id), "userId", "12682", 31),
        side(
            new PersonRef(otherId, otherId.isEmpty() ? "" : ink.word("Sam Okoro"), "", ""),
            "anonymousId",
            "550e8400-e29b-41d4-a716-446655440000",
            0),
        reasons);
  }

  private Side side(PersonRef person, String type, String value, long orderCount) {
    return new Side(
        person,
        List.of(identifier("k", type, value, true, true)),
        List.of("country", "city", ink.word("shoe_size")),
        orderCount + 41,
        orderCount,
        new Money(orderCount * 39_639, "GBP"),
        new Money(orderCount * 601, "GBP"),
        day(347),
        orderCount == 0 ? null : day(3));
  }

  private static Instant day(long ago) {
    return NOW.minus(Duration.ofDays(ago));
  }
}
