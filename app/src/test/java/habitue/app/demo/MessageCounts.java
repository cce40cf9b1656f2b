package habitue.app.demo;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** Counts the demo shop's messages, as rows of the README's table. */
final class MessageCounts {
  private MessageCounts() {}

  static List<String> rows() {
    Map<String, Integer> kinds = new TreeMap<>();
    DemoFiles.MESSAGES.forEach(message -> kinds.merge(kind(message), 1, Integer::sum));
    var sizes =
        DemoFiles.SHOP
            .messages(Shift.NONE)
            .mapToLong(json -> json.getBytes(StandardCharsets.UTF_8).length)
            .toArray();
    var rows = new ArrayList<String>();
    kinds.forEach((kind, number) -> rows.add(Counts.row(kind, number)));
    rows.add(Counts.row("messages", sizes.length));
    rows.add(Counts.row("bytes of all", LongStream.of(sizes).sum()));
    rows.add(Counts.row("bytes of the largest", LongStream.of(sizes).max().orElseThrow()));
    rows.add(
        Counts.row("messages over 32 KB", LongStream.of(sizes).filter(n -> n > 32 * 1024).count()));
    rows.add(Counts.row("orders refunded by more than their total", overpaid()));
    return rows;
  }

  private static long overpaid() {
    Map<String, BigDecimal> left = new HashMap<>();
    for (var message : DemoFiles.MESSAGES) {
      var properties = message.properties();
      if (message.isOrder() && properties.total().signum() >= 0) {
        left.put("" + properties.order_id(), properties.total());
      } else if (message.isRefund()) {
        left.computeIfPresent(
            "" + properties.order_id(), (_, total) -> total.subtract(properties.total()));
      }
    }
    return left.values().stream().filter(total -> total.signum() < 0).count();
  }

  private static String kind(Message message) {
    if (message.type().equals("identify")) {
      return "`identify`";
    }
    var unmatched = message.messageId().endsWith("-refunded");
    return "`" + message.event() + (unmatched ? "` without a known order" : "`");
  }
}
