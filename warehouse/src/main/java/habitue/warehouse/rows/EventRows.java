package habitue.warehouse.rows;

import static java.util.Locale.ROOT;

import habitue.model.Event;
import habitue.model.EventKind;
import habitue.model.Fields;
import habitue.model.Reality;
import habitue.model.Stamp;
import habitue.store.journal.Json;
import org.jspecify.annotations.Nullable;

/** Rows of the table {@code event_rows}. */
final class EventRows {
  private static final int LONGEST_ID = 200;

  private EventRows() {}

  /**
   * @param reality by the rules in force
   * @param spared whether it says only what is kept of a child
   */
  static void append(
      Sheet sheet, long seq, int slot, Stamp stamp, Reality reality, Event event, boolean spared) {
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
        .text(word(reality))
        .text(stamp.source().name())
        .text(word(stamp.source().trust()))
        .text(stamp.source().store())
        .text(stamp.source().channel())
        .text(event.message().text("messageId").orElse(null))
        .text(event.userId())
        .text(orderId(event))
        .text(Json.text(said(event)))
        .flag(spared)
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
