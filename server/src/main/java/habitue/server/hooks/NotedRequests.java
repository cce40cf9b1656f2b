package habitue.server.hooks;

import habitue.model.Fields;
import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.model.Value;
import habitue.server.collect.Collector;
import habitue.server.collect.KnownSource;
import habitue.store.Reader;
import java.util.List;

/**
 * Notes requests with the people they are about, for someone to act on by hand: an event {@code
 * Erasure Requested} or {@code Data Requested}. Of strangers nothing is noted, since nothing is
 * held.
 */
public final class NotedRequests implements PersonRequests {
  private final Reader reader;
  private final Collector collector;

  public NotedRequests(Reader reader, Collector collector) {
    this.reader = reader;
    this.collector = collector;
  }

  @Override
  public void take(KnownSource source, Kind kind, List<Identifier> who, String reference) {
    List<Fields> messages =
        who.stream()
            .map(each -> ofStore(each, source))
            .filter(each -> reader.resolve(each).isPresent())
            .map(each -> note(kind, each, reference))
            .limit(1)
            .toList();
    if (!messages.isEmpty()) {
      collector.documents(source, "hooks request", messages);
    }
  }

  /** Order numbers count within the source's store. */
  private static Identifier ofStore(Identifier identifier, KnownSource source) {
    return identifier.type() == IdentifierType.ORDER_ID
        ? new Identifier(IdentifierType.ORDER_ID, identifier.value(), source.source().store())
        : identifier;
  }

  private static Fields note(Kind kind, Identifier who, String reference) {
    String event =
        switch (kind) {
          case ERASE -> "Erasure Requested";
          case EXPORT -> "Data Requested";
        };
    var properties = new Saying().put("reference", reference);
    var message = new Saying().put("type", "track").put("event", event);
    switch (who.type()) {
      case USER_ID -> message.put("userId", who.value());
      case ORDER_ID -> {
        properties.put("order_id", who.value());
        message.put("context", external(who));
      }
      case EMAIL, PHONE, CARD, ANONYMOUS_ID, DEVICE -> message.put("context", external(who));
    }
    return message.put("properties", properties.done()).done();
  }

  private static Fields external(Identifier who) {
    Fields id =
        Fields.of("id", Value.of(who.value()))
            .with("type", who.type().wireName())
            .with("verified", Value.of(true));
    return Fields.of("externalIds", new Value.Many(List.of(id)));
  }
}
