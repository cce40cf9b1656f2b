package habitue.server.hooks;

import habitue.model.Fields;
import habitue.model.Value;
import habitue.server.security.Hashes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes events in Segment's shape of one delivery. */
final class Telling {
  private final HookKind kind;
  private final Delivery delivery;

  Telling(HookKind kind, Delivery delivery) {
    this.kind = kind;
    this.delivery = delivery;
  }

  /** What this delivery itself tells: once, however often it is sent. */
  Fields track(String event, @Nullable Instant at, Buyer buyer, Fields properties) {
    return track(event, delivery.key(), at, buyer, properties);
  }

  /** What several deliveries tell alike, such as a refund: once by what it is about. */
  Fields once(String event, String about, @Nullable Instant at, Buyer buyer, Fields properties) {
    String id = kind.wireName() + "-" + Hashes.sha256(event + " " + about);
    return track(event, id, at, buyer, properties);
  }

  Fields identify(Instant at, Buyer buyer) {
    return new Saying()
        .put("type", "identify")
        .put("messageId", delivery.key())
        .put("timestamp", at.toString())
        .put("userId", delivery.userId(buyer.number()))
        .put("traits", buyer.traits())
        .put("context", with(buyer.identifyContext()))
        .done();
  }

  private Fields track(
      String event, String messageId, @Nullable Instant at, Buyer buyer, Fields properties) {
    return new Saying()
        .put("type", "track")
        .put("event", event)
        .put("messageId", messageId)
        .put("timestamp", at == null ? null : at.toString())
        .put("userId", delivery.userId(buyer.number()))
        .put("properties", delivery.test() ? properties.with("test", Value.of(true)) : properties)
        .put("context", with(buyer.context()))
        .done();
  }

  private Fields with(Fields context) {
    Fields webhook = Fields.of("shop", Value.of(kind.wireName())).with("topic", delivery.topic());
    return context.with("webhook", webhook);
  }
}
