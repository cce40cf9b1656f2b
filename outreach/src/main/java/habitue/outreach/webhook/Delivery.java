package habitue.outreach.webhook;

import habitue.model.Fields;
import habitue.model.Value;
import habitue.store.feed.Outgoing;
import habitue.store.feed.Position;
import habitue.store.journal.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One batch for one target. The same facts sent again have the same id, so that the receiver can
 * tell; with others added they have another, so that none is taken for known.
 *
 * @param to the place that is reached when it has arrived
 */
record Delivery(Webhook webhook, List<Fields> lines, Position first, Position to) {
  private static final int MOST_BYTES = 256 << 10;

  Delivery {
    lines = List.copyOf(lines);
  }

  /** As many of the items as go into one body; at least one. */
  static Delivery of(Webhook webhook, List<Outgoing.Item> items) {
    var lines = new ArrayList<Fields>();
    Position to = items.getFirst().position();
    int bytes = 0;
    for (Outgoing.Item item : items) {
      Fields line = FactLine.of(item);
      bytes += Json.bytes(line).length + 1;
      if (!lines.isEmpty() && bytes > MOST_BYTES) {
        break;
      }
      lines.add(line);
      to = item.position();
    }
    return new Delivery(webhook, lines, items.getFirst().position(), to);
  }

  String id() {
    return "msg_" + webhook.id() + "_" + first.text() + "_" + to.text();
  }

  byte[] body(Instant now) {
    Value facts = new Value.Many(new ArrayList<Value>(lines));
    return Json.bytes(
        Fields.of("type", Value.of("facts"))
            .with("timestamp", now.toString())
            .with("data", Fields.of("facts", facts)));
  }

  /** The headers of Standard Webhooks, for a body as it is sent at this time. */
  Map<String, String> headers(byte[] body, Instant now) {
    long seconds = now.getEpochSecond();
    var headers = new LinkedHashMap<String, String>();
    headers.put("Content-Type", "application/json");
    headers.put("User-Agent", "Habitue");
    headers.put("webhook-id", id());
    headers.put("webhook-timestamp", Long.toString(seconds));
    headers.put("webhook-signature", Signature.of(webhook.secret(), id(), seconds, body));
    return headers;
  }
}
