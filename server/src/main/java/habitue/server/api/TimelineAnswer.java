package habitue.server.api;

import habitue.model.Because;
import habitue.model.Body;
import habitue.model.Event;
import habitue.model.EventKind;
import habitue.model.Fact;
import habitue.model.Fields;
import habitue.model.JournalRecord;
import habitue.store.Reader.TimelineItem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to a customer and what was concluded, newest first. */
record TimelineAnswer(List<Item> timeline, @Nullable String next) {

  /**
   * @param kind {@code event} or {@code fact}
   * @param at when it happened
   * @param statedAt when it could be known
   * @param rewarded what was given for it; null for an event that earned nothing, and for facts
   */
  record Item(
      String kind,
      Instant at,
      Instant statedAt,
      String name,
      @Schema(type = "object") Fields details,
      @Nullable Reason because,
      @Nullable String source,
      @Nullable List<Rewarded> rewarded) {}

  /** Points that an event earned, whatever became of them. */
  record Rewarded(String programme, String rule, String award, long points) {
    static Rewarded of(Fact granted) {
      Fields details = granted.details();
      return new Rewarded(
          details.text("programme").orElse(""),
          details.text("rule").orElse(""),
          details.text("award").orElse(""),
          details.number("points").map(BigDecimal::longValue).orElse(0L));
    }
  }

  record Reason(
      String cause,
      String rule,
      int version,
      @Nullable String position,
      @Schema(type = "object") Fields words) {
    static Reason of(Because because) {
      return new Reason(
          because.cause(),
          because.rule(),
          because.version(),
          because.position() == 0 ? null : Long.toString(because.position()),
          because.words());
    }
  }

  /** A page that began after so many items; one more than asked for says that there are others. */
  static TimelineAnswer of(List<TimelineItem> items, int before, int limit) {
    boolean more = items.size() > limit;
    List<TimelineItem> shown = more ? items.subList(0, limit) : items;
    return new TimelineAnswer(
        shown.stream().map(TimelineAnswer::item).toList(),
        more ? Integer.toString(before + limit) : null);
  }

  private static Item item(TimelineItem item) {
    return switch (item) {
      case TimelineItem.EventItem(JournalRecord record, List<Fact> granted) ->
          event(record, granted);
      case TimelineItem.FactItem(Fact fact) ->
          new Item(
              "fact",
              fact.at(),
              fact.statedAt(),
              fact.name(),
              fact.details(),
              Reason.of(fact.because()),
              null,
              null);
    };
  }

  private static Item event(JournalRecord record, List<Fact> granted) {
    var stamp = record.stamp();
    return switch (record.body()) {
      case Body.Happened(Event event) ->
          new Item(
              "event",
              stamp.at(),
              stamp.recordedAt(),
              event.name(),
              event.kind() == EventKind.IDENTIFY ? event.traits() : event.properties(),
              null,
              stamp.source().name(),
              granted.isEmpty() ? null : granted.stream().map(Rewarded::of).toList());
      case Body.Asked asked -> plain(record, asked.name());
      case Body.Delivered delivered -> plain(record, delivered.name());
      case Body.Regrouped regrouped ->
          plain(record, regrouped.change() == Body.Change.JOIN ? "Joined" : "Split");
      case Body.Erased(), Body.Forgotten _ -> plain(record, "Erased");
    };
  }

  private static Item plain(JournalRecord record, String name) {
    var stamp = record.stamp();
    return new Item("event", stamp.at(), stamp.recordedAt(), name, Fields.NONE, null, null, null);
  }
}
