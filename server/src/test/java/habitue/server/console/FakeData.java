package habitue.server.console;

import habitue.server.console.view.DataPage;
import habitue.server.console.view.EventShape;
import habitue.server.console.view.EventShape.Change;
import habitue.server.console.view.EventShape.Property;
import habitue.server.console.view.Health;
import habitue.server.console.view.Kept;
import habitue.server.console.view.Kept.Rule;
import habitue.server.console.view.NewSource;
import habitue.server.console.view.Refusals;
import habitue.server.console.view.Refusals.Refusal;
import habitue.server.console.view.SiftedRow;
import habitue.server.console.view.SourceRow;
import habitue.server.console.view.UnnamedRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What comes in at the fake shop. */
final class FakeData {
  private static final Instant NOW = FakeConsole.NOW;

  private final Ink ink;

  FakeData(Ink ink) {
    this.ink = ink;
  }

  static DataPage empty() {
    return new DataPage(
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new Refusals(0, List.of(), null),
        new Health(0, 0, 0, Duration.ZERO, 0, 0, 0, null),
        Kept.ALL);
  }

  DataPage page() {
    return new DataPage(
        List.of(
            row("web shop", "server", "hbt_s_4f", 18_214),
            row("shop.example", "browser", "hbt_b_9c", 412_003),
            new SourceRow(
                ink.word("history"),
                "import",
                ink.word("uk"),
                "web",
                List.of(),
                "",
                "",
                NOW,
                null,
                0)),
        List.of(
            shape("Product Viewed", "track", 310_220, 298_114, Change.NONE),
            shape("Page Viewed", "page", 92_114, 90_010, Change.NONE),
            shape("Order Completed", "track", 431, 402, Change.NEW_TYPE),
            shape(ink.word("Loyalty Leaflet Taken"), "track", 7, 0, Change.NEW),
            shape("Coupon Applied", "track", 0, 31, Change.MISSING)),
        List.of(
            new SiftedRow("shop.example", "bot", 1_204, 9_310),
            new SiftedRow("shop.example", "email", 3, 12)),
        List.of(
            new UnnamedRow("shop.example", "Page Viewed", 4_120, 31_877),
            new UnnamedRow(ink.word("shop.example"), ink.word("Products Searched"), 211, 1_204)),
        refusals(null),
        new Health(442_118, 442_118, 442_090, Duration.ofSeconds(2), 12, 1, 3, 41_200_000_000L),
        new Kept(
            List.of(
                new Rule("visitor", "months", 13),
                new Rule("customer", "years", 5),
                new Rule("accounting", "years", 10),
                new Rule("Page Viewed", "days", 90)),
            NOW.minus(Duration.ofMinutes(20)),
            3,
            1,
            1_204,
            NOW.plus(Duration.ofDays(2)),
            new Kept.Ever(212, 88_120)));
  }

  private SourceRow row(String name, String kind, String key, long week) {
    List<String> origins =
        kind.equals("browser") ? List.of(ink.word("https://shop.example")) : List.of();
    return new SourceRow(
        ink.word(name),
        kind,
        ink.word("uk"),
        "web",
        origins,
        kind.equals("browser") ? "refused" : "given",
        key,
        NOW.minus(Duration.ofDays(375)),
        NOW.minus(Duration.ofSeconds(4)),
        week);
  }

  SourceRow source(NewSource asked) {
    return new SourceRow(
        asked.name(),
        asked.kind(),
        asked.store(),
        asked.channel(),
        asked.origins(),
        "given",
        "hbt_s_9f",
        NOW,
        null,
        0);
  }

  private EventShape shape(String name, String kind, long week, long before, Change change) {
    return new EventShape(
        name,
        kind,
        week + before * 20,
        week,
        before,
        NOW.minus(Duration.ofDays(375)),
        NOW.minus(Duration.ofMinutes(3)),
        change,
        List.of(
            new Property("product_id", List.of("text", "number"), week, 1, change),
            new Property("price", List.of("number"), week, .9994, Change.NONE),
            new Property(
                ink.word("products[].colour"), List.of("text"), week / 3, .333, Change.NEW)));
  }

  Refusals refusals(@Nullable String before) {
    return new Refusals(
        12,
        List.of(
            refusal("no_identifier", "", "/v1/batch 3"),
            refusal("bad_amount", "properties.revenue", "/v1/track 0"),
            refusal("bad_json", "", "orders-2025.jsonl 88114"),
            refusal("unheard_of", ink.word("context.locale"), "")),
        before == null ? "older/1=" : null);
  }

  private Refusal refusal(String code, String field, String place) {
    return new Refusal(
        NOW.minus(Duration.ofMinutes(40)),
        ink.word("web shop"),
        code,
        field,
        ink.word(place),
        ink.word(
            "{\"type\":\"track\",\"event\":\"Order Completed\",\"properties\":{\"revenue\":\"a lot\",\"email\":\"…\"}}"));
  }
}
