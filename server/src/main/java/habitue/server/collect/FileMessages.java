package habitue.server.collect;

import habitue.model.Fields;
import habitue.model.Source;
import habitue.server.wire.RefusedRequest;
import java.time.Instant;

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
    Draft draft = draft(utf8);
    Fields message = MessageForm.received(draft.message(), null);
    Fault fault = draft.fault();
    fault = fault != null ? fault : MessageForm.check(source, message, receivedAt);
    return fault == null
        ? new Line.Good(MessageForm.filed(source, message))
        : new Line.Bad(fault, Redaction.of(message));
  }

  private static Draft draft(byte[] utf8) {
    try {
      return MessageReader.line(utf8);
    } catch (RefusedRequest refused) {
      return new Draft(Fields.NONE, Fault.of(refused.problem()));
    }
  }
}
