package habitue.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The real program in a process of its own. */
final class RunningServer implements AutoCloseable {
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final Process process;
  private final int port;

  private RunningServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts to serve a folder; {@link #awaitReady} when it answers. */
  static RunningServer start(Path folder, int port, Map<String, String> environment) {
    return start(
        folder,
        port,
        environment,
        ProcessBuilder.Redirect.DISCARD,
        ProcessBuilder.Redirect.INHERIT);
  }

  private static RunningServer start(
      Path folder,
      int port,
      Map<String, String> environment,
      ProcessBuilder.Redirect output,
      ProcessBuilder.Redirect errors,
      String... more) {
    String at = Integer.toString(port);
    ProcessBuilder program = program("serve", "--data", folder.toString(), "--port", at);
    program.command().addAll(List.of(more));
    program.environment().putAll(environment);
    program.redirectOutput(output);
    program.redirectError(errors);
    try {
      return new RunningServer(program.start(), port);
    } catch (IOException none) {
      throw new UncheckedIOException(none);
    }
  }

  /** Serves a folder on a port of its own, and is ready. */
  static RunningServer serving(Path folder, Map<String, String> environment)
      throws InterruptedException {
    RunningServer server = start(folder, freePort(), environment);
    server.awaitReady();
    return server;
  }

  /** Serves a folder with the playbook of another, and is ready. */
  static RunningServer publishing(Path folder, Path playbook, Map<String, String> environment)
      throws InterruptedException {
    RunningServer server =
        start(
            folder,
            freePort(),
            environment,
            ProcessBuilder.Redirect.DISCARD,
            ProcessBuilder.Redirect.INHERIT,
            "--playbook",
            playbook.toString());
    server.awaitReady();
    return server;
  }

  /** Serves a folder, adds all it says to a file, and is ready. */
  static RunningServer logging(Path folder, Path log, Map<String, String> environment)
      throws InterruptedException {
    var to = ProcessBuilder.Redirect.appendTo(log.toFile());
    RunningServer server = start(folder, freePort(), environment, to, to);
    server.awaitReady();
    return server;
  }

  /** The program with arguments, as {@code habitue} runs it. */
  static ProcessBuilder program(String... arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dhabitue.home=..",
            "-cp",
            System.getProperty("java.class.path"),
            "habitue.app.Main"));
    command.addAll(Arrays.asList(arguments));
    return new ProcessBuilder(command);
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  void awaitReady() throws InterruptedException {
    var request =
        HttpRequest.newBuilder(uri("/actuator/health")).timeout(Duration.ofSeconds(5)).build();
    for (int tries = 0; tries < 1_200; tries++) {
      assertThat(process.isAlive()).as("the server runs").isTrue();
      try {
        if (client.send(request, BodyHandlers.ofString()).statusCode() == 200) {
          return;
        }
      } catch (IOException notYet) {
        // It is still starting.
      }
      Thread.sleep(50);
    }
    throw new AssertionError("the server did not start within a minute");
  }

  /** Brings a body of events with a write key. */
  HttpResponse<String> post(String path, String key, String body)
      throws IOException, InterruptedException {
    String basic = Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.UTF_8));
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Authorization", "Basic " + basic)
            .POST(BodyPublishers.ofString(body)));
  }

  /** Asks the API with a token. */
  HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + token));
  }

  /** Has the API end something, with a token. */
  HttpResponse<String> delete(String path, String token) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + token).DELETE();
    return client.send(request.timeout(Duration.ofMinutes(1)).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.timeout(Duration.ofSeconds(10)).build(), BodyHandlers.ofString());
  }

  /** Takes the power from it. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Asks it to stop, and waits until it has. */
  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }

  static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException none) {
      throw new UncheckedIOException(none);
    }
  }
}
