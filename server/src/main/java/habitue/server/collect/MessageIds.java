package habitue.server.collect;

import habitue.model.Fields;
import habitue.model.Packer;
import habitue.model.Source;
import habitue.model.ValueCodec;
import habitue.server.security.Hashes;

/** The name of a message that has none: the same message sent again gets the same one. */
final class MessageIds {
  private MessageIds() {}

  static String of(Source source, Fields message) {
    var bytes = new Packer().unsigned(source.number());
    ValueCodec.writeFields(message.without("sentAt").without("messageId"), bytes);
    return "sha256-" + Hashes.sha256(bytes.bytes());
  }
}
