package habitue.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import habitue.model.Fields;
import habitue.store.journal.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A store held by a child process with the same Java options as this one: see {@link Hold}. */
final class Held implements AutoCloseable {
  private final Process process;
  private final Fields said;
  private final double secondsToReady;

  private Held(Process process, Fields said, double secondsToReady) {
    this.process = process;
    this.said = said;
    this.secondsToReady = secondsToReady;
  }

  /** Starts one and waits until it has done its work. */
  static Held start(Path folder, String... options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("bench", "hold", folder.toString()));
    command.addAll(List.of(options));
    try {
      long start = System.nanoTime();
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      var out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
      String line = out.readLine();
      double seconds = (System.nanoTime() - start) / 1e9;
      if (line == null) {
        throw new IllegalStateException("the child that holds the store ended");
      }
      return new Held(process, Json.object(line.getBytes(UTF_8)), seconds);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  double figure(String name) {
    return said.number(name).orElseThrow().doubleValue();
  }

  double secondsToReady() {
    return secondsToReady;
  }

  /** Ends it as a loss of power would end everything but the disk's own cache. */
  void kill() {
    process.destroyForcibly();
    await();
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
    await();
  }

  private void await() {
    try {
      process.waitFor();
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }
}
