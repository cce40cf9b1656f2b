package habitue.server.collect;

import habitue.model.Fields;
import habitue.model.Source;
import habitue.store.journal.Json;
import habitue.store.journal.MalformedJson;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads lines of import files by the rules of messages over HTTP, but that a line may be long. */
public final class FileMessages {
  private final Source source;

  public FileMessages(Source source) {
    this.source = source;
  }

  /** A line as read. */
  public sealed interface Line {
    /** A message fit for the door. */
    record Good(Fields message) implements Line {}

    /**
     * One that is not.
     *
     * @param shape of the message, without a value of a person
     */
    record Bad(Fault fault, Fields shape) implements Line {}
  }

  public Line read(byte[] utf8, Instant receivedAt) {
    Fields message;
    try {
      message = Json.object(utf8).without("writeKey");
    } catch (MalformedJson broken) {
      return new Line.Bad(
          new Fault("bad_json", "", String.valueOf(broken.getMessage())), Fields.NONE);
    }
    String type = message.text("type").orElse(null);
    message = type == null ? message : message.with("type", type.toLowerCase(Locale.ROOT));
    @Nullable Fault fault = EventChecks.check(message, receivedAt);
    return fault == null
        ? new Line.Good(named(message))
        : new Line.Bad(fault, Redaction.of(message));
  }

  private Fields named(Fields message) {
    Fields named =
        message.text("messageId").isPresent()
            ? message
            : message.with("messageId", MessageIds.of(source, message));
    return named.without("sentAt");
  }
}
