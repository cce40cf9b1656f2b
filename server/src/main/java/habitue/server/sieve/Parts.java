package habitue.server.sieve;

import habitue.model.Fields;
import habitue.model.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Which parts of a message are cut, and how. A person is named on purpose in the traits of an
 * identify call, of which only secrets and payment cards are taken; in {@code email}, {@code phone}
 * and {@code card} of other traits, in {@code externalIds}, ids, and the {@code email} of an order
 * a server tells. A message without anything to cut is handed on as it is.
 */
final class Parts {
  private static final Set<String> IDS_AND_TIMES =
      Set.of(
          "type",
          "messageId",
          "userId",
          "anonymousId",
          "previousId",
          "groupId",
          "timestamp",
          "originalTimestamp",
          "sentAt",
          "receivedAt");
  private static final Set<String> OF_CONTEXT = Set.of("externalIds", "ip", "userAgent");
  private static final Set<String> NONE = Set.of();

  private final Values anything;
  private final Values named;

  Parts(Urls urls) {
    this.anything = new Values(urls, false);
    this.named = new Values(urls, true);
  }

  @SuppressWarnings("ReferenceEquality") // The same object means that nothing was cut.
  Fields cut(Fields message, boolean trusted, Consumer<Cut> cut) {
    LinkedHashMap<String, Value> changed = null;
    for (Map.Entry<String, Value> each : message.values().entrySet()) {
      Value before = each.getValue();
      Value after = part(each.getKey(), before, message, trusted, cut);
      if (after != before) {
        changed = changed == null ? new LinkedHashMap<>(message.values()) : changed;
        changed.put(each.getKey(), after);
      }
    }
    return changed == null ? message : new Fields(changed);
  }

  private Value part(String name, Value value, Fields message, boolean trusted, Consumer<Cut> cut) {
    if (IDS_AND_TIMES.contains(name)) {
      return value;
    }
    if (!(value instanceof Fields said)) {
      return anything.value(name, value, cut);
    }
    return switch (name) {
      case "properties" -> anything.fields(said, order(message, trusted), cut);
      case "context" -> anything.fields(said, OF_CONTEXT, cut);
      case "traits" ->
          identifies(message)
              ? named.fields(said, Values.DECLARED, cut)
              : anything.fields(said, Values.DECLARED, cut);
      default -> anything.fields(said, NONE, cut);
    };
  }

  private static boolean identifies(Fields message) {
    return message.text("type").orElse("").equals("identify");
  }

  private static Set<String> order(Fields message, boolean trusted) {
    boolean order = trusted && message.text("event").orElse("").startsWith("Order ");
    return order ? Values.DECLARED : NONE;
  }
}
