package habitue.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The real server in a process of its own, started as people start it. */
final class Served implements AutoCloseable {
  static final String SERVER_KEY = "bench-server-key";
  static final String BROWSER_KEY = "bench-browser-key";
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final Process process;
  private final int port;
  private final double secondsToReady;

  private Served(Process process, int port, double secondsToReady) {
    this.process = process;
    this.port = port;
    this.secondsToReady = secondsToReady;
  }

  /** Starts it on a data folder, and waits until it says that it is up. */
  static Served start(Path folder) {
    int port = freePort();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("habitue.home"), "habitue").toString());
    command.addAll(List.of("serve", "--data", folder.toString(), "--port", "" + port));
    var builder = new ProcessBuilder(command);
    builder.environment().put("HABITUE_WRITE_KEY", SERVER_KEY);
    builder.environment().put("HABITUE_BROWSER_KEY", BROWSER_KEY);
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    try {
      long start = System.nanoTime();
      Process process = builder.start();
      awaitReady(process, port);
      return new Served(process, port, (System.nanoTime() - start) / 1e9);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  int port() {
    return port;
  }

  double secondsToReady() {
    return secondsToReady;
  }

  double peakResidentMegabytes() {
    return Memory.peakMegabytes("" + process.pid());
  }

  /** Ends it in the middle of what it does. */
  void kill() {
    process.destroyForcibly();
    close();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }

  private static void awaitReady(Process process, int port) {
    HttpRequest health =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health")).build();
    long end = System.nanoTime() + LONGEST.toNanos();
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (System.nanoTime() < end && process.isAlive()) {
        if (up(client, health)) {
          return;
        }
        Thread.sleep(20);
      }
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
    process.destroyForcibly();
    throw new IllegalStateException("the server did not come up");
  }

  private static boolean up(HttpClient client, HttpRequest health) throws InterruptedException {
    try {
      return client.send(health, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException none) {
      throw new UncheckedIOException(none);
    }
  }
}
