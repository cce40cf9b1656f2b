package habitue.warehouse.rows;

import static java.util.Locale.ROOT;

import habitue.model.Event;
import habitue.model.EventKind;
import habitue.model.Fields;
import habitue.model.Stamp;
import habitue.store.journal.Json;
import org.jspecify.annotations.Nullable;

/** Rows of the table {@code event_rows}. */
final class EventRows {
  private static final int LONGEST_ID = 200;

  private EventRows() {}

  static void append(Sheet sheet, long seq, int slot, Stamp stamp, Event event) {
    sheet
        .row()
        .number(seq)
        .small(slot)
        .number(stamp.position())
        .number(stamp.strand().number())
        .text(event.name())
        .text(word(event.kind()))
        .instant(stamp.at())
        .instant(stamp.recordedAt())
        .text(word(stamp.mode()))
        .text(word(stamp.reality()))
        .text(stamp.source().name())
        .text(word(stamp.source().trust()))
        .text(stamp.source().store())
        .text(stamp.source().channel())
        .text(event.message().text("messageId").orElse(null))
        .text(event.userId())
        .text(orderId(event))
        .text(Json.text(said(event)))
        .end();
  }

  /** What the message says beyond its envelope: its properties, or the traits it states. */
  static Fields said(Event event) {
    return event.kind() == EventKind.IDENTIFY || event.kind() == EventKind.GROUP
        ? event.message().fields("traits")
        : event.properties();
  }

  private static @Nullable String orderId(Event event) {
    return event
        .properties()
        .text("order_id")
        .or(() -> event.properties().text("orderId"))
        .filter(id -> id.length() <= LONGEST_ID)
        .orElse(null);
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(ROOT);
  }
}
