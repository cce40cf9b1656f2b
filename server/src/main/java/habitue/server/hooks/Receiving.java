package habitue.server.hooks;

import habitue.model.Fields;
import habitue.server.collect.Collector;
import habitue.server.collect.Fault;
import habitue.server.hooks.Hooks.Found;
import habitue.server.wire.Code;
import java.util.List;

/**
 * Takes in deliveries whose signature was right. What cannot be used is noted and answered as
 * taken: a shop would send the very same again for days, then give the address up.
 */
final class Receiving {
  private static final Collector.Outcome NOTHING = new Collector.Outcome(0, List.of());

  private final Collector collector;
  private final PersonRequests requests;
  private final HookMeters meters;

  Receiving(Collector collector, PersonRequests requests, HookMeters meters) {
    this.collector = collector;
    this.requests = requests;
    this.meters = meters;
  }

  /** A batch of events under our own signature. */
  Collector.Outcome batch(Found found, byte[] body) {
    Collector.Outcome outcome = collector.batch(found.source(), body);
    meters.count(found.hook().kind(), "", "taken");
    return outcome;
  }

  Collector.Outcome document(Found found, String topic, boolean test, byte[] body) {
    HookKind kind = found.hook().kind();
    Fields document = collector.document(found.source(), "hooks " + word(topic), body);
    String key = Delivery.key(kind, topic, body);
    var delivery = new Delivery(topic, key, test, found.hook().vouches(), found.within(), document);
    Meaning meaning = kind == HookKind.SHOPIFY ? Shopify.of(delivery) : WooCommerce.of(delivery);
    return take(found, delivery, meaning);
  }

  private Collector.Outcome take(Found found, Delivery delivery, Meaning meaning) {
    HookKind kind = found.hook().kind();
    return switch (meaning) {
      case Meaning.Events(List<Fields> messages) -> {
        meters.count(kind, delivery.topic(), "taken");
        String call = "hooks " + word(delivery.topic());
        yield collector.documents(found.source(), call, messages);
      }
      case Meaning.Wish wish -> {
        requests.take(found.source(), wish.right(), wish.who(), wish.reference());
        meters.count(kind, delivery.topic(), "taken");
        yield NOTHING;
      }
      case Meaning.ShopRedaction _ ->
          noted(found, delivery, Code.SHOP_REDACTION, "", "the shop asks to erase all it sent");
      case Meaning.Unfit(String field) ->
          noted(
              found, delivery, Code.UNREADABLE_DOCUMENT, field, "not as this topic's document is");
      case Meaning.Unknown _ -> {
        meters.count(kind, delivery.topic(), "ignored");
        yield NOTHING;
      }
    };
  }

  private Collector.Outcome noted(
      Found found, Delivery delivery, Code code, String field, String message) {
    String call = "hooks " + word(delivery.topic());
    collector.unfit(found.source(), call, Fault.of(code, field, message), delivery.document());
    meters.count(found.hook().kind(), delivery.topic(), "noted");
    return NOTHING;
  }

  /** A topic as the quarantine may show it: anyone can write anything into a header. */
  private static String word(String topic) {
    return topic.matches("[a-z_.]{1,40}(/[a-z_]{1,40})?") ? topic : "other";
  }
}
