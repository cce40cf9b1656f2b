package habitue.outreach.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import habitue.model.Fields;
import habitue.store.journal.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.IntUnaryOperator;

/** Another system's web server: keeps what it is sent, and answers as it is told. */
final class Receiver implements AutoCloseable {
  private final HttpServer server;
  private final List<Delivered> all = new ArrayList<>();
  private final Map<String, Integer> tries = new ConcurrentHashMap<>();
  private volatile IntUnaryOperator answers = _ -> 204;

  /** A request as it came. */
  record Delivered(String id, String timestamp, String signature, byte[] body, int status) {
    List<Fields> facts() {
      return Json.object(body).fields("data").list("facts").stream()
          .map(each -> (Fields) each)
          .toList();
    }
  }

  Receiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::take);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    var headers = exchange.getRequestHeaders();
    String id = headers.getFirst("webhook-id");
    int status = answers.applyAsInt(tries.merge(id, 1, Integer::sum));
    synchronized (all) {
      all.add(
          new Delivered(
              id,
              headers.getFirst("webhook-timestamp"),
              headers.getFirst("webhook-signature"),
              body,
              status));
    }
    exchange.getResponseHeaders().add("Location", "http://127.0.0.1/elsewhere");
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  /** What to answer to the first, second… try of a delivery. */
  void answer(IntUnaryOperator byTry) {
    answers = byTry;
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/facts?a=b");
  }

  List<Delivered> all() {
    synchronized (all) {
      return List.copyOf(all);
    }
  }

  /** The facts of what was answered with 2xx. */
  List<Fields> taken() {
    return all().stream()
        .filter(each -> each.status() / 100 == 2)
        .flatMap(each -> each.facts().stream())
        .toList();
  }

  static void until(BooleanSupplier so) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!so.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("it does not come about");
      }
      Thread.sleep(10);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }

  static String text(byte[] body) {
    return new String(body, UTF_8);
  }
}
