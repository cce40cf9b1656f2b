package habitue.benchmarks;

import habitue.benchmarks.workload.Workload.Message;
import java.util.ArrayList;
import java.util.List;

/** Messages of one source that come together, as a client sends them. */
record Batch(boolean browser, List<byte[]> messages) {
  static final int MOST = 100;

  Batch {
    messages = List.copyOf(messages);
  }

  /** Browsers' and servers' messages, each in batches of {@value #MOST}, in their order. */
  static List<Batch> of(List<Message> messages) {
    var batches = new ArrayList<Batch>();
    var browsers = new ArrayList<byte[]>();
    var servers = new ArrayList<byte[]>();
    for (Message message : messages) {
      List<byte[]> open = message.browser() ? browsers : servers;
      open.add(message.json());
      if (open.size() == MOST) {
        batches.add(new Batch(message.browser(), open));
        open.clear();
      }
    }
    if (!browsers.isEmpty()) {
      batches.add(new Batch(true, browsers));
    }
    if (!servers.isEmpty()) {
      batches.add(new Batch(false, servers));
    }
    return batches;
  }
}
