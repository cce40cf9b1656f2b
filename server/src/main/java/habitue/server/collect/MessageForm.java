package habitue.server.collect;

import habitue.model.Fields;
import habitue.model.Packer;
import habitue.model.Source;
import habitue.model.ValueCodec;
import habitue.server.security.Hashes;
import habitue.server.wire.Code;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The form that messages are checked in and the one they are filed in, whichever way they came. */
final class MessageForm {
  private MessageForm() {}

  /**
   * As it is checked: without a key, its type in small letters.
   *
   * @param type what it is by the way it came; null where it says so itself
   */
  static Fields received(Fields message, @Nullable String type) {
    Fields received = message.without("writeKey");
    String said = message.text("type").orElse("");
    String small = (type != null ? type : said).toLowerCase(Locale.ROOT);
    return small.equals(said) ? received : received.with("type", small);
  }

  /** What is wrong with a message of a source, whoever that is; null when nothing is. */
  static @Nullable Fault check(Source source, Fields message, Instant receivedAt) {
    Fault fault = EventChecks.check(message, receivedAt);
    return fault != null ? fault : ofStore(source.store(), message);
  }

  /** As it is filed: its times in one form, with a name, without when it was sent. */
  static Fields filed(Source source, Fields message) {
    Fields filed = message;
    for (String name : List.of("timestamp", "originalTimestamp")) {
      filed = inOneForm(filed, name);
    }
    if (filed.text("messageId").isEmpty()) {
      filed = filed.with("messageId", name(source, filed));
    }
    return filed.without("sentAt");
  }

  /** A time of one of the many ways that clients write it. */
  private static Fields inOneForm(Fields message, String name) {
    String text = message.text(name).orElse("");
    Instant time = text.isEmpty() ? null : Times.parse(text);
    return time == null || text.endsWith("Z") ? message : message.with(name, time.toString());
  }

  /** The name of a message that has none: the same message sent again gets the same one. */
  private static String name(Source source, Fields message) {
    var bytes = new Packer().unsigned(source.number());
    ValueCodec.writeFields(message.without("sentAt").without("messageId"), bytes);
    return "sha256-" + Hashes.sha256(bytes.bytes());
  }

  /** A source of one store says nothing of another's orders. */
  private static @Nullable Fault ofStore(String store, Fields message) {
    String said = message.fields("properties").text("store").orElse(store);
    return store.isEmpty() || said.equals(store)
        ? null
        : Fault.of(Code.STORE_NOT_ALLOWED, "properties.store", "the source is of another store");
  }
}
