package habitue.server.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import habitue.server.fuzz.Requests.Sent;
import habitue.server.wire.Code;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends the requests over a few kept connections and judges each answer. */
final class Run {
  // Most calls wait for the disk: so many wait together.
  private static final int CALLERS = 64;
  private static final int MOST_FAILURES = 30;
  private static final int MOST_NAMED = 6;
  private static final Pattern INDEX = Pattern.compile("\"index\":([0-9]+)");
  private static final Pattern INSIDE =
      Pattern.compile(
          "\\b(java|javax|jakarta|org\\.spring\\w*|org\\.apache|tools\\.jackson|habitue\\.\\w+)\\."
              + "\\w+\\.|Exception\\b|\\n\\s+at ");

  private final Requests requests;
  private final int port;
  private final long seed;
  private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> taken = new ConcurrentLinkedQueue<>();
  private final Map<Integer, AtomicLong> statuses = new ConcurrentSkipListMap<>();
  private final Map<String, AtomicLong> nanos = new ConcurrentHashMap<>();

  Run(Requests requests, int port, long seed) {
    this.requests = requests;
    this.port = port;
    this.seed = seed;
  }

  void send(long first, int count) throws Exception {
    long start = System.nanoTime();
    var next = new AtomicLong(first);
    try (var callers = Executors.newFixedThreadPool(CALLERS)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        int host = i << 12;
        running.add(callers.submit(() -> call(next, first + count, host)));
      }
      for (Future<?> each : running) {
        each.get();
      }
    }
    System.out.printf(
        "fuzz: seed %d, %d requests in %.1f s, answers %s, costliest calls (ms in all) %s%n",
        seed, count, (System.nanoTime() - start) / 1e9, statuses, costliest());
  }

  private void call(AtomicLong next, long end, int host) {
    try (var wire = new Wire(port, host)) {
      long number = next.getAndIncrement();
      for (; number < end && failures.size() < MOST_FAILURES; number = next.getAndIncrement()) {
        Sent sent = requests.get(number);
        long start = System.nanoTime();
        try {
          Answer answer = wire.send(sent.bytes(), sent.method().equals("HEAD"));
          judge(sent, answer);
        } catch (IOException | RuntimeException broken) {
          fail(sent, "no answer: " + broken);
          wire.end();
        }
        nanos
            .computeIfAbsent(sent.call().toString(), _ -> new AtomicLong())
            .addAndGet(System.nanoTime() - start);
        if (number % 100 == 0) {
          wire.end();
        }
      }
    }
  }

  private void judge(Sent sent, Answer answer) {
    statuses.computeIfAbsent(answer.status(), _ -> new AtomicLong()).incrementAndGet();
    Set<Integer> documented = sent.call().statuses();
    if (answer.status() >= 500) {
      fail(sent, "failed: " + answer);
    } else if (sent.asIs() && !documented.contains(answer.status())) {
      fail(sent, "not documented: " + answer);
    } else if (answer.status() >= 400 && !sent.method().equals("HEAD") && !page(sent, answer)) {
      problem(answer).ifPresent(wrong -> fail(sent, wrong + ": " + answer));
    }
    if (INSIDE.matcher(answer.body()).find()) {
      fail(sent, "tells what is inside: " + answer);
    }
    if (answer.status() == 200 && sent.asIs() && sent.call().collects()) {
      take(sent, answer.body());
    }
  }

  /** Beside the API, as at {@code /API}, whoever asks for pages is answered by the console's. */
  private static boolean page(Sent sent, Answer answer) {
    return !sent.asIs()
        && new String(sent.bytes(), ISO_8859_1).contains("\r\nAccept: text/html\r\n")
        && answer.body().contains("<p class=\"wordmark\">");
  }

  private static Optional<String> problem(Answer answer) {
    try {
      JsonNode body = JsonMapper.shared().readTree(answer.body());
      boolean told =
          Code.named(body.path("code").asString(""))
              .filter(code -> code.status() == answer.status())
              .isPresent();
      boolean whole =
          answer.problem()
              && body.path("status").asInt(0) == answer.status()
              && body.hasNonNull("type")
              && body.hasNonNull("title")
              && body.hasNonNull("detail");
      return told && whole ? Optional.empty() : Optional.of("no problem as documented");
    } catch (JacksonException broken) {
      return Optional.of("no problem as documented");
    }
  }

  private void take(Sent sent, String body) {
    Set<String> refused = new TreeSet<>();
    INDEX
        .matcher(body)
        .results()
        .map(found -> Integer.parseInt(found.group(1)))
        .filter(index -> index < sent.ids().size())
        .forEach(index -> refused.add(sent.ids().get(index)));
    sent.whole().stream().filter(id -> !refused.contains(id)).forEach(taken::add);
  }

  private void fail(Sent sent, String why) {
    String text = new String(sent.bytes(), UTF_8);
    failures.add(
        "-Dfuzz.seed=%d -Dfuzz.first=%d -Dfuzz.requests=1: %s%n%s%n"
            .formatted(
                seed, sent.number(), why, text.substring(0, Math.min(1_500, text.length()))));
  }

  List<String> failures() {
    return failures.stream().limit(MOST_FAILURES).toList();
  }

  /** The messageIds of events sent whole and acknowledged. */
  List<String> taken() {
    return List.copyOf(taken);
  }

  Set<String> reached() {
    return nanos.keySet();
  }

  private Map<Long, String> costliest() {
    var costliest = new TreeMap<Long, String>(Comparator.reverseOrder());
    nanos.forEach((call, spent) -> costliest.put(spent.get() / 1_000_000, call));
    while (costliest.size() > MOST_NAMED) {
      costliest.pollLastEntry();
    }
    return costliest;
  }
}
